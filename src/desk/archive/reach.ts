import type { Store } from "../../store/store.ts";
import type { StoredStory } from "../../stories/story.ts";

const DAY_MS = 86_400_000;
/** A reach is never said to be less, in days: an hour. */
const LEAST = 1 / 24;
/** A story in so small a part of the time, at its beginning, stands for all of it: most stores are told at one look. */
const BEGINNING = 1 / 64;
/** Stories of one look: enough to see past those that are out of sight. */
const LOOKED_AT = 20;
/** The oldest story is looked for to this, in ms. */
const NEAR_MS = 60_000;

/**
 * Returns how many of the last days, up to `now`, lie behind the oldest story of that time that is in sight: at least
 * an hour, and at most `days`.
 *
 * It halves the time until few stories are left, and so reads few of them however many there are.
 */
export async function reachOf(
  stories: Pick<Store["stories"], "latest">,
  isInSight: (story: StoredStory) => boolean,
  { now, days }: { readonly now: Date; readonly days: number },
): Promise<number> {
  const since = new Date(now.getTime() - days * DAY_MS);
  let [low, high] = [since.getTime(), now.getTime()];
  let middle = low + (high - low) * BEGINNING;
  while (high - low > NEAR_MS) {
    const before = { id: "", publishedAt: new Date(middle) };
    const page = await stories.latest({ limit: LOOKED_AT, since, before });
    const oldest = page.findLast(isInSight)?.publishedAt.getTime();
    if (oldest === undefined) low = middle;
    else {
      // The first look goes no further, and a page that is not full holds all there are.
      if (low === since.getTime() && high === now.getTime()) return days;
      high = oldest;
      if (page.length < LOOKED_AT) break;
    }
    middle = (low + high) / 2;
  }
  return Math.max((now.getTime() - high) / DAY_MS, LEAST);
}
