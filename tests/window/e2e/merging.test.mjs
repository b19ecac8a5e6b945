/**
 * A clause that the buyer has edited and that the library has changed: three texts, one answer per
 * passage, at the keyboard. Then every document of the tender in one go.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { plain, root, story, until } from "./harness.mjs";
import { acceptPlaces, everyLook } from "./steps.mjs";
import { editMember, readMember } from "./zip.mjs";

const SAMPLES = path.join(root, "src-tauri/samples/groupe-scolaire");
const CLAUSE = "Heures d'insertion dans les travaux";
const OWN = "s’engage à faire réaliser au moins";
const BOTH_CHANGED = "Changé des deux côtés : à vous de choisir";
const MINE_CHANGED = "Vous avez changé ce passage";

story("réunir", (step) => {
  step("la clause de l'exemple s'écrit dans le CCAP, puis l'acheteur la retouche en deux endroits", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    fs.copyFileSync(path.join(SAMPLES, "CCAP.docx"), window.path("CCAP.docx"));
    await exportFrom(window, "CCAP.docx");
    await acceptPlaces(window);
    window.answer(window.path("CCAP rempli.docx"));
    await window.activate("button", "Écrire le nouveau fichier…");
    await window.sees("Écrit : CCAP rempli.docx");
    editMember(window.path("CCAP rempli.docx"), (text) => swap(swap(text, "fait réaliser au moins", OWN), "réunion de lancement", "réunion de démarrage"));
  });

  step("la clause passe au niveau renforcé : la décision montre trois textes et propose de réunir", async (window) => {
    await window.step("Clauses");
    await window.activate("button", /^Insertion ?,/);
    await window.activate("button", CLAUSE);
    await window.pick(/^Renforcé/);
    await window.saved();
    await exportFrom(window, "CCAP rempli.docx");
    await acceptPlaces(window);
    window.answer(window.path("CCAP réuni.docx"));
    await window.activate("button", "Écrire le nouveau fichier…");
    await window.sees("Votre décision est attendue");
    await window.pick("Réunir, paragraphe par paragraphe");
    await window.sees(BOTH_CHANGED);
    await window.sees(MINE_CHANGED);
  });

  step("ce qu'un seul côté a changé est déjà répondu ; ce que les deux ont changé attend", async (window) => {
    assert.equal(await answerOf(window, MINE_CHANGED), "Mon texte");
    assert.equal(await answerOf(window, BOTH_CHANGED), null);
    assert.equal(await unable(window, "Écrire avec ces choix…"), true, "nothing is written before every answer");
    const marks = await window.script(() => [...document.querySelectorAll("ins, del")].map((one) => one.textContent));
    assert.ok(marks.some((mark) => /ajouté : /.test(plain(mark))) && marks.some((mark) => /supprimé : /.test(plain(mark))), `${marks}`);
    await everyLook(window, "70-reunir");
  });

  step("une réponse par passage, et le nouveau fichier a les deux textes", async (window) => {
    await window.pickElement(await radioOf(window, BOTH_CHANGED, "Les deux, le mien d'abord"), "Les deux, le mien d'abord");
    assert.equal(await unable(window, "Écrire avec ces choix…"), false);
    await window.screenshot("71-reunir-repondu");
    window.answer(window.path("CCAP réuni.docx"));
    await window.activate("button", "Écrire avec ces choix…");
    await window.sees("Écrit : CCAP réuni.docx");
    await window.accessibleScreen("clause réunie");
    const written = readMember(window.path("CCAP réuni.docx"));
    assert.match(written, new RegExp(OWN), "the buyer's words are there");
    assert.match(written, /réunion de démarrage/, "so is the passage that only the buyer changed");
    assert.match(written, /Le titulaire fait réaliser au moins 10/, "and the new text of the library");
  });

  step("toutes les pièces : le dossier se choisit, chaque clause montre sa place, rien n'est encore écrit", async (window) => {
    fs.mkdirSync(window.path("pieces"));
    const files = fs.readdirSync(SAMPLES).filter((name) => name.endsWith(".docx"));
    for (const name of files) fs.copyFileSync(path.join(SAMPLES, name), window.path(`pieces/${name}`));
    await window.step("Fiche");
    await window.step("Export");
    window.answer(window.path("pieces"));
    await window.activate("button", "Choisir le dossier des pièces…");
    await window.announces("4 pièces trouvées.");
    await until("the title has the focus", async () => (await window.focused()).name === "Toutes les pièces");
    for (const name of files) await window.sees(plain(name.normalize("NFC")));
    await window.sees(CLAUSE);
    assert.doesNotMatch(await window.text(), /\b(ins|env|bio|pme)-\d\d/, "clauses have their titles, never their codes");
    await everyLook(window, "72-toutes-les-pieces");
    assert.deepEqual(fs.readdirSync(window.path("pieces")).sort(), [...files].sort());
  });

  step("toutes les pièces s'écrivent dans un dossier à elles, les originaux restent tels quels", async (window) => {
    await window.activate("button", "Oui à ces places, écrire toutes les pièces");
    await window.announces("4 pièces écrites.");
    await window.sees("Écrit dans un nouveau dossier « avec clauses », parmi vos pièces");
    await window.accessibleScreen("toutes les pièces écrites");
    await window.screenshot("73-toutes-les-pieces-ecrites");
    assert.match(readMember(window.path("pieces/avec clauses/CCAP.docx")), /Le titulaire fait réaliser au moins 10/);
    for (const name of fs.readdirSync(SAMPLES).filter((one) => one.endsWith(".docx"))) {
      assert.deepEqual(fs.readFileSync(window.path(`pieces/${name}`)), fs.readFileSync(path.join(SAMPLES, name)), name);
    }
  });
});

/** Goes to the export and gives it a file of the session's folder for the CCAP. */
async function exportFrom(window, name) {
  await window.step("Export");
  const label = await until("the CCAP is in the list", () =>
    window.script(() => [...document.querySelectorAll("option")].find((one) => one.textContent.trim().startsWith("CCAP"))?.textContent.trim()),
  );
  await window.choose("Pièce", plain(label));
  window.answer(window.path(name));
  await window.activate("button", "Choisir votre fichier…");
  await window.sees(`dans « ${name} »`);
}

function swap(text, from, to) {
  const edited = text.replace(from, to);
  assert.notEqual(edited, text, `« ${from} » is in the file`);
  return edited;
}

/** The radio button of an answer, in the first passage of that kind. */
function radioOf(window, legend, label) {
  return window.script(
    (wanted, word) => {
      const clean = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").trim();
      const group = [...document.querySelectorAll("legend")].find((one) => clean(one.textContent) === wanted).parentElement;
      return [...group.querySelectorAll("label")].find((one) => clean(one.textContent) === word).querySelector("input");
    },
    legend,
    label,
  );
}

/** The chosen answer of the first passage of that kind; null when it waits. */
function answerOf(window, legend) {
  return window.script((wanted) => {
    const clean = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").trim();
    const group = [...document.querySelectorAll("legend")].find((one) => clean(one.textContent) === wanted).parentElement;
    const chosen = group.querySelector("input:checked");
    return chosen && clean(chosen.parentElement.textContent);
  }, legend);
}

async function unable(window, name) {
  return window.script((one) => one.disabled, await window.find("button", name));
}
