/** New documents: each is described, made in a chosen format, and filled frames come back side by side. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { Key, plain, story, until } from "./harness.mjs";
import { everyLook } from "./steps.mjs";
import { readMember } from "./zip.mjs";

story("pièces et tableaux", (step) => {
  step("ce que chaque pièce contient se lit avant de la produire, et ce qui n'est pas possible dit pourquoi", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    await window.step("Pièces et tableaux");
    await window.sees("Pièces et tableaux à produire");
    await window.sees("Plan d'exécution");
    await window.sees("Pas encore possible");
    await window.sees("aucun personnel n'est à reprendre");
    await everyLook(window, "60-pieces");
  });

  step("une pièce se crée dans son format, au clavier", async (window) => {
    window.answer(window.path("Criteres.xlsx"));
    await window.activate("button", "Créer : Tableau des critères");
    await window.sees("Écrit : Criteres.xlsx");
    assert.match(readMember(window.path("Criteres.xlsx"), "xl/workbook.xml"), /Critères communs/);
    await window.reach("combobox", "Format : Annexe des clauses");
    await window.press(Key.ARROW_DOWN);
    window.answer(window.path("Annexe.odt"));
    await window.activate("button", "Créer : Annexe des clauses");
    await window.sees("Écrit : Annexe.odt");
    assert.match(readMember(window.path("Annexe.odt"), "content.xml"), /text:outline-level="1"/);
    await window.announces("Écrit : Annexe.odt");
  });

  step("une pièce se crée en PDF, par le programme rangé à côté de la fenêtre", async (window) => {
    await window.choose("Format : Annexe insertion", "PDF (.pdf)");
    window.answer(window.path("Insertion.pdf"));
    await window.activate("button", "Créer : Annexe insertion");
    await window.sees("Écrit : Insertion.pdf");
    assert.equal(fs.readFileSync(window.path("Insertion.pdf")).subarray(0, 8).toString(), "%PDF-1.7");
  });

  step("un cadre vide revient : ce qui manque est dit, la comparaison s'enregistre", async (window) => {
    window.answer(window.path("Cadre.xlsx"));
    await window.activate("button", "Créer : Cadre de réponse");
    await window.sees("Écrit : Cadre.xlsx");
    fs.writeFileSync(window.path("Notes.pdf"), "%PDF-1.7");
    window.answer(`${window.path("Cadre.xlsx")}\t${window.path("Notes.pdf")}`);
    await window.activate("button", "Relire des cadres remplis…");
    await window.sees("1 réponse relue");
    await window.sees("n'est pas un classeur ou un texte que Clausier sait relire");
    await window.sees("la réponse manque");
    const cells = await window.script(() => [...document.querySelectorAll(".gap")].map((one) => one.innerText));
    assert.ok(cells.length > 0 && cells.every((cell) => plain(cell).includes("Manque : la réponse")), `${cells.slice(0, 3)}`);
    await everyLook(window, "61-reponses");
    // The comparison is made again from the files that could be read.
    window.answer(window.path("Cadre.xlsx"));
    await window.activate("button", "Relire d'autres fichiers…");
    await until("the file that could not be read is gone", async () => !(await window.script(() => document.body.innerText.includes("Notes.pdf"))));
    window.answer(window.path("Comparaison.xlsx"));
    await window.activate("button", "Enregistrer la comparaison Excel…");
    await window.sees("Écrit : Comparaison.xlsx");
    assert.match(readMember(window.path("Comparaison.xlsx"), "xl/workbook.xml"), /Comparaison/);
  });
});
