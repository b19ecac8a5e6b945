/** Gestures that several stories share. */
import assert from "node:assert/strict";
import { Key, plain, until } from "./harness.mjs";
import * as page from "./page.mjs";

/** Says yes to each uncertain place, and puts at the end what has none. */
export async function acceptPlaces(window) {
  for (let turn = 0; turn < 12; turn++) {
    const left = await window.script(() => ({
      unsure: document.querySelectorAll('input[type="checkbox"]:not(:checked):not(:disabled)').length,
      nowhere: [...document.querySelectorAll("select")].filter((one) => one.value === "?").map((one) => one.getAttribute("aria-label")),
    }));
    if (left.unsure === 0 && left.nowhere.length === 0) return;
    if (left.nowhere.length > 0) await window.choose(plain(left.nowhere[0]), "À la fin du document");
    else {
      const name = await window.script(() => document.querySelector('input[type="checkbox"]:not(:checked):not(:disabled)').getAttribute("aria-label"));
      await window.tick("checkbox", plain(name));
    }
  }
  throw new Error("places are still waiting");
}

/** The screen as it stands, light, dark, then at 400 %: what it has found out must not be lost on the way. */
export async function everyLook(window, name) {
  await window.accessibleScreen(name);
  await window.screenshot(name);
  const dress = (theme) =>
    window.script((wanted) => {
      const before = document.documentElement.dataset.theme;
      document.documentElement.dataset.theme = wanted;
      return before ?? "";
    }, theme);
  const before = await dress("dark");
  await window.settled();
  await window.accessibleScreen(`${name}, sombre`);
  await window.screenshot(`${name}-sombre`);
  await dress(before);
  await window.size(1280, 720);
  // A long screen takes its time to grow: one press after the other.
  await until("the page has 320 pixels", async () => {
    if (await window.script(() => window.innerWidth === 320)) return true;
    await window.chord(Key.CONTROL, "=");
    return false;
  });
  const wide = await window.script(page.overflow);
  assert.equal(wide.wide, false, `${name} scrolls sideways: ${wide.elements.join("\n")}`);
  assert.deepEqual(await window.script(page.clipped), [], `${name}: text is cut`);
  await window.accessibleScreen(`${name}, 400 %`, { strict: false });
  await window.settled();
  await window.script(() => document.querySelector("main h2").scrollIntoView());
  await window.screenshot(`${name}-400`);
  await window.chord(Key.CONTROL, "0");
  await window.size(1366, 768);
}
