/** A seen mark in the keyed store, namespace `seen`. */
export interface SeenWrite {
  readonly key: string;
  readonly mark: SeenMark;
  readonly ttlMs: number;
}

/** What the keyed store remembers under a key that was seen. */
export interface SeenMark {
  readonly story: string;
  /** When the mark was last written, in ms since 1970; it is refreshed while the item stays in its feed. */
  readonly at: number;
}
