import type { DatabaseSync } from "node:sqlite";
import type { Sighting, StoredStory, Story } from "../stories/story.ts";
import { makePlaces, placeAt } from "./place.ts";
import { type SightingRow, sightingRow, storyRow, toStory } from "./rows.ts";
import { makeSearch } from "./search.ts";
import { makeInsert, readRows } from "./sql.ts";
import type { Candidate, StoryCursor } from "./store.ts";
import { makeWords } from "./words.ts";

/** Makes the stories of the store; what is not in `port` is for use inside a transaction. */
export function makeStories(db: DatabaseSync) {
  const some = db.prepare("SELECT * FROM story WHERE id IN (SELECT value FROM json_each(?))");
  const sightings = db.prepare(
    "SELECT * FROM sighting WHERE story IN (SELECT value FROM json_each(?)) ORDER BY story, at, source",
  );
  const byUrl = db.prepare(
    `SELECT coalesce(
       (SELECT id FROM story WHERE url_key = :key ORDER BY first_seen_at LIMIT 1),
       (SELECT story FROM sighting WHERE url_key = :key ORDER BY at LIMIT 1)) AS id`,
  );
  const placeOf = db.prepare("SELECT place FROM story WHERE id = ?");
  const count = db.prepare("SELECT count(*) AS n FROM story");
  const countSince = db.prepare("SELECT count(*) AS n FROM story WHERE place >= ?");
  const removeStory = db.prepare("DELETE FROM story WHERE id = ?");
  const removeSightings = db.prepare("DELETE FROM sighting WHERE story = ?");
  const insert = makeInsert(db, "story", "ON CONFLICT (id) DO NOTHING");
  const sight = makeInsert(db, "sighting", "ON CONFLICT DO NOTHING");
  const place = makePlaces(db);
  const words = makeWords(db);
  const search = makeSearch(db);

  const get = (ids: readonly string[]): StoredStory[] => {
    const asked = JSON.stringify(ids);
    const stories = readRows(some.all(asked), toStory);
    const byStory = Map.groupBy(
      readRows(sightings.all(asked), (row: SightingRow) => row),
      (row) => row.story,
    );
    const byId = new Map(
      stories.map((story) => [story.id, { ...story, outlets: outlets(story, byStory.get(story.id) ?? []) }]),
    );
    return ids.flatMap((id) => byId.get(id) ?? []);
  };
  const placeBefore = ({ id, publishedAt }: StoryCursor): number =>
    (placeOf.get(id) as Candidate | undefined)?.place ?? placeAt(publishedAt);

  return {
    insert(story: Story): void {
      const row = { ...storyRow(story), place: place(story.publishedAt) };
      if (insert(row)) words.put(row.place, { ...story, outlets: outlets(story, []) });
    },
    /** Notes a further outlet of a story, which is then found by that one, too. */
    sight(sighting: Sighting): void {
      if (!sight(sightingRow(sighting))) return;
      const [story] = get([sighting.story]);
      const found = placeOf.get(sighting.story) as Candidate | undefined;
      if (story && found) words.put(found.place, story);
    },
    remove({ id, place }: Candidate): void {
      words.remove(place);
      removeSightings.run(id);
      removeStory.run(id);
    },
    port: {
      search,
      latest({ before, ...asked }: { limit: number; since?: Date; before?: StoryCursor }): StoredStory[] {
        const found = search({ ...asked, ...(before && { before: placeBefore(before) }) });
        return get(found.map(({ id }) => id));
      },
      get,
      byUrl: (key: string): StoredStory | undefined => {
        const id = byUrl.get({ key })?.["id"];
        return typeof id === "string" ? get([id])[0] : undefined;
      },
      count: (since?: Date): number => Number((since ? countSince.get(placeAt(since)) : count.get())?.["n"]),
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
