/** French words for the values of the contract. The law's own sentences come from Rust. */
import type {
  ActsAs,
  BuyerKind,
  ClauseKind,
  ContractForm,
  Confidence,
  Coverage,
  CriterionKind,
  DocumentKind,
  HoursState,
  Level,
  Nature,
  OnEdited,
  ParameterKind,
  Outcome,
  Procedure,
  ReservedFor,
  Severity,
  Stage,
  TaskState,
  Theme,
  TopicStatus,
  Variants,
} from "../../ipc";
import { french } from "./typeset";

export const natures: Record<Nature, string> = {
  works: "Travaux",
  supplies: "Fournitures",
  services: "Services",
  special_services: "Services sociaux et autres services spécifiques",
  works_concession: "Concession de travaux",
  services_concession: "Concession de services",
};

export const procedures: Record<Procedure, string> = {
  no_competition: "Sans publicité ni mise en concurrence",
  adapted: "Procédure adaptée",
  formal: "Procédure formalisée",
};

export const buyerKinds: Record<BuyerKind, string> = {
  state: "État",
  state_establishment: "Établissement public de l’État",
  local_authority: "Collectivité ou groupement de collectivités",
  local_establishment: "Établissement public local",
  hospital: "Établissement public de santé",
  contracting_entity: "Entité adjudicatrice seulement",
  other_contracting_authority: "Autre pouvoir adjudicateur",
};

export const contractForms: Record<ContractForm, string> = {
  ordinary: "Marché ordinaire",
  orders: "Accord-cadre à bons de commande",
  subsequent: "Accord-cadre à marchés subséquents",
  mixed: "Accord-cadre mixte",
  phased: "Marché à tranches",
  design_build: "Conception-réalisation",
};

export const stages: Record<Stage, string> = {
  need: "Besoin",
  drafting: "Rédaction",
  published: "Publié",
  notified: "Notifié",
  executing: "En cours d’exécution",
  closed: "Terminé",
  abandoned: "Abandonné",
};

export const themes: Record<Theme, string> = {
  environment: "Environnement",
  "anti-discrimination": "Lutte contre les discriminations",
  insertion: "Insertion",
  "air-quality": "Qualité de l’air",
  biodiversity: "Biodiversité",
  "sme-innovation": "PME et innovation",
};

export const levels: Record<Level, string> = { basic: "De base", advanced: "Renforcé", exemplary: "Exemplaire" };

export const documents: Record<DocumentKind, string> = {
  rc: "RC",
  ccap: "CCAP",
  cctp: "CCTP",
  ccp: "CCP",
  ae: "AE",
  bpu: "BPU",
  dqe: "DQE",
  dpgf: "DPGF",
  crt: "CRT",
  annexe_insertion: "Annexe insertion",
  annexe_personnel: "Annexe personnel",
  lettre_consultation: "Lettre de consultation",
  autre: "Autre pièce",
};

/** Spelled out once a screen. */
export const documentNames: Partial<Record<DocumentKind, string>> = {
  rc: "règlement de la consultation",
  ccap: "cahier des clauses administratives particulières",
  cctp: "cahier des clauses techniques particulières",
  ccp: "cahier des clauses particulières",
  ae: "acte d’engagement",
};

export const clauseKinds: Record<ClauseKind, string> = {
  technical_specification: "Spécification technique",
  performance_condition: "Condition d’exécution",
  award_criterion: "Critère d’attribution",
  selection: "Condition de participation",
  reservation: "Réservation",
  variant: "Variante",
  organisation: "Organisation du marché",
  reminder: "Rappel du droit",
};

/** Kinds of blanks, in the editor of own clauses. */
export const parameterKinds: Record<ParameterKind, string> = {
  number: "Nombre",
  percentage: "Pourcentage",
  amount: "Montant",
  duration: "Durée",
  date: "Date",
  choice: "Choix",
  text: "Texte",
};

export const criterionKinds: Record<CriterionKind, string> = {
  price: "Prix",
  cost: "Coût",
  life_cycle_cost: "Coût du cycle de vie",
  quality: "Qualité, valeur technique",
  environmental: "Environnement",
  social: "Social",
  other: "Autre",
};

export const reservations: Record<ReservedFor, string> = {
  disability: "Entreprises adaptées et ESAT",
  insertion: "Structures d’insertion",
  disability_and_insertion: "Handicap et insertion",
  prison: "Production en prison",
  social_economy: "Économie sociale et solidaire",
};

export const variants: Record<Variants, string> = {
  not_allowed: "Non autorisées",
  allowed: "Autorisées",
  required: "Exigées",
};

export const actsAs: Record<ActsAs, string> = {
  contracting_authority: "Pouvoir adjudicateur",
  contracting_entity: "Entité adjudicatrice (eau, transports, ports…)",
};

export const taskStates: Record<TaskState, Sign> = {
  to_do: { word: "À faire", sign: "○", tone: "plain" },
  in_progress: { word: "En cours", sign: "◐", tone: "check" },
  to_check: { word: "À vérifier", sign: "?", tone: "check" },
  done: { word: "Terminé", sign: "✓", tone: "done" },
};

export type Tone = "due" | "check" | "done" | "plain";

/** A state: always a word and a sign, never a colour alone. */
export interface Sign {
  word: string;
  sign: string;
  tone: Tone;
}

/** Whether the file covers an obligation that applies; never « conforme ». */
export const covers: Record<Coverage, Sign> = {
  yes: { word: "Couverte", sign: "✓", tone: "done" },
  partly: { word: "Couverte en partie", sign: "◐", tone: "check" },
  no: { word: "Non couverte à ce stade", sign: "●", tone: "due" },
  waived: { word: "Exception invoquée", sign: "–", tone: "check" },
  not_assessed: { word: "À suivre", sign: "→", tone: "plain" },
};

/** What the law says of a tender, when it does not simply apply. */
export const outcomes: Record<Exclude<Outcome, "applies">, Sign> = {
  lever: { word: "Possibilité", sign: "+", tone: "plain" },
  to_verify: { word: "À vérifier", sign: "?", tone: "check" },
  undetermined: { word: "À confirmer", sign: "?", tone: "check" },
  not_applicable: { word: "Ne s’applique pas", sign: "–", tone: "plain" },
};

export const confidences: Record<Confidence, string> = { high: "élevée", medium: "moyenne", low: "faible" };

export const severities: Record<Severity, Sign> = {
  to_fix: { word: "À corriger", sign: "●", tone: "due" },
  to_check: { word: "À vérifier", sign: "?", tone: "check" },
  advice: { word: "Conseil", sign: "i", tone: "plain" },
};

export const efforts: Record<number, string> = { 1: "léger", 2: "moyen", 3: "important" };

export const sharingStates: Record<string, Sign> = {
  none: { word: "Aucun", sign: "–", tone: "plain" },
  up_to_date: { word: "À jour", sign: "✓", tone: "done" },
  pending: { word: "Envoi en attente", sign: "↑", tone: "check" },
  away: { word: "Hors ligne", sign: "?", tone: "check" },
  read_only: { word: "Lecture seule", sign: "!", tone: "check" },
  foreign: { word: "Autre partage", sign: "●", tone: "due" },
  newer_format: { word: "Format plus récent", sign: "●", tone: "due" },
};

export const onEdited: Record<Exclude<OnEdited, "fail">, string> = french({
  keep: "Garder mon texte",
  replace: "Prendre le nouveau texte",
  both: "Écrire les deux",
  merge: "Réunir, paragraphe par paragraphe",
});

/** How far a topic of the interview is. */
export const topicSigns: Record<TopicStatus, Sign> = {
  to_do: { word: "À faire", sign: "○", tone: "plain" },
  in_progress: { word: "En cours", sign: "◐", tone: "check" },
  to_check: { word: "À vérifier", sign: "?", tone: "check" },
  done: { word: "Terminé", sign: "✓", tone: "done" },
  not_applicable: { word: "Sans objet", sign: "–", tone: "plain" },
};

/** How a lot stands with insertion hours. */
export const hoursSigns: Record<HoursState, Sign> = {
  hours: { word: "Heures", sign: "✓", tone: "done" },
  percent_of_orders: { word: "Part des commandes", sign: "✓", tone: "done" },
  percent_of_hires: { word: "Part des embauches", sign: "✓", tone: "done" },
  none: { word: "Sans clause", sign: "–", tone: "plain" },
  too_small: { word: "Trop petit", sign: "–", tone: "plain" },
  reserved: { word: "Lot réservé", sign: "–", tone: "plain" },
  unknown: { word: "À compléter", sign: "?", tone: "check" },
  out_of_bounds: { word: "À corriger", sign: "●", tone: "due" },
};
