/**
 * The form of a tender: reads what was typed into fields of the tender file. What cannot be read stays
 * in the form with its sentence; it becomes a mistake only once the field is left.
 */
import { isWholeDay, readDay, readNumber, say } from "../i18n/fr";
import { ask, commands, Refusal, type Scalar, type Tender } from "../ipc";
import { open, type Patch } from "./tender.svelte";

/** Takes what a field tells; `left` = the person has left it. */
export type Commit = (typed: string, left: boolean) => void;

/** `buyer.name` → `{ buyer: { name } }`. */
export function nested(field: string, value: unknown): Patch {
  return field.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Patch;
}

/** Reads `buyer.name`; null = not known yet. */
export function valueAt(tender: Tender, field: string): Scalar | null {
  const found = field.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], tender);
  return ["boolean", "number", "string"].includes(typeof found) ? (found as Scalar) : null;
}

export class Form {
  #unread = $state<Record<string, string>>({});

  /** What is wrong with a field: unreadable here, or refused there. */
  fault(field: string): string {
    return this.#unread[field] ?? open.faults[field]?.message ?? "";
  }

  /** Saves a value; null = not known yet. */
  set(field: string, value: unknown): void {
    delete this.#unread[field];
    void open.edit(field, nested(field, value));
  }

  text = (field: string): Commit => (typed) => this.set(field, typed.trim() === "" ? null : typed);

  digits = (field: string): Commit => (typed) => this.set(field, typed.replace(/\s/g, "") || null);

  date = (field: string): Commit => (typed, left) => {
    if (!left && typed.trim() !== "" && !isWholeDay(typed)) return;
    this.#take(field, readDay(typed, new Date()), say.common.noSuchDay, left);
  };

  number = (field: string): Commit => (typed, left) =>
    this.#take(field, readNumber(typed), say.common.noNumber, left);

  amount = (field: string): Commit => (typed, left) =>
    void this.readAmount(field, typed, left, (value) => this.set(field, value));

  /** Reads an amount as people type it; `take` gets euros, or null for an empty field. */
  async readAmount(field: string, typed: string, left: boolean, take: (euros: number | null) => void): Promise<void> {
    delete this.#unread[field];
    if (typed.trim() === "") return take(null);
    try {
      take((await ask(commands.readAmount(typed))).euros);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (left) this.#unread[field] = [error.error.message, ...error.error.hints.slice(0, 1)].join(" ");
    }
  }

  /** Says what is wrong with a field, or that nothing is. */
  doubt(field: string, sentence: string): void {
    if (sentence) this.#unread[field] = sentence;
    else delete this.#unread[field];
  }

  #take(field: string, read: unknown, sentence: string, left: boolean): void {
    if (read !== undefined) this.set(field, read);
    else if (left) this.#unread[field] = sentence;
  }
}
