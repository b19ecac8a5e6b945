/**
 * The tender on screen. Every edit goes to Rust, which saves it and computes everything anew; edits
 * leave one after the other, each with the revision that the one before gave.
 */
import { ask, commands, Refusal, type Insertion, type Level, type Scalar, type Tender, type TenderView, type TopicStatus, type UserError } from "../ipc";
import { announcer } from "./announce.svelte";
import { say } from "../i18n/fr";

/** A JSON merge patch: null = not known yet. */
export type Patch = { [key: string]: unknown };

type Sender = (view: TenderView) => ReturnType<typeof commands.openTender>;

class OpenTender {
  view = $state<TenderView | null>(null);
  savedAt = $state<Date | null>(null);
  saving = $state(0);
  /** Refusals of what was typed, by the name of their operation: the field shows them. */
  faults = $state<Record<string, UserError>>({});
  /** What could not be saved for a reason outside the field: disk, base, another window. */
  trouble = $state<UserError | null>(null);
  #again: (() => Promise<boolean>) | null = null;
  #queue: Promise<void> = Promise.resolve();

  get id(): string {
    return this.#view.id;
  }

  get #view(): TenderView {
    if (!this.view) throw new Error("a tender is open before it is edited");
    return this.view;
  }

  /** Opens a tender unless it is already the one on screen. */
  async show(id: string): Promise<void> {
    if (this.view?.id === id) return;
    this.view = null;
    this.#forget();
    this.view = await ask(commands.openTender(id));
  }

  async reload(): Promise<void> {
    if (this.view) this.view = await ask(commands.openTender(this.view.id));
  }

  take(view: TenderView): void {
    this.view = view;
    this.#forget();
  }

  #forget(): void {
    this.faults = {};
    this.trouble = null;
    this.#again = null;
  }

  /** Saves a change of fields. `operation` names the field: it gathers keystrokes into one undo step. */
  edit(operation: string, patch: Patch): Promise<boolean> {
    return this.change(operation, () => patch);
  }

  /**
   * Saves a change made from what the tender is when its turn comes: a list is never built from what
   * is on screen, which an edit on its way may already have changed.
   */
  change(operation: string, patch: (tender: Tender) => Patch): Promise<boolean> {
    return this.#enqueue(operation, (view) =>
      commands.editTender(view.id, view.rev, operation, patch(view.tender) as never),
    );
  }

  keep(clause: string, level: Level | null): Promise<boolean> {
    return this.#enqueue(clause, (view) => commands.keepClause(view.id, view.rev, clause, level));
  }

  keepOwn(clause: string, level: Level | null): Promise<boolean> {
    return this.#enqueue(clause, (view) => commands.keepOwnClause(view.id, view.rev, clause, level));
  }

  setAside(clause: string, reason: string): Promise<boolean> {
    return this.#enqueue(clause, (view) => commands.setAsideClause(view.id, view.rev, clause, reason));
  }

  release(clause: string): Promise<boolean> {
    return this.#enqueue(clause, (view) => commands.releaseClause(view.id, view.rev, clause));
  }

  fill(clause: string, parameter: string, value: Scalar | null): Promise<boolean> {
    return this.#enqueue(`${clause} ${parameter}`, (view) =>
      commands.setParameter(view.id, view.rev, clause, parameter, value),
    );
  }

  answer(question: string, value: Scalar | null): Promise<boolean> {
    return this.#enqueue(`need ${question}`, (view) => commands.answerNeed(view.id, view.rev, question, value));
  }

  topic(topic: string, status: TopicStatus | null, reason: string | null): Promise<boolean> {
    return this.#enqueue(`topic ${topic}`, (view) => commands.setTopic(view.id, view.rev, topic, status, reason));
  }

  hours(lot: number | null, figures: (now: Partial<Insertion>) => Partial<Insertion>): Promise<boolean> {
    return this.#enqueue(`hours ${lot ?? ""}`, (view) => {
      const own = lot === null ? view.tender.insertion : view.tender.lots.find((one) => one.number === lot)?.insertion;
      return commands.setInsertion(view.id, view.rev, lot, figures(own ?? {}) as never);
    });
  }

  writeHours(): Promise<boolean> {
    return this.#enqueue("hours in clauses", (view) => commands.writeInsertionHours(view.id, view.rev));
  }

  /** Keeps what was typed in a field of the European notice. */
  tell(key: string, typed: string): Promise<boolean> {
    return this.#enqueue(`avis ${key}`, (view) => commands.setNoticeField(view.id, view.rev, key, typed));
  }

  shareOut(even: boolean): Promise<boolean> {
    return this.#enqueue("criteria", (view) => commands.shareOutWeights(view.id, view.rev, even));
  }

  async undo(): Promise<void> {
    await this.settled();
    if (!this.view?.can_undo) return;
    if (await this.#enqueue("undo", (view) => commands.undoTender(view.id, view.rev))) announcer.say(say.frame.undone);
  }

  async redo(): Promise<void> {
    await this.settled();
    if (!this.view?.can_redo) return;
    if (await this.#enqueue("redo", (view) => commands.redoTender(view.id, view.rev))) announcer.say(say.frame.redone);
  }

  /** Sends again what could not be saved. */
  async retry(): Promise<void> {
    const again = this.#again;
    this.#again = null;
    this.trouble = null;
    await again?.();
  }

  /** Waits until nothing typed is still on its way. */
  settled(): Promise<void> {
    return this.#queue;
  }

  #enqueue(operation: string, send: Sender): Promise<boolean> {
    const work = this.#queue.then(() => this.#send(operation, send));
    this.#queue = work.then(() => undefined);
    return work;
  }

  async #send(operation: string, send: Sender): Promise<boolean> {
    this.saving += 1;
    try {
      this.view = await ask(send(this.#view));
      this.savedAt = new Date();
      this.trouble = null;
      delete this.faults[operation];
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.#refuse(operation, send, error.error);
      return false;
    } finally {
      this.saving -= 1;
    }
  }

  async #refuse(operation: string, send: Sender, error: UserError): Promise<void> {
    if (error.code === "marche-change-ailleurs") await this.reload();
    if (error.kind === "bad_input") {
      this.faults[operation] = error;
    } else {
      this.trouble = error;
      this.#again = () => this.#enqueue(operation, send);
    }
  }
}

export const open = new OpenTender();
