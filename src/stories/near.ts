/** An earlier story that may report the same event. */
export interface Near {
  /** The id of the earlier story, and the coverage that it belongs to. */
  readonly story: string;
  readonly coverage: string;
  /** 0 to 1; 1 where they are known to be the same by link, text or title. */
  readonly similarity: number;
  readonly how: "url" | "content" | "title" | "similar";
  /** Words that both have, as the story that was asked about writes them, the most telling first; at most five. */
  readonly because: readonly string[];
}

/** How near stories have to be to count as reports of one event. */
export type Level = "exact" | "normal" | "strict";

/** From this similarity on two stories report one event. */
export const NORMAL = 0.2;
/** From this one on they clearly do: for whoever would rather read news twice than not at all. */
export const STRICT = 0.39;

/** Returns whether a story is near enough to be joined: what is known to be the same always is, at "exact" nothing else. */
export function isNearEnough({ how, similarity }: Near, level: Level): boolean {
  if (how !== "similar") return true;
  return level !== "exact" && similarity >= (level === "strict" ? STRICT : NORMAL);
}
