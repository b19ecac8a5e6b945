import { articles } from "../articles";
import { longDay } from "../dates";
import { count } from "../numbers";
import { capital } from "../typeset";

/** « de novembre », « d'octobre ». */
const ofMonth = (month: string): string => (/^[aàâeéiou]/i.test(month) ? `d'${month}` : `de ${month}`);

/** « Pourquoi cette question ? », under each question of the facts. */
export const stakes = {
  summary: "Pourquoi cette question ?",
  about: (question: string) => ` ${question}`,
  /** Answers that lead to an outcome, then the outcome. */
  outlook: (answers: readonly string[], outcome: string) => `${capital(outcome)} : ${answers.join(", ")}`,
  otherwise: (outcome: string) => `Sinon : ${outcome}`,
  byValue: (outcomes: readonly string[]) => `selon la valeur : ${outcomes.join(", ou ")}`,
  changing: "Obligations que la réponse change ici",
  others: (many: number) => `${count(many, "autre règle lit", "autres règles lisent")} cette réponse sans changer d'issue ici`,
  outcomes: {
    applies: "s'applique",
    lever: "possibilité ouverte",
    to_verify: "à vérifier",
    undetermined: "une autre réponse manque",
    not_applicable: "ne s'applique pas",
  },
  next: "Prochaine question utile",
};

/** The list of obligations and its panel. */
export const reasons = {
  applies: "S'applique",
  toTreat: "À traiter",
  covered: "Couvertes par le dossier",
  toFollow: "À suivre : leur respect ne se lit pas dans ce dossier",
  toConfirm: "À confirmer",
  levers: (many: number) => `Leviers : ${count(many, "possibilité ouverte", "possibilités ouvertes")}`,
  notApplicable: (many: number) => `Ne s'applique pas : ${count(many, "obligation")}, voir pourquoi`,
  filter: "Chercher",
  text: "Mots de la ligne",
  textHint: "Intitulé, motif, article…",
  state: "État",
  states: {
    to_treat: "À traiter",
    to_confirm: "À confirmer",
    covered: "Couvertes",
    to_follow: "À suivre",
    lever: "Leviers",
    not_applicable: "Ne s'applique pas",
  },
  every: "Toutes les obligations",
  shown: (shown: number, of: number) => (shown === of ? count(of, "obligation") : `${count(shown, "obligation")} sur ${of}`),
  nothing: "Aucune obligation ne correspond à ce filtre.",
  clear: "Effacer le filtre",
  doubts: "À vérifier dans la fiche",
  fix: "Ouvrir la fiche",
  calendar: "Ce qui change selon la date…",
  kept: (reason: string) => `Motif gardé dans le dossier : « ${reason} ». L'obligation reste à traiter.`,
  tree: "Ce qui a été comparé",
  notKnown: "pas encore connu",
  source: "Texte",
  since: (day: string) => `À compter du ${longDay(day)}`,
  noDate: "Date d'entrée en vigueur non relevée",
  published: (day: string) => `publié le ${longDay(day)}`,
  article: articles,
  openLink: "Ouvrir dans le navigateur",
  openLinkOf: (text: string) => `Ouvrir dans le navigateur : ${text}`,
  linkOpened: "Adresse ouverte dans votre navigateur.",
  copyLink: "Copier l'adresse du texte",
  linkCopied: "Adresse copiée : collez-la dans votre navigateur.",
  copied: "Raisonnement copié : collez-le dans un message.",
  outside: "Autre motif, hors de la liste : l'obligation reste affichée, à traiter",
  arguable: "Exceptions possibles pour ce marché",
  closed: "Exclues par ce que vous avez saisi",
  freeOnly: "La loi ne prévoit ici aucune exception. Votre motif reste dans le dossier ; l'obligation reste affichée.",
  lots: "Lots concernés : tous si aucun n'est coché",
  lot: (lot: number) => `Lot ${lot}`,
};

/** « Ce qui change si la consultation est lancée le … ». */
export const lawCalendar = {
  title: "Ce qui change si la consultation est lancée un autre jour",
  text: "Déplacez la date : rien n'est enregistré tant que vous ne la retenez pas.",
  date: "Consultation engagée le",
  slider: "Dates où quelque chose change",
  sliderHint: "Flèches gauche et droite : date précédente, date suivante.",
  stop: (day: string, changes: number, isKept: boolean) =>
    [longDay(day), isKept && "date retenue", count(changes, "changement")].filter(Boolean).join(", "),
  previous: "Date précédente",
  next: "Date suivante",
  planned: (day: string) => `Consultation engagée le : ${longDay(day)}`,
  today: (day: string) => `Pas encore de date dans le marché : comparaison avec aujourd'hui, ${longDay(day)}`,
  compared: (on: string, reference: string) => `Engagée le ${longDay(on)} plutôt que le ${longDay(reference)}`,
  same: "C'est la date retenue : rien à comparer.",
  nothing: "Entre ces deux dates, rien de ce que le catalogue connaît ne change pour ce marché.",
  never: "Jusqu'à la fin de la période, aucune date connue du catalogue ne change quoi que ce soit pour ce marché.",
  applying: (many: number, kept: boolean) =>
    kept
      ? `${count(many, "obligation s'applique", "obligations s'appliquent")} à cette date.`
      : `${count(many, "obligation s'appliquerait", "obligations s'appliqueraient")} à cette date.`,
  groups: {
    appears: "Apparaissent",
    disappears: "Disparaissent",
    outcome: "Changent d'issue",
    figure: "Changent de seuil ou de chiffre",
    text: "Changent de texte",
  },
  turns: {
    appears: { word: "Apparaît", sign: "+", tone: "check" },
    disappears: { word: "Disparaît", sign: "–", tone: "plain" },
    outcome: { word: "Change", sign: "→", tone: "check" },
    figure: { word: "Chiffre", sign: "→", tone: "check" },
    text: { word: "Texte", sign: "→", tone: "plain" },
  },
  fromTo: (before: string, after: string) => `${before} → ${after}`,
  figure: (label: string, before: string, after: string) => `${label} : ${before} → ${after}`,
  unpublished: "non publié",
  keep: "Retenir cette date",
  kept: (day: string) => `Consultation au ${longDay(day)}. Ctrl+Z pour revenir.`,
  timeline: "Frise des changements",
  timelineOf: (days: number, from: string, to: string) =>
    `Frise du ${longDay(from)} au ${longDay(to)} : ${count(days, "date")} où quelque chose change pour ce marché. Le tableau plus bas dit lesquelles.`,
  legendPlanned: "date retenue",
  legendChosen: "date examinée",
  legendMark: "changements, avec leur nombre",
  table: "Les mêmes dates en tableau",
  on: "À compter du",
  what: "Ce qui change",
  many: "Nombre",
  see: "Examiner",
  seeOf: (day: string) => `Examiner le ${longDay(day)}`,
  item: (title: string, turn: string) => `${title} (${turn})`,
  /** What happens to an obligation, in a list of titles. */
  happens: { appears: "apparaît", disappears: "disparaît", outcome: "change d'issue", figure: "change de chiffre", text: "change de texte" },
};

/** « Notre organisation »: duties of the buyer. */
export const organisation = {
  title: "Notre organisation",
  text: "Ce que la loi demande à l'acheteur lui-même, quel que soit le marché, et ce qui se mesure sur une année d'achats.",
  who: "Qui nous sommes",
  whoText: "Saisi une fois, repris dans chaque nouveau marché. Rien ne part dans le dossier partagé.",
  judged: (day: string) => `Jugé au ${longDay(day)}, selon ces informations. La relecture juridique reste la vôtre.`,
  questions: "Réponses qui manquent",
  question: (duties: number) => `${count(duties, "devoir en dépend", "devoirs en dépendent")}`,
  groups: {
    concerned: "Nous concerne",
    to_answer: "À confirmer",
    when_buying: "Nous concerne dès que nous achetons ce qui est visé",
    not_concerned: "Ne nous concerne pas",
  },
  standings: {
    concerned: { word: "Nous concerne", sign: "●", tone: "check" },
    to_answer: { word: "À confirmer", sign: "?", tone: "check" },
    when_buying: { word: "Selon nos achats", sign: "→", tone: "plain" },
    not_concerned: { word: "Hors champ", sign: "–", tone: "plain" },
  },
  none: "Rien dans ce groupe.",
  levels: { "mandatory-annual": "Se mesure sur l'année", "buyer-level": "Devoir de l'organisation" } as Record<string, string>,
  toDo: "À faire",
  noToDo: "Le catalogue ne dit pas de geste précis : lisez le texte.",
  figures: "Chiffres",
  figure: (label: string, value: string) => `${label} : ${value}`,
  deadline: "Échéance",
  since: (day: string) => `En vigueur depuis le ${longDay(day)}.`,
  noSince: "Date d'entrée en vigueur non relevée.",
  nextStep: (day: string) => `Prochaine étape connue : ${longDay(day)}.`,
  noNext: "Aucune étape suivante dans le catalogue.",
  know: "À savoir",
  population: "Population",
  populationHint: "Habitants, pour une collectivité ou un groupement.",
  purchases: "Achats d'une année civile, hors taxes",
  purchasesHint: "Total payé dans l'année. Par exemple 1,2 M€.",
};

/** « Quoi de neuf ». */
export const news = {
  title: "Quoi de neuf",
  current: (edition: string) => `Catalogue ${ofMonth(edition)}`,
  since: (previous: string, edition: string) => `Ce qui change entre l'édition ${ofMonth(previous)} et celle ${ofMonth(edition)}`,
  first:
    "C'est la première édition vue sur ce poste : il n'y a rien à quoi la comparer. Ses textes sont gardés ; la prochaine lui sera comparée, ici et pour chacun de vos brouillons.",
  lost: (previous: string) =>
    `L'édition ${ofMonth(previous)} a été vue sur ce poste, mais ses textes n'y sont plus, ou ne se lisent plus : rien ne peut être comparé. Relisez les obligations des brouillons cités plus bas.`,
  same: "Les deux éditions disent la même chose.",
  law: "Dans le droit",
  clauses: "Dans les clauses et l'entretien",
  noLaw: "Rien ne change dans le droit.",
  noClauses: "Rien ne change dans les clauses ni dans l'entretien.",
  software: "Dans le logiciel",
  softwareSince: (previous: string, version: string) => `Clausier ${version}, après la version ${previous} vue sur ce poste.`,
  softwareNow: (version: string) => `Clausier ${version}, première version notée sur ce poste.`,
  softwareNone: "Le journal du logiciel ne dit rien de plus.",
  release: (version: string, day: string | null) => (day === null ? `Version ${version}` : `Version ${version}, ${day}`),
  drafts: "Effet sur vos brouillons",
  draftsText: "Un marché déjà publié garde le droit de son jour. Rien n'est modifié dans vos brouillons : leurs clauses et leurs textes restent les vôtres.",
  noDraft: "Aucun brouillon n'est touché.",
  open: "Ouvrir les obligations",
  openOf: (title: string) => `Ouvrir les obligations de ${title}`,
  seen: "Vu",
  seenOf: (title: string) => `Vu : ${title}`,
  already: "Vu",
  waiting: "À lire",
  all: "J'ai tout lu",
  allDone: "Nouveautés lues.",
  one: (title: string) => `« ${title} » : vu.`,
  mark: (many: number) => `, ${count(many, "brouillon")} à relire`,
  unread: "Nouveau",
  fold: (many: number) => `Voir les ${many} changements`,
  /** Banner of a draft. */
  banner: "Le catalogue a changé depuis votre dernière lecture de ce marché.",
  bannerNothing: "Le catalogue a changé ; rien ne change pour ce marché.",
  bannerLost: "Ce marché a été lu avec une édition antérieure, dont les textes ne sont plus sur ce poste : relisez ses obligations.",
  details: "Voir ce qui change",
  turns: { added: "Apparaît", removed: "Disparaît", outcome: "Change", coverage: "Couverture" } as Record<string, string>,
};
