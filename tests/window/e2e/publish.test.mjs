/** Open data of a tender, and the tables of other services: written, taken, taken back. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { story, until } from "./harness.mjs";
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

  step("ce que l'acheteur seul sait de l'avis se remplit à mesure, et ce qui ne se lit pas est dit à côté", async (window) => {
    await window.activate("disclosure", /Compléter l.avis/);
    await window.sees("Sans ces champs, l'avis ne peut pas être envoyé");
    const left = async () => Number(/Compléter l.avis \((\d+)/.exec(await window.text())?.[1]);
    const before = await left();
    await window.fill("Langues dans lesquelles les offres ou demandes de participation/candidatures peuvent être présentées (BT-97)", "FRA", "combobox");
    await window.saved();
    await until("one field less is missing", async () => (await left()) === before - 1);
    await window.fill("Date limite de réception des offres (BT-131)", "demain midi");
    await window.sees("n'est pas un jour et une heure");
    await window.fill("Date limite de réception des offres (BT-131)", "20/10/2026 12h30");
    await window.saved();
    await window.seesNoMore("n'est pas un jour et une heure");
    await everyLook(window, "65b-avis");
    await window.step("Pièces et tableaux");
    window.answer(window.path("avis2.xml"));
    await window.activate("button", "Écrire : Avis européen (eForms)");
    await window.sees("Écrit : avis2.xml");
    assert.match(fs.readFileSync(window.path("avis2.xml"), "utf8"), /12:30:00\+02:00/);
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

  step("des marchés déjà publiés se reprennent, ce qui ne l'est pas est dit, et la reprise s'annule", async (window) => {
    const contract = (id, more = {}) => ({
      id,
      acheteur: { id: "20005480700017" },
      objet: `Entretien des parcs ${id}`,
      codeCPV: "77310000",
      dateNotification: "2024-03-01",
      montant: 50000,
      ...more,
    });
    const marche = [contract("1"), contract("2"), contract("3", { dateNotification: "2099-01-01" })];
    fs.writeFileSync(window.path("contrats.json"), JSON.stringify({ marches: { marche } }));
    window.answer(window.path("contrats.json"));
    await window.activate("button", "Choisir le fichier de marchés");
    await window.sees("2 marchés ajoutés");
    await window.sees("n'est pas un jour passé");
    await everyLook(window, "67-marches-publies");
    await window.activate("link", "Mes marchés");
    await window.sees("Entretien des parcs 1");
    await window.activate("link", "Réglages");
    await window.activate("button", "Annuler l'import des marchés");
    await window.sees("Import annulé");
    await window.activate("link", "Mes marchés");
    await window.seesNoMore("Entretien des parcs 1");
  });
});
