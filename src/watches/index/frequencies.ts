const BUCKETS = 1 << 16;
const MOST = 0xffff;
/** The first stories are counted, then one of so many: enough to know a common word, and the others are read faster. */
const [FIRST, SAMPLE] = [64, 32];
/** After so many stories all counts are halved, so that what was common once does not count for ever. */
const STORIES = 2_000 * SAMPLE;

/** How often words came in recent stories, roughly: words that share a bucket are counted together. */
export class Frequencies {
  readonly #counts = new Uint16Array(BUCKETS);
  #stories = 0;

  /** Begins a story and returns whether its words are to be counted. */
  begin(): boolean {
    this.#stories += 1;
    if (this.#stories % STORIES === 0) {
      for (let at = 0; at < BUCKETS; at += 1) this.#counts[at] = (this.#counts[at] as number) >> 1;
    }
    return this.#stories <= FIRST || this.#stories % SAMPLE === 0;
  }

  /** Counts a word by the hash of its key. */
  count(hash: number): void {
    const at = bucketOf(hash);
    const count = this.#counts[at] as number;
    if (count < MOST) this.#counts[at] = count + 1;
  }

  of(hash: number): number {
    return this.#counts[bucketOf(hash)] as number;
  }
}

function bucketOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}
