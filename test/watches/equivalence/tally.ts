import { FEATURES, type Stake, stakesOf } from "./deciding.ts";
import type { ReadStory } from "./oracle.ts";
import type { Asked, See } from "./rounds.ts";

/** Counts pairs, matches, and the pairs that a feature decides. */
export interface Tally {
  readonly see: See;
  pairs: number;
  matches: number;
  /** Pairs decided, by feature; counting stops at what is enough. */
  readonly decided: ReadonlyMap<string, number>;
  /** The features that have not decided enough pairs. */
  lacking(): readonly string[];
}

/** Returns a tally that counts each feature up to `enough`, and thereafter no more, since it costs time. */
export function makeTally(enough: number): Tally {
  const decided = new Map(FEATURES.map((feature) => [feature, 0]));
  const open = new Set(FEATURES);
  const known = new Map<Asked, { readonly open: number; readonly stakes: readonly Stake[] }>();

  /** What can still be counted of a query; that is looked at anew whenever something is closed for good. */
  function stakesIn(asked: Asked): readonly Stake[] {
    const found = known.get(asked);
    if (found?.open === open.size) return found.stakes;
    const stakes = (found?.stakes ?? stakesOf(asked.query))
      .map(({ without, claims }) => ({ without, claims: claims.filter(({ feature }) => open.has(feature)) }))
      .filter(({ claims }) => claims.length > 0);
    known.set(asked, { open: open.size, stakes });
    return stakes;
  }

  const tally: Tally = {
    pairs: 0,
    matches: 0,
    decided,
    lacking: () => [...open],
    see: (asked, story, matched) => {
      tally.pairs += 1;
      if (matched) tally.matches += 1;
      const stakes = stakesIn(asked);
      if (stakes.length === 0) return;
      for (const feature of new Set(stakes.flatMap((stake) => featuresOf(stake, story, matched)))) {
        const count = (decided.get(feature) as number) + 1;
        decided.set(feature, count);
        if (count >= enough) open.delete(feature);
      }
    },
  };
  return tally;
}

function featuresOf({ without, claims }: Stake, story: ReadStory, matched: boolean): readonly string[] {
  // How the part is found costs less to learn than what the rest of the query says without it.
  const found = claims.filter((claim) => claim.found?.(story) ?? true);
  if (found.length === 0 || (without(story) !== undefined) === matched) return [];
  return found.map(({ feature }) => feature);
}
