/**
 * The criteria, by the keyboard: parts of a criterion with their method and what bidders supply, then what the weight
 * of the environment changes among offers, as a picture and as a table of the same numbers.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import { Key, plain, story, until } from "./harness.mjs";
import { narrow } from "./steps.mjs";

story("criteres", (step) => {
  let sample = "";

  /** A picture in light and dark, and axe on each; axe tells no contrast inside a drawing, the tests of `tokens.css` do. */
  async function judged(window, name, told = { strict: true }) {
    await window.settled();
    await window.script(() => document.querySelector("details[open] svg[role=img]")?.scrollIntoView({ block: "center" }));
    await window.screenshot(`criteres-${name}`);
    await window.accessibleScreen(`${name}, clair`, told);
    await window.script(() => (document.documentElement.dataset.theme = "dark"));
    await window.screenshot(`criteres-${name}-sombre`);
    await window.accessibleScreen(`${name}, sombre`, told);
    await window.script(() => (document.documentElement.dataset.theme = "light"));
  }

  const simulator = (window) =>
    window.script(() => {
      const clean = (text) => text.replace(/[\u00a0\u202f]/g, " ").trim();
      const table = document.querySelector("table.numbers");
      return {
        conclusion: clean(document.querySelector("details[open] .card p[role=status]")?.innerText ?? ""),
        marks: [...document.querySelectorAll("details[open] svg[role=img] line.mark")].length,
        letters: [...document.querySelectorAll("details[open] svg[role=img] text.letter")].map((one) => one.textContent),
        rows: [...(table?.tBodies[0]?.rows ?? [])].map((row) => [...row.cells].map((cell) => clean(cell.innerText))),
      };
    });

  step("un critère se découpe en sous-critères, avec leur méthode et ce que les candidats remettent", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    sample = (await window.script(() => location.hash)).split("/")[2];
    await window.goTo(`#/tender/${sample}/criteria`);
    await window.sees("Critères d'attribution");
    const name = plain(await window.script(() => document.querySelector('tr[data-row="0"] input').value));
    await window.activate("button", `Ajouter un sous-critère à ${name}`);
    await until("the new part has the focus", async () => (await window.focused()).name.startsWith("Intitulé, sous-critère 1, dans "));
    await window.type("Délais");
    await window.fill(/^Poids, Délais, dans /, "10");
    await window.fill(/^Méthode, Délais, dans /, "Barème sur 10 points");
    await window.fill(/^Ce que les candidats remettent, Délais, dans /, "Planning détaillé");
    await window.saved();
    await window.sees(/Les sous-critères de .* font/);
    await judged(window, "sous-criteres");
    await window.activate("button", /^Retirer Délais, dans /);
    await window.announces(/^Critère retiré : Délais/);
    await window.saved();
  });

  step("le simulateur dit à partir de quel poids le gagnant change, en image et en tableau", async (window) => {
    await window.activate("disclosure", "Essayer les poids");
    await window.sees("Trois offres types");
    await window.sees("Les mêmes nombres en tableau");
    const shown = await simulator(window);
    assert.deepEqual(shown.letters.sort(), ["A", "B", "C"], "each line has its letter");
    assert.deepEqual(shown.rows.map((row) => row[0]), ["0 %", "5 %", "10 %", "15 %", "20 %", "25 %", "30 %", "35 %", "40 %"]);
    const label = plain(await window.script(() => document.querySelector("details[open] svg[role=img]").getAttribute("aria-label")));
    assert.ok(label.includes(plain(shown.conclusion)), "the picture says its conclusion");
    await judged(window, "simulateur", { strict: false });
  });

  step("des offres saisies : le calcul se refait à la main, et rien n'en est gardé", async (window) => {
    const type = async (at, values) => {
      for (const [label, value] of values) {
        const field = await window.script(
          (row, start) => [...document.querySelectorAll("details[open] table")[0].tBodies[0].rows[row].querySelectorAll("input")].find((one) => one.getAttribute("aria-label").startsWith(start)),
          at,
          label,
        );
        await window.walkTo(field, label);
        await window.retype(value);
      }
    };
    await window.activate("button", /^Retirer L.équilibrée$/);
    await window.announces(/^Offre retirée/);
    await type(0, [["Nom", "Moins chère"], ["Prix", "80000"], ["Note technique", "10"], ["Note environnementale", "10"]]);
    await type(1, [["Nom", "Plus verte"], ["Prix", "100000"], ["Note technique", "10"], ["Note environnementale", "20"]]);
    await until("the offers are those typed", async () => (await simulator(window)).conclusion.includes("Plus verte"));
    const shown = await simulator(window);
    assert.equal(shown.marks, 1, "one change of winner, one mark");
    const weight = Number(/plus de ([\d,]+) %/.exec(shown.conclusion)[1].replace(",", "."));
    for (const [at, leader] of shown.rows.map((row) => [Number.parseInt(row[0], 10), row[1]])) {
      assert.equal(leader, at > weight ? "Plus verte" : "Moins chère", `the table and the sentence agree at ${at} %`);
    }
    await window.choose("Notation du prix", "Du plus bas au plus haut");
    await until("the formula changes the answer", async () => (await simulator(window)).conclusion !== shown.conclusion);
    await judged(window, "simulateur-offres", { strict: false });
    const written = fs.readdirSync(window.data, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const one of written) {
      const bytes = fs.readFileSync(`${one.parentPath}/${one.name}`);
      assert.equal(bytes.includes("Plus verte"), false, `${one.name} keeps no offer`);
    }
  });

  step("une note hors limites est refusée en une phrase, et l'image attend", async (window) => {
    await window.fill(/^Note environnementale, Plus verte/, "25");
    await window.sees("Une note de « Plus verte » n'est pas entre 0 et 20.");
    await window.fill(/^Note environnementale, Plus verte/, "18");
    await window.sees("Les mêmes nombres en tableau");
    await window.activate("button", "Revenir aux offres types");
    await window.sees("Trois offres types");
    await window.choose("Notation du prix", "Proportionnelle inverse");
    await until("the winner changes twice", async () => (await simulator(window)).marks === 2);
  });

  step("à 400 %, aucun mot de l'image n'est coupé", async (window) => {
    await window.size(1280, 720);
    await window.enlarge();
    await window.sees("Les mêmes nombres en tableau");
    await window.settled();
    const cut = await window.script(() =>
      [...document.querySelectorAll("details[open] svg[role=img] text")]
        .filter((one) => {
          const box = one.getBoundingClientRect();
          return box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5;
        })
        .map((one) => one.textContent),
    );
    assert.deepEqual(cut, []);
    const over = await window.script(() => {
      const boxes = [...document.querySelectorAll("details[open] svg[role=img] text")].map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one.box, other.box)).map((other) => `${one.text} / ${other.text}`));
    });
    assert.deepEqual(over, [], "no word covers another");
    await narrow(window, "critères et simulateur", "criteres-400");
  });

  step("l'adresse d'un texte s'ouvre dans le navigateur, sur un geste, et seulement elle", async (window) => {
    await window.chord(Key.CONTROL, "0");
    await window.size(1366, 768);
    await window.goTo(`#/tender/${sample}/obligations/decp`);
    await window.activate("button", /^Pourquoi \? .*données essentielles/i);
    await window.sees("Copier l'adresse du texte");
    assert.equal(fs.existsSync(window.browsed), false, "nothing is opened without a press");
    await window.activate("button", /^Ouvrir dans le navigateur : Arrêté du 22 décembre 2022/);
    await window.announces("Adresse ouverte dans votre navigateur.");
    assert.equal(fs.readFileSync(window.browsed, "utf8"), "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046850496\n");
  });
});
