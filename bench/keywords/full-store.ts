import { statSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../src/alerts/plan.ts";
import { freshState } from "../../src/sources/schedule.ts";
import type { Source } from "../../src/sources/source.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import type { Story } from "../../src/stories/story.ts";
import type { MatchableStory } from "../../src/watches/evaluate.ts";
import { makeRandom } from "./random.ts";
import type { Scene } from "./scene.ts";
import { makeWriter } from "./stories.ts";

/** The moment at which the store is asked; its stories are of the 29 days before. */
export const NOW = new Date("2026-05-03T12:00:00Z");
const SPAN_MS = 29 * 86_400_000;
const AT_ONCE = 200;
const TELL_EVERY = 10_000;
const SOURCE: Source = {
  id: "bench",
  url: "https://news.example/feed.xml",
  name: "Bench",
  topics: [],
  owners: ["instance"],
  state: freshState(NOW),
};

/** A store with very many stories. */
export interface FullStore {
  readonly store: Store;
  /** Plans of one new story each. */
  furtherPlans(count: number): readonly Plan[];
  /** The bytes that the database and its log take on the disk. */
  bytes(): number;
}

/** Opens a store in a folder and fills it with stories, evenly spread over a month. */
export async function fillStore(folder: string, count: number, { vocabulary }: Scene): Promise<FullStore> {
  const store = await openStore({ folder, now: () => NOW });
  await store.sources.put(SOURCE);
  const [write, random] = [makeWriter(vocabulary), makeRandom(5)];
  let written = 0;
  const next = (): Story => {
    const at = new Date(NOW.getTime() - SPAN_MS * (1 - written / count));
    written += 1;
    return storyOf(write(random), written, at);
  };
  for (let size = 0; written < count; ) {
    size = Math.min(AT_ONCE, count - written);
    await store.commit(planOf(Array.from({ length: size }, next)));
    if (written % TELL_EVERY === 0) console.error(`  ${written} stories stored`);
  }
  return {
    store,
    furtherPlans: (more) => Array.from({ length: more }, () => planOf([next()])),
    bytes: () =>
      ["newshound.sqlite", "newshound.sqlite-wal"]
        .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
        .reduce((a, b) => a + b),
  };
}

function storyOf({ title, text, url, author, tags = [] }: MatchableStory, n: number, at: Date): Story {
  return {
    id: `story-${n}`,
    source: SOURCE.id,
    sourceName: SOURCE.name,
    url: `${url}/${n}`,
    title,
    text,
    publishedAt: at,
    dateGuessed: false,
    firstSeenAt: at,
    authors: author === undefined ? [] : [author],
    tags,
    language: "en",
  };
}

function planOf(stories: readonly Story[]): Plan {
  return { stories, sightings: [], alerts: [], dispatches: [], seen: [] };
}
