/** What goes wrong is said in French: what happened, what is safe, what to do. Nothing is lost. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { compoundFile } from "./compound.mjs";
import { smallDisk } from "./disk.mjs";
import { Key, root, story, until } from "./harness.mjs";
import { acceptPlaces } from "./steps.mjs";

const SAMPLES = path.join(root, "src-tauri/samples/groupe-scolaire");

story("ennuis", (step) => {
  step("un fichier de marché illisible est refusé sans rien changer", async (window) => {
    fs.writeFileSync(window.path("faux.json"), '{ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "prixx": 3 }');
    window.answer(window.path("faux.json"));
    await window.activate("button", "Importer un marché enregistré");
    await window.sees("contient un champ inconnu : « prixx »");
    await window.sees("Rien n'a été modifié.");
    await window.accessibleScreen("marché refusé");
    await window.screenshot("40-marche-refuse");
    await window.activate("button", "Fermer");
    await until("the focus is back", async () => (await window.focused()).name === "Importer un marché enregistré");
  });

  step("un dialogue fermé sans rien choisir ne fait rien", async (window) => {
    window.answer("");
    await window.activate("button", "Importer un marché enregistré");
    await window.settled();
    assert.equal(await window.has("button", "Fermer"), false);
  });

  step("un marché exporté se relit ailleurs", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    window.answer(window.path("marché.json"));
    await window.activate("button", "Enregistrer ce marché dans un fichier");
    await window.announces("Marché enregistré dans « marché.json »");
    assert.equal(JSON.parse(fs.readFileSync(window.path("marché.json"), "utf8")).schema, "clausier/tender/1");
  });

  step("une pièce qui n'est pas du Word, tronquée, protégée ou absente est refusée, chacune avec sa phrase", async (window) => {
    fs.writeFileSync(window.path("note.docx"), "ceci n'est pas une archive");
    fs.writeFileSync(window.path("coupé.docx"), fs.readFileSync(path.join(SAMPLES, "CCAP.docx")).subarray(0, 9_000));
    fs.writeFileSync(window.path("protégé.docx"), compoundFile(["EncryptionInfo", "EncryptedPackage"]));
    await window.step("Export");
    const refusals = [
      ["note.docx", /n'est pas un document Word|n'est pas un document/],
      ["coupé.docx", /incomplet|tronqué|coupé/],
      ["protégé.docx", /mot de passe|chiffré|protégé/],
      ["absent.docx", /introuvable|n'existe/],
    ];
    for (const [name, sentence] of refusals) {
      window.answer(window.path(name));
      await window.activate("button", /^Choisir votre fichier…|^Choisir un autre fichier/);
      await window.sees(sentence);
      await window.accessibleScreen(`pièce refusée : ${name}`);
      await window.screenshot(`41-piece-${name.replace(".docx", "")}`);
      await window.activate("button", "Fermer");
    }
  });

  step("la pièce de l'exemple se prend sans la chercher", async (window) => {
    await window.activate("button", "Prendre la pièce de l'exemple");
    await window.sees("Où ira chaque clause, dans « CCAP.docx »");
  });

  step("écrire par-dessus son propre fichier est refusé", async (window) => {
    const file = window.path("CCAP bis.docx");
    fs.copyFileSync(path.join(SAMPLES, "CCAP.docx"), file);
    window.answer(file, file);
    await window.activate("button", "Choisir un autre fichier…");
    await window.sees("dans « CCAP bis.docx »");
    await acceptPlaces(window);
    await window.activate("button", "Écrire le nouveau fichier…");
    await window.sees(/origine|même fichier|jamais modifié/);
    assert.ok(fs.readFileSync(file).equals(fs.readFileSync(path.join(SAMPLES, "CCAP.docx"))));
    await window.activate("button", "Fermer");
  });

  step("un disque plein le dit, ne laisse aucun fichier à moitié écrit, et l'écriture se refait ensuite", async (window, context) => {
    const disk = smallDisk(window.path("petit disque"), "64k");
    if (!disk) return context.skip("no small disk can be mounted here");
    try {
      const source = window.path("CCAP ter.docx");
      fs.copyFileSync(path.join(SAMPLES, "CCAP.docx"), source);
      disk.fill(8);
      const out = path.join(disk.folder, "CCAP rempli.docx");
      window.answer(source, out);
      await window.activate("button", "Choisir un autre fichier…");
      await window.sees("dans « CCAP ter.docx »");
      await acceptPlaces(window);
      await window.activate("button", "Écrire le nouveau fichier…");
      await window.sees(/disque est plein|plus de place/);
      await window.accessibleScreen("disque plein");
      await window.screenshot("44-disque-plein");
      await window.activate("button", "Fermer");
      assert.deepEqual(fs.readdirSync(disk.folder), [disk.ballast], "nothing is left on the disk");
      window.answer(window.path("CCAP rempli.docx"));
      await window.activate("button", "Écrire le nouveau fichier…");
      await window.sees("CCAP rempli.docx");
      await until("the file is written elsewhere", () => fs.existsSync(window.path("CCAP rempli.docx")));
    } finally {
      disk.leave();
    }
  });

  step("une base abîmée le dit, propose la sauvegarde, et la restaure", async (window) => {
    await window.activate("link", "Accueil");
    await window.activate("button", "Créer mon premier marché");
    await window.fill("Objet du marché", "Crèche des Tilleuls");
    await window.saved();
    await window.kill();
    await window.open();
    await window.kill();
    const base = path.join(window.data, "clausier.db");
    assert.ok(fs.readdirSync(path.join(window.data, "backups")).length > 0, "the first opening of a base that holds something makes a backup");
    fs.rmSync(`${base}-wal`, { force: true });
    fs.rmSync(`${base}-shm`, { force: true });
    fs.writeFileSync(base, "ceci n'est plus une base".repeat(500));
    await window.open();
    await window.sees("La base de ce poste est abîmée");
    await window.sees("gardé tel quel");
    await window.accessibleScreen("base abîmée");
    await window.screenshot("42-base-abimee");
    await window.activate("button", /^Restaurer la sauvegarde du/);
    await window.sees("Crèche des Tilleuls");
    const kept = fs.readdirSync(window.data, { recursive: true }).map(String);
    assert.ok(kept.some((name) => /^mis-de-cote.*clausier\.db$/.test(name)), `the damaged file is kept: ${kept}`);
  });

  step("la bibliothèque se cherche et se lit au clavier", async (window) => {
    await window.activate("link", "Bibliothèque");
    await window.reach("searchbox", "Chercher");
    await window.type("déchets");
    await window.announces("trouvées");
    const first = await window.script(() => document.querySelector(".hits b").innerText);
    await window.reach("button", new RegExp(first.slice(0, 12)));
    await window.press(Key.ENTER);
    await until("the clause is read", () => window.script(() => document.activeElement.id === "clause-lue"));
    await window.accessibleScreen("clause lue dans la bibliothèque");
    await window.screenshot("43-bibliotheque");
    await window.fillSearch("zzzz");
    await window.sees("Aucune clause ne contient ces mots");
    await window.accessibleScreen("bibliothèque sans résultat");
  });
});

