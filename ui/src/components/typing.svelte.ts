/** What a person types in a field, told after a pause and when the field is left. */

const PAUSE = 300;

export class Typing {
  /** What the field shows while it has the focus; null = the given value. */
  typed = $state<string | null>(null);
  #sent: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly value: () => string,
    private readonly commit: (text: string, left: boolean) => void,
  ) {
    // A screen may go away while a pause is running: what was typed is sent before.
    $effect(() => () => {
      if (this.#timer !== undefined && this.typed !== null) this.send(true);
    });
  }

  later(text: string): void {
    this.typed = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(false), PAUSE);
  }

  send(left: boolean): void {
    clearTimeout(this.#timer);
    const changed = this.typed !== null && this.typed !== (this.#sent ?? this.value());
    if (this.typed === null || (!changed && !left)) return;
    this.#sent = this.typed;
    this.commit(this.typed, left);
  }

  leave(): void {
    this.send(true);
    this.typed = null;
    this.#sent = null;
  }
}
