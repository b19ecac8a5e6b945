/** The organisation's own clauses, keyboard only: write, read again, keep in a tender, give and receive as a signed pack, take back. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Key, plain, story, until } from "./harness.mjs";
import { everyLook } from "./steps.mjs";

story("clauses de l'organisation", (step) => {
  let id = "";
  const text = async (window) => plain(await window.text());

  step("sans clause, l'écran dit comment commencer ; une clause s'écrit, relue à mesure", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    id = (await window.script(() => window.location.hash)).split("/")[2];
    await window.goTo("#/library");
    await window.activate("link", "Clauses de l'organisation");
    await window.sees("L'organisation n'a encore aucune clause à elle");
    await everyLook(window, "70-propres-vide");
    await window.activate("link", "Nouvelle clause");
    await window.sees("aucune preuve n'est demandée");
    await window.sees("Cette clause ne peut pas être enregistrée");
    await window.fill("Intitulé", "Vergers partagés");
    await window.choose("Thème", "Biodiversité");
    await window.fill("Exigence", "Le titulaire plante dix pommiers et {{longueur}} de haie.");
    await window.sees("le paramètre « longueur » n'est pas déclaré");
    await window.activate("button", "Déclarer {{longueur}}");
    await window.fill("Libellé", "Longueur de haie");
    await window.fill("Unité", "mètres");
    await window.fill("Minimum", "10");
    await window.fill("Valeur proposée", "50");
    await window.fill("D'où vient cette valeur", "Délibération de 2026");
    await window.fill("Preuve", "Le titulaire remet le plan de plantation.");
    await window.sees("Modifications non enregistrées");
    await until("the preview follows", async () => /50.mètres/.test(await window.script(() => document.querySelector(".clause-text")?.innerText ?? "")));
    await until("it may be kept", async () => !(await text(window)).includes("ne peut pas être enregistrée"));
    await everyLook(window, "71-editeur");
    await window.chord(Key.CONTROL, "s");
    await window.announces("Clause enregistrée, version 1.0.0");
    await window.sees("1 rédaction gardée");
  });

  step("une clause part d'une des nôtres, et garde le lien avec elle", async (window) => {
    await window.goTo("#/library");
    await window.sees("1 clause de l'organisation");
    await window.fillSearch("valorisation des déchets de chantier");
    await until("the clause is first", async () => /Valorisation/.test(await window.script(() => document.querySelector(".hits b")?.innerText ?? "")));
    await window.press(Key.ARROW_DOWN);
    await window.press(Key.ENTER);
    await window.activate("link", "Partir de cette clause");
    await until("its words are there", () => window.script(() => [...document.querySelectorAll("textarea")].some((one) => one.value.includes("{{taux"))));
    await window.chord(Key.CONTROL, "s");
    await window.announces("Clause enregistrée, version 1.0.0");
    await window.activate("link", "Toutes les clauses de l'organisation");
    await window.sees("À partir de «");
    await everyLook(window, "72-propres-liste");
  });

  step("elle se retient dans un marché, au caractère près", async (window) => {
    await window.goTo(`#/tender/${id}/clauses/biodiversity`);
    await window.sees("Clauses de l'organisation (1)");
    await window.tick("checkbox", "Retenir « Vergers partagés »");
    await window.announces("Retenue : Vergers partagés");
    await window.fill("Longueur de haie", "5");
    await window.sees("la valeur ne peut pas être inférieure à 10");
    await window.fill("Longueur de haie", "80");
    await until("the text follows", async () => /80.mètres/.test(await window.script(() => document.querySelector(".panel .clause-text")?.innerText ?? "")));
    await everyLook(window, "73-marche");
  });

  step("un paquet signé se donne, se reçoit avec son effet, et s'annule d'un geste", async (window) => {
    await window.goTo("#/library/packs");
    await window.sees("Aucun dossier partagé n'est relié");
    const pack = window.path("clauses.paquet");
    window.answer(pack);
    await window.activate("button", "Écrire un paquet…");
    await window.sees("Mots de votre clé");
    assert.match(fs.readFileSync(pack, "utf8"), /^clausier-paquet 1 \d+\nuntrusted comment:/);
    window.answer(pack);
    await window.activate("button", "Ouvrir un paquet…");
    await window.sees("clé de ce poste");
    await window.sees("Tout y est déjà");
    await window.activate("button", "Ne rien appliquer");
    fs.writeFileSync(pack, fs.readFileSync(pack, "utf8").replace("dix pommiers", "dix poiriers"));
    window.answer(pack);
    await window.activate("button", "Ouvrir un paquet…");
    await window.sees("La signature du paquet « clauses.paquet » n'est pas valable");
    await window.activate("button", "Fermer");
    window.answer(pack);
    await window.activate("button", "Écrire un paquet…");
    await window.goTo("#/library/own");
    await window.activate("link", "Vergers partagés");
    await window.activate("button", "Retirer cette clause");
    await window.sees("Clause retirée");
    assert.equal(await window.has("link", "Vergers partagés"), false, "it is gone from the list");
    await window.goTo("#/library/packs");
    window.answer(pack);
    await window.activate("button", "Ouvrir un paquet…");
    await window.sees("Nouveau");
    await everyLook(window, "74-paquet-effet");
    await window.activate("button", "Appliquer ce paquet");
    await window.announces("Paquet appliqué");
    await window.activate("button", /^Annuler : Paquet appliqué/);
    await window.announces("Changement annulé");
    await window.goTo("#/library/own");
    await window.sees("À partir de «");
    assert.equal(await window.has("link", "Vergers partagés"), false, "it is as before the pack");
  });

  step("le dossier partagé propose le paquet d'un collègue : la clé se compare, puis il s'applique", async (window) => {
    const folder = window.path("partage");
    fs.mkdirSync(folder);
    await window.goTo("#/sharing");
    window.answer(folder);
    await window.activate("button", "Relier un dossier…");
    await until("the folder is linked", () => fs.existsSync(path.join(folder, "clausier-partage.json")));
    // What a colleague signed: the same pack, once this computer has forgotten that key.
    const bytes = fs.readFileSync(window.path("clauses.paquet"));
    const name = `${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.paquet`;
    fs.mkdirSync(path.join(folder, "paquets"));
    fs.writeFileSync(path.join(folder, "paquets", name), bytes);
    fs.rmSync(path.join(window.data, "cle-paquets.key"));
    await window.goTo("#/library/own");
    await window.sees("Un paquet de clauses est proposé par");
    await window.activate("link", "Voir ce qui est proposé");
    await window.activate("button", "Voir son effet");
    await window.sees("clé encore inconnue ici");
    await everyLook(window, "75-paquet-propose");
    await window.tick("checkbox", /j'approuve cette clé/);
    await window.activate("button", "Appliquer ce paquet");
    await window.announces("Paquet appliqué");
    await window.sees("Aucun paquet n'attend");
    await window.goTo("#/library/own");
    await window.activate("link", "Vergers partagés");
    await window.sees("Le titulaire plante dix pommiers et");
    assert.deepEqual(fs.readdirSync(path.join(folder, "paquets")), [name], "the folder is as the colleague left it");
  });
});
