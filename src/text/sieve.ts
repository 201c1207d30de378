const BITS = 18;
const WORD_BITS = 5;

/** A set of hashes that forgets nothing and may say yes where it should say no: 32 kB, which stay in the
 * processor's nearest cache, and in them a bit for each hash. */
export class Sieve {
  readonly bits = new Int32Array(1 << (BITS - WORD_BITS));

  has(hash: number): boolean {
    return ((this.bits[sieveIndex(hash)] as number) & (1 << hash)) !== 0;
  }

  add(hash: number): void {
    const at = sieveIndex(hash);
    this.bits[at] = (this.bits[at] as number) | (1 << hash);
  }
}

/** Where the bit of a hash lies; within that number it is the bit with the number of the lowest five bits of the hash. */
function sieveIndex(hash: number): number {
  return (hash >>> WORD_BITS) & ((1 << (BITS - WORD_BITS)) - 1);
}
