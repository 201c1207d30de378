import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import { MIGRATIONS, migrate } from "../../src/store/migrations.ts";
import { alertRow } from "../../src/store/outbox-rows.ts";
import { sightingRow, storyRow } from "../../src/store/rows.ts";
import { makeInsert, transact } from "../../src/store/sql.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Story } from "../../src/stories/story.ts";
import { where } from "./contract-search.ts";
import { makeFolder } from "./folder.ts";
import { alert, at, HERE, plan, START, story } from "./plans.ts";

const DAY = 1_440;
const ALL = { days: 3_650, stories: 1_000_000 };
const now = () => START;

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = makeFolder()));
afterEach(() => remove());

/** What rows have today and did not have in the first schema. */
const LATER = new Set(["description", "page", "updated_at", "near", "follows"]);
const ofThen = (row: Readonly<Record<string, SQLInputValue>>) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !LATER.has(column)));

/** Writes a database of schema 1, as the release before stored search did. */
function writeFirst(stories: readonly Story[], alerts: readonly Alert[] = []): DatabaseSync {
  const db = new DatabaseSync(join(folder, "newshound.sqlite"));
  migrate(db, MIGRATIONS.slice(0, 1), () => {});
  const [putStory, putAlert] = [makeInsert(db, "story"), makeInsert(db, "alert")];
  transact(db, () => {
    for (const one of stories) putStory(ofThen(storyRow(one)));
    for (const one of alerts) putAlert(ofThen(alertRow(one)));
  });
  return db;
}

test("stories of the first schema keep their order and are found, by each outlet", async () => {
  const same = [1, 2, 3].map((n) => story(n, { publishedAt: at(7) }));
  const db = writeFirst([story(9), ...same, story(6), story(5, { publishedAt: new Date(0), title: "Sora" })]);
  const url = "https://b.example/9";
  makeInsert(
    db,
    "sighting",
  )(sightingRow({ story: "story-9", source: "b", sourceName: "Bee", url, at: START }));
  db.close();

  const store = await openStore({ folder, now });
  const ids = async (text?: string) =>
    (await store.stories.search({ limit: 9, ...(text && { where: where(text) }) })).map(({ id }) => id);
  const all = ["story-9", "story-1", "story-2", "story-3", "story-6", "story-5"];
  expect(await ids()).toEqual(all);
  expect(await ids("lab")).toEqual(all);
  expect(await ids("Sora")).toEqual(["story-5"]);
  expect(await ids("source:Bee")).toEqual(["story-9"]);
  expect((await store.stories.get(["story-9"]))[0]).toMatchObject({ ...story(9), outlets: [{}, { url }] });
  await store.close();
  expect(readdirSync(join(folder, "backups"))).toEqual(["newshound-v1-20260503T091200000Z.sqlite"]);
});

test("more stories than are read at once are all found", async () => {
  writeFirst(Array.from({ length: 450 }, (_, n) => story(n, { text: "", title: `Lab ${n}` }))).close();
  const store = await openStore({ folder, now });
  expect(await store.stories.search({ where: where("lab"), limit: 999 })).toHaveLength(450);
  await store.close();
});

test("stories and alerts of the second schema lack what came later, and may take it on", async () => {
  const db = new DatabaseSync(join(folder, "newshound.sqlite"));
  migrate(db, MIGRATIONS.slice(0, 2), () => {});
  const told = alert(1);
  makeInsert(db, "story")({ ...ofThen(storyRow(story(1))), place: 7 });
  makeInsert(db, "alert")({ ...ofThen(alertRow(told)), kept_until: 0 });
  db.close();

  const store = await openStore({ folder, now });
  const outlets = [{ source: "wire", name: "The Wire", url: story(1).url }];
  expect(await store.stories.get(["story-1"])).toEqual([{ ...story(1), outlets }]);
  expect(await store.alerts.get([told.id])).toEqual([told]);
  const found = await store.stories.covered({ since: new Date(0), limit: 9 });
  expect(found).toMatchObject([{ coverage: "story-1", place: 7 }]);
  const past = await store.alerts.past([HERE], [], START, ["story-1"]);
  expect([...past.values()][0]?.latest).toEqual(new Map([["story-1", told.id]]));
  const revision = { story: "story-1", title: "Sora", at: at(9) };
  await store.commit(plan({ revisions: [revision], parted: [["story-1", "story-2"]] }));
  const changed = { title: "Sora", updatedAt: at(9), coverage: "story-1" };
  expect(await store.stories.get(["story-1"])).toEqual([{ ...story(1), ...changed, outlets }]);
  await store.close();
  expect(readdirSync(join(folder, "backups"))).toEqual(["newshound-v2-20260503T091200000Z.sqlite"]);
});

test("alerts of the first schema are kept as long as a mark of their story may bring it back", async () => {
  const db = writeFirst([], [alert(1), alert(2)]);
  const mark = { value: { story: "story-2", at: 0 }, expires: at(100 * DAY).getTime() };
  makeInsert(db, "kv")({ ns: "seen", k: "u/2", v: JSON.stringify(mark), e: mark.expires });
  db.close();
  const store = await openStore({ folder, now });
  const left = async (days: number) => {
    await store.retain(at(days * DAY), ALL);
    return (await store.alerts.get([alert(1).id, alert(2).id])).map(({ story }) => story);
  };
  expect(await left(120)).toEqual(["story-1", "story-2"]);
  expect(await left(121)).toEqual(["story-2"]);
  expect(await left(129)).toEqual(["story-2"]);
  expect(await left(130)).toEqual([]);
  await store.close();
});
