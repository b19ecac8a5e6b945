/** Gestures that several stories share. */
import assert from "node:assert/strict";
import { Key, plain } from "./harness.mjs";
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
  await window.enlarge();
  await narrow(window, name, `${name}-400`);
  await window.chord(Key.CONTROL, "0");
  await window.size(1366, 768);
}

/**
 * The screen at 400 %: one column, nothing that scrolls sideways but a named table of two dimensions, no text cut, each
 * cell under its header, nothing that axe finds; then pictures of it, from its title to its end.
 */
export async function narrow(window, name, pictures) {
  await window.settled();
  const wide = await window.script(page.overflow);
  assert.equal(wide.wide, false, `${name} scrolls sideways: ${wide.elements.join("\n")}`);
  assert.deepEqual(wide.elements, [], `${name}: a box scrolls sideways`);
  assert.deepEqual(await window.script(page.clipped), [], `${name}: text is cut`);
  assert.deepEqual(await window.script(page.unlabelled), [], `${name}: a cell has lost its header`);
  // Colours are those of the other looks.
  await window.accessibleScreen(`${name}, 400 %`, { strict: false });
  await window.pictures(pictures);
}
