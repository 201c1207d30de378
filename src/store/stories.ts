import type { DatabaseSync } from "node:sqlite";
import type { Sighting, StoredStory, Story } from "../stories/story.ts";
import { type SightingRow, sightingRow, storyRow, toStory } from "./rows.ts";
import { makeInsert, readRows } from "./sql.ts";
import type { StoryCursor } from "./store.ts";

/** The first and the last moment that a Date can name, in ms. */
const [FIRST_MS, LAST_MS] = [-8.64e15, 8.64e15];

/** Makes the stories of the store; `insert` and `sight` are for use inside a transaction. */
export function makeStories(db: DatabaseSync) {
  // The first bound is for the index, the second is the cursor's: same moment, greater id.
  const latest = db.prepare(
    `SELECT * FROM story WHERE published_at BETWEEN :since AND :at AND (published_at < :at OR id > :id)
     ORDER BY published_at DESC, id LIMIT :limit`,
  );
  const some = db.prepare("SELECT * FROM story WHERE id IN (SELECT value FROM json_each(?))");
  const sightings = db.prepare(
    "SELECT * FROM sighting WHERE story IN (SELECT value FROM json_each(?)) ORDER BY story, at, source",
  );
  const byUrl = db.prepare(
    `SELECT coalesce(
       (SELECT id FROM story WHERE url_key = :key ORDER BY first_seen_at LIMIT 1),
       (SELECT story FROM sighting WHERE url_key = :key ORDER BY at LIMIT 1)) AS id`,
  );
  const count = db.prepare("SELECT count(*) AS n FROM story");
  const insert = makeInsert(db, "story", "ON CONFLICT (id) DO NOTHING");
  const sight = makeInsert(db, "sighting", "ON CONFLICT DO NOTHING");

  const withOutlets = (found: unknown[]): StoredStory[] => {
    const stories = readRows(found, toStory);
    const seen = sightings.all(JSON.stringify(stories.map((story) => story.id))) as unknown as SightingRow[];
    const byStory = Map.groupBy(seen, (row) => row.story);
    return stories.map((story) => ({ ...story, outlets: outlets(story, byStory.get(story.id) ?? []) }));
  };
  const get = (ids: readonly string[]): StoredStory[] => {
    const found = withOutlets(some.all(JSON.stringify(ids)));
    const byId = new Map(found.map((story) => [story.id, story]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  };

  return {
    insert: (story: Story): void => void insert(storyRow(story)),
    sight: (sighting: Sighting): void => void sight(sightingRow(sighting)),
    port: {
      latest: (options: { limit: number; since?: Date; before?: StoryCursor }): StoredStory[] =>
        withOutlets(
          latest.all({
            since: options.since?.getTime() ?? FIRST_MS,
            at: options.before?.publishedAt.getTime() ?? LAST_MS,
            id: options.before?.id ?? "",
            limit: options.limit,
          }),
        ),
      get,
      byUrl: (key: string): StoredStory | undefined => {
        const id = byUrl.get({ key })?.["id"];
        return typeof id === "string" ? get([id])[0] : undefined;
      },
      count: (): number => Number(count.get()?.["n"]),
    },
  };
}

/** The source of the story itself comes first, then each further source once, in the order of sighting. */
function outlets(story: Story, sightings: readonly SightingRow[]): StoredStory["outlets"] {
  const others = sightings.filter((row) => row.source !== story.source);
  return [
    { source: story.source, name: story.sourceName, url: story.url },
    ...others.map((row) => ({ source: row.source, name: row.source_name, url: row.url })),
  ];
}
