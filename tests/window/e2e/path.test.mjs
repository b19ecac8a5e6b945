/**
 * The path of a first marché, at the keyboard, in the real window: from the first start to clauses in
 * the buyer's own Word file, to the shared folder, and back after a power cut.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Key, plain, root, story, until } from "./harness.mjs";
import { acceptPlaces } from "./steps.mjs";
import { editMember, names, readMember } from "./zip.mjs";

const SOCIAL = "Prévoir une condition d'exécution relative au domaine social ou à l'emploi";
const SAMPLES = path.join(root, "src-tauri/samples/groupe-scolaire");

story("parcours", (step) => {
  step("1. le premier démarrage ne demande ni compte ni réseau et propose trois chemins", async (window) => {
    await window.sees("Bienvenue dans Clausier");
    assert.deepEqual(await window.focused(), { role: "heading", name: "Bienvenue dans Clausier" });
    assert.equal(await window.title(), "Clausier – Bienvenue dans Clausier");
    for (const name of ["Découvrir avec un marché d'exemple", "Créer mon premier marché", "Faire un petit achat"]) {
      assert.ok(await window.has("button", name), name);
    }
    assert.doesNotMatch(await window.text(), /mot de passe|connexion|identifiant/i);
    await window.accessibleScreen("premier démarrage");
    await window.screenshot("01-accueil");
  });

  step("1 bis. l'exemple s'ouvre complet : dix lots, des pièces, des obligations avec leurs raisons", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Construction d'un groupe scolaire");
    await window.accessibleScreen("tableau de bord");
    await window.screenshot("02-tableau-de-bord");
    await window.step("Obligations");
    await window.sees("Ce que la loi demande pour ce marché");
    await window.accessibleScreen("obligations de l'exemple");
    const picture = await window.screenshot("03-obligations-exemple");
    if (process.env.CLAUSIER_README_PICTURE === "1") {
      const file = path.join(root, "src-tauri/docs/images/fenetre.png");
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, picture);
    }
  });

  step("2. la fiche : l'objet, le montant tel qu'on le tape, la nature", async (window) => {
    await window.activate("link", "Accueil");
    await window.activate("button", "Créer mon premier marché");
    await window.sees("L'achat");
    await window.accessibleScreen("fiche vide");
    await window.screenshot("04-fiche-vide");
    await window.fill("Objet du marché", "Construction d'une école élémentaire à Éguilles");
    await window.fill("Référence", "2026-E-07");
    await window.fill("Montant estimé du besoin entier, hors taxes", "beaucoup");
    await window.sees("Le montant doit être un nombre");
    await window.accessibleScreen("fiche avec une faute");
    await window.fill("Montant estimé du besoin entier, hors taxes", "6,2 M€");
    await window.sees("6 200 000 € HT");
    await window.choose("Nature", "Travaux");
    await window.saved();
    assert.match(await window.title(), /école élémentaire à Éguilles/);
  });

  step("2. la fiche : un code CPV trouvé par des mots, au clavier", async (window) => {
    await window.reach("combobox", "Codes CPV");
    await window.type("bâtiments scolaires");
    await window.sees("45214200");
    await window.accessibleScreen("recherche CPV ouverte", { strict: false });
    await window.screenshot("05-cpv");
    await window.press(Key.ARROW_DOWN);
    await window.press(Key.ARROW_UP);
    await window.press(Key.ENTER);
    await until("the code is kept", () => window.has("button", /^Retirer 4521/));
  });

  step("2. la fiche : les dates, la procédure, la durée, l'acheteur et un SIRET dont la clé est fausse", async (window) => {
    await window.choose("Procédure", "Procédure formalisée");
    await window.choose("Forme du marché", "Marché ordinaire");
    await window.fill("Consultation engagée, ou avis envoyé, le", "31/02/2026");
    await window.sees("Cette date n'existe pas");
    await window.fill("Consultation engagée, ou avis envoyé, le", "15/09/2026");
    await window.seesNoMore("Cette date n'existe pas");
    await window.sees("Consultation engagée le 15 septembre 2026");
    await window.fill("Durée totale, en mois", "14");
    await window.fill("Nom", "Commune d'Éguilles");
    await window.choose("Qui achète", "Collectivité ou groupement de collectivités");
    await window.choose("En quelle qualité", "Pouvoir adjudicateur");
    await window.fill("SIRET", "20005480700018");
    await window.sees("La clé de ce SIRET n'est pas juste");
    await window.accessibleScreen("fiche avec un doute");
    await window.fill("SIRET", "20005480700017");
    await window.seesNoMore("La clé de ce SIRET n'est pas juste");
  });

  step("2. la fiche : deux lots, dont la somme est comparée à l'estimation", async (window) => {
    await window.activate("button", "Ajouter un lot");
    await until("the new lot has the focus", async () => (await window.focused()).name === "Intitulé du lot 1");
    await window.type("Gros œuvre");
    await window.fill("Montant du lot 1", "4 M€");
    await window.activate("button", "Ajouter un lot");
    await until("the new lot has the focus", async () => (await window.focused()).name === "Intitulé du lot 2");
    await window.type("Second œuvre");
    await window.fill("Montant du lot 2", "2 M€");
    await window.sees("est inférieure de 200 000 € HT à l'estimation");
    await window.fill("Montant du lot 2", "2,2 M€");
    await window.sees("La somme des lots est égale à l'estimation");
    await window.saved();
    await window.screenshot("06-fiche-remplie");
    await window.accessibleScreen("fiche remplie");
  });

  step("2. la fiche : une question sans réponse reste « pas encore connue », une réponse se donne d'une touche", async (window) => {
    const question = "Est-ce un marché de défense ou de sécurité ?";
    assert.equal(await radio(window, question), "Pas encore connu");
    await answer(window, question, "Non");
    assert.equal(await radio(window, question), "Non");
  });

  step("2. annuler et rétablir reviennent en arrière et en avant, hors des champs", async (window) => {
    await window.fill("Référence", "2026-E-08");
    await window.sees("2026-E-08");
    await window.reach("button", "Annuler");
    await window.chord(Key.CONTROL, "z");
    await window.announces("Dernière modification annulée.");
    await window.sees("› 2026-E-07");
    await window.chord(Key.CONTROL, "y");
    await window.announces("Modification rétablie.");
    await window.sees("› 2026-E-08");
  });

  step("3. les obligations disent pourquoi, avec l'article, la date et la fiabilité", async (window) => {
    await window.step("Obligations");
    const card = await window.textOf("article", SOCIAL);
    assert.match(card, /Non couverte à ce stade/);
    assert.match(card, /L2112-2-1/);
    assert.match(card, /15 septembre 2026/);
    assert.match(card, /Fiabilité : élevée/);
    assert.match(card, /6 200 000 € HT/);
    assert.doesNotMatch(await window.text(), /conforme/i);
    await window.activate("button", `Pourquoi ? ${SOCIAL}`);
    const why = await window.textOf("complementary", "Pourquoi ?");
    assert.match(why, /à compter du/);
    assert.match(why, /Exceptions prévues/);
    await window.accessibleScreen("obligations");
    await window.screenshot("07-obligations");
  });

  step("3. ce qui ne s'applique pas dit aussi pourquoi", async (window) => {
    await window.activate("disclosure", /^Ne s'applique pas/);
    await window.sees("véhicules");
    await window.accessibleScreen("obligations sans objet dépliées");
  });

  step("3. une exception s'invoque avec un motif, et se retire", async (window) => {
    await openWaive(window);
    await window.activate("button", "Garder ce motif");
    await window.sees(/Choisissez l'exception|Écrivez le motif/);
    await window.accessibleScreen("exception sans motif");
    await window.press(Key.ESCAPE);
    assert.equal(await window.has("dialog", `Ce n'est pas mon cas : ${SOCIAL}`), false);
    await openWaive(window);
    const first = await window.script(() => document.querySelector("dialog[open] label").innerText.trim());
    await window.pick(plain(first));
    await window.reach("textbox", "Motif (obligatoire)");
    await window.type("Chantier de trois semaines seulement.");
    await window.screenshot("08-exception");
    await window.activate("button", "Garder ce motif");
    await until("the exception is shown", async () => /Exception invoquée/.test(await window.textOf("article", SOCIAL)));
    await openWaive(window);
    await window.activate("button", "Retirer l'exception");
    await until("the duty is due again", async () => /Non couverte/.test(await window.textOf("article", SOCIAL)));
  });

  step("4. les clauses qui répondent à l'obligation se retiennent, et elle devient « couverte »", async (window) => {
    await window.reach("button", `Pourquoi ? ${SOCIAL}`);
    const see = await window.script(
      (title) => [...document.querySelectorAll("article")].find((one) => one.querySelector("h4").innerText.replace(/’/g, "'") === title).querySelector("button").innerText,
      SOCIAL,
    );
    assert.match(see, /clauses? qui convien/);
    await window.chord(Key.SHIFT, Key.TAB);
    await window.chord(Key.SHIFT, Key.TAB);
    await window.press(Key.ENTER);
    await window.sees(`Clauses qui répondent à : ${SOCIAL}`);
    await window.screenshot("09-clauses-obligation");
    await window.tick("checkbox", "Retenir : Heures d'insertion dans les travaux");
    await until("the panel says that it is covered", async () =>
      /Couverte/.test(await window.textOf("complementary", "Clause")),
    );
    await window.accessibleScreen("clause retenue");
  });

  step("4. les blancs se remplissent dans la phrase ; un blanc vide reste nommé", async (window) => {
    await window.sees("à compléter : ");
    await window.activate("button", "à compléter : Volume d'heures d'insertion");
    await until("the blank leads to its field", async () => (await window.focused()).name === "Volume d'heures d'insertion");
    await window.type("mille");
    await window.press(Key.TAB);
    await window.sees(/nombre est attendu/);
    await window.accessibleScreen("blanc mal rempli");
    await window.chord(Key.SHIFT, Key.TAB);
    await window.retype("1225");
    await window.press(Key.TAB);
    await window.sees("1 225 heures");
    await window.screenshot("10-clause-completee");
  });

  step("4. un autre niveau change le texte, une clause s'écarte avec un motif, les compteurs suivent", async (window) => {
    await window.pick(/^Renforcé/);
    await until("the level is kept", async () => /Renforcé/.test(await window.textOf("listitem", /^Heures d'insertion dans les travaux/)));
    await window.activate("button", "Voir tous les thèmes");
    await window.activate("button", /^Environnement ?,/);
    const before = await window.script(() => document.querySelector(".list .open").innerText);
    await window.reach("button", plain(before));
    await window.press(Key.ENTER);
    await window.activate("button", "Écarter avec motif…");
    await window.accessibleScreen("écarter une clause");
    await window.activate("button", "Écarter");
    await window.sees("motif");
    await window.reach("textbox", "Motif (obligatoire)");
    await window.type("Déjà traité par la charte de chantier de la commune.");
    await window.activate("button", "Écarter");
    await window.sees("Écartée");
  });

  step("4. Ctrl+Entrée retient et passe à la suivante, Ctrl+flèches parcourent", async (window) => {
    await window.activate("button", /^Insertion ?,/);
    const first = await window.script(() => document.querySelector('.list input:not(:checked)').getAttribute("aria-label"));
    const title = plain(first).replace(/^Retenir : /, "");
    await window.activate("button", title);
    await window.chord(Key.CONTROL, Key.ENTER);
    await until("the clause is kept", () => window.script((label) => document.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.checked, first));
    await window.chord(Key.CONTROL, Key.ARROW_UP);
    await until("the arrows walk back", async () => (await window.focused()).name === title);
    await window.screenshot("11-clauses-theme");
  });

  step("5. les critères font 100 et comptent un critère environnemental", async (window) => {
    await window.step("Critères");
    await window.sees("Aucun critère pour l'instant");
    await window.accessibleScreen("critères vides");
    await window.activate("button", "Ajouter un critère environnemental");
    await window.fill("Poids, Performance environnementale de l'offre", "20");
    await window.activate("button", "Ajouter un critère");
    await until("the new row has the focus", async () => (await window.focused()).name === "Intitulé, critère 2");
    await window.type("Prix des prestations");
    await window.press(Key.TAB);
    await window.choose("Nature, Prix des prestations", "Prix");
    await window.fill("Poids, Prix des prestations", "150");
    await window.sees("Un poids va de 0 à 100.");
    await window.fill("Poids, Prix des prestations", "60");
    await window.sees("Total : 80 % — il manque 20 %");
    await window.activate("button", "Ajouter un critère");
    await until("the new row has the focus", async () => (await window.focused()).name === "Intitulé, critère 3");
    await window.type("Valeur technique");
    await window.press(Key.TAB);
    await window.choose("Nature, Valeur technique", "Qualité, valeur technique");
    await window.activate("button", "Répartir le reste");
    await window.sees("Total : 100 %");
    await window.reach("textbox", "Intitulé, Prix des prestations");
    await window.chord(Key.ALT, Key.ARROW_UP);
    await window.announces("Critère 1 sur 3.");
    await window.accessibleScreen("critères");
    await window.screenshot("12-criteres");
    await window.step("Obligations");
    assert.match(await window.textOf("article", "Retenir au moins un critère d'attribution environnemental"), /Couverte/);
  });

  step("6. l'export montre où va chaque clause, demande un oui, et écrit un nouveau fichier", async (window) => {
    fs.copyFileSync(path.join(SAMPLES, "CCAP.docx"), window.path("CCAP.docx"));
    const source = fs.readFileSync(window.path("CCAP.docx"));
    await window.step("Export");
    await window.screenshot("13-export");
    await window.choose("Pièce", "CCAP");
    window.answer(window.path("CCAP.docx"));
    await window.activate("button", "Choisir votre fichier…");
    await window.sees("Où ira chaque clause, dans « CCAP.docx »");
    await window.accessibleScreen("aperçu de l'export");
    await window.screenshot("14-export-apercu");
    await acceptPlaces(window);
    window.answer(window.path("CCAP rempli.docx"));
    await window.activate("button", "Écrire le nouveau fichier…");
    await window.sees("Écrit : CCAP rempli.docx");
    await window.sees("Clauses ajoutées");
    await window.accessibleScreen("résultat de l'export");
    await window.screenshot("15-export-resultat");
    assert.deepEqual(fs.readFileSync(window.path("CCAP.docx")), source, "the buyer's own file is untouched");
    const written = readMember(window.path("CCAP rempli.docx"));
    assert.match(written, /<w:sdt>/);
    assert.match(written, /1\u202f?\u00a0?225/);
    assert.deepEqual(names(window.path("CCAP rempli.docx")).filter((name) => name.startsWith("word/") && name !== "word/document.xml").length > 0, true);
  });

  step("6. le même export sur son propre résultat ne change rien", async (window) => {
    window.answer(window.path("CCAP rempli.docx"), window.path("CCAP encore.docx"));
    await window.activate("button", "Choisir un autre fichier…");
    await window.sees("dans « CCAP rempli.docx »");
    await acceptPlaces(window);
    await window.activate("button", "Écrire le nouveau fichier…");
    await window.sees("Écrit : CCAP encore.docx");
    await window.sees("Clauses inchangées");
    assert.doesNotMatch(await window.text(), /Clauses ajoutées|Clauses mises à jour/);
    const [one, other] = ["CCAP rempli.docx", "CCAP encore.docx"].map((name) => fs.readFileSync(window.path(name)));
    assert.ok(one.equals(other), "the second file is the first, byte for byte");
  });

  step("6. une clause retouchée à la main n'est pas écrasée sans un oui", async (window) => {
    const file = window.path("CCAP retouché.docx");
    fs.copyFileSync(window.path("CCAP rempli.docx"), file);
    editMember(file, (text) => {
      const edited = text.replace("Le titulaire choisit librement", "La commune demande que le titulaire choisisse librement");
      assert.notEqual(edited, text, "the clause is in the file");
      return edited;
    });
    await window.step("Clauses");
    await window.activate("button", /^Insertion ?,/);
    await window.activate("button", "Heures d'insertion dans les travaux");
    await window.pick(/^De base/);
    await window.saved();
    await window.step("Export");
    await window.choose("Pièce", "CCAP");
    window.answer(file);
    await window.activate("button", "Choisir votre fichier…");
    await window.sees("dans « CCAP retouché.docx »");
    await acceptPlaces(window);
    window.answer(window.path("CCAP final.docx"));
    await window.activate("button", "Écrire le nouveau fichier…");
    await window.sees("Votre décision est attendue");
    assert.ok(!fs.existsSync(window.path("CCAP final.docx")), "nothing is written before the yes");
    await window.accessibleScreen("décision sur une clause retouchée");
    await window.screenshot("16-export-conflit");
    await window.pick("Garder mon texte");
    window.answer(window.path("CCAP final.docx"));
    await window.activate("button", "Écrire avec ces choix…");
    await window.sees("Écrit : CCAP final.docx");
    assert.match(readMember(window.path("CCAP final.docx")), /La commune demande que le titulaire choisisse librement/);
  });

  step("7. rien ne part avant la publication ; un résumé part ensuite, et se relit", async (window) => {
    const folder = window.path("partage");
    fs.mkdirSync(folder);
    await window.activate("link", "Dossier partagé");
    await window.accessibleScreen("partage sans dossier");
    window.answer(folder);
    await window.activate("button", "Relier un dossier…");
    await window.sees("À jour");
    await window.activate("button", "Envoyer et recevoir");
    await window.saved();
    assert.doesNotMatch(everything(folder), /Éguilles|6200000/, "no title of an unpublished tender leaves the computer");
    await window.activate("link", "Mes marchés");
    await window.activate("link", /école élémentaire à Éguilles/);
    await window.choose("Étape du marché", "Publié");
    await window.saved();
    await window.activate("link", "Dossier partagé");
    await window.sees(/1 marché attend|Envoi en attente/);
    await window.screenshot("17-partage-en-attente");
    await window.activate("button", "Envoyer et recevoir");
    await window.sees("À jour");
    await window.accessibleScreen("partage à jour");
    await window.screenshot("18-partage");
    const shared = everything(folder);
    assert.match(shared, /école élémentaire à Éguilles/);
    assert.doesNotMatch(shared, /6200000|Chantier de trois semaines|charte de chantier/, "neither the estimate nor a reason leaves");
  });

  step("7. un dossier parti se dit, et rien n'est perdu", async (window) => {
    fs.renameSync(window.path("partage"), window.path("partage-parti"));
    await window.activate("button", "Envoyer et recevoir");
    await window.sees("Le dossier partagé est inaccessible");
    await window.accessibleScreen("dossier inaccessible");
    await window.screenshot("19-partage-inaccessible");
    await window.activate("button", "Fermer");
    await window.sees("Hors ligne");
    fs.renameSync(window.path("partage-parti"), window.path("partage"));
    await window.activate("button", "Envoyer et recevoir");
    await window.sees("À jour");
  });

  step("9. le programme tué pendant la frappe retrouve tout en rouvrant", async (window) => {
    await window.activate("link", "Mes marchés");
    await window.activate("link", /école élémentaire à Éguilles/);
    await window.step("Fiche");
    await window.reach("textbox", "Direction");
    await window.type("Direction des écoles");
    await window.saved();
    await until("the pause has passed", () => window.script(() => document.querySelector("footer span").innerText.startsWith("Enregistré à")));
    await window.pause(600);
    await window.kill();
    await window.open();
    await window.activate("link", "Mes marchés");
    await window.accessibleScreen("liste des marchés");
    await window.screenshot("20-marches");
    await window.activate("link", /école élémentaire à Éguilles/);
    await window.step("Fiche");
    const field = await window.find("textbox", "Direction");
    assert.equal(await window.script((one) => one.value, field), "Direction des écoles");
    await window.step("Critères");
    await window.sees("Total : 100 %");
  });

  step("9. un marché se retire et revient", async (window) => {
    await window.activate("link", "Accueil");
    await window.activate("link", "Mes marchés");
    await window.activate("button", /^Retirer Construction d'un groupe scolaire/);
    await window.sees("est retiré de la liste");
    await until("the focus is on the way back", async () => (await window.focused()).name === "Annuler le retrait");
    await window.press(Key.ENTER);
    await until("the tender is back", () => window.has("link", "Construction d'un groupe scolaire"));
  });
});

/** The checked answer of a yes-or-no question. */
function radio(window, question) {
  return window.script((wanted) => {
    const clean = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").trim();
    const legend = [...document.querySelectorAll("legend")].find((one) => clean(one.textContent) === wanted);
    return clean(legend.parentElement.querySelector("input:checked").parentElement.textContent);
  }, question);
}

/** Chooses an answer to a yes-or-no question. */
async function answer(window, question, wanted) {
  const found = await until(`« ${question} » is asked`, () =>
    window.script(
      (text, word) => {
        const clean = (one) => one.replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").trim();
        const legend = [...document.querySelectorAll("legend")].find((one) => clean(one.textContent) === text);
        const label = [...(legend?.parentElement.querySelectorAll("label") ?? [])].find((one) => clean(one.textContent) === word);
        return label?.querySelector("input");
      },
      question,
      wanted,
    ),
  );
  await window.pickElement(found, `${question} ${wanted}`);
}

async function openWaive(window) {
  await window.reach("button", `Pourquoi ? ${SOCIAL}`);
  await window.chord(Key.SHIFT, Key.TAB);
  await window.press(Key.ENTER);
  await until("the exceptions are shown", () => window.script(() => document.querySelector("dialog[open] h2") !== null));
}

/** Everything that a folder holds, as text. */
function everything(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), "utf8"))
    .join("\n");
}
