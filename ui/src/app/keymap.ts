/** Keyboard of the whole window. Listed in the help screen: one table serves both. */
import { announcer } from "../domain/announce.svelte";
import { session } from "../domain/session.svelte";
import { open } from "../domain/tender.svelte";
import { say } from "../i18n/fr";
import { newTender } from "./create";
import { router } from "./router.svelte";

interface Shortcut {
  keys: string;
  what: string;
  matches: (event: KeyboardEvent) => boolean;
  run: (event: KeyboardEvent) => void;
}

const control = (event: KeyboardEvent, key: string, shift = false): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey === shift && event.key.toLowerCase() === key;

/** `+` needs the shift key on some keyboards and not on others. */
const sign = (event: KeyboardEvent, ...keys: string[]): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && keys.includes(event.key);

/** In a field of text, Ctrl+Z belongs to the field. */
export function inText(event: KeyboardEvent): boolean {
  const target = event.target;
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

export const shortcuts: Shortcut[] = [
  {
    keys: "Ctrl+N",
    what: say.keyboard.newTender,
    matches: (event) => control(event, "n"),
    run: () => void newTender(false),
  },
  {
    keys: "Ctrl+S",
    what: say.keyboard.save,
    matches: (event) => control(event, "s"),
    run: () => announcer.say(say.frame.alreadySaved),
  },
  {
    keys: "Ctrl+Z",
    what: say.keyboard.undo,
    matches: (event) => control(event, "z") && !inText(event),
    run: () => void open.undo(),
  },
  {
    keys: "Ctrl+Y",
    what: say.keyboard.redo,
    matches: (event) => (control(event, "y") || control(event, "z", true)) && !inText(event),
    run: () => void open.redo(),
  },
  {
    keys: "Ctrl+Maj+F",
    what: say.keyboard.library,
    matches: (event) => control(event, "f", true),
    run: () => router.go({ screen: "library" }),
  },
  {
    keys: "F1",
    what: say.keyboard.help,
    matches: (event) => event.key === "F1",
    run: () => router.go({ screen: "help" }),
  },
  {
    keys: "F6",
    what: say.keyboard.regions,
    matches: (event) => event.key === "F6",
    run: (event) => nextRegion(event.shiftKey ? -1 : 1),
  },
  {
    keys: "Alt+←, Alt+→",
    what: say.keyboard.history,
    matches: (event) => event.altKey && !event.ctrlKey && ["ArrowLeft", "ArrowRight"].includes(event.key),
    run: (event) => (event.key === "ArrowLeft" ? window.history.back() : window.history.forward()),
  },
  { keys: "Ctrl++", what: say.keyboard.larger, matches: (event) => sign(event, "+", "="), run: () => zoom(1) },
  { keys: "Ctrl+-", what: say.keyboard.smaller, matches: (event) => sign(event, "-"), run: () => zoom(-1) },
  { keys: "Ctrl+0", what: say.keyboard.normal, matches: (event) => sign(event, "0", "à"), run: () => zoom(0) },
];

/** Keys that only some screens know: they are listed with the others. */
export const localShortcuts = [
  { keys: "/", what: say.keyboard.search },
  { keys: "Ctrl+↓, Ctrl+↑", what: say.keyboard.clauses },
  { keys: "Ctrl+Entrée", what: say.keyboard.keep },
  { keys: "Alt+↑, Alt+↓", what: say.keyboard.criteria },
];

/** Runs the shortcut of a key, if it has one. */
export function onKey(event: KeyboardEvent): void {
  const shortcut = shortcuts.find((known) => known.matches(event));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run(event);
}

/** Sizes of the display, in per cent, as browsers step through them. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200, 300, 400] as const;

/** Returns the next size in that direction; 0 = the normal one. */
export function nextZoom(now: number, step: number): number {
  if (step === 0) return 100;
  const further = ZOOMS.filter((zoom) => (step > 0 ? zoom > now : zoom < now));
  return (step > 0 ? further[0] : further.at(-1)) ?? now;
}

function zoom(step: number): void {
  const settings = session.start?.settings;
  if (settings) void session.save({ ...settings, zoom: nextZoom(settings.zoom, step) });
}

function nextRegion(step: number): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  // The innermost region counts: a panel lies inside the content.
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  regions[(at + step + regions.length) % regions.length]?.focus();
}
