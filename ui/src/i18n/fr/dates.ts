/** Days as people write and type them. */

/** Writes a day as `15/09/2026`; an unknown day is a dash. */
export function day(iso: string | null | undefined): string {
  const [year, month, date] = (iso ?? "").split("-");
  return year && month && date ? `${date}/${month}/${year}` : "–";
}

const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/** Writes a day as `15 septembre 2026`, and the first of a month as `1er mars 2027`. */
export function longDay(iso: string): string {
  const [year, month, date] = iso.split("-").map(Number);
  const name = MONTHS[(month ?? 0) - 1];
  return year && date && name ? `${date === 1 ? "1er" : date} ${name} ${year}` : iso;
}

/** Writes an hour as `14:32`. */
export const hour = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** Reads `15/09/2026`, `15.9.26`, `2026-09-15` or `+30 j` (from a given day); `undefined` = not a day. */
export function readDay(text: string, from: Date): string | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const later = /^\+\s*(\d{1,4})\s*j(ours?)?$/i.exec(typed);
  if (later) {
    const date = new Date(from.getFullYear(), from.getMonth(), from.getDate() + Number(later[1]));
    return iso(date.getFullYear(), date.getMonth() + 1, date.getDate());
  }
  const french = /^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{2}|\d{4})$/.exec(typed);
  if (french) return iso(century(Number(french[3])), Number(french[2]), Number(french[1]));
  const standard = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  return standard ? iso(Number(standard[1]), Number(standard[2]), Number(standard[3])) : undefined;
}

/** Tells whether a day is typed to its end: `15/09/20` may be on its way to `15/09/2026`. */
export const isWholeDay = (text: string): boolean => /\d{4}\s*$/.test(text) || /^\d{4}-\d{1,2}-\d{2}$/.test(text.trim());

const century = (year: number): number => (year < 100 ? 2000 + year : year);

const two = (value: number): string => String(value).padStart(2, "0");

/** Returns the day in ISO form, or `undefined` when the calendar has no such day. */
function iso(year: number, month: number, date: number): string | undefined {
  const built = new Date(year, month - 1, date);
  const exists = built.getFullYear() === year && built.getMonth() === month - 1 && built.getDate() === date;
  return exists ? `${year}-${two(month)}-${two(date)}` : undefined;
}

/** Writes an instant as `24/11/2026 à 14:32`, in the time of this computer. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return `${day(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)} à ${hour(at)}`;
}
