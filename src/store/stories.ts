import type { DatabaseSync } from "node:sqlite";
import type { Revision, Sighting, StoredStory, Story } from "../stories/story.ts";
import { makePlaces, placeAt } from "./place.ts";
import { makeReading, outlets } from "./reading.ts";
import { sightingRow, storyRow } from "./rows.ts";
import { makeSearch } from "./search.ts";
import { makeInsert, readRows } from "./sql.ts";
import type { Candidate, Covered, StoryCursor } from "./store.ts";
import { makeWords } from "./words.ts";

/** Coverage compares the beginnings of texts: so many characters of each are all that it needs. */
const BEGINNING = 1_000;

const SQL = {
  byUrl: `SELECT coalesce(
      (SELECT id FROM story WHERE url_key = :key ORDER BY first_seen_at LIMIT 1),
      (SELECT story FROM sighting WHERE url_key = :key ORDER BY at LIMIT 1)) AS id`,
  // An older change that comes again must not undo a newer one.
  revise: `UPDATE story SET title = :title, updated_at = :at
    WHERE id = :story AND title <> :title AND (updated_at IS NULL OR updated_at <= :at)`,
  covered: `SELECT id, title, substr(text, 1, ${BEGINNING}) AS text,
      coalesce(json_extract(page, '$.canonical'), url) AS url, published_at,
      coalesce(coverage, id) AS coverage, place
    FROM story WHERE place >= ? ORDER BY place LIMIT ?`,
};

interface CoveredRow {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly published_at: number;
  readonly coverage: string;
  readonly place: number;
}

/** Makes the stories of the store; what is not in `port` is for use inside a transaction. */
export function makeStories(db: DatabaseSync) {
  const byUrl = db.prepare(SQL.byUrl);
  const placeOf = db.prepare("SELECT place FROM story WHERE id = ?");
  const count = db.prepare("SELECT count(*) AS n FROM story");
  const countSince = db.prepare("SELECT count(*) AS n FROM story WHERE place >= ?");
  const covered = db.prepare(SQL.covered);
  const revise = db.prepare(SQL.revise);
  const removeStory = db.prepare("DELETE FROM story WHERE id = ?");
  const removeSightings = db.prepare("DELETE FROM sighting WHERE story = ?");
  const insert = makeInsert(db, "story", "ON CONFLICT (id) DO NOTHING");
  const sight = makeInsert(db, "sighting", "ON CONFLICT DO NOTHING");
  const partings = makePartings(db);
  const place = makePlaces(db);
  const words = makeWords(db);
  const search = makeSearch(db);
  const get = makeReading(db);

  const index = (id: string): void => {
    const [story] = get([id]);
    const found = placeOf.get(id) as Candidate | undefined;
    if (story && found) words.put(found.place, story);
  };
  const placeBefore = ({ id, publishedAt }: StoryCursor): number =>
    (placeOf.get(id) as Candidate | undefined)?.place ?? placeAt(publishedAt);

  return {
    /** Inserts a story; returns whether it is new, as the next two do for what they write. */
    insert(story: Story): boolean {
      const row = { ...storyRow(story), place: place(story.publishedAt) };
      const isNew = insert(row);
      if (isNew) words.put(row.place, { ...story, outlets: outlets(story, []) });
      return isNew;
    },
    /** Notes a further outlet of a story, which is then found by that one, too. */
    sight(sighting: Sighting): boolean {
      const isNew = sight(sightingRow(sighting));
      if (isNew) index(sighting.story);
      return isNew;
    },
    /** Gives a story its new title, by which it is found from then on. */
    revise({ story, title, at }: Revision): boolean {
      const isNew = revise.run({ story, title, at: at.getTime() }).changes === 1;
      if (isNew) index(story);
      return isNew;
    },
    part: partings.part,
    remove({ id, place }: Candidate): void {
      words.remove(place);
      partings.forget(id);
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
      covered({ since, after, limit }: { since: Date; after?: number; limit: number }): Covered[] {
        const from = Math.max(placeAt(since), after === undefined ? 0 : after + 1);
        return readRows(covered.all(from, limit), toCovered);
      },
      parted: partings.all,
    },
  };
}

function toCovered({ id, title, text, url, published_at, coverage, place }: CoveredRow): Covered {
  return { story: { id, title, text, url, publishedAt: new Date(published_at) }, coverage, place };
}

/** Makes what keeps stories apart. */
function makePartings(db: DatabaseSync) {
  const all = db.prepare("SELECT a, b FROM parted ORDER BY a, b");
  const insert = makeInsert(db, "parted", "ON CONFLICT DO NOTHING");
  const found = db.prepare("UPDATE story SET coverage = id WHERE id = ? AND coverage IS NOT id");
  // Where the story leads a coverage, it leads its own from now on, unless another one leads that already.
  const lead = db.prepare(
    "UPDATE OR IGNORE alert SET coverage = story WHERE story = ? AND verdict = 'told' AND coverage <> story",
  );
  const forget = db.prepare("DELETE FROM parted WHERE a = :id OR b = :id");

  return {
    all: (): (readonly [string, string])[] =>
      readRows(all.all(), ({ a, b }: { a: string; b: string }) => [a, b] as const),
    /** Parts the first story from the second: it founds a coverage of its own. Returns whether the pair is new. */
    part([first, second]: readonly [string, string]): boolean {
      const [a, b] = first < second ? [first, second] : [second, first];
      const isNew = insert({ a, b });
      found.run(first);
      lead.run(first);
      return isNew;
    },
    forget: (id: string): void => void forget.run({ id }),
  };
}
