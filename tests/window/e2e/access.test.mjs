/**
 * What everyone needs: each screen judged by axe-core in light, in dark and at 400 %, walked with Tab,
 * and read without a mouse.
 */
import assert from "node:assert/strict";
import { Key, plain, story, until } from "./harness.mjs";
import * as page from "./page.mjs";
import { narrow } from "./steps.mjs";

/** Every screen, by the end of its address; the sample is open. */
const SCREENS = ["home", "tenders", "library", "sharing", "organisation", "news", "settings", "help"];
const PARTS = ["dashboard", "needs", "facts", "obligations", "calendar", "clauses/insertion", "criteria", "export", "documents", "review"];
/** Screens within a screen, that have the title of another. */
const INNER = ["figures", "figures/2026/report", "library/own", "library/write", "library/packs"].map((screen) => `#/${screen}`);
const INNER_PARTS = ["needs/all", "needs/hours", "needs/left-out", "clauses/environment", "clauses/anti-discrimination"];

const nameOf = (address) => address.split("/").slice(address.includes("/tender/") ? 3 : 1).join("-");

story("accessibilité", (step) => {
  let sample = "";
  const addresses = () => [...SCREENS.map((screen) => `#/${screen}`), ...PARTS.map((part) => `#/tender/${sample}/${part}`)];

  /** Shows each screen in turn; its first heading is there, and nothing still loads. */
  async function each(window, work, all = addresses()) {
    for (const address of all) {
      await window.goTo(address);
      await until(`${address} is shown`, async () => {
        const shown = await window.script(() => ({ hash: location.hash, title: document.querySelector("h1")?.innerText ?? "", text: document.body.innerText }));
        return shown.hash === address && shown.title !== "" && !shown.text.includes("Chargement…");
      });
      await window.settled();
      await work(address);
    }
  }

  step("un défaut planté est trouvé : la sonde n'est pas muette", async (window) => {
    await window.activate("button", "Découvrir avec un marché d'exemple");
    await window.sees("Tableau de bord");
    sample = (await window.script(() => location.hash)).split("/")[2];
    await window.script(() => {
      const planted = document.createElement("div");
      planted.id = "defaut";
      planted.innerHTML = '<input type="text"><p class="defaut">gris sur blanc</p>';
      planted.querySelector("p").style.color = "#ccc";
      document.querySelector(".part").append(planted);
    });
    const found = (await window.axe()).map((violation) => violation.id);
    await window.script(() => document.getElementById("defaut").remove());
    assert.ok(found.includes("label"), `a field without a name: ${found}`);
    assert.ok(found.includes("color-contrast"), `a text too pale: ${found}`);
  });

  step("axe ne trouve rien sur aucun écran, en clair", async (window) => {
    await each(window, (address) => window.accessibleScreen(`${address}, clair`));
  });

  step("un seul titre de premier niveau, aucun niveau sauté, un titre de fenêtre par écran", async (window) => {
    const titles = new Set();
    await each(window, async (address) => {
      const levels = await window.script(() => [...document.querySelectorAll("h1, h2, h3, h4")].filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1, `${address}: one h1`);
      levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `${address}: ${levels}`));
      titles.add(await window.title());
    });
    assert.equal(titles.size, addresses().length, [...titles].join("\n"));
  });

  step("Tab atteint chaque commande dans l'ordre de lecture, le focus se voit et n'est jamais caché", async (window) => {
    for (const address of ["#/home", "#/settings", `#/tender/${sample}/obligations`, `#/tender/${sample}/criteria`]) {
      await window.goTo(address);
      await window.settled();
      await window.script(() => document.activeElement.blur());
      const many = await window.script(() => document.querySelectorAll("body *").length);
      assert.ok(many > 20);
      const expected = await window.script(`return (${page.controls})().length`);
      const seen = [];
      for (let turn = 0; turn < expected; turn++) {
        await window.press(Key.TAB);
        const focus = await window.script(page.focus);
        assert.ok(!focus.body, `${address}: Tab left the page after ${seen.length} of ${expected}: ${seen.at(-1)}`);
        assert.ok(focus.outline, `${address}: no visible focus on ${focus.html}`);
        assert.ok(focus.onScreen, `${address}: the focus is out of sight on ${focus.html}`);
        seen.push(focus.html);
      }
      assert.equal(new Set(seen.map((html, at) => `${at} ${html}`)).size, expected);
    }
  });

  step("le lien d'évitement, F6 et F1 mènent où ils disent", async (window) => {
    await window.goTo(`#/tender/${sample}/obligations`);
    await window.settled();
    await window.reach("link", "Aller au contenu");
    await window.press(Key.ENTER);
    assert.equal(await window.script(() => document.activeElement.id), "contenu");
    const zones = [];
    for (let turn = 0; turn < 4; turn++) {
      await window.press(Key.F6);
      zones.push(await window.script(() => document.activeElement.tagName.toLowerCase()));
    }
    assert.deepEqual(zones, ["aside", "footer", "nav", "main"]);
    await window.press(Key.F1);
    await window.sees("Le chemin d'un marché");
    await window.chord(Key.ALT, Key.ARROW_LEFT);
    await window.sees("Ce que la loi demande pour ce marché");
  });

  step("un dialogue prend le focus, le garde, et le rend", async (window) => {
    await window.goTo(`#/tender/${sample}/clauses/environment`);
    await window.settled();
    await window.activate("button", "Écarter avec motif…");
    await window.sees("Écarter cette clause");
    for (let turn = 0; turn < 8; turn++) {
      await window.press(Key.TAB);
      const inside = await window.script(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null);
      assert.ok(inside, "the focus stays in the dialog");
    }
    await window.press(Key.ESCAPE);
    await until("the focus is back", async () => (await window.focused()).name === "Écarter avec motif…");
  });

  step("en sombre, axe ne trouve rien non plus", async (window) => {
    await window.goTo("#/settings");
    await window.choose("Thème", "Sombre");
    await until("the theme is dark", () => window.script(() => document.documentElement.dataset.theme === "dark"));
    await each(window, async (address) => {
      await window.accessibleScreen(`${address}, sombre`);
      await window.screenshot(`sombre-${nameOf(address)}`);
    });
    await window.goTo("#/settings");
    await window.choose("Thème", "Clair");
  });

  step("à 400 %, une seule colonne, sans défilement de côté, et axe ne trouve rien", async (window) => {
    await window.size(1280, 720);
    await window.enlarge();
    await each(window, (address) => narrow(window, address, `400-${nameOf(address)}`), SCREENS.map((screen) => `#/${screen}`));
  });

  step("à 400 %, les étapes d'un marché aussi", async (window) => {
    await each(window, (address) => narrow(window, address, `400-${nameOf(address)}`), PARTS.map((part) => `#/tender/${sample}/${part}`));
  });

  step("à 400 %, les écrans dans un écran aussi", async (window) => {
    const inner = [...INNER, ...INNER_PARTS.map((part) => `#/tender/${sample}/${part}`)];
    await each(window, (address) => narrow(window, address, `400-${nameOf(address)}`), inner);
  });

  step("la taille est gardée d'une fois sur l'autre, et Ctrl+0 revient à la normale", async (window) => {
    await window.kill();
    await window.open({ width: 320 });
    assert.equal(await window.script(() => window.innerWidth), 320);
    await window.chord(Key.CONTROL, "0");
    await until("the page has all its pixels", () => window.script(() => window.innerWidth === 1280), 5_000);
    await window.size(1366, 768);
  });

  step("avec l'espacement de texte demandé par WCAG, rien n'est coupé", async (window) => {
    await each(window, async (address) => {
      await window.script(() => {
        for (const element of document.querySelectorAll("body, body *")) {
          element.style.lineHeight = "1.5";
          element.style.letterSpacing = "0.12em";
          element.style.wordSpacing = "0.16em";
        }
        for (const paragraph of document.querySelectorAll("p")) paragraph.style.marginBottom = "2em";
      });
      const wide = await window.script(page.overflow);
      assert.equal(wide.wide, false, `${address} scrolls sideways: ${wide.elements.join("\n")}`);
      assert.deepEqual(await window.script(page.clipped), [], `${address}: text is cut`);
    });
  });

  step("l'écran tient dans 1024×768, et le cadre ne défile jamais derrière son contenu", async (window) => {
    await window.size(1024, 768);
    await each(window, async (address) => {
      const wide = await window.script(page.overflow);
      assert.equal(wide.wide, false, `${address} scrolls sideways: ${wide.elements.join("\n")}`);
      const tall = await window.script(() => document.documentElement.scrollHeight - window.innerHeight);
      assert.ok(tall <= 0, `${address}: the frame itself scrolls by ${tall} pixels`);
    });
    await window.size(1366, 768);
  });

  step("rien ne bouge quand on demande moins de mouvement, et rien ne vient d'ailleurs", async (window) => {
    await each(window, async (address) => {
      const found = await window.script(() => ({
        moving: [...document.querySelectorAll("body *")].filter((one) => {
          const style = getComputedStyle(one);
          return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).length,
        foreign: performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => !/^(tauri|ipc):\/\/localhost\//.test(name)),
        styled: [...document.querySelectorAll("[style]")].map((one) => one.outerHTML.slice(0, 80)),
      }));
      assert.equal(found.moving, 0, address);
      assert.deepEqual(found.foreign, [], address);
      void found.styled;
    });
    assert.ok(plain(await window.title()).startsWith("Clausier – "));
  });
});
