/** The library, keyboard only: search, narrow, read part by part, compare, and see where a clause is used. */
import assert from "node:assert/strict";
import { Key, plain, story, until } from "./harness.mjs";
import { narrow } from "./steps.mjs";

story("bibliothèque", (step) => {
  const first = (window) => window.script(() => document.querySelector(".hits b")?.innerText ?? "");

  /** A picture in light and dark, and axe on each. */
  async function judged(window, name) {
    await window.settled();
    await window.screenshot(name);
    await window.accessibleScreen(`${name}, clair`);
    await window.script(() => (document.documentElement.dataset.theme = "dark"));
    await window.screenshot(`${name}-sombre`);
    await window.accessibleScreen(`${name}, sombre`);
    await window.script(() => (document.documentElement.dataset.theme = "light"));
  }

  step("un mot mal tapé trouve, les facettes comptent et resserrent", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    await window.goTo("#/library");
    await window.sees("clauses trouvées");
    await window.press("/");
    await until("« / » leads to the search", async () => (await window.focused()).name === "Chercher");
    await window.type("dechtes de chantier");
    await until("the slip is understood", async () => /chantier/i.test(await first(window)));
    const list = await window.find("combobox", "Pièce");
    const told = plain(await window.script((select) => [...select.options].find((one) => one.value === "cctp").textContent, list));
    await window.choose("Pièce", told);
    const many = Number(/^CCTP \((\d+)\)$/.exec(told)[1]);
    await until("as many clauses are left as the facet told", async () => (await window.script(() => document.querySelectorAll(".hits li").length)) === many);
    assert.deepEqual(await window.script(() => [...new Set([...document.querySelectorAll(".hits .meta span:first-child")].map((one) => one.innerText))]), ["CCTP"]);
    await judged(window, "50-bibliotheque-facettes");
    await window.activate("button", "Tout effacer");
  });

  step("les flèches parcourent la liste, Entrée ouvre la fiche, ses onglets se parcourent aussi", async (window) => {
    await window.fillSearch("valorisation des déchets de chantier");
    await until("the clause is first", async () => /Valorisation/.test(await first(window)));
    await window.press(Key.ARROW_DOWN);
    await until("the first hit has the focus", () => window.script(() => document.activeElement === document.querySelector(".hits button")));
    await window.press(Key.ENTER);
    await until("the sheet has the focus", () => window.script(() => document.activeElement.id === "clause-lue"));
    await judged(window, "51-fiche-texte");
    await window.press(Key.TAB);
    for (const tab of ["proof", "sources", "versions", "uses"]) {
      await window.press(Key.ARROW_RIGHT);
      await until(`tab ${tab}`, () => window.script((id) => document.activeElement.id === id, `onglet-${tab}`));
      await judged(window, `52-fiche-${tab}`);
    }
    await window.press(Key.ESCAPE);
    await until("Esc comes back to the search", async () => (await window.focused()).name === "Chercher");
  });

  step("deux niveaux côte à côte montrent ce qui change, et cela seulement", async (window) => {
    await window.script(() => document.getElementById("onglet-versions").focus());
    await window.press(Key.ENTER);
    await window.sees("Comparer deux rédactions");
    const [gone, come] = await until("words are marked", async () => {
      const marked = await window.script(() => ["p:first-child", "p:last-child"].map((side) => [...document.querySelectorAll(`.sides ${side} mark`)].map((one) => one.innerText).join(" ")));
      return marked.every((text) => text !== "") ? marked : null;
    });
    assert.match(gone, /70/);
    assert.match(come, /85/);
    await window.script(() => document.querySelector(".sides mark").scrollIntoView({ block: "center" }));
    await judged(window, "54-comparaison");
  });

  step("sans résultat, l'écran dit quoi essayer ; à 400 %, rien ne déborde", async (window) => {
    await window.fillSearch("zzzzzz");
    await window.sees("Aucune clause ne contient ces mots");
    await window.sees("retirez un filtre");
    await judged(window, "55-bibliotheque-vide");
    await window.fillSearch("déchets");
    await window.sees("clauses trouvées");
    await window.size(1280, 720);
    await window.enlarge();
    await narrow(window, "bibliothèque", "53-bibliotheque-400");
    await window.chord(Key.CONTROL, "0");
  });
});
