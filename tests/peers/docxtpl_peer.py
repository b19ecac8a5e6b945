"""docxtpl: fills TEMPLATE with DATA and writes OUT."""

import json
import sys

from docxtpl import DocxTemplate

template, data, out = sys.argv[1:4]
document = DocxTemplate(template)
with open(data, encoding="utf-8") as file:
    document.render(json.load(file), autoescape=True)
document.save(out)
