import { Column } from "./memory.ts";

/** A list of numbers above 0 for each slot that was reserved; most have one number, which takes no list of its own. */
export class Lists {
  /** The one number, or below 0 the place of a list of several. */
  readonly #column = new Column();
  readonly #lists: number[][] = [[]];
  readonly #free: number[] = [];

  reserve(slot: number): void {
    this.#column.reserve(slot);
  }

  /** Returns the one number of a slot, 0 where it has none, or what `several` takes where it has several. */
  get(slot: number): number {
    return this.#column.get(slot);
  }

  several(place: number): readonly number[] {
    return this.#lists[-place] as number[];
  }

  add(slot: number, value: number): void {
    const known = this.#column.get(slot);
    if (known === 0) this.#column.set(slot, value);
    else if (known < 0) this.#lists[-known]?.push(value);
    else {
      const place = this.#free.pop() ?? this.#lists.length;
      this.#lists[place] = [known, value];
      this.#column.set(slot, -place);
    }
  }

  /** Removes a number that is in the list; the order of the others may change. */
  remove(slot: number, value: number): void {
    const known = this.#column.get(slot);
    if (known > 0) {
      this.#column.set(slot, 0);
      return;
    }
    const list = this.#lists[-known] as number[];
    const last = list.pop() as number;
    if (last !== value) list[list.indexOf(value)] = last;
    if (list.length > 1) return;
    this.#column.set(slot, list[0] as number);
    this.#lists[-known] = [];
    this.#free.push(-known);
  }
}
