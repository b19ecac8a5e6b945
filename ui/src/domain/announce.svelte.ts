/** What the status bar says, and what a screen reader hears: at most one message every two seconds. */

/** Time to read a message before it leaves, in milliseconds. */
const READ = 10_000;

class Announcer {
  message = $state("");
  #last = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** Says a sentence; a burst keeps only its last one. */
  say(sentence: string): void {
    clearTimeout(this.#waiting);
    const wait = Math.max(0, this.#last + 2000 - Date.now());
    // What is shown meanwhile would be about something else.
    if (wait > 0) this.message = "";
    this.#waiting = setTimeout(() => {
      this.#last = Date.now();
      this.message = sentence;
      clearTimeout(this.#leaving);
      this.#leaving = setTimeout(() => (this.message = ""), READ);
    }, wait);
  }
  /** Takes back what was said, and what was about to be: the screen it was about is gone. */
  clear(): void {
    clearTimeout(this.#waiting);
    clearTimeout(this.#leaving);
    this.message = "";
  }
}

export const announcer = new Announcer();
