import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "../../src/store/lock.ts";
import { openStore } from "../../src/store/sqlite.ts";
import { makeFolder } from "./folder.ts";

const morning = new Date(2026, 4, 3, 9, 2);
let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = makeFolder()));
afterEach(() => remove());

const refused = (now: Date) => {
  try {
    takeLock(folder, now)();
  } catch (error) {
    return error as { code: string; message: string };
  }
  return undefined;
};

test("a second lock on the folder is refused, and names the holder", () => {
  const release = takeLock(folder, morning);
  expect(refused(new Date(2026, 4, 3, 17, 0))).toMatchObject({
    name: "StoreError",
    code: "locked",
    message: `Another Newshound is already running on ${folder} (process ${process.pid} on ${hostname()}, since 9:02). Stop it, or set NEWSHOUND_DATA to another folder.`,
  });
  expect(refused(new Date(2026, 4, 4, 1, 0))?.message).toContain("since 3 May, 9:02)");
  release();
  expect(refused(morning)).toBeUndefined();
  expect(existsSync(join(folder, "lock.json"))).toBe(false);
});

test.each([
  ["missing", undefined],
  ["half written", '{"pid":'],
  ["something else", '"x"'],
])("a note on the holder that is %s leaves the refusal plain", (_, note) => {
  const release = takeLock(folder, morning);
  const file = join(folder, "lock.json");
  if (note === undefined) rmSync(file);
  else writeFileSync(file, note);
  expect(refused(morning)?.message).toBe(
    `Another Newshound is already running on ${folder}. Stop it, or set NEWSHOUND_DATA to another folder.`,
  );
  release();
});

test("a note that a dead process left does not hold the folder", () => {
  writeFileSync(
    join(folder, "lock.json"),
    JSON.stringify({ pid: 1, host: "gone", since: "2026-01-01T00:00:00Z" }),
  );
  const release = takeLock(folder, morning);
  expect(JSON.parse(readFileSync(join(folder, "lock.json"), "utf8"))).toMatchObject({ pid: process.pid });
  release();
});

test("an open store holds its folder until it is closed", async () => {
  const options = { folder, now: () => morning };
  const store = await openStore(options);
  await expect(openStore(options)).rejects.toMatchObject({ code: "locked" });
  await store.sources.all();
  await store.close();
  await store.close();
  await (await openStore(options)).close();
});
