import type { DatabaseSync } from "node:sqlite";
import type { StoredStory, Story } from "../stories/story.ts";
import { type SightingRow, toStory } from "./rows.ts";
import { readRows } from "./sql.ts";

/**
 * Makes what reads stories by their ids, in the order of the ids and without those unknown.
 *
 * `columns` are those of the table, where an older schema lacks some and must name them.
 */
export function makeReading(db: DatabaseSync, columns = "*"): (ids: readonly string[]) => StoredStory[] {
  const some = db.prepare(`SELECT ${columns} FROM story WHERE id IN (SELECT value FROM json_each(?))`);
  const sightings = db.prepare(
    "SELECT * FROM sighting WHERE story IN (SELECT value FROM json_each(?)) ORDER BY story, at, source",
  );

  return (ids) => {
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
}

/** The source of the story itself comes first, then each further source once, in the order of sighting. */
export function outlets(story: Story, sightings: readonly SightingRow[]): StoredStory["outlets"] {
  const others = sightings.filter((row) => row.source !== story.source);
  return [
    { source: story.source, name: story.sourceName, url: story.url },
    ...others.map((row) => ({ source: row.source, name: row.source_name, url: row.url })),
  ];
}
