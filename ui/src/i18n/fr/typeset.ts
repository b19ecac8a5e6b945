/** French spaces: typed as ordinary ones in these files, unbreakable on screen, where French wants them. */

const FINE = "\u202f";
const WIDE = "\u00a0";

/** Sets one sentence: fine space before `; ! ?`, wide one before `: » % €` and after `«`. */
export function typeset(text: string): string {
  return text
    .replaceAll("'", "’")
    .replace(/ (?=[;!?])/g, FINE)
    .replace(/ (?=[:»%€])/g, WIDE)
    .replace(/(?<=«) /g, WIDE)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, FINE);
}

/** Number of a text, or of its article, with the word before it. */
const CITED = /((?:\b(?:articles?|art\.|n°)[ \u00a0])?\b(?:[LRDA](?:\*|\.)?[ \u00a0]?)?\d+(?:-\d+)+|\b(?:articles?|art\.|n°|[LRDA]\.)[ \u00a0](?:[LRDA]\.?[ \u00a0]?)?\d+)/;

/** Cuts a sentence in pieces, ordinary words and, every other piece, a number that stays on one line. */
export const whole = (text: string): string[] => text.split(CITED);

/** Sets each sentence of a table, those that are made from values too. */
export function french<T>(phrases: T): T {
  if (typeof phrases === "string") return typeset(phrases) as T;
  if (Array.isArray(phrases)) return phrases.map((phrase: unknown) => french(phrase)) as T;
  if (typeof phrases === "function") return made(phrases as unknown as Maker) as T;
  if (phrases === null || typeof phrases !== "object") return phrases;
  return Object.fromEntries(Object.entries(phrases).map(([key, phrase]) => [key, french(phrase)])) as T;
}

type Maker = (...given: unknown[]) => unknown;

const made =
  (make: Maker): Maker =>
  (...given) =>
    french(make(...given));

/** Begins a phrase of the catalogue as a sentence does. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase("fr") + text.slice(1);
