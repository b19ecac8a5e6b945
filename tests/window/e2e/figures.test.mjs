/** The figures, keyboard only: the empty year, the overview, one indicator whose chart and table agree, the report, the files. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { plain, story, until } from "./harness.mjs";
import { narrow } from "./steps.mjs";

/** A notified tender of a department, with or without an environmental clause. */
function tender(number, department, clause, amount) {
  const selections = clause ? [{ clause: "env-08", level: "advanced", document: "ccap" }] : [];
  return {
    schema: "clausier/tender/1",
    id: `0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a${number}`,
    title: `Marché ${number}`,
    nature: "works",
    department,
    cpv: ["45214200"],
    consultation_on: "2026-01-15",
    notified_on: "2026-05-02",
    stage: "notified",
    selections,
    award: { amount_eur: amount, holders: number === 11 ? [{ sme: true }] : [] },
  };
}

story("indicateurs", (step) => {
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

  step("sept entrées au plus dans la navigation", async (window) => {
    const names = await window.script(() => [...document.querySelectorAll("nav a")].map((one) => one.innerText.trim()));
    assert.ok(names.length <= 7, names.join(", "));
    assert.ok(names.includes("Indicateurs"), names.join(", "));
  });

  step("une année vide dit ce qui manque et où l'ajouter, jamais 0 %", async (window) => {
    await window.goTo("#/figures");
    await window.sees("Aucun marché notifié connu en 2026");
    assert.doesNotMatch(plain(await window.script(() => document.querySelector("main").innerText)), /\b0 %/);
    await judged(window, "60-indicateurs-vide");
  });

  step("la vue d'ensemble montre les repères, leur couverture et leur objectif", async (window) => {
    await window.goTo("#/home");
    for (const [number, department, clause, amount] of [
      [10, "Bâtiments", true, 300_000],
      [11, "Bâtiments", false, 100_000],
      [12, "Voirie", false, null],
    ]) {
      const file = window.path(`marche-${number}.json`);
      fs.writeFileSync(file, JSON.stringify(tender(number, department, clause, amount)));
      window.answer(file);
      await window.goTo("#/home");
      await window.activate("button", "Importer un marché enregistré");
      await window.sees(`Marché ${number}`);
    }
    await window.goTo("#/figures");
    await window.sees("3 consultations notifiées, 3 marchés");
    await window.sees("Marchés notifiés avec une considération environnementale");
    await window.sees("33,33 %");
    await window.sees("Objectif : 100 %. Il manque 66,67 points");
    await window.sees("100 % (partiel)");
    await window.sees("Calculé sur 1 marché sur 3");
    await judged(window, "61-indicateurs");
  });

  step("un indicateur : le graphique et son tableau disent les mêmes nombres", async (window) => {
    await window.activate("link", "Marchés notifiés avec une considération environnementale");
    await window.sees("Par direction");
    const both = await window.script(() =>
      [...document.querySelectorAll("figure")].map((figure) => ({
        drawn: [...figure.querySelectorAll(".label")].map((label) => [label.innerText, label.nextElementSibling.nextElementSibling.innerText]),
        widths: [...figure.querySelectorAll("svg")].map((bar) => bar.querySelector(".fill")?.getAttribute("width") ?? ""),
        written: [...figure.querySelectorAll("tbody tr")].map((row) => [row.children[0].innerText, row.children[1].innerText]),
      })),
    );
    assert.ok(both.length >= 3, "year, department, family");
    for (const { drawn, written, widths } of both) {
      assert.deepEqual(drawn, written);
      const numbers = written.map(([, shown]) => Number.parseFloat(plain(shown).replace(",", ".")));
      assert.deepEqual(widths.map((width) => Math.round(Number.parseFloat(width) * 100) / 100), numbers, "a bar is as long as its number says");
    }
    const departments = both.find(({ written }) => written.some(([label]) => label === "Voirie"));
    assert.deepEqual(departments.written.map(([label, shown]) => [label, plain(shown)]), [["Bâtiments", "50 %"], ["Voirie", "0 %"]]);
    await judged(window, "62-indicateur");
    window.answer(window.path("env.xlsx"));
    await window.activate("button", "Enregistrer les marchés (.xlsx)…");
    await window.announces("« env.xlsx » est écrit.");
    assert.ok(fs.existsSync(window.path("env.xlsx")));
  });

  step("le rapport se lit avant d'être écrit, et s'écrit dans chaque format", async (window) => {
    await window.goTo("#/figures/2026/report");
    await window.sees("L'essentiel des achats responsables, 2026");
    await judged(window, "63-rapport-une-page");
    await window.activate("button", "Tout le rapport");
    await window.sees("non calculable, parce que");
    await window.accessibleScreen("rapport entier");
    for (const [name, button] of [
      ["r.docx", "Word (.docx)"],
      ["r.odt", "LibreOffice (.odt)"],
      ["r.xlsx", "Classeur (.xlsx)"],
      ["r.csv", "Tableau (.csv)"],
      ["r.parquet", "Entrepôt (.parquet)"],
    ]) {
      window.answer(window.path(name));
      await window.activate("button", button);
      await window.announces(`« ${name} » est écrit.`);
      assert.ok(fs.statSync(window.path(name)).size > 0, name);
    }
  });

  step("à 400 %, chaque écran tient sans défilement de côté", async (window) => {
    await window.size(1280, 720);
    await window.enlarge();
    await until("the page has 320 pixels", () => window.script(() => window.innerWidth === 320), 5_000);
    for (const [name, hash, seen] of [
      ["indicateurs", "#/figures/2026", "Les repères"],
      ["indicateur", "#/figures/2026/spaser-env", "Par direction"],
      ["rapport", "#/figures/2026/report", "Les repères"],
    ]) {
      await window.goTo(hash);
      await window.sees(seen);
      await window.settled();
      await narrow(window, hash, `64-400-${name}`);
    }
  });
});
