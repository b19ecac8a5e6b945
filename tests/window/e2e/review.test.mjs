/** S16 « Relecture »: the tender, then files that Clausier did not write, read a second time by the keyboard. */
import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Key, plain, root, story, until } from "./harness.mjs";
import { everyLook } from "./steps.mjs";
import { editMember } from "./zip.mjs";

const SAMPLES = path.join(root, "src-tauri/samples/groupe-scolaire");
const FAULTY =
  "<w:p><w:r><w:t>Les radiateurs sont de marque Thermalia 3000.</w:t></w:r></w:p>" +
  "<w:p><w:r><w:t>Procédure passée selon l’article 28 du code des marchés publics.</w:t></w:r></w:p>";

/** The announcement may be that of the reading before: a reading is over when the page says that it is not busy. */
const readAgain = (window) =>
  until("the reading is over", () => window.script(() => document.querySelector(".page")?.getAttribute("aria-busy") === "false"));

story("relecture", (step) => {
  const hash = (file) => crypto.createHash("sha256").update(fs.readFileSync(file)).digest("hex");
  let file = "";

  step("le marché seul est relu dès l'ouverture de l'écran", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    await window.step("Relecture");
    await window.sees("Relecture du marché et de ses pièces");
    await window.sees("Aucune pièce choisie : seul le marché est relu.");
    await window.sees(/\d+ points à regarder/);
    await window.sees("La relecture juridique reste la vôtre.");
    await everyLook(window, "70-relecture-marche");
  });

  step("une pièce choisie : chaque constat a sa place, son extrait, sa raison, sa source, et une rédaction à copier", async (window) => {
    file = window.path("CCAP ancien.docx");
    fs.copyFileSync(path.join(SAMPLES, "CCAP.docx"), file);
    editMember(file, (text) => text.replace("<w:body>", `<w:body>${FAULTY}`));
    const before = hash(file);
    window.answer(file);
    await window.activate("button", "Choisir des pièces à relire…");
    await window.sees("Ce qu'un texte interdit");
    await window.announces(/points? à regarder/);
    assert.match((await window.focused()).name, /points? à regarder/, "the focus is on the result");
    const card = plain(
      await window.script(() => [...document.querySelectorAll(".point")].find((one) => one.innerText.includes("Thermalia"))?.innerText ?? ""),
    );
    for (const said of ["Paragraphe 1", "Les radiateurs sont de marque Thermalia 3000.", "Pourquoi", "R2111-7", "Thermalia 3000 ou équivalent."]) {
      assert.ok(card.includes(said), `« ${said} » in ${card}`);
    }
    await window.sees("cite un texte abrogé");
    await everyLook(window, "71-relecture-piece");
    await window.activate("button", "Copier cette rédaction");
    await window.announces("Rédaction copiée");
    assert.equal(hash(file), before, "the file is not written");
  });

  step("une correction s'écrit dans une copie, la pièce garde ses octets, la copie relue n'a plus rien à corriger", async (window) => {
    const before = hash(file);
    const copy = window.path("CCAP ancien - corrigé.docx");
    window.answer("");
    await window.activate("button", /^Corriger dans une copie… Paragraphe 1/);
    assert.ok(!fs.existsSync(copy), "giving up writes nothing");
    window.answer(copy);
    await window.activate("button", /^Corriger 1 point dans une copie… CCAP ancien/);
    await window.announces("Copie écrite : CCAP ancien - corrigé.docx");
    assert.match((await window.focused()).name, /Copie écrite/, "the focus is on the result");
    await window.sees("1 correction écrite.");
    await window.sees("Le fichier d'origine est intact");
    await everyLook(window, "73-relecture-copie");
    assert.equal(hash(file), before, "the file itself is not written");
    await window.activate("button", "Relire la copie");
    await readAgain(window);
    await window.sees("CCAP ancien - corrigé.docx");
    assert.ok(!(await window.has("button", /^Corriger 1 point dans une copie… CCAP ancien - corrigé/)), "nothing is left to repair");
    await window.activate("button", "Retirer : CCAP ancien - corrigé.docx");
    await readAgain(window);
  });

  step("un fichier abîmé est dit, les autres restent relus ; retirer une pièce relit sans elle", async (window) => {
    fs.writeFileSync(window.path("abime.docx"), "rien");
    window.answer(window.path("abime.docx"));
    await window.activate("button", "Ajouter des pièces…");
    await window.sees("Pièces qui n'ont pas pu être relues");
    await window.sees("cite un texte abrogé");
    await everyLook(window, "72-relecture-refus");
    await window.activate("button", "Retirer : abime.docx");
    await window.seesNoMore("Pièces qui n'ont pas pu être relues");
    await window.reach("button", "Retirer : CCAP ancien.docx");
    await window.press(Key.ENTER);
    await until("the findings of the file are gone", async () => !(await window.text()).includes("cite un texte abrogé"));
    await window.sees("Aucune pièce choisie");
  });
});
