/** Drafts of own clauses that were left unsaved: they wait here as long as the window is open. */
import type { OwnDraft } from "../ipc";

const waiting = new Map<string, OwnDraft>();

/** The draft left under a key, if one was. */
export const leftDraft = (key: string): OwnDraft | undefined => waiting.get(key);

/** Leaves a draft, or takes it away. */
export function leaveDraft(key: string, draft: OwnDraft | null): void {
  if (draft === null) waiting.delete(key);
  else waiting.set(key, draft);
}
