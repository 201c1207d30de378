/** An earlier story about the same event. */
export interface Near {
  /** The id of the earlier story, and the coverage that it belongs to. */
  readonly story: string;
  readonly coverage: string;
  /** From 0 to 1; 1 where link, text or title are the same. */
  readonly similarity: number;
  readonly how: "url" | "content" | "title" | "similar";
  /** The words that both share, the weightiest first. */
  readonly because: readonly string[];
}
