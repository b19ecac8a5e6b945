/**
 * A prescriber's path, at the keyboard: a new tender, the interview, the clauses that the answers call
 * for, the insertion hours lot by lot, and the reasons of what is left out.
 */
import assert from "node:assert/strict";
import { Key, plain, story, until } from "./harness.mjs";
import { narrow } from "./steps.mjs";

story("besoin", (step) => {
  step("un nouveau marché : l'objet, la nature, un code, deux lots", async (window) => {
    await window.activate("button", "Créer mon premier marché");
    await window.sees("L'achat");
    await window.fill("Objet du marché", "École de six classes au hameau des Pins");
    await window.fill("Montant estimé du besoin entier, hors taxes", "3 M€");
    await window.sees("3 000 000 € HT");
    await window.choose("Nature", "Travaux");
    await window.reach("combobox", "Codes CPV");
    await window.type("bâtiments scolaires");
    await window.sees("45214200");
    await window.press(Key.ENTER);
    await until("the code is kept", () => window.has("button", /^Retirer 4521/));
    await window.fill("Consultation engagée, ou avis envoyé, le", "15/09/2026");
    await window.fill("Durée totale, en mois", "14");
    await window.activate("button", "Ajouter un lot");
    await until("the new lot has the focus", async () => (await window.focused()).name === "Intitulé du lot 1");
    await window.type("Gros œuvre");
    await window.fill("Montant du lot 1", "2,1 M€");
    await window.activate("button", "Ajouter un lot");
    await until("the new lot has the focus", async () => (await window.focused()).name === "Intitulé du lot 2");
    await window.type("Ascenseur");
    await window.fill("Montant du lot 2", "60 k€");
    await window.saved();
  });

  step("les questions se lisent sans mot juridique, une réponse dit ce qu'elle change", async (window) => {
    await window.step("Besoin");
    await window.sees("Que doit-il se passer pour que vous disiez");
    assert.doesNotMatch(await window.textOf("region", "Ce que vous voulez obtenir").catch(() => ""), /exec-|env-\d/);
    await window.accessibleScreen("entretien vide");
    await window.screenshot("40-besoin-vide");
    await window.fill(/^Que doit-il se passer/, "Les enfants ont chaud, il fait clair, et les arbres sont toujours là.");
    await window.sees("Noté ; rien d'autre ne change");
    await answer(window, "Pour qui est-ce ?", "Des enfants");
    await window.sees("clause");
    await answer(window, "Des personnes vont-elles s'en servir elles-mêmes : habitants, élèves, agents ?", "Oui");
    await until("the answer says what it changes", async () => /Ce que cela change : .*(clause|obligation)/.test(plain(await window.text())));
    await window.saved();
    await window.accessibleScreen("entretien commencé");
    await window.screenshot("41-besoin");
  });

  step("un sujet après l'autre : le lieu, les arbres, les voisins", async (window) => {
    await window.activate("link", /^Le lieu et la façon de faire/);
    await window.sees("Imaginez une journée ordinaire du contrat");
    await answer(window, "Une école, une crèche, un lieu de soins ou des logements sont-ils tout près ?", "Oui");
    await answer(window, "Y a-t-il des arbres, une haie, de la bonne terre ou une mare là où l'on travaille ?", "Oui");
    await answer(window, "Plantera-t-on quelque chose ?", "Non");
    await window.sees("écartée");
    await window.saved();
    await window.screenshot("42-besoin-lieu");
    await window.activate("button", /^Sujet suivant : Les emplois/);
    await until("the next topic has the focus", async () => (await window.focused()).name === "Les emplois");
    await answer(window, "Y a-t-il des tâches qu'une personne qui débute peut faire, encadrée ?", "Oui");
    await window.sees("Combien de mois une même personne pourrait-elle rester");
    await window.fill(/^Combien de mois une même personne/, "huit");
    await window.sees("nombre");
    await window.fill(/^Combien de mois une même personne/, "8");
    await window.saved();
  });

  step("annuler reprend la dernière réponse, et elle revient", async (window) => {
    await window.reach("button", "Annuler");
    await window.chord(Key.CONTROL, "z");
    await window.announces("Dernière modification annulée.");
    await window.chord(Key.CONTROL, "y");
    await window.announces("Modification rétablie.");
  });

  step("un sujet sans objet demande son motif et le garde", async (window) => {
    await window.activate("link", /^Durée d'usage et fin de vie/);
    await window.sees("Ce qui dure deux fois plus longtemps");
    await window.choose("État de ce sujet", "Sans objet");
    await window.sees("Pourquoi ce sujet est-il sans objet ?");
    await window.fill(/^Durée d'usage et fin de vie/, "Un bâtiment neuf, traité dans le programme.");
    await window.activate("button", "Sans objet");
    await window.sees("Sans objet : Un bâtiment neuf, traité dans le programme.");
    await until("the topic has the focus", async () => (await window.focused()).name === "Durée d'usage et fin de vie");
    await window.saved();
    await window.screenshot("43-besoin-sans-objet");
  });

  step("les clauses que les réponses appellent viennent avec leur raison", async (window) => {
    await window.step("Clauses");
    await window.activate("button", /^Qualité de l'air/);
    await window.sees("Vous dites que des personnes vivent ou étudient tout près");
    await window.activate("button", /^Insertion/);
    await window.tick("checkbox", "Retenir : Heures d'insertion dans les travaux").catch(async () => {
      const name = await window.script(() => document.querySelector(".list input[type=checkbox]").getAttribute("aria-label"));
      await window.tick("checkbox", plain(name));
    });
    await window.saved();
    await window.screenshot("44-besoin-clauses");
    await window.accessibleScreen("clauses appelées");
  });

  step("les heures d'insertion se calculent lot par lot et s'écrivent dans la clause", async (window) => {
    await window.step("Besoin");
    await window.activate("link", "Heures d'insertion");
    await window.sees("Il manque la part de main-d'œuvre");
    await window.fill("Part de main-d'œuvre en pourcentage, lot 1, Gros œuvre", "45");
    await window.fill("Coût d'une heure en euros, lot 1, Gros œuvre", "38");
    await window.sees("arrondies à 1 225 heures");
    await window.tick("checkbox", "Sans clause d'insertion, lot 2, Ascenseur");
    await window.sees("indiquez un motif");
    await window.fill("Motif sans clause, lot 2, Ascenseur", "Quelques interventions de techniciens habilités");
    await window.saved();
    await window.sees("Chaque lot sans clause a son motif");
    await window.activate("button", "Écrire dans les lots et les clauses");
    await window.announces("Les heures sont fixées dans les lots et écrites dans les clauses retenues.");
    await window.saved();
    await window.accessibleScreen("heures d'insertion");
    await window.screenshot("45-heures");
  });

  step("ce qui est écarté a son motif, les manquants d'abord", async (window) => {
    await window.activate("link", "Ce qui n'est pas retenu");
    await window.sees("motifs à donner");
    await window.accessibleScreen("motifs");
    await window.screenshot("46-motifs");
  });

  step("en sombre puis à 400 %, rien ne déborde et axe ne trouve rien", async (window) => {
    const base = (await window.script(() => location.hash)).split("/").slice(0, 4).join("/");
    const screens = [base, `${base}/lieu`, `${base}/all`, `${base}/hours`, `${base}/left-out`];
    const each = async (work) => {
      for (const address of screens) {
        await window.goTo(address);
        await until(`${address} is shown`, async () => !(await window.text()).includes("Chargement…"));
        await window.settled();
        await work(address, address.split("/")[4] ?? "besoin");
      }
    };
    const home = screens[0];
    await window.goTo("#/settings");
    await window.choose("Thème", "Sombre");
    await until("the theme is dark", () => window.script(() => document.documentElement.dataset.theme === "dark"));
    await each(async (address, name) => {
      await window.accessibleScreen(`${address}, sombre`);
      await window.screenshot(`47-sombre-${name}`);
    });
    await window.goTo("#/settings");
    await window.choose("Thème", "Clair");
    await window.goTo(home);
    await window.size(1280, 720);
    await window.enlarge();
    await until("the page has 320 pixels", () => window.script(() => window.innerWidth === 320), 5_000);
    await each(async (address, name) => {
      await narrow(window, address, `48-400-${name}`);
    });
    await window.chord(Key.CONTROL, "0");
  });
});

/** Answers a question of the interview: a radio button, or a box to tick. */
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
  if ((await window.script((input) => input.type, found)) === "radio") return window.pickElement(found, `${question} ${wanted}`);
  await window.walkTo(found, `${question} ${wanted}`);
  await window.press(Key.SPACE);
  await window.saved();
}
