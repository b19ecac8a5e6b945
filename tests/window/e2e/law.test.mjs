/**
 * The law, by the keyboard: why a question is asked, why an obligation applies, what another date would
 * change, what binds the organisation itself, and what a new edition of the catalogue changes for drafts.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Key, plain, story, until } from "./harness.mjs";
import { narrow } from "./steps.mjs";

const SOCIAL = "Prévoir une condition d'exécution relative au domaine social ou à l'emploi";

story("droit", (step) => {
  let sample = "";
  let draft = "";

  /**
   * A picture in light and dark, and axe on each. Not `strict` where text is drawn: axe tells no contrast
   * inside a drawing, and the pairs of colours are measured by the tests of `tokens.css`.
   */
  async function judged(window, name, told = { strict: true }) {
    await window.settled();
    await window.screenshot(`droit-${name}`);
    await window.accessibleScreen(`${name}, clair`, told);
    await window.script(() => (document.documentElement.dataset.theme = "dark"));
    await window.screenshot(`droit-${name}-sombre`);
    await window.accessibleScreen(`${name}, sombre`, told);
    await window.script(() => (document.documentElement.dataset.theme = "light"));
  }

  async function shown(window, hash) {
    await window.goTo(hash);
    await until(`${hash} is shown`, () => window.script((where) => location.hash === where && !document.body.innerText.includes("Chargement…"), hash));
    await window.settled();
  }

  step("S12 : la prochaine question utile vient d'abord, et chaque question dit ce qui en dépend", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    sample = (await window.script(() => location.hash)).split("/")[2];
    await shown(window, `#/tender/${sample}/facts`);
    await window.activate("disclosure", /^Pourquoi cette question \? Qu'achetez-vous/);
    await window.sees(/Selon la réponse, \d+ obligations changent pour ce marché\./);
    const first = await window.script(() => document.querySelector("details[open] .answer li")?.innerText ?? "");
    assert.match(plain(first), /(s'applique|à vérifier|possibilité ouverte)/);
    await judged(window, "s12-pourquoi");
    await window.activate("disclosure", /^Pourquoi cette question \? Qu'achetez-vous/);
  });

  step("S12 : un marché vide propose la question la plus utile, et y mène", async (window) => {
    await window.goTo("#/home");
    await window.chord(Key.CONTROL, "n");
    await window.sees("Prochaine question utile");
    draft = (await window.script(() => location.hash)).split("/")[2];
    await judged(window, "s12-vide");
    await window.activate("button", "Répondre");
    assert.equal((await window.focused()).name, "Nature", "the focus is on the question");
    await window.fill("Objet du marché", "Groupe scolaire des Tilleuls");
    await window.fill(/^Montant estimé/, "6 M€");
    await window.choose("Nature", "Travaux");
    await window.choose("Procédure", "Procédure formalisée");
    await window.choose("Qui achète", "Collectivité ou groupement de collectivités");
    const no = await window.script(() => document.querySelectorAll('[data-field="defence"] input')[1]);
    await window.pickElement(no, "Non");
    await window.fill("Consultation engagée, ou avis envoyé, le", "15/12/2026");
    await window.saved();
  });

  step("S13 : compter, filtrer par mots et par état", async (window) => {
    await shown(window, `#/tender/${sample}/obligations`);
    await judged(window, "s13");
    const all = Number(/(\d+) obligations\b/.exec(await window.text())[1]);
    await window.reach("searchbox", "Mots de la ligne");
    await window.type("execution social");
    await window.sees(new RegExp(`obligations? sur ${all}`));
    await window.sees(SOCIAL);
    await window.retype("");
    await window.choose("État", "Leviers");
    await until("only levers are left", async () => (await window.script(() => [...document.querySelectorAll("article .tag")].every((one) => one.innerText.includes("Possibilité")))));
    await judged(window, "s13-filtre");
    await window.reach("searchbox", "Mots de la ligne");
    await window.retype("zzz");
    await window.sees("Aucune obligation ne correspond à ce filtre.");
    await window.activate("button", "Effacer le filtre");
    await window.sees(`${all} obligations`);
  });

  step("S13 : l'arbre des motifs à la demande, le texte et sa date, le raisonnement copié en entier", async (window) => {
    await window.activate("button", `Pourquoi ? ${SOCIAL}`);
    await window.activate("disclosure", "Ce qui a été comparé");
    const why = await window.textOf("complementary", "Pourquoi ?");
    assert.match(why, /au moins le seuil européen des travaux \(5 404 000 €\)/);
    assert.match(why, /à compter du 22 août 2026/i);
    assert.match(why, /L2112-2-1/);
    assert.match(why, /Lot par lot/);
    await judged(window, "s13-arbre");
    await window.activate("button", "Copier le raisonnement");
    await window.announces("Raisonnement copié");
    await window.step("Fiche");
    assert.equal(await window.script(() => document.querySelector(".announce").textContent), "", "what a screen said goes with it");
  });

  step("S13 : « ce n'est pas mon cas » garde un motif, dans la liste ou hors d'elle", async (window) => {
    await shown(window, `#/tender/${draft}/obligations/exec-social`);
    const open = async () => {
      const button = await window.script((title) => {
        const clean = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/’/g, "'");
        const card = [...document.querySelectorAll("article")].find((one) => clean(one.innerText).includes(title));
        return [...card.querySelectorAll("button")].find((one) => clean(one.innerText).startsWith("Ce n'est pas"));
      }, SOCIAL);
      await window.walkTo(button, "Ce n'est pas mon cas…");
      await window.press(Key.ENTER);
      await window.sees(`Ce n'est pas mon cas : ${SOCIAL}`);
    };
    await open();
    const first = plain(await window.script(() => document.querySelector("dialog[open] .sub").innerText));
    assert.match(first, /Exceptions possibles/, "arguable ones come first");
    await window.pick(/^Autre motif/);
    await window.fill(/^Motif/, "Le service relit le besoin avec la direction des affaires juridiques");
    await judged(window, "s13-motif");
    await window.activate("button", "Garder ce motif");
    await window.sees("Motif gardé dans le dossier");
    await window.sees("Non couverte à ce stade");
    await window.reach("button", "Annuler");
    await window.press(Key.ENTER);
    await window.seesNoMore("Motif gardé dans le dossier");
  });

  step("le calendrier : déplacer la date au clavier, voir ce qui apparaît et change, la retenir, annuler", async (window) => {
    await window.activate("link", "Ce qui change selon la date…");
    await window.sees("Ce qui change si la consultation est lancée un autre jour");
    await window.sees("Consultation engagée le : 15 décembre 2026");
    await judged(window, "calendrier", { strict: false });
    const slider = await window.script(() => document.querySelector('input[type="range"]'));
    await window.walkTo(slider, "le curseur");
    const before = await window.script(() => document.querySelector('input[type="range"]').getAttribute("aria-valuetext"));
    await window.press(Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT);
    const after = await window.script(() => document.querySelector('input[type="range"]').getAttribute("aria-valuetext"));
    assert.notEqual(before, after, "the keyboard moves the date");
    const [handle, drawn] = await window.script(() => {
      const input = document.querySelector('input[type="range"]');
      const box = input.getBoundingClientRect();
      const [low, high, value] = [input.min, input.max, input.value].map(Number);
      const thumb = 1.25 * parseFloat(getComputedStyle(document.documentElement).fontSize);
      const line = document.querySelector(".page svg[role=img] line.chosen").getBoundingClientRect();
      return [box.left + thumb / 2 + ((value - low) / (high - low)) * (box.width - thumb), line.left + line.width / 2];
    });
    assert.ok(Math.abs(handle - drawn) < 2, `the handle (${handle}) stands under the day that is drawn (${drawn})`);
    await window.fill("Consultation engagée le", "01/01/2028");
    await window.sees("Engagée le 1er janvier 2028 plutôt que le 15 décembre 2026");
    await window.sees("Changent d'issue");
    await window.sees("S'applique → À vérifier");
    await judged(window, "calendrier-2028", { strict: false });
    const marks = await window.script(() => document.querySelectorAll(".page svg[role=img] circle").length);
    const rows = await window.script(() => document.querySelectorAll(".page tbody tr").length);
    assert.equal(marks, rows, "the drawing and its table tell the same days");
    const numbers = await window.script(() => [
      [...document.querySelectorAll(".page svg[role=img] text.many")].map((one) => one.textContent.trim()),
      [...document.querySelectorAll(".page tbody tr td:nth-child(2)")].map((one) => one.textContent.trim()),
    ]);
    assert.deepEqual(numbers[0], numbers[1], "and the same numbers");
    await window.activate("button", "Retenir cette date");
    await window.sees("Consultation engagée le : 1er janvier 2028");
    await window.announces("Consultation au 1er janvier 2028");
    await window.chord(Key.CONTROL, "z");
    await window.sees("Consultation engagée le : 15 décembre 2026");
  });

  step("« Notre organisation » : des faits saisis une fois, des devoirs qui suivent", async (window) => {
    await window.goTo("#/organisation");
    await window.sees("Réponses qui manquent");
    await judged(window, "organisation-vide");
    await window.choose("Qui achète", "Collectivité ou groupement de collectivités");
    await window.fill("Population", "1 900 000");
    await window.fill("Achats d'une année civile, hors taxes", "1300000000");
    await window.sees("Adopter et publier un schéma de promotion des achats responsables");
    await window.seesNoMore("Réponses qui manquent");
    await judged(window, "organisation");
    await window.goTo("#/home");
    await window.chord(Key.CONTROL, "n");
    await window.sees("Qui achète");
    assert.equal(await window.script(() => document.querySelector('[data-field="buyer.kind"] select').value), "local_authority", "reused in a new tender");
  });

  step("« Quoi de neuf » : une première installation le dit", async (window) => {
    await shown(window, "#/news");
    await window.sees("C'est la première édition vue sur ce poste");
    await judged(window, "nouveautes-premiere");
  });

  step("« Quoi de neuf » : une édition nouvelle, son effet sur chaque brouillon, et rien en silence", async (window) => {
    const editions = path.join(window.data, "editions");
    const vue = path.join(editions, "vue.json");
    const current = JSON.parse(fs.readFileSync(vue, "utf8")).edition;
    await until("the edition is kept", () => fs.existsSync(path.join(editions, current, "edition.toml")));
    await window.kill();
    const old = path.join(editions, "2026-10");
    fs.renameSync(path.join(editions, current), old);
    const rewrite = (file, from, to) => fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll(from, to));
    rewrite(path.join(old, "edition.toml"), `"${current}"`, '"2026-10"');
    fs.rmSync(path.join(old, "law/obligations/procedure-formalisee.toml"));
    rewrite(vue, `"${current}"`, '"2026-10"');
    await window.open();
    await until("the navigation says that something is new", () => window.script(() => document.querySelector("nav .mark") !== null));
    await shown(window, `#/tender/${draft}/obligations`);
    await window.sees("Le catalogue a changé depuis votre dernière lecture de ce marché.", 60_000);
    await window.activate("disclosure", "Voir ce qui change");
    await window.sees("Suivre une procédure formalisée");
    await judged(window, "bandeau");
    await shown(window, "#/news");
    await window.sees("Ce qui change entre l'édition d'octobre 2026 et celle de novembre 2026");
    await window.sees("1 ligne change");
    await judged(window, "nouveautes");
    await window.activate("button", /^Vu : Groupe scolaire des Tilleuls/);
    await window.announces("vu.");
    await shown(window, `#/tender/${draft}/obligations`);
    await window.seesNoMore("Le catalogue a changé depuis");
    await shown(window, "#/news");
    await window.activate("button", "J'ai tout lu");
    await until("nothing is new any more", () => window.script(() => document.querySelector("nav .mark") === null));
  });

  step("à 400 %, chaque écran tient en une colonne, sans défilement de côté", async (window) => {
    await window.size(1280, 720);
    await window.enlarge();
    await until("the page has 320 pixels", () => window.script(() => window.innerWidth === 320), 5_000);
    for (const [name, hash] of [
      ["s12", `#/tender/${sample}/facts`],
      ["s13", `#/tender/${sample}/obligations`],
      ["calendrier", `#/tender/${draft}/calendar`],
      ["organisation", "#/organisation"],
      ["nouveautes", "#/news"],
    ]) {
      await shown(window, hash);
      await narrow(window, hash, `droit-400-${name}`);
    }
  });
});
