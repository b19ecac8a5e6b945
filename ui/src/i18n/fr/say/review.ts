import type { Gravity } from "../../../ipc";
import { count } from "../numbers";

/** Screen S16 « Relecture »: the tender and its files, read a second time. */
export const review = {
  title: "Relecture du marché et de ses pièces",
  promise:
    "L'outil relit le marché, et les fichiers que vous choisissez : les vôtres ou d'anciens modèles, écrits par Clausier ou non. Vos fichiers ne sont jamais modifiés : une correction s'écrit dans une copie, si vous le demandez. Rien n'en est gardé.",
  choose: "Choisir des pièces à relire…",
  more: "Ajouter des pièces…",
  again: "Relire à nouveau",
  files: "Pièces relues",
  remove: (name: string) => `Retirer : ${name}`,
  paragraphs: (many: number) => count(many, "paragraphe lu", "paragraphes lus"),
  none: "Aucune pièce choisie : seul le marché est relu.",
  unread: "Pièces qui n'ont pas pu être relues",
  running: "Relecture en cours…",
  result: (many: number) => (many === 0 ? "Rien à signaler par l'outil" : count(many, "point à regarder", "points à regarder")),
  nothing: "La relecture juridique reste la vôtre.",
  said: (many: number) => (many === 0 ? "Rien à signaler." : `${count(many, "point à regarder", "points à regarder")}.`),
  /** Group, then the word of each finding. */
  gravities: {
    error: ["Ce qu'un texte interdit", "Erreur"],
    warning: ["À vérifier", "Avertissement"],
    advice: ["Conseils", "Conseil"],
  } satisfies Record<Gravity, readonly [string, string]>,
  many: (name: string, many: number) => `${name} (${count(many, "point", "points")})`,
  /** A text box, a margin or a note, with its first letter as a sentence begins. */
  beside: (place: string) => place.charAt(0).toUpperCase() + place.slice(1),
  where: (paragraph: number) => `Paragraphe ${paragraph}`,
  under: (heading: string) => `sous « ${heading} »`,
  why: "Pourquoi",
  source: "Source",
  do: "Que faire",
  fix: "Rédaction proposée",
  copy: "Copier cette rédaction",
  copied: "Rédaction copiée : collez-la dans votre fichier.",
};
