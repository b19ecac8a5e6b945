/** Phrases of the window. Sentences about law and clauses come from Rust with their data. */
import { answers, newDocuments } from "./say/documents";
import { figures } from "./say/figures";
import { fixes } from "./say/fixes";
import { common, frame, keyboard } from "./say/frame";
import { imports, openData } from "./say/imports";
import { lawCalendar, news, organisation, reasons, stakes } from "./say/law";
import { library } from "./say/library";
import { differences, pieces } from "./say/merging";
import { compare, hours, leftOut, needs } from "./say/needs";
import { notice, published } from "./say/notice";
import { own, packs } from "./say/own";
import { ownRecord } from "./say/ownRecord";
import { help, home, settings, sharing, tenders } from "./say/places";
import { review } from "./say/review";
import { place } from "./say/sharing";
import { simulator } from "./say/simulator";
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
  figures,
  sharing,
  place,
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
  simulator,
  exporting,
  letter,
  compare,
  needs,
  hours,
  leftOut,
  newDocuments,
  answers,
  stakes,
  reasons,
  review,
  fixes,
  lawCalendar,
  organisation,
  news,
  openData,
  notice,
  published,
  imports,
  own,
  ownRecord,
  packs,
});
