"""Draws `signes.woff2` again: the few signs that a fresh Debian has no letter for, taken from DejaVu Sans.

    pip install fonttools brotli && python ui/src/styles/fonts/signes.py   (from the root)

The licence of DejaVu asks for another name: see `LICENCE.txt`.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# Fine spaces, the modifier apostrophe, subscript digits (CO₂, PM₁₀), the marks of the tags.
SIGNS = [0x2009, 0x202F, 0x02BC, *range(0x2080, 0x208A), 0x25D0, 0x2610, 0x2713]
NAME = "Clausier Signes"

font = TTFont("src-tauri/crates/clausier-pdf/fonts/DejaVuSans.ttf", recalcTimestamp=False)
options = subset.Options(flavor="woff2", hinting=False, layout_features=[], name_IDs=[1, 2, 4, 6])
cutter = subset.Subsetter(options)
cutter.populate(unicodes=SIGNS)
cutter.subset(font)
for record in font["name"].names:
    record.string = NAME.replace(" ", "") if record.nameID == 6 else "Regular" if record.nameID == 2 else NAME
subset.save_font(font, str(Path(__file__).with_suffix(".woff2")), options)
