import type { FileFormat, NewKind } from "../../../ipc";
import { count } from "../numbers";

/** Screen « Pièces et tableaux »: the documents that can be made, then the answers of the bidders. */
export const newDocuments = {
  title: "Pièces et tableaux à produire",
  promise: "Chaque fichier est neuf : aucun de vos documents n'est modifié. Ce qui n'est pas encore connu y est marqué « à compléter ».",
  /** Name of each document, and what it holds. */
  kinds: {
    "clause-annex": ["Annexe des clauses", "Les clauses retenues, par pièce et par thème, avec leur preuve, leur contrôle et leur pénalité."],
    "criteria-table": ["Tableau des critères", "Critères, sous-critères, poids, notation et ce que le candidat remet ; un tableau par lot qui a les siens."],
    "answer-frame": ["Cadre de réponse", "Une ligne par critère, par preuve et par engagement, à remplir par les candidats. Seules les réponses se modifient."],
    "insertion-annex": ["Annexe insertion", "Les heures de chaque lot et les clauses d'insertion. L'estimation n'y figure pas."],
    "staff-annex": ["Annexe personnel", "Le tableau du personnel à reprendre, sans aucun nom, à faire remplir par le titulaire en place."],
    derogations: ["Dérogations au CCAG", "Les articles auxquels vos clauses dérogent, et les pénalités à rapprocher du CCAG."],
    "execution-plan": ["Plan d'exécution", "Un agenda : quelle preuve, quand, à qui, qui contrôle, quelle pénalité."],
    justification: ["Fiche de justification", "Les clauses écartées, les exceptions invoquées et ce qui reste à couvrir, avec les motifs. Document interne."],
    "needs-sheet": ["Fiche de besoin", "Les faits connus, les réponses du service et les questions qui restent. Document interne."],
    summary: ["Synthèse d'une page", "L'achat, ce qu'il demande, comment les offres sont jugées, ce que la loi demande. Pour l'élue ou l'élu."],
    "small-purchase-letter": ["Lettre de consultation", "Pour un achat sans publicité : le besoin, les exigences, la date de réponse."],
    "quotes-record": ["Trace des devis", "Les devis reçus et celui qui est retenu. Document interne."],
  } satisfies Record<NewKind, readonly [string, string]>,
  /** Label of the choice of a format, and the words of the choice. */
  format: (document: string) => `Format : ${document}`,
  formats: {
    docx: "Word (.docx)",
    odt: "LibreOffice (.odt)",
    xlsx: "Excel (.xlsx)",
    ods: "LibreOffice Calc (.ods)",
    pdf: "PDF (.pdf)",
  } satisfies Record<FileFormat, string>,
  /** On the button, with the name of the document for those who do not see it beside. */
  create: "Créer…",
  createOf: (document: string) => `Créer : ${document}`,
  written: (name: string) => `Écrit : ${name}`,
  /** Documents for which the tender lacks something. */
  notYet: "Pas encore possible",
};

/** Second part of the screen: filled frames. */
export const answers = {
  title: "Réponses des candidats",
  promise:
    "Les cadres de réponse remplis sont relus et mis côte à côte. Ce qui manque est dit en toutes lettres ; aucune offre n'est notée ni classée. Rien n'est gardé dans Clausier.",
  read: "Relire des cadres remplis…",
  readAgain: "Relire d'autres fichiers…",
  save: "Enregistrer la comparaison Excel…",
  saidRead: (many: number) => `${count(many, "cadre relu", "cadres relus")}.`,
  result: (many: number) => count(many, "réponse relue", "réponses relues"),
  caption: "Comparaison des réponses",
  rubric: "Rubrique",
  question: "Question",
  lots: "Lots",
  weight: "Poids (%)",
  file: (name: string) => `Fichier : ${name}`,
  offers: "Ce que dit chaque réponse",
  unnamed: "Candidat sans nom",
  given: (many: number) => count(many, "réponse", "réponses"),
  missing: (many: number) => count(many, "élément manquant", "éléments manquants"),
  complete: "Rien ne manque",
  toLook: "À regarder",
  unread: "Fichiers qui n'ont pas pu être relus",
};
