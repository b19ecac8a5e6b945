/** The lines of an assessment as the buyer sorts them: what to treat first, what to confirm, what is left. */
import type { Line } from "../ipc";

export type LineState = "to_treat" | "to_confirm" | "covered" | "to_follow" | "lever" | "not_applicable";

/** What a line asks of the buyer. */
export function stateOf(line: Line): LineState {
  if (line.outcome === "lever") return "lever";
  if (line.outcome === "not_applicable") return "not_applicable";
  if (line.outcome !== "applies") return "to_confirm";
  if (line.satisfied === "not_assessed") return "to_follow";
  return line.satisfied === "yes" || line.satisfied === "waived" ? "covered" : "to_treat";
}

/** Without accents, capitals or special spaces: as people type when they look for something. */
const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u00a0\u202f]/g, " ")
    .replaceAll("’", "'")
    .toLocaleLowerCase("fr");

/** Tells whether a line has every word typed, wherever they stand in it. */
export function matches(line: Line, typed: string): boolean {
  const texts = line.sources.flatMap((source) => [source.text, source.article ?? ""]);
  const whole = fold([line.title, line.because, line.obligation, line.needs ?? "", ...texts].join(" "));
  return fold(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => whole.includes(word));
}
