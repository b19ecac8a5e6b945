/** Phrases of the window. Sentences about law and clauses come from Rust with their data. */
import { common, frame, keyboard } from "./say/frame";
import { differences, pieces } from "./say/merging";
import { help, home, library, settings, sharing, tenders } from "./say/places";
import { clauses, cpv, criteria, dashboard, exporting, facts, letter, lots, obligations, tender, waive } from "./say/tender";
import { french } from "./typeset";

export * from "./dates";
export * from "./numbers";
export { merging } from "./say/merging";
export { capital } from "./typeset";
export * from "./words";

export const say = french({
  merging: differences,
  pieces,
  frame,
  common,
  keyboard,
  home,
  tenders,
  library,
  sharing,
  settings,
  help,
  tender,
  dashboard,
  facts,
  cpv,
  lots,
  obligations,
  waive,
  clauses,
  criteria,
  exporting,
  letter,
});
