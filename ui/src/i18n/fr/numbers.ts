/** Numbers as people write and type them. */

/** Reads a number with a comma or a dot; `undefined` = not a number. */
export function readNumber(text: string): number | null | undefined {
  const compact = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (compact === "") return null;
  return /^\d+(\.\d+)?$/.test(compact) ? Number(compact) : undefined;
}

const FORMAT = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });

/** Writes a number: `6 000 000`, `12,5`; an unknown one is nothing. */
export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : FORMAT.format(value);
}

/** `1 clause`, `2 clauses`: zero and one are singular in French. */
export const count = (many: number, one: string, several = `${one}s`): string => `${number(many)} ${many < 2 ? one : several}`;
