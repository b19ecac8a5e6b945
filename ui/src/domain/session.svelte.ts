/** What the whole window knows: the start view, the sharing state, the refusal to show. */
import { ask, commands, Refusal, type Settings, type SharingView, type StartView, type UserError } from "../ipc";
import { open } from "./tender.svelte";

export type Loading = "loading" | "ready" | "failed";

class Session {
  state = $state<Loading>("loading");
  start = $state<StartView | null>(null);
  /** A refusal that no field claims: shown in a dialog until it is read. */
  refusal = $state<UserError | null>(null);
  #saves = 0;

  async load(): Promise<void> {
    this.refusal = null;
    try {
      this.take(await ask(commands.start()));
      this.state = "ready";
    } catch (error) {
      this.state = "failed";
      this.refuse(error);
    }
  }

  take(start: StartView): void {
    this.start = start;
    this.apply(start.settings);
  }

  /** The theme takes effect at once; the size is the window's own zoom, set by the host. */
  apply(settings: Settings): void {
    const root = document.documentElement;
    if (settings.theme === "system") delete root.dataset.theme;
    else root.dataset.theme = settings.theme;
  }

  /** A choice shows before it is kept: two quick ones build on each other, and the last one stays. */
  async save(settings: Settings): Promise<void> {
    const turn = ++this.#saves;
    this.#choose(settings);
    await this.attempt(async () => {
      const saved = await ask(commands.saveSettings(settings));
      if (turn === this.#saves) this.#choose(saved);
    });
  }

  #choose(settings: Settings): void {
    if (this.start) this.start.settings = settings;
    this.apply(settings);
  }

  async refreshTenders(): Promise<void> {
    await this.attempt(async () => {
      const tenders = await ask(commands.listTenders());
      if (this.start) this.start.tenders = tenders;
    });
  }

  set sharing(state: SharingView) {
    if (this.start) this.start.sharing = state;
  }

  /** Learns the title of a clause that was just written. */
  learn(clause: string, title: string): void {
    if (this.start) this.start.titles[clause] = title;
  }

  /** Title of a clause; an own clause that came since the window was opened has none here. */
  titleOf(clause: string): string {
    return this.start?.titles[clause] ?? clause;
  }

  /** Runs something that may be refused; the refusal is shown. Returns whether it was done. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.refuse(error);
      return false;
    }
  }

  refuse(error: unknown): void {
    if (!(error instanceof Refusal)) throw error;
    this.refusal = error.error;
    if (error.error.code === "marche-change-ailleurs") void open.reload();
  }
}

export const session = new Session();
