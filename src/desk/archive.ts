import type { Clock } from "../commands/command.ts";
import type { Found, Latest, Tested } from "../commands/desk.ts";
import type { Store } from "../store/store.ts";
import type { StoredStory } from "../stories/story.ts";
import type { Channel } from "../watches/channel.ts";
import { matchable } from "../watches/matchable.ts";
import { makeMatcher } from "../watches/matcher.ts";
import type { Query } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";
import { isInSight, tellings } from "./sight.ts";
import type { Read } from "./typed.ts";

const DAY_MS = 86_400_000;
const TEST_DAYS = 7;
const LATEST_DAYS = 30;
const SAMPLES = 3;
/** Stories read at once; commands of other people get their turn in between. */
const PAGE = 500;

/** A story as each outlet in sight tells it. */
type Told = readonly [StoredStory, ...StoredStory[]];

/** Answers from the stored stories that a channel may see. */
export interface Archive {
  /** Holds a query against the stories of the last week. */
  test(channel: Channel, read: Read): Promise<Tested>;
  /** The newest stories of the last month that match the query, or any of the watches where there is none. */
  latest(
    channel: Channel,
    query: Query | undefined,
    watches: readonly Watch[],
    count: number,
  ): Promise<Latest>;
  /** Stories whose titles share the most words with a text, best first. */
  nearest(channel: Channel, text: string, limit: number): Promise<readonly StoredStory[]>;
  /** A story as each outlet that the channel may see tells it; empty where there is none. */
  tellings(channel: Channel, story: StoredStory): Promise<readonly StoredStory[]>;
}

/** Makes the archive. It reads every story of the time asked about and holds it to the queries as watching does. */
export function makeArchive({ store, clock }: { readonly store: Store; readonly clock: Clock }): Archive {
  /** The stories of some days that a channel may see, newest first, each as its outlets in sight tell it. */
  async function* since(channel: Channel, days: number): AsyncGenerator<Told> {
    const inSight = await sourcesInSight(channel);
    const from = new Date(clock.now().getTime() - days * DAY_MS);
    let before: StoredStory | undefined;
    for (;;) {
      const page = await store.stories.latest({ limit: PAGE, since: from, ...(before ? { before } : {}) });
      yield* page.map((story) => tellings(story, inSight)).filter(isTold);
      before = page.at(-1);
      if (!before || page.length < PAGE) return;
      await new Promise(setImmediate);
    }
  }

  async function sourcesInSight(channel: Channel): Promise<ReadonlySet<string>> {
    const all = await store.sources.all();
    return new Set(all.filter((source) => isInSight(source, channel)).map(({ id }) => id));
  }

  async function matching(channel: Channel, days: number, keep: number, queries: readonly Query[]) {
    const hold = holdTo(queries);
    const found: Found[] = [];
    let total = 0;
    let of = 0;
    for await (const told of since(channel, days)) {
      of += 1;
      const match = hold(told);
      if (!match) continue;
      total += 1;
      if (found.length < keep) found.push(match);
    }
    return { found, total, of };
  }

  return {
    async test(channel, { query, text, notes }) {
      const { found, total, of } = await matching(channel, TEST_DAYS, SAMPLES, [query]);
      return { kind: "tested", query, text, notes, days: TEST_DAYS, matched: total, of, samples: found };
    },
    async latest(channel, query, watches, count) {
      const queries = query ? [query] : watches.map((watch) => watch.query);
      const { found, total, of } = await matching(channel, LATEST_DAYS, count, queries);
      const sources = (await sourcesInSight(channel)).size;
      return { found, total, of, days: LATEST_DAYS, sources, watches: query ? undefined : watches };
    },
    async nearest(channel, text, limit) {
      const wanted = wordsOf(text);
      const scored: { story: StoredStory; score: number }[] = [];
      for await (const [story] of since(channel, LATEST_DAYS)) {
        const score = [...wordsOf(story.title)].filter((word) => wanted.has(word)).length;
        if (score > 1) scored.push({ story, score });
      }
      return scored
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ story }) => story);
    },
    tellings: async (channel, story) => tellings(story, await sourcesInSight(channel)),
  };
}

function isTold(told: readonly StoredStory[]): told is Told {
  return told.length > 0;
}

/** Returns what finds the first telling of a story that matches one of the queries. */
function holdTo(queries: readonly Query[]): (told: readonly StoredStory[]) => Found | undefined {
  const matcher = makeMatcher();
  for (const [at, query] of queries.entries()) matcher.add(String(at), query);
  return (told) => {
    for (const story of told) {
      const [match] = matcher.match(matchable(story));
      if (match) return { story, because: match.because };
    }
    return undefined;
  };
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}
