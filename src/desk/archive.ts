import type { Clock } from "../commands/command.ts";
import type { Found, Latest, Tested } from "../commands/desk.ts";
import type { Store } from "../store/store.ts";
import type { StoredStory } from "../stories/story.ts";
import { type Channel, spaceKey } from "../watches/channel.ts";
import { evaluate, type Hit } from "../watches/evaluate.ts";
import { matchable } from "../watches/matchable.ts";
import type { Query } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";

const DAY_MS = 86_400_000;
const TEST_DAYS = 7;
const LATEST_DAYS = 30;
const SAMPLES = 3;
/** Stories read at once; commands of other people get their turn in between. */
const PAGE = 500;

/** Answers from the stored stories that a channel may see. */
export interface Archive {
  /** Holds a query against the stories of the last week. */
  test(
    channel: Channel,
    read: { readonly query: Query; readonly text: string; readonly notes: readonly string[] },
  ): Promise<Tested>;
  /** The newest stories of the last month that match the query, or any of the watches where there is none. */
  latest(
    channel: Channel,
    query: Query | undefined,
    watches: readonly Watch[],
    count: number,
  ): Promise<Latest>;
  /** Stories whose titles share the most words with a text, best first. */
  nearest(channel: Channel, text: string, limit: number): Promise<readonly StoredStory[]>;
}

/** Makes the archive. It reads every story of the time asked about and holds it to `evaluate`, as watching does. */
export function makeArchive({ store, clock }: { readonly store: Store; readonly clock: Clock }): Archive {
  async function* since(channel: Channel, days: number): AsyncGenerator<StoredStory> {
    const visible = await visibleSources(channel);
    const from = new Date(clock.now().getTime() - days * DAY_MS);
    let before: StoredStory | undefined;
    for (;;) {
      const page = await store.stories.latest({ limit: PAGE, since: from, ...(before ? { before } : {}) });
      yield* page.filter((story) => story.outlets.some(({ source }) => visible.has(source)));
      before = page.at(-1);
      if (!before || page.length < PAGE) return;
      await new Promise(setImmediate);
    }
  }

  async function visibleSources(channel: Channel): Promise<ReadonlySet<string>> {
    const all = await store.sources.all();
    return new Set(
      all
        .filter(({ owners }) => owners.includes("instance") || owners.includes(spaceKey(channel)))
        .map(({ id }) => id),
    );
  }

  async function matching(
    channel: Channel,
    days: number,
    keep: number,
    hits: (story: StoredStory) => readonly Hit[] | undefined,
  ) {
    const found: Found[] = [];
    let total = 0;
    let of = 0;
    for await (const story of since(channel, days)) {
      of += 1;
      const because = hits(story);
      if (!because) continue;
      total += 1;
      if (found.length < keep) found.push({ story, because });
    }
    return { found, total, of };
  }

  return {
    async test(channel, { query, text, notes }) {
      const { found, total, of } = await matching(channel, TEST_DAYS, SAMPLES, (story) =>
        evaluate(query, matchable(story)),
      );
      return { kind: "tested", query, text, notes, days: TEST_DAYS, matched: total, of, samples: found };
    },
    async latest(channel, query, watches, count) {
      const queries = query ? [query] : watches.map((watch) => watch.query);
      const hits = (story: StoredStory) => firstHits(queries, story);
      const { found, total, of } = await matching(channel, LATEST_DAYS, count, hits);
      const sources = (await visibleSources(channel)).size;
      return { found, total, of, days: LATEST_DAYS, sources, watches: query ? undefined : watches };
    },
    async nearest(channel, text, limit) {
      const wanted = wordsOf(text);
      const scored: { story: StoredStory; score: number }[] = [];
      for await (const story of since(channel, LATEST_DAYS)) {
        const score = [...wordsOf(story.title)].filter((word) => wanted.has(word)).length;
        if (score > 1) scored.push({ story, score });
      }
      return scored
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ story }) => story);
    },
  };
}

function firstHits(queries: readonly Query[], story: StoredStory): readonly Hit[] | undefined {
  for (const query of queries) {
    const because = evaluate(query, matchable(story));
    if (because) return because;
  }
  return undefined;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}
