import { describe, expect, it, vi } from "vitest";

vi.mock("../ipc/bindings", () => ({ commands: {} }));

import { inText, localShortcuts, nextZoom, shortcuts } from "./keymap";

const press = (key: string, extra: KeyboardEventInit = {}, on: Element = document.body) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, ...extra });
  on.dispatchEvent(event);
  return event;
};
const matching = (event: KeyboardEvent) => shortcuts.filter((shortcut) => shortcut.matches(event)).map((one) => one.keys);

function field(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild as Element;
}

describe("the keyboard", () => {
  it("gives each key one meaning, written once", () => {
    const keys = [...shortcuts, ...localShortcuts].map((one) => one.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("leaves Ctrl+Z to a field of text, and takes it elsewhere", () => {
    const undo = (on: Element) => matching(press("z", { ctrlKey: true }, on));
    expect(undo(field("<input type='text' />"))).toEqual([]);
    expect(undo(field("<textarea></textarea>"))).toEqual([]);
    expect(undo(field("<input type='checkbox' />"))).toEqual(["Ctrl+Z"]);
    expect(undo(field("<select></select>"))).toEqual(["Ctrl+Z"]);
  });

  it("takes no letter alone, and none with AltGr", () => {
    expect(matching(press("n"))).toEqual([]);
    expect(matching(press("n", { ctrlKey: true, altKey: true }))).toEqual([]);
  });

  it("knows a field of text", () => {
    expect(inText(press("a", {}, field("<input type='search' />")))).toBe(true);
    expect(inText(press("a", {}, field("<button></button>")))).toBe(false);
  });

  it("steps through sizes as browsers do, and stops at both ends", () => {
    expect([nextZoom(100, 1), nextZoom(100, -1), nextZoom(130, 1), nextZoom(130, 0)]).toEqual([110, 90, 150, 100]);
    expect([nextZoom(400, 1), nextZoom(80, -1)]).toEqual([400, 80]);
  });
});
