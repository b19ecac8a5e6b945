/** A small purchase: three facts, three clauses, a letter, the record of the quotes. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { Key, plain, story, until } from "./harness.mjs";
import { everyLook } from "./steps.mjs";
import { readMember } from "./zip.mjs";

story("petit achat", (step) => {
  step("8. trois faits suffisent, sans les formulaires d'un grand marché", async (window) => {
    await window.activate("button", "Faire un petit achat");
    await window.sees("Les clauses qui comptent");
    await window.accessibleScreen("petit achat vide");
    await window.screenshot("30-petit-achat-vide");
    assert.equal(await window.has("link", "Critères"), false, "no criteria are asked for");
    assert.equal(await window.has("link", "Export"), false, "no RC, CCAP, CCTP");
    await window.fill("Ce que vous achetez", "Plantation des massifs de la mairie");
    await window.fill("Montant estimé, hors taxes", "35 k€");
    await window.sees("35 000 € HT");
    await window.fill("Demande de devis le", "20/09/2026");
    await window.reach("combobox", "Codes CPV");
    await window.type("plantes");
    await until("a code is proposed", () => window.script(() => document.querySelector('[role="option"]') !== null));
    await window.press(Key.ENTER);
    await until("the code is kept", () => window.has("button", /^Retirer \d{8}/));
    await window.saved();
  });

  step("8. trois clauses sont proposées, on retient celles que l'on veut", async (window) => {
    const offered = await until("three clauses are proposed", async () => {
      const names = await window.script(() => [...document.querySelectorAll(".clauses input")].map((one) => one.labels[0].querySelector("b").innerText));
      return names.length === 3 ? names.map(plain) : null;
    });
    for (const name of offered) await window.tick("checkbox", new RegExp(`^${escape(name)}`));
    await until("three clauses are kept", () => window.script(() => document.querySelectorAll(".clauses input:checked").length === 3));
    await window.saved();
    await window.accessibleScreen("petit achat rempli");
    await window.screenshot("31-petit-achat");
  });

  step("8. la lettre s'enregistre en Word et se copie en texte", async (window) => {
    window.answer(window.path("Lettre.docx"));
    await window.activate("button", "Enregistrer la lettre Word…");
    await window.sees("Écrit : Lettre.docx");
    const letter = readMember(window.path("Lettre.docx"));
    assert.match(letter, /Plantation des massifs de la mairie/);
    assert.doesNotMatch(letter, /35.?000/, "the estimate is not told to suppliers");
    await window.activate("button", "Copier le texte");
    await window.announces("Texte copié");
    await window.screenshot("32-lettre");
    await window.accessibleScreen("lettre écrite");
  });

  step("8. les devis se notent, l'un est retenu, l'un se retire", async (window) => {
    await window.activate("button", "Ajouter un devis");
    await until("the new quote has the focus", async () => (await window.focused()).name === "Fournisseur du devis 1");
    await window.type("Pépinière du Littoral");
    await window.fill("Montant du devis 1", "34,2 k€");
    await window.fill("Date du devis 1", "30/09/2026");
    await window.activate("button", "Ajouter un devis");
    await until("the new quote has the focus", async () => (await window.focused()).name === "Fournisseur du devis 2");
    await window.type("Jardins d'Aix");
    await window.fill("Montant du devis 2", "cher");
    await window.sees("Le montant doit être un nombre");
    await window.accessibleScreen("devis avec une faute");
    await window.fill("Montant du devis 2", "36500");
    await window.pick("Devis 1 retenu");
    await window.activate("button", "Ajouter un devis");
    await until("the new quote has the focus", async () => (await window.focused()).name === "Fournisseur du devis 3");
    await window.activate("button", "Retirer le devis 3");
    await until("the focus stays in the table", async () => (await window.focused()).name === "Fournisseur du devis 2");
    await window.saved();
    await everyLook(window, "33-devis");
    await window.step("Obligations");
    await window.sees("Ce que la loi demande pour ce marché");
    assert.ok(fs.existsSync(window.path("Lettre.docx")));
  });

  step("8. tout est encore là en rouvrant", async (window) => {
    await window.kill();
    await window.open();
    await window.activate("link", "Plantation des massifs de la mairie");
    await window.activate("link", "Petit achat");
    await until("the quotes are there", async () => (await window.script(() => document.querySelectorAll("#devis").length)) === 1);
    const supplier = await window.find("textbox", "Fournisseur du devis 1");
    assert.equal(await window.script((one) => one.value, supplier), "Pépinière du Littoral");
  });
});

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
