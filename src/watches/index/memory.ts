// Numbers lie in pages outside the heap: a page is added when the last one is full, so nothing is ever copied to grow,
// no call stalls, and the garbage collector has next to nothing to look at.

const COLUMN_BITS = 13;
const COLUMN_PAGE = 1 << COLUMN_BITS;
const ARENA_BITS = 16;
const ARENA_PAGE = 1 << ARENA_BITS;

/** One whole number (32 bits, 0 at first) for each slot that was reserved. */
export class Column {
  readonly #pages: Int32Array[] = [];

  /** Makes room up to a slot. */
  reserve(slot: number): void {
    while (this.#pages.length <= slot >>> COLUMN_BITS) this.#pages.push(new Int32Array(COLUMN_PAGE));
  }

  get(slot: number): number {
    return (this.#pages[slot >>> COLUMN_BITS] as Int32Array)[slot & (COLUMN_PAGE - 1)] as number;
  }

  set(slot: number, value: number): void {
    (this.#pages[slot >>> COLUMN_BITS] as Int32Array)[slot & (COLUMN_PAGE - 1)] = value;
  }
}

/** Two whole numbers for each slot that was reserved, next to each other: where one is wanted, the other is at hand. */
export class Pairs {
  readonly #column = new Column();

  reserve(slot: number): void {
    this.#column.reserve(2 * slot + 1);
  }

  first(slot: number): number {
    return this.#column.get(2 * slot);
  }

  second(slot: number): number {
    return this.#column.get(2 * slot + 1);
  }

  setFirst(slot: number, value: number): void {
    this.#column.set(2 * slot, value);
  }

  setSecond(slot: number, value: number): void {
    this.#column.set(2 * slot + 1, value);
  }
}

/** One value for each slot that was reserved. */
export class Shelf<T> {
  readonly #pages: (T | undefined)[][] = [];

  /** Makes room up to a slot. */
  reserve(slot: number): void {
    while (this.#pages.length <= slot >>> COLUMN_BITS) {
      this.#pages.push(new Array<T | undefined>(COLUMN_PAGE).fill(undefined));
    }
  }

  get(slot: number): T | undefined {
    return (this.#pages[slot >>> COLUMN_BITS] as (T | undefined)[])[slot & (COLUMN_PAGE - 1)];
  }

  set(slot: number, value: T | undefined): void {
    (this.#pages[slot >>> COLUMN_BITS] as (T | undefined)[])[slot & (COLUMN_PAGE - 1)] = value;
  }
}

/** Gives out the numbers of slots, from 1 on; 0 is none. Those that are given back come first. */
export class Slots {
  readonly #columns: readonly { reserve(slot: number): void }[];
  readonly #nextFree = new Column();
  #free = 0;
  #last = 0;

  /** The columns get room for every slot that is taken. */
  constructor(columns: readonly { reserve(slot: number): void }[]) {
    this.#columns = columns;
  }

  take(): number {
    const slot = this.#free;
    if (slot !== 0) {
      this.#free = this.#nextFree.get(slot);
      return slot;
    }
    this.#last += 1;
    this.#nextFree.reserve(this.#last);
    for (const column of this.#columns) column.reserve(this.#last);
    return this.#last;
  }

  give(slot: number): void {
    this.#nextFree.set(slot, this.#free);
    this.#free = slot;
  }
}

/** Records of numbers. A record lies whole in one page; the place of one that was freed goes to the next of its size. */
export class Arena {
  readonly #pages: Int32Array[] = [];
  readonly #free: number[] = [];
  #end = ARENA_PAGE;

  /** Stores a record of at least one and at most 65,536 numbers and returns its address. */
  put(record: readonly number[]): number {
    const size = record.length;
    const address = this.#free[size] || this.#fresh(size);
    const page = this.page(address);
    const at = address & (ARENA_PAGE - 1);
    if (this.#free[size]) this.#free[size] = page[at] as number;
    for (let index = 0; index < size; index += 1) page[at + index] = record[index] as number;
    return address;
  }

  free(address: number, size: number): void {
    this.page(address)[address & (ARENA_PAGE - 1)] = this.#free[size] ?? 0;
    this.#free[size] = address;
  }

  /** The page in which a record lies; `Arena.at` gives its place there. */
  page(address: number): Int32Array {
    return this.#pages[(address >>> ARENA_BITS) - 1] as Int32Array;
  }

  static at(address: number): number {
    return address & (ARENA_PAGE - 1);
  }

  #fresh(size: number): number {
    if (this.#end + size > ARENA_PAGE) {
      this.#pages.push(new Int32Array(ARENA_PAGE));
      this.#end = 0;
    }
    // Pages count from 1, so that no address is 0.
    const address = this.#pages.length * ARENA_PAGE + this.#end;
    this.#end += size;
    return address;
  }
}
