import { hashOf } from "../../text/words.ts";
import { IntMap } from "./int-map.ts";
import { Column, Shelf, Slots } from "./memory.ts";

/** Different texts, each with a number above 0. */
export class Names {
  readonly #texts = new Shelf<string>();
  /** The next text with the same hash. */
  readonly #same = new Column();
  readonly #byHash = new IntMap();
  readonly #slots: Slots;
  size = 0;

  /** `columns` get room for every number. */
  constructor(columns: readonly { reserve(slot: number): void }[]) {
    this.#slots = new Slots([this.#texts, this.#same, ...columns]);
  }

  /** Returns the number of a text, or 0. */
  find(text: string): number {
    let slot = this.first(hashOf(text));
    while (slot !== 0 && this.#texts.get(slot) !== text) slot = this.#same.get(slot);
    return slot;
  }

  /** The first number whose text has this hash, and `next` the one after a number; 0 for none. */
  first(hash: number): number {
    return this.#byHash.get(hash);
  }

  next(slot: number): number {
    return this.#same.get(slot);
  }

  text(slot: number): string {
    return this.#texts.get(slot) as string;
  }

  /** Takes in a text that is not there yet. */
  enter(text: string): number {
    const hash = hashOf(text);
    const slot = this.#slots.take();
    this.#texts.set(slot, text);
    this.#same.set(slot, this.first(hash));
    this.#byHash.set(hash, slot);
    this.size += 1;
    return slot;
  }

  /** Drops a text; its number goes to the next new one. */
  drop(slot: number): void {
    const hash = hashOf(this.text(slot));
    const next = this.#same.get(slot);
    let before = this.first(hash);
    if (before === slot) {
      if (next === 0) this.#byHash.delete(hash);
      else this.#byHash.set(hash, next);
    } else {
      while (this.#same.get(before) !== slot) before = this.#same.get(before);
      this.#same.set(before, next);
    }
    this.#texts.set(slot, undefined);
    this.#slots.give(slot);
    this.size -= 1;
  }
}
