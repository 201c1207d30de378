const SHARD_BITS = 10;
const FIRST_SIZE = 4;

/**
 * A map from numbers of 32 bits, evenly spread as hashes are, to slots above 0.
 *
 * It is cut into 1,024 small tables by the upper bits of the key: one that is full grows alone, which takes
 * microseconds, where one big table would stall everybody. Open addressing with linear probing, at most half full.
 */
export class IntMap {
  readonly #tables: (Int32Array | undefined)[] = new Array(1 << SHARD_BITS).fill(undefined);
  readonly #counts = new Int32Array(1 << SHARD_BITS);

  /** Returns the slot of a key, or 0. */
  get(key: number): number {
    // Pairs of key and slot; the slot is 0 where the place is free.
    const table = this.#tables[key >>> (32 - SHARD_BITS)];
    if (table === undefined) return 0;
    const mask = table.length - 2;
    for (let at = (key << 1) & mask; ; at = (at + 2) & mask) {
      const slot = table[at + 1] as number;
      if (slot === 0 || table[at] === key) return slot;
    }
  }

  /** Puts a slot under a key, in the place of the one that was there. */
  set(key: number, slot: number): void {
    const shard = key >>> (32 - SHARD_BITS);
    const table = this.#tables[shard] ?? new Int32Array(2 * FIRST_SIZE);
    this.#tables[shard] = table;
    if (!write(table, key, slot)) return;
    const count = (this.#counts[shard] as number) + 1;
    this.#counts[shard] = count;
    if (4 * count > table.length) this.#tables[shard] = enlarged(table);
  }

  delete(key: number): void {
    const shard = key >>> (32 - SHARD_BITS);
    const table = this.#tables[shard];
    if (table === undefined || !erase(table, key)) return;
    this.#counts[shard] = (this.#counts[shard] as number) - 1;
  }
}

/** Returns whether the key is new in the table. */
function write(table: Int32Array, key: number, slot: number): boolean {
  const mask = table.length - 2;
  let at = (key << 1) & mask;
  while (table[at + 1] !== 0 && table[at] !== key) at = (at + 2) & mask;
  const isNew = table[at + 1] === 0;
  table[at] = key;
  table[at + 1] = slot;
  return isNew;
}

/** Removes a key and moves up what had to give way to it, so that no gap hides a later one. */
function erase(table: Int32Array, key: number): boolean {
  const mask = table.length - 2;
  let gap = (key << 1) & mask;
  while (table[gap + 1] !== 0 && table[gap] !== key) gap = (gap + 2) & mask;
  if (table[gap + 1] === 0) return false;
  for (let at = (gap + 2) & mask; table[at + 1] !== 0; at = (at + 2) & mask) {
    const home = ((table[at] as number) << 1) & mask;
    if (((at - home) & mask) < ((at - gap) & mask)) continue;
    table[gap] = table[at] as number;
    table[gap + 1] = table[at + 1] as number;
    gap = at;
  }
  table[gap + 1] = 0;
  return true;
}

function enlarged(table: Int32Array): Int32Array {
  const larger = new Int32Array(2 * table.length);
  for (let at = 0; at < table.length; at += 2) {
    const slot = table[at + 1] as number;
    if (slot !== 0) write(larger, table[at] as number, slot);
  }
  return larger;
}
