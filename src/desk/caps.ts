import type { Full } from "../commands/desk.ts";
import { type Channel, spaceKey } from "../watches/channel.ts";
import {
  type Cost,
  costOf,
  PREFIXES_PER_SPACE,
  REGEXES_PER_SPACE,
  UNANCHORED_PER_INSTANCE,
  UNANCHORED_PER_SPACE,
} from "../watches/cost.ts";
import type { Query } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";
import type { LiveWatches } from "./live.ts";

type Cap = Pick<Full, "what" | "where" | "most">;

const CAPS: readonly Cap[] = [
  { what: "unanchored", where: "space", most: UNANCHORED_PER_SPACE },
  { what: "unanchored", where: "instance", most: UNANCHORED_PER_INSTANCE },
  { what: "regexes", where: "space", most: REGEXES_PER_SPACE },
  { what: "prefixes", where: "space", most: PREFIXES_PER_SPACE },
];

/**
 * Makes what says which cap a new watch of a channel would pass; undefined where it passes none.
 *
 * Watches of the configuration file count, too, but are the operator's and never refused.
 */
export function makeCaps(live: Pick<LiveWatches, "of" | "all">) {
  // Most of 100,000 watches cost nothing, and none changes what it costs.
  const known = new WeakMap<Query, Cost>();
  const costBy = (watch: Watch): Cost => {
    const cost = known.get(watch.query) ?? costOf(watch.query);
    known.set(watch.query, cost);
    return cost;
  };

  return (channel: Channel, query: Query, insteadOf?: string): Cap | undefined => {
    const cost = costOf(query);
    return CAPS.find(({ what, where, most }) => {
      if (cost[what] === 0) return false;
      const others = where === "space" ? live.of(spaceKey(channel)) : live.all();
      const counted = others.filter(({ id }) => id !== insteadOf);
      return counted.reduce((sum, watch) => sum + costBy(watch)[what], cost[what]) > most;
    });
  };
}
