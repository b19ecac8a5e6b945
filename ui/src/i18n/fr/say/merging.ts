import type { Pick } from "../../../ipc";
import { count } from "../numbers";
import { french } from "../typeset";

/** Report of an export: an edited clause, paragraph by paragraph. */
export const differences = {
  /** Read aloud before words that were taken out, and before words that were put in. */
  out: "supprimé : ",
  put: "ajouté : ",
  nothing: "Rien ici.",
};

/** All the documents of a tender in one go. */
export const pieces = {
  title: "Toutes les pièces",
  promise: "Choisissez le dossier de vos pièces : chacune reçoit les clauses de son genre et de ses lots, dans un nouveau dossier « avec clauses » rangé parmi elles. Si une pièce ne peut pas être écrite, aucune ne l'est.",
  choose: "Choisir le dossier des pièces…",
  working: "Travail en cours…",
  refused: "À régler",
  conflicts: "Des clauses ont été retouchées et leur texte a changé : écrivez d'abord cette pièce seule, ci-dessus.",
  piece: (kind: string, lots: readonly number[], file: string) =>
    [kind, lots.length > 0 && `${lots.length > 1 ? "lots" : "lot"} ${lots.join(", ")}`, file].filter(Boolean).join(" · "),
  place: (title: string, at: string | null) => `${title} : ${at === null ? "place inconnue" : at === "#end" ? "à la fin du document" : `à « ${at} »`}`,
  noPlace: (clause: string) => `${clause} : aucune place trouvée, la clause ira à la fin du document`,
  write: (unsure: number) => (unsure > 0 ? "Oui à ces places, écrire toutes les pièces" : "Écrire toutes les pièces"),
  settle: (many: number) => `${count(many, "pièce")} à régler d'abord : rien ne sera écrit avant.`,
  skipped: "Pièces laissées de côté",
  why: (kind: string, id: string, why: string) =>
    `${kind} (${id}) : ${why === "missing" ? "son fichier n'est pas dans le dossier" : why === "no-clause" ? "aucune clause à y écrire" : "le marché ne dit pas quel est son fichier"}`,
  unplaced: "Clauses sans pièce",
  nowhere: (clause: string, kind: string | null) => (kind ? `${clause}, prévue pour : ${kind}` : clause),
  done: (folder: string, names: readonly string[]) => `Écrit dans un nouveau dossier « ${folder} », parmi vos pièces : ${names.join(", ")}.`,
  saidPlanned: (many: number) => `${count(many, "pièce trouvée", "pièces trouvées")}.`,
  saidWritten: (many: number) => `${count(many, "pièce écrite", "pièces écrites")}.`,
  saidNothing: "Rien n'a été écrit : des pièces sont à régler.",
};

/** Who changed a passage, and what it may get. */
export const merging: { changes: Record<string, string>; choices: Record<Pick, string> } = french({
  changes: {
    mine: "Vous avez changé ce passage",
    library: "Le nouveau texte change ce passage",
    alike: "Changé de la même façon des deux côtés",
    conflict: "Changé des deux côtés : à vous de choisir",
  },
  choices: { mine: "Mon texte", library: "Le nouveau texte", both: "Les deux, le mien d'abord" },
});
