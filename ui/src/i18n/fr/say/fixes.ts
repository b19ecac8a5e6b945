import { count } from "../numbers";

/** Screen S16 « Relecture »: the safe repairs, written into a copy of a file. */
export const fixes = {
  /** On a finding; with its place for those who do not see it above. */
  one: "Corriger dans une copie…",
  oneAt: (place: string) => `Corriger dans une copie… ${place}`,
  /** On a file. */
  all: (many: number) => (many === 1 ? "Corriger 1 point dans une copie…" : `Corriger ${many} points dans une copie…`),
  allOf: (many: number, name: string) => `${many === 1 ? "Corriger 1 point dans une copie…" : `Corriger ${many} points dans une copie…`} ${name}`,
  /** Title of the result, and what is announced. */
  written: (name: string) => `Copie écrite : ${name}`,
  nothing: "Aucune copie écrite",
  done: (many: number) => count(many, "correction écrite", "corrections écrites"),
  original: "Le fichier d'origine est intact : pour annuler, supprimez la copie.",
  tracked: "Le fichier suit ses modifications : les mots ajoutés y sont des modifications suivies.",
  unsigned: "La copie n'est plus signée : la signature porte sur l'ancien texte.",
  left: "Ce qui n'a pas pu s'écrire",
  again: "Relire la copie",
  anyway: "Écrire une copie sans la signature…",
};
