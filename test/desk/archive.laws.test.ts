import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openLiveWatches } from "../../src/desk/live.ts";
import type { Sighting, StoredStory } from "../../src/stories/story.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { MORNING, plus } from "../doubles/samples.ts";
import { stories as told, typed } from "../watches/generators.ts";
import { abroad, DAY, everyones, here, openScene, ours, theirs } from "./scene.ts";

const SOURCES = [everyones, ours, theirs];
const outlet = fc.constantFrom("everyones", "ours", "theirs", "gone");

/** Stories of the last week, some seen in several sources. */
const archived = fc.array(
  fc.record({ told, outlets: fc.uniqueArray(outlet, { minLength: 1 }), age: fc.integer({ min: 0, max: 6 }) }),
  { maxLength: 8 },
);

const bySource: fc.Arbitrary<Query> = fc
  .constantFrom("Ours", "Theirs", "Everyone's")
  .map((text) => ({ kind: "field", field: "source", query: { kind: "word", text } }));
const byWords = typed
  .map(parseQuery)
  .filter((parsed) => parsed.ok)
  .map(({ query }) => query);
const queries = fc.oneof({ weight: 4, arbitrary: byWords }, { weight: 1, arbitrary: bySource });

const some = fc.array(queries, { minLength: 4, maxLength: 4 });

type Archived = (typeof archived extends fc.Arbitrary<infer T> ? T : never)[number];

function nameOf(source: string): string {
  return SOURCES.find(({ id }) => id === source)?.name ?? "Gone";
}

function asStored({ told, outlets, age }: Archived, n: number) {
  const source = outlets[0] ?? "gone";
  const { author, language, tags = [], title, text, url } = told;
  return {
    id: `story-${n}`,
    ...{ source, sourceName: nameOf(source), title, text, url, tags },
    authors: author === undefined ? [] : [author],
    ...(language === undefined ? {} : { language }),
    publishedAt: plus(MORNING, -age * DAY),
  };
}

function sightings({ outlets }: Archived, n: number): readonly Sighting[] {
  return outlets.slice(1).map((source) => ({
    story: `story-${n}`,
    source,
    sourceName: nameOf(source),
    url: `https://${source}.example/${n}`,
    at: MORNING,
  }));
}

/** A watch that nobody has stored; it is held to stories as they come in. */
async function watchFor(query: Query, channel: typeof here) {
  const watches = { all: async () => [], in: async () => [], put: async () => {}, remove: async () => {} };
  const live = await openLiveWatches({ watches, stories: { latest: async () => [] } });
  await live.keep({ id: "w", channel, text: "any", query, createdAt: MORNING, origin: "chat" });
  return (story: StoredStory) =>
    story.outlets.some(({ source: id, name, url }) => {
      const source = SOURCES.find((one) => one.id === id);
      return source && live.match({ ...story, source: id, sourceName: name, url }, source).length > 0;
    });
}

describe("the archive", () => {
  it("finds for a query what a watch for it would have matched, and nothing out of sight", async () => {
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(archived, some, fc.constantFrom(here, abroad), async (kept, asked, channel) => {
        const { store, put, keep, sight, archive } = await openScene();
        await put(...SOURCES);
        await keep(...kept.map(asStored));
        await sight(...kept.flatMap(sightings));
        const hidden = channel === here ? "theirs" : "ours";
        for (const query of asked) {
          const watched = await watchFor(query, channel);
          const expected = (await store.stories.latest({ limit: 99 })).filter(watched).map(({ id }) => id);
          const { found, total } = await archive.latest(channel, query, [], 99);
          expect(found.map(({ story }) => story.id)).toEqual(expected);
          expect(total).toBe(expected.length);
          const best = await archive.latest(channel, query, [], 99, "best");
          expect(best.found.map(({ story }) => story.id).sort()).toEqual(expected.toSorted());
          const tested = await archive.test(channel, { kind: "read", query, text: "any", notes: [] });
          expect(tested.matched).toBe(expected.length);
          const shown = found.flatMap(({ story }) => [
            story.source,
            ...story.outlets.map(({ source }) => source),
          ]);
          expect(shown).not.toContain(hidden);
          expect(shown).not.toContain("gone");
          matched += total;
        }
        await store.close();
      }),
      { numRuns: 30 },
    );
    // Queries that match nothing would hold to anything.
    expect(matched).toBeGreaterThan(0);
  });
});
