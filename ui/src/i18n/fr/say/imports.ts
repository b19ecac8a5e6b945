import { count } from "../numbers";

/** Open data of a tender: what is published of it. */
export const openData = {
  title: "Données publiées",
  promise: "Ce que le dossier sait déjà, dans les formats attendus. Rien n'est inventé : ce qui manque est nommé, et se complète dans votre profil d'acheteur.",
  kinds: {
    decp: ["Données essentielles (DECP)", "Le marché, son attribution et ses considérations, pour la publication nationale."],
    eforms: ["Avis européen (eForms)", "Les champs d'achat stratégique, les critères et les lots, pour l'avis de marché."],
  } as const,
  create: "Écrire",
  createOf: (name: string) => `Écrire : ${name}`,
  written: (name: string) => `Écrit : ${name}`,
  whole: "Tous les champs attendus sont là.",
  draft: (missing: number) => `Brouillon : ${count(missing, "champ reste", "champs restent")} à compléter`,
  toLook: "À regarder avant de publier",
};

/** Tables that other services hand over, for the figures. */
export const imports = {
  title: "Importer les dépenses, les listes et les heures",
  promise:
    "Les dépenses payées, les listes d'entreprises solidaires et les heures d'insertion servent aux indicateurs. Elles restent sur ce poste ; aucun nom de personne n'est gardé.",
  kind: "Contenu du tableau",
  kinds: {
    spend: "Dépenses payées (extrait des finances)",
    esus: "Liste des ESUS",
    siae: "Liste des SIAE",
    ea: "Liste des entreprises adaptées",
    esat: "Liste des ESAT",
    hours: "Heures d'insertion faites",
  },
  columns: {
    spend: "Colonnes : siret, montant, annee ; nature est facultative. L'année du fichier remplace celle qui était connue.",
    list: "Colonnes : siret (ou siren) ; debut et fin sont facultatives.",
    hours: "Colonnes : reference, heures ; lot et periode sont facultatives. Les colonnes de noms ne sont pas lues.",
  },
  asOf: "Jour de la liste",
  asOfHint: "Une liste sert aux années qui finissent après ce jour. Vide : aujourd'hui.",
  import: "Choisir le fichier et l'importer",
  undo: "Annuler le dernier import",
  result: "Résultat",
  known: "Ce qui compte maintenant",
  none: "Aucun tableau n'a encore été importé.",
  head: ["Contenu", "Lignes", "Total", "Fichier", "Importé le"],
};
