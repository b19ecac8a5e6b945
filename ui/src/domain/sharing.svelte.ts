/** The shared place in the background: an exchange now and then, which shows itself only by the state. */
import { ask, commands, type ShareProgress } from "../ipc";
import { session } from "./session.svelte";

/** Minutes between two exchanges: colleagues see a publication within the time of a coffee. */
const MINUTES = 5;
const WATCH = 700;

class Exchange {
  progress = $state<ShareProgress | null>(null);
  #running = false;

  /** Exchanges now and shows how far it is; a refusal is thrown once the state is refreshed. */
  async run(exchanged: () => ReturnType<typeof commands.sharePoll> = commands.shareSync): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const watch = setInterval(() => void this.#look(), WATCH);
    try {
      const known = await ask(exchanged());
      if (known) session.sharing = known;
    } finally {
      clearInterval(watch);
      this.progress = null;
      this.#running = false;
    }
  }

  /** Exchanges without a word: what is refused is a state of the place, not an event. */
  async quietly(): Promise<void> {
    const sharing = session.start?.sharing;
    if (!sharing?.linked || sharing.locked) return;
    try {
      await this.run(commands.sharePoll);
    } catch {
      await this.refresh();
    }
  }

  async refresh(): Promise<void> {
    try {
      session.sharing = await ask(commands.shareState());
    } catch {
      // The base may be away: the screens that need it say so.
    }
  }

  async #look(): Promise<void> {
    const progress = await commands.shareProgress();
    this.progress = this.#running && progress.running ? progress : null;
  }
}

export const exchange = new Exchange();

/** Exchanges from now on; returns what stops it. */
export function exchangeNowAndThen(): () => void {
  const timer = setInterval(() => void exchange.quietly(), MINUTES * 60_000);
  return () => clearInterval(timer);
}
