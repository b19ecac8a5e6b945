/** Fills TEMPLATE with DATA through one engine and writes OUT: node peer.cjs ENGINE TEMPLATE DATA OUT, from the folder of the engines. */
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

const load = createRequire(path.join(process.cwd(), "package.json"));
const [engine, template, data, out] = process.argv.slice(2);
const values = JSON.parse(fs.readFileSync(data, "utf8"));

const engines = {
  docxtemplater() {
    const [Docxtemplater, PizZip] = [load("docxtemplater"), load("pizzip")];
    const document = new Docxtemplater(new PizZip(fs.readFileSync(template)), { paragraphLoop: true });
    document.render(values);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
  async "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    return Buffer.from(await new TemplateHandler().process(fs.readFileSync(template), values));
  },
  async "docx-templates"() {
    const { createReport } = load("docx-templates");
    return createReport({ template: fs.readFileSync(template), data: values, cmdDelimiter: ["{", "}"] });
  },
  carbone: () =>
    new Promise((done, failed) =>
      load("carbone").render(template, values, (error, result) => (error ? failed(error) : done(result))),
    ),
};

Promise.resolve(engines[engine]())
  .then((bytes) => {
    fs.writeFileSync(out, bytes);
    process.exit(0);
  })
  .catch((error) => {
    console.error(String(error?.stack ?? error).slice(0, 2000));
    process.exit(1);
  });
