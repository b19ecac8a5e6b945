/** Open data of a tender, and the tables of other services: written, taken, taken back. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { story } from "./harness.mjs";
import { everyLook } from "./steps.mjs";

story("données publiées et tableaux repris", (step) => {
  step("l'avis européen d'un marché s'écrit, et ce qui manque est nommé", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    await window.step("Pièces et tableaux");
    await window.sees("Données publiées");
    window.answer(window.path("avis.xml"));
    await window.activate("button", "Écrire : Avis européen (eForms)");
    await window.sees("Écrit : avis.xml");
    await window.sees("à compléter");
    assert.match(fs.readFileSync(window.path("avis.xml"), "utf8"), /<ContractNotice [\s\S]*env-imp/);
    await window.announces("Écrit : avis.xml");
    await everyLook(window, "65-donnees-publiees");
  });

  step("un extrait des finances s'importe dans les réglages, et l'import s'annule", async (window) => {
    await window.activate("link", "Réglages");
    await window.sees("Importer les dépenses, les listes et les heures");
    fs.writeFileSync(window.path("finances.csv"), "SIRET;Nom;Montant;Exercice\n20005480700017;X;1 234,56;2026\nTotal;;1;2026\n");
    window.answer(window.path("finances.csv"));
    await window.activate("button", "Choisir le fichier et l'importer");
    await window.sees("1 ligne reprise, 1 mise de côté.");
    await window.sees("rien n'en a été gardé");
    await window.sees("Dépenses 2026");
    await everyLook(window, "66-reprises");
    await window.activate("button", "Annuler le dernier import");
    await window.sees("Aucun tableau n'a encore été importé.");
  });
});
