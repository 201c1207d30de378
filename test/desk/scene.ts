import type { Plan } from "../../src/alerts/plan.ts";
import { makeCovering } from "../../src/covering.ts";
import { makeArchive } from "../../src/desk/archive.ts";
import { makeSourceDesk } from "../../src/desk/sources.ts";
import { openDesk } from "../../src/desk.ts";
import type { Platform } from "../../src/platforms/platform.ts";
import { parseFeed } from "../../src/sources/parse.ts";
import type { Fetcher, Source } from "../../src/sources/source.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Sighting } from "../../src/stories/story.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { makeClock } from "../doubles/clock.ts";
import { makePlatform, makeTruth } from "../doubles/platform.ts";
import { aSource, aStory, aWriter, newsroom } from "../doubles/samples.ts";
import { plan } from "../store/plans.ts";

export const DAY = 86_400_000;
export const ada = { id: "U1", name: "Ada" };

/** Three channels: two of one space, and one of another. */
export const here = newsroom;
export const nextDoor = { ...newsroom, id: "next-door" };
export const abroad = { ...newsroom, space: "s2" };

/** Sources of the instance and of each space. */
export const ours = aSource({ id: "ours", name: "Ours", url: "https://ours.example/", owners: ["test:s1"] });
export const theirs = aSource({
  id: "theirs",
  name: "Theirs",
  url: "https://theirs.example/",
  owners: ["test:s2"],
});
export const everyones = aSource({ id: "everyones", name: "Everyone's", url: "https://all.example/" });

interface Options {
  readonly folder?: string;
  readonly fetch?: Fetcher;
  readonly platforms?: (usual: Platform) => readonly Platform[];
  readonly clock?: ReturnType<typeof makeClock>;
  readonly writes?: boolean;
}

/** Opens a desk over a store, with a platform in memory and no network unless one is given. */
export async function openScene({
  folder = ":memory:",
  fetch = () => Promise.reject(new Error("nothing is fetched here")),
  platforms = (usual) => [usual],
  clock = makeClock(),
  writes = false,
}: Options = {}) {
  const store = await openStore({ folder, now: clock.now });
  const sources = makeSourceDesk({ store, clock, fetch, parse: parseFeed });
  const archive = makeArchive({ store, clock });
  const usual = makePlatform(makeTruth(), { now: clock.now });
  const byName = new Map(platforms(usual).map((one) => [one.name, one]));
  const covering = makeCovering({ store, clock });
  const committed: Plan[] = [];
  const desk = await openDesk({
    store,
    archive,
    sources,
    platforms: byName,
    covering,
    committed: (plan) => void committed.push(plan),
    ...(writes && { writer: aWriter() }),
    clock,
    onUnknown: "repeat",
  });
  return {
    store,
    clock,
    desk,
    archive,
    covering,
    /** What the desk has committed by itself. */
    committed,
    put: async (...some: readonly Source[]) => {
      for (const source of some) await store.sources.put(source);
    },
    /** Stores stories, each of its source and of further ones in which it was sighted. */
    keep: (...stories: readonly Parameters<typeof aStory>[0][]) =>
      store.commit(plan({ stories: stories.map((one) => aStory(one)) })),
    sight: (...sightings: readonly Sighting[]) => store.commit(plan({ sightings })),
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

export function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}
