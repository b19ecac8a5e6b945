/** Ways to get a tender on screen. */
import { session } from "../domain/session.svelte";
import { open } from "../domain/tender.svelte";
import { ask, commands, type TenderView } from "../ipc";
import { router } from "./router.svelte";

/** Creates a tender and opens its facts, or the one screen of a small purchase. */
export const newTender = (small: boolean): Promise<boolean> =>
  show(async () => ask(commands.createTender(small)), small ? "letter" : "facts");

/** Opens a sample; it is made anew if it is not there. */
export const openSample = (name: string): Promise<boolean> => show(async () => ask(commands.openSample(name)), "dashboard");

/** Reads a tender file chosen by the user. */
export const importTender = (): Promise<boolean> => show(async () => ask(commands.importTender()), "dashboard");

function show(get: () => Promise<TenderView | null>, part: "dashboard" | "facts" | "letter"): Promise<boolean> {
  return session.attempt(async () => {
    const view = await get();
    if (!view) return;
    open.take(view);
    router.part(view.id, part);
    await session.refreshTenders();
  });
}
