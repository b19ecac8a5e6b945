/** Gestures that several stories share. */
import { plain } from "./harness.mjs";

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
