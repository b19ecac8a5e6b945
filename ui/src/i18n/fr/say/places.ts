import { moment } from "../dates";
import { count } from "../numbers";

/** Screens outside a tender. */
export const home = {
  welcome: "Bienvenue dans Clausier",
  title: "Accueil",
  promise:
    "Décrivez votre besoin : Clausier dit ce que la loi demande, propose les clauses et les écrit dans vos propres pièces. Rien n'est envoyé hors d'un dossier partagé que vous reliez, aucun compte n'est nécessaire.",
  discover: "Découvrir",
  discoverText: "Deux marchés complets, avec leurs pièces, à modifier sans crainte.",
  sampleSchool: "Découvrir avec un marché d'exemple",
  sampleGardens: "Exemple : espaces verts",
  begin: "Commencer",
  another: "Nouveau marché",
  beginText: "Un titre, un montant et une date suffisent pour voir les premières obligations.",
  first: "Créer mon premier marché",
  create: "Créer un marché",
  import: "Importer un marché enregistré",
  small: "Petit achat",
  smallText: "L'achat, quelques clauses, une lettre : moins de cinq minutes.",
  smallCreate: "Faire un petit achat",
  recent: "Marchés récents",
  backups: "Sauvegardes vérifiées",
  backup: (taken: string, tenders: number) => `${moment(taken)} : ${count(tenders, "marché")}`,
  restore: "Restaurer",
  restoreOf: (taken: string) => `Restaurer la sauvegarde du ${moment(taken)}`,
  startEmpty: "Mettre la base abîmée de côté et repartir d'une base vide",
  noBackup: "Aucune sauvegarde n'a été trouvée sur ce poste.",
};

export const tenders = {
  title: "Mes marchés",
  create: "Créer un marché",
  small: "Petit achat",
  none: "Aucun marché sur ce poste. Créez le premier, ou ouvrez un exemple depuis l'accueil.",
  filter: "Filtrer par titre ou référence",
  nothing: (wanted: string) => `Aucun marché ne contient « ${wanted} ».`,
  caption: "Marchés de ce poste",
  tender: "Marché",
  stage: "Étape",
  estimate: "Estimation",
  consultation: "Consultation",
  remove: (name: string) => `Retirer ${name}`,
  removed: (name: string) => `« ${name} » est retiré de la liste.`,
  restore: "Annuler le retrait",
  restored: (name: string) => `« ${name} » est de retour dans la liste.`,
};

export const sharing = {
  title: "Dossier partagé",
  none: "Aucun dossier relié",
  link: "Relier un dossier…",
  unlink: "Oublier ce dossier",
  sync: "Envoyer et recevoir",
  pending: "En attente d'envoi",
  replicas: "Postes vus",
  rows: "Marchés lus dans le dossier",
  setAside: "Fichiers non utilisés",
  file: (name: string, reason: string) => `${name} : ${reason}`,
  what: "Ce qui part, ce qui ne part jamais",
  leaves:
    "À partir de l'étape « Publié » : l'objet, la nature, les codes, la direction, les clauses retenues (leur nom, pas leur texte) et, après notification, le montant notifié.",
  never: "Jamais : un marché non publié, l'estimation, un nom de personne, une note, un devis, le texte d'une clause.",
};

export const settings = {
  title: "Réglages",
  atOnce: "Chaque réglage s'applique aussitôt.",
  display: "Affichage",
  theme: "Thème",
  themes: { system: "Comme le système", light: "Clair", dark: "Sombre" },
  zoom: "Taille de l'affichage",
  zoomHint: "Aussi par Ctrl et +, -, 0",
  percent: (value: number) => `${value} %`,
  organisation: "Votre organisation",
  duties: "Ce que la loi demande à notre organisation",
  organisationText: "Recopiée dans chaque nouveau marché. Tout est facultatif.",
  about: "À propos",
  aboutText: (version: string, edition: string) =>
    `Clausier ${version}, catalogue de ${edition}. Rien n'est envoyé hors du dossier partagé que vous reliez, aucune mesure d'usage n'est faite.`,
};

export const help = {
  title: "Aide",
  // Link to the news of the catalogue.
  news: "Ce que l'édition du catalogue change, dans le droit, les clauses et vos brouillons",
  path: "Le chemin d'un marché",
  steps: [
    ["Besoin", "ce que vous voulez obtenir, en mots de tous les jours : chaque réponse appelle ou écarte des clauses."],
    ["Fiche", "ce que vous achetez, combien, quand. Un champ vide reste « pas encore connu »."],
    ["Obligations", "ce que la loi demande à ce besoin, et pourquoi."],
    ["Clauses", "retenez, complétez, ou écartez avec un motif."],
    ["Critères", "des poids qui font 100."],
    ["Export", "les clauses dans vos propres pièces Word ou LibreOffice, aux articles que vous avez vus."],
    ["Relecture", "ce qui manque, ce qui se contredit, ce qui n'est plus en vigueur, dans le marché et dans vos pièces."],
  ] as [string, string][],
  step: (text: string) => ` : ${text}`,
  keyboard: "Clavier",
  keys: "Touches",
  effect: "Effet",
  accessibility: "Accessibilité",
  accessibilityText: (version: string) =>
    `Clausier vise WCAG 2.2 niveau AA et EN 301 549. Il n'a pas été audité. Chaque écran est vérifié automatiquement et se parcourt au clavier ; les essais avec lecteur d'écran sous Windows restent à faire. Version ${version}.`,
  limits: "Ce que Clausier ne dit pas",
  limitsText:
    "Il ne dit jamais « conforme ». Il dit ce que le texte demande, avec quelle fiabilité, et laisse la décision à la personne qui signe.",
};
