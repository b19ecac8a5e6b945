/**
 * The only place that talks to Rust. A refusal arrives as an exception that carries the sentence to
 * show: no screen builds one of its own.
 */
import type * as sent from "./bindings";
import { commands, type UserError } from "./bindings";

export * from "./bindings";

/** What comes from Rust is whole: only what is sent may leave fields out. */
export type Whole<T> = T extends readonly (infer One)[]
  ? Whole<One>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
    : T;

export type Buyer = Whole<sent.Buyer>;
export type ClauseView = Whole<sent.ClauseView>;
export type Criterion = Whole<sent.Criterion>;
export type AskedQuestion = Whole<sent.AskedQuestion>;
export type Figure = Whole<sent.Figure>;
export type Insertion = Whole<sent.Insertion>;
export type InsertionTable = Whole<sent.InsertionTable>;
export type InvokedException = Whole<sent.InvokedException>;
export type LibraryClause = Whole<sent.LibraryClause>;
export type Line = Whole<sent.Line>;
export type Lot = Whole<sent.Lot>;
export type JustificationRow = Whole<sent.JustificationRow>;
export type LotHours = Whole<sent.LotHours>;
export type NeedsScreen = Whole<sent.NeedsScreen>;
export type MergeProposal = Whole<sent.MergeProposal>;
export type OwnContent = Whole<sent.OwnContent>;
export type OwnDraft = Whole<sent.OwnDraft>;
export type OwnLevel = Whole<sent.OwnLevel>;
export type OwnList = Whole<sent.OwnList>;
export type OwnPreview = Whole<sent.OwnPreview>;
export type OwnRow = Whole<sent.OwnRow>;
export type OwnSheet = Whole<sent.OwnSheet>;
export type PackEffect = Whole<sent.PackEffect>;
export type PackOffers = Whole<sent.PackOffers>;
export type PackSummary = Whole<sent.PackSummary>;
export type Quote = Whole<sent.Quote>;
export type Settings = Whole<sent.Settings>;
export type StartView = Whole<sent.StartView>;
export type Tender = Whole<sent.Tender>;
export type TenderView = Whole<sent.TenderView>;
export type TopicView = Whole<sent.TopicView>;

/** A refusal of a use case, with its French sentence and what to do. */
export class Refusal extends Error {
  constructor(readonly error: UserError) {
    super(error.message);
    this.name = "Refusal";
  }
}

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: UserError };

/** Waits for a command and returns its data, or throws its refusal. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<Whole<T>> {
  const given = await answer;
  if (given.status === "error") throw new Refusal(given.error);
  return given.data as Whole<T>;
}

export { commands };
