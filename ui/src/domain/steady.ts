/**
 * A list that keeps its order while someone works on it. The order that Rust gives changes with each
 * decision; on screen, nothing jumps away from under the hand.
 */
export class Steady<T> {
  #key = "";
  #places = new Map<string, number>();

  constructor(private readonly idOf: (item: T) => string) {}

  /** Sorts a list as it was first seen under that key; what is new comes last. */
  sort(key: string, list: readonly T[]): T[] {
    if (key !== this.#key) {
      this.#key = key;
      this.#places.clear();
    }
    for (const item of list) {
      const id = this.idOf(item);
      if (!this.#places.has(id)) this.#places.set(id, this.#places.size);
    }
    return [...list].sort((one, other) => this.#place(one) - this.#place(other));
  }

  #place(item: T): number {
    return this.#places.get(this.idOf(item)) ?? this.#places.size;
  }
}
