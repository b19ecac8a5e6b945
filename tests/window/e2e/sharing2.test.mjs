/**
 * Two computers, one folder. The driver holds one window at a time: they work in turn, as two people who are not there
 * the same day. The folder is taken away and given back; a double edit is shown, then decided.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import { plain, Session, story, until } from "./harness.mjs";
import { everyLook } from "./steps.mjs";

const ID = "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a40";

story("deux postes", (step) => {
  let benoit = null;
  let folder = "";

  /** Takes a version of the tender in, as a person who has its file. */
  async function take(window, title) {
    const tender = { schema: "clausier/tender/1", id: ID, title, nature: "works", consultation_on: "2026-09-01", stage: "published" };
    fs.writeFileSync(window.path("marche.json"), JSON.stringify(tender));
    window.answer(window.path("marche.json"));
    await window.goTo("#/home");
    await window.activate("button", "Importer un marché enregistré");
    await window.sees(title);
  }

  const state = (window) => window.script(() => document.querySelector("footer").innerText.replace(/[\u00a0\u202f]/g, " "));

  async function link(window) {
    window.answer(folder);
    await window.goTo("#/sharing");
    await window.activate("button", "Relier un dossier…");
    await until("the folder is linked", async () => /Dossier partagé : (à jour|envoi)/.test(await state(window)));
  }

  /** Asks for an exchange and waits for its end: the screen is busy until then. */
  async function ask(window) {
    await window.goTo("#/sharing");
    await window.activate("button", "Envoyer et recevoir");
    await until("the exchange is over", () => window.script(() => document.querySelector("main .card")?.getAttribute("aria-busy") === "false"));
  }

  async function exchange(window) {
    await ask(window);
    await until("the state is up to date", async () => /Dossier partagé : à jour/.test(await state(window)));
  }

  const published = () =>
    fs
      .readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith(".ndjson"))
      .map((name) => fs.readFileSync(`${folder}/${name}`, "utf8"))
      .join("");

  step("le premier poste publie", async (anne) => {
    folder = anne.path("partage");
    fs.mkdirSync(folder);
    await link(anne);
    await take(anne, "Voirie");
    await exchange(anne);
    await until("the row is in the folder", () => published().includes("Voirie"));
    await anne.kill();
  });

  step("le second lit ; le dossier est retiré, son travail reste et attend", async () => {
    benoit = await Session.start();
    await link(benoit);
    await exchange(benoit);
    fs.renameSync(folder, `${folder}-ailleurs`);
    await take(benoit, "Voirie, lot unique");
    await ask(benoit);
    await until("the window says that the folder is away", async () => /Dossier partagé : hors ligne/.test(await state(benoit)));
    if (await benoit.has("button", "Fermer")) await benoit.activate("button", "Fermer");
    await benoit.settled();
    await benoit.screenshot("70-dossier-retire");
    await benoit.accessibleScreen("dossier retiré");
    assert.equal(fs.existsSync(folder), false, "nothing is made where the folder was");
    await benoit.kill();
    fs.renameSync(`${folder}-ailleurs`, folder);
  });

  step("le premier modifie de son côté", async (anne) => {
    await anne.open();
    await take(anne, "Voirie et trottoirs");
    await exchange(anne);
    await until("the second row is in the folder", () => published().includes("Voirie et trottoirs"));
    await anne.kill();
  });

  step("le dossier rendu, la double modification est montrée puis tranchée", async () => {
    await benoit.open();
    await exchange(benoit);
    await benoit.sees("Marchés modifiés sur deux postes");
    const shown = await benoit.script(() =>
      [...document.querySelectorAll("td")].map((cell) => {
        const copy = cell.cloneNode(true);
        for (const hidden of copy.querySelectorAll(".visually-hidden")) hidden.remove();
        return copy.textContent;
      }),
    );
    assert.ok(["Voirie, lot unique", "Voirie et trottoirs"].every((title) => shown.map(plain).includes(title)), `${shown}`);
    await benoit.settled();
    const marked = await benoit.script(() => [...document.querySelectorAll("mark")].map((one) => one.textContent));
    assert.ok(marked.some((text) => plain(text).startsWith("diffère : ") && text.includes("unique")), `the words of one side are marked: ${marked}`);
    await everyLook(benoit, "71-double-modification");
    await benoit.activate("button", /^Garder celle/);
    await benoit.seesNoMore("Marchés modifiés sur deux postes");
    await exchange(benoit);
    await benoit.close();
  });

  step("le premier retrouve la version gardée", async (anne) => {
    await anne.open();
    await exchange(anne);
    await anne.seesNoMore("Marchés modifiés sur deux postes");
  });
});
