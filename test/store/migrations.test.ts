import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { MIGRATIONS, type Migration, migrate, schemaOf } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/sqlite.ts";
import { makeFolder } from "./folder.ts";
import { START, storyPlan } from "./plans.ts";

describe("migrating", () => {
  let db: DatabaseSync;
  let copies: number[];
  beforeEach(() => {
    copies = [];
    db = new DatabaseSync(":memory:");
  });
  afterEach(() => db.close());

  const copy = (schema: number) => void copies.push(schema);
  const tables = () => db.prepare("SELECT name FROM sqlite_schema ORDER BY name").all();
  const [one, two, three]: Migration[] = [
    (to) => to.exec("CREATE TABLE a (x); INSERT INTO a VALUES (1)"),
    (to) => to.exec("CREATE TABLE b (x); INSERT INTO b SELECT x + 1 FROM a"),
    (to) => to.exec("DROP TABLE a; CREATE TABLE b (x)"),
  ];

  test("a new database gets every migration in order, and needs no copy", () => {
    expect(migrate(db, [one as Migration, two as Migration], copy)).toEqual({ from: 0, to: 2 });
    expect(db.prepare("SELECT x FROM b").get()).toEqual({ x: 2 });
    expect(schemaOf(db)).toBe(2);
    expect(copies).toEqual([]);
  });

  test("an older one is copied and gets only what is new; a current one is left alone", () => {
    migrate(db, [one as Migration], copy);
    expect(migrate(db, [one as Migration, two as Migration], copy)).toEqual({ from: 1, to: 2 });
    expect(migrate(db, [one as Migration, two as Migration], copy)).toEqual({ from: 2, to: 2 });
    expect(copies).toEqual([1]);
  });

  test("a migration that fails changes nothing", () => {
    migrate(db, [one as Migration], copy);
    const before = tables();
    expect(() => migrate(db, [one, two, three] as Migration[], copy)).toThrow("already exists");
    expect(tables()).toEqual(before);
    expect(schemaOf(db)).toBe(1);
    expect(db.isTransaction).toBe(false);
  });

  test("without a copy there is no migration", () => {
    migrate(db, [one as Migration], copy);
    const noCopy = () => {
      throw new Error("no space");
    };
    expect(() => migrate(db, [one as Migration, two as Migration], noCopy)).toThrow("no space");
    expect(schemaOf(db)).toBe(1);
  });

  test("our own migrations make a database that is sound", () => {
    expect(migrate(db, MIGRATIONS, copy)).toEqual({ from: 0, to: MIGRATIONS.length });
    expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  });

  test("one coverage is told once per channel, and may be joined or held beside", () => {
    migrate(db, MIGRATIONS, copy);
    const insert = db.prepare(
      `INSERT INTO alert (id, channel, story, matches, verdict, decided_at, coverage)
       VALUES (:id, :channel, :id, '[]', :verdict, 0, 'c')`,
    );
    insert.run({ id: "1", channel: "here", verdict: "told" });
    insert.run({ id: "2", channel: "here", verdict: "joined" });
    insert.run({ id: "3", channel: "there", verdict: "told" });
    expect(() => insert.run({ id: "4", channel: "here", verdict: "told" })).toThrow("UNIQUE");
  });
});

describe("opening", () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => ({ folder, remove } = makeFolder()));
  afterEach(() => remove());
  const file = () => join(folder, "newshound.sqlite");
  const now = () => START;

  test("an older file is copied whole before it is migrated, and the log says where", async () => {
    const old = new DatabaseSync(file());
    old.exec("CREATE TABLE note (text); INSERT INTO note VALUES ('kept')");
    old.close();
    const events: [string, object][] = [];
    const store = await openStore({ folder, now, log: (event, details) => events.push([event, details]) });
    await store.commit(storyPlan(1));
    await store.close();

    const copy = join(folder, "backups", "newshound-v0-20260503T091200000Z.sqlite");
    expect(events).toEqual([
      ["store copied", { copy }],
      ["store migrated", { file: file(), from: 0, to: MIGRATIONS.length }],
    ]);
    for (const [path, schema] of [
      [copy, 0],
      [file(), MIGRATIONS.length],
    ] as const) {
      const db = new DatabaseSync(path, { readOnly: true });
      expect(db.prepare("SELECT text FROM note").get()).toEqual({ text: "kept" });
      expect(schemaOf(db)).toBe(schema);
      db.close();
    }
    await (await openStore({ folder, now })).close();
    expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
  });

  test("where no copy can be made, nothing is migrated", async () => {
    const old = new DatabaseSync(file());
    old.exec("CREATE TABLE note (text)");
    old.close();
    writeFileSync(join(folder, "backups"), "in the way");
    const before = readFileSync(file());
    await expect(openStore({ folder, now })).rejects.toMatchObject({ code: "unwritable" });
    expect(readFileSync(file())).toEqual(before);
    rmSync(join(folder, "backups"));
    await (await openStore({ folder, now })).close();
    expect(readdirSync(join(folder, "backups"))).toEqual(["newshound-v0-20260503T091200000Z.sqlite"]);
  });

  test("each commit waits for the disk", () => {
    const db = openDatabase(file(), { now });
    expect(db.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(db.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
    db.close();
  });

  test("a newer file is refused and not touched, and the folder is free again", async () => {
    const newer = new DatabaseSync(file());
    newer.exec("CREATE TABLE future (x); PRAGMA user_version = 99");
    newer.close();
    const before = readFileSync(file());
    for (const _ of [1, 2]) {
      await expect(openStore({ folder, now })).rejects.toMatchObject({
        code: "newer",
        message: expect.stringMatching(/has schema 99 and this Newshound knows schemas up to \d+\./),
      });
    }
    expect(readFileSync(file())).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(["lock.sqlite", "newshound.sqlite"]);
  });
});
