/** One piece of work at a time: what a button started, and whether it still runs. */
import { session } from "./session.svelte";

export class Work {
  busy = $state(false);

  /** Runs the work unless another one runs; a refusal is shown. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await session.attempt(work);
    } finally {
      this.busy = false;
    }
  }
}
