import type { Clock } from "../commands/command.ts";
import type { Found, Latest, Tested } from "../commands/desk.ts";
import type { Order, Store } from "../store/store.ts";
import type { StoredStory } from "../stories/story.ts";
import type { Channel } from "../watches/channel.ts";
import type { Query } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";
import { holding } from "./archive/holding.ts";
import { closest, namesIn, twoOf } from "./archive/nearest.ts";
import { reachOf } from "./archive/reach.ts";
import { walk } from "./archive/walk.ts";
import { ownersInSight, tellings } from "./sight.ts";
import type { Read } from "./typed.ts";

const DAY_MS = 86_400_000;
const TEST_DAYS = 7;
const LATEST_DAYS = 30;
const SAMPLES = 3;
/** Matches are counted up to here. */
const MOST_COUNTED = 1_000;
/** So many are counted although fewer are shown, where counting costs nothing. */
const COUNTED = 30;
/** A test reads so many stories first: most queries match few in a week. */
const TEST_FIRST = 50;
/** The titles that share the most words are chosen among so many. */
const MOST_NEAR = 50;

/** Answers from the stored stories that a channel may see. */
export interface Archive {
  /** Holds a query against the stories of the last week, and counts up to 1,000 matches. */
  test(channel: Channel, read: Read): Promise<Tested>;
  /**
   * Stories of the last month that match the query, or any of the watches where there is none. Once `count` are found
   * it counts on only where those that may match are few, or where they need not be read for it (up to 30); and it
   * looks for one more, so that `more` is known.
   */
  latest(
    channel: Channel,
    query: Query | undefined,
    watches: readonly Watch[],
    count: number,
    order?: Order,
  ): Promise<Latest>;
  /** Stories whose titles share the most words with a text or a link, best first. */
  nearest(channel: Channel, text: string, limit: number): Promise<readonly StoredStory[]>;
  /** A story as each outlet that the channel may see tells it; empty where there is none. */
  tellings(channel: Channel, story: StoredStory): Promise<readonly StoredStory[]>;
}

/** What is looked for: matches of any of the queries. */
interface Search {
  readonly queries: readonly Query[];
  readonly days: number;
  readonly order: Order;
  /** Stories to read at first. */
  readonly first: number;
  /** Matches to show. */
  readonly show: number;
  /** After so many matches it is enough to see one more, unless all that may match are few. */
  readonly enough: number;
}

interface Matches {
  readonly found: readonly Found[];
  /** Of every match, in order. */
  readonly titles: readonly string[];
  /** At least one match more was seen. */
  readonly more: boolean;
  /** Stored stories of the time. */
  readonly of: number;
  /** The sources in sight. */
  readonly inSight: ReadonlySet<string>;
}

/** Makes the archive: the index of words names candidates, and what watches go by holds each of them to the queries. */
export function makeArchive({ store, clock }: { readonly store: Store; readonly clock: Clock }): Archive {
  const since = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const sourcesInSight = async (channel: Channel): Promise<ReadonlySet<string>> =>
    new Set(await store.sources.ownedBy(ownersInSight(channel)));

  async function matching(channel: Channel, search: Search): Promise<Matches> {
    const inSight = await sourcesInSight(channel);
    const about = { of: await store.stories.count(since(search.days)), inSight };
    const { isSure, hold, ...asked } = holding(search.queries);
    const wanted = { since: since(search.days), order: search.order, ...asked };
    const enough = isSure ? Math.max(search.enough, COUNTED) : search.enough;
    const found: Found[] = [];
    const titles: string[] = [];
    for await (const { story, isOfFew } of walk(store.stories, wanted, search.first)) {
      const match = hold(tellings(story, inSight), found.length < search.show);
      if (!match) continue;
      if (titles.length === enough && !isOfFew) return { found, titles, more: true, ...about };
      titles.push(match.title);
      if (match.found) found.push(match.found);
    }
    return { found, titles, more: false, ...about };
  }

  return {
    async test(channel, { query, text, notes }) {
      const search = {
        queries: [query],
        days: TEST_DAYS,
        order: "newest" as const,
        first: TEST_FIRST,
        show: SAMPLES,
        enough: MOST_COUNTED,
      };
      const { found, titles, more, of, inSight } = await matching(channel, search);
      const [days, matched] = [TEST_DAYS, titles.length];
      const isSeen = (story: StoredStory) => tellings(story, inSight).length > 0;
      const reach = await reachOf(store.stories, isSeen, { now: clock.now(), days });
      return { kind: "tested", query, text, notes, days, reach, matched, more, of, samples: found, titles };
    },
    async latest(channel, query, watches, count, order = "newest") {
      const queries = query ? [query] : watches.map((watch) => watch.query);
      const search = { queries, days: LATEST_DAYS, order, first: count + 1, show: count, enough: count };
      const { found, titles, more, of, inSight } = await matching(channel, search);
      const about = { total: titles.length, more, of, days: LATEST_DAYS, sources: inSight.size };
      return { found, ...about, watches: query ? undefined : watches };
    },
    async nearest(channel, text, limit) {
      const names = namesIn(text);
      const wanted = {
        where: twoOf(names),
        since: since(LATEST_DAYS),
        order: "best",
        limit: MOST_NEAR,
      } as const;
      const found = (await store.stories.search(wanted)).map(({ id }) => id);
      const inSight = await sourcesInSight(channel);
      const told = (await store.stories.get(found)).flatMap((story) => tellings(story, inSight)[0] ?? []);
      return closest(told, names, limit);
    },
    tellings: async (channel, story) => tellings(story, await sourcesInSight(channel)),
  };
}
