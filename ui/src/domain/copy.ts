/** Puts a text in the clipboard and says so; the webview may write there on a press, and never read. */
import { say } from "../i18n/fr";
import { announcer } from "./announce.svelte";

export async function copyText(text: string, said: string = say.common.copied): Promise<void> {
  await navigator.clipboard.writeText(text);
  announcer.say(said);
}
