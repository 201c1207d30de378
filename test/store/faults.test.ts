import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreError, storeError } from "../../src/store/errors.ts";
import { openStore } from "../../src/store/sqlite.ts";
import { failing } from "../doubles/store.ts";
import { makeFolder } from "./folder.ts";
import { alert, plan, START, story, storyPlan } from "./plans.ts";

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = makeFolder()));
afterEach(() => remove());
const now = () => START;

describe("a store that cannot be opened", () => {
  test("a folder that cannot be made or written", async () => {
    writeFileSync(join(folder, "file"), "kept");
    for (const inside of ["file", join("file", "data")]) {
      await expect(openStore({ folder: join(folder, inside), now })).rejects.toMatchObject({
        code: "unwritable",
        message: expect.stringContaining(`Newshound cannot write to ${join(folder, inside)} (`),
      });
    }
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("kept");
    await expect(openStore({ folder: "/proc/newshound", now })).rejects.toMatchObject({ code: "unwritable" });
  });

  test("a file that is no database is named and left as it is, and the folder is free again", async () => {
    const file = join(folder, "newshound.sqlite");
    writeFileSync(file, "this is a shopping list, not a database ".repeat(200));
    const before = readFileSync(file);
    for (const _ of [1, 2]) {
      await expect(openStore({ folder, now })).rejects.toMatchObject({
        code: "corrupt",
        message: expect.stringContaining(`${file} holds something that Newshound cannot read`),
      });
    }
    expect(readFileSync(file)).toEqual(before);
  });

  test("a disk without room for the database", async () => {
    await expect(
      openStore({ folder, now, maxPages: 1 }).then((store) => store.close()),
    ).resolves.toBeUndefined();
  });
});

describe("a store in trouble", () => {
  test("a full disk refuses the plan whole, reads go on, and there is room again later", async () => {
    const store = await openStore({ folder, now, maxPages: 60 });
    await store.commit(storyPlan(1));
    const big = { ...storyPlan(2), stories: [story(2, { text: "news ".repeat(60_000) })] };
    await expect(store.commit(big)).rejects.toMatchObject({
      code: "full",
      message: expect.stringMatching(/^The disk that holds .* is full/),
    });
    expect(await store.stories.get(["story-2"])).toEqual([]);
    expect(await store.kv("seen").get("i/2")).toBeUndefined();
    await expect(store.kv("any").set("k", "news ".repeat(60_000))).rejects.toMatchObject({ code: "full" });
    await store.commit(storyPlan(3));
    await store.close();

    const roomy = await openStore({ folder, now });
    await roomy.commit(big);
    expect(await roomy.stories.count()).toBe(3);
    await roomy.close();
    const db = new DatabaseSync(join(folder, "newshound.sqlite"));
    expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    db.close();
  });

  test("a damaged row is an error, never an absence", async () => {
    const store = await openStore({ folder, now });
    await store.commit(storyPlan(1));
    const db = new DatabaseSync(join(folder, "newshound.sqlite"));
    db.exec(
      "UPDATE alert SET matches = '[{'; UPDATE dispatch SET channel = 'nowhere'; UPDATE kv SET v = '{'",
    );
    db.close();
    await expect(store.alerts.get([alert(1).id])).rejects.toMatchObject({ code: "corrupt" });
    await expect(store.dispatches.heads(START)).rejects.toMatchObject({ code: "corrupt" });
    await expect(store.kv("seen").get("i/1")).rejects.toMatchObject({ code: "corrupt" });
    await store.close();
  });

  test("after closing every call fails plainly", async () => {
    const store = await openStore({ folder, now });
    const seen = store.kv("seen");
    await store.close();
    const closed = { code: "failed", message: expect.stringMatching(/refused: it is closed\.$/) };
    await expect(store.commit(storyPlan(1))).rejects.toMatchObject(closed);
    await expect(store.sources.all()).rejects.toMatchObject(closed);
    await expect(store.tidy(START)).rejects.toMatchObject(closed);
    await expect(seen.get("i/1")).rejects.toMatchObject(closed);
  });

  test.each([
    [Object.assign(new Error("x"), { code: "ENOSPC" }), "full"],
    [Object.assign(new Error("x"), { code: "EROFS" }), "unwritable"],
    [Object.assign(new Error("x"), { code: "ERR_SQLITE_ERROR", errcode: 13 }), "full"],
    [Object.assign(new Error("x"), { code: "ERR_SQLITE_ERROR", errcode: 8 | (6 << 8) }), "unwritable"],
    [Object.assign(new Error("x"), { code: "ERR_SQLITE_ERROR", errcode: 5 }), "failed"],
    [new SyntaxError("x"), "corrupt"],
    ["a string", "failed"],
  ])("%s means %s", (error, code) => {
    expect(storeError(error, "place")).toMatchObject({ code, cause: error });
  });

  test("a StoreError stays what it is", () => {
    const error = new StoreError("stale", "Decide again.");
    expect(storeError(error, "place")).toBe(error);
  });
});

describe("the failing double", () => {
  test("fails the chosen calls before or after their effect, and counts them all", async () => {
    const inner = await openStore({ folder: ":memory:", now });
    const names: string[] = [];
    const store = failing(inner, (call, n) => {
      names.push(call);
      return n === 1 ? "before" : n === 2 ? "after" : undefined;
    });
    await expect(store.commit(storyPlan(1))).rejects.toThrow("Injected: before commit, call 1.");
    expect(await inner.stories.count()).toBe(0);
    await expect(store.commit(storyPlan(2))).rejects.toThrow("Injected: after commit, call 2.");
    expect(await inner.stories.count()).toBe(1);
    expect(await store.stories.count()).toBe(1);
    await store.kv("seen").get("i/2");
    await store.dispatches.heads(START);
    expect(names).toEqual(["commit", "commit", "stories.count", "kv(seen).get", "dispatches.heads"]);
    expect(store.calls()).toBe(5);
    await store.close();
    await expect(inner.commit(plan({}))).rejects.toMatchObject({ code: "failed" });
  });
});
