import { count } from "../numbers";

/** What only the buyer can say in the European notice, under the card of the notice. */
export const notice = {
  /** The closed part: it says what is left. */
  open: "Compléter l'avis",
  left: (missing: number) => (missing === 0 ? "rien ne manque" : `${count(missing, "champ manque", "champs manquent")}`),
  promise:
    "Ces champs ne servent qu'à l'avis européen. Chaque réponse est enregistrée à mesure. Les champs que le marché remplit déjà ne sont pas demandés.",
  rest: "Les autres champs qui manquent se complètent dans les faits, les lots et les critères du marché.",
  parts: {
    required: "Sans ces champs, l'avis ne peut pas être envoyé",
    appeals: "Instance chargée des recours",
    optional: "Ce que vous pouvez ajouter",
  },
  instantHint: "Jour et heure de Paris, par exemple 20/10/2026 12:00.",
  nutsHint: "Code NUTS de niveau 3, par exemple FRL04 pour les Bouches-du-Rhône.",
  proposals: "Code de la liste officielle ; la liste n'a pas été relue en entier, ceux qui sont proposés viennent des exemples officiels.",
  none: "Pas encore indiqué",
  yes: "Oui",
  no: "Non",
};

/** Published contracts taken in from a file, on the screen of settings. */
export const published = {
  title: "Importer des marchés déjà publiés (DECP)",
  promise:
    "Les marchés des années passées comptent alors dans les indicateurs. Fichier de données essentielles, versions 1.5 ou 2.0 ; un marché déjà connu par son numéro garde ses clauses et reçoit son attribution.",
  siren: "SIREN de l'acheteur",
  sirenHint: "Neuf chiffres : seuls ses marchés sont repris. Vide : tous ceux du fichier.",
  badSiren: "Un SIREN a neuf chiffres.",
  import: "Choisir le fichier de marchés",
  stop: "Arrêter l'import",
  running: "Import des marchés publiés",
  reading: "Lecture du fichier…",
  far: (done: number, total: number) => `${count(done, "marché repris", "marchés repris")} sur ${total}.`,
  undo: "Annuler l'import des marchés",
  last: "Dernier import",
  result: "Résultat de l'import des marchés",
};
