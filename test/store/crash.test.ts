import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/store/sqlite.ts";
import { makeFolder } from "./folder.ts";
import { alert, START, storyPlan } from "./plans.ts";

const COMMITTER = fileURLToPath(new URL("./committer.ts", import.meta.url));

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = makeFolder()));
afterEach(() => remove());

/** Runs the committer, kills it by SIGKILL once it has said so many numbers; returns the last number said. */
async function killAfter(lines: number, first: number): Promise<number> {
  const child = spawn(process.execPath, [COMMITTER, folder, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last >= first + lines - 1) child.kill("SIGKILL");
  }
  expect(await exit).toEqual([null, "SIGKILL"]);
  return last;
}

/** Expects the database in a folder to be sound and to hold whole plans only, 1 to n; returns n. */
async function wholePlans(place: string): Promise<number> {
  const store = await openStore({ folder: place, now: () => START });
  const count = await store.stories.count();
  const heads = await store.dispatches.pending(alert(1).channel);
  expect(heads.map((one) => one.id)).toEqual(Array.from({ length: count }, (_, n) => alert(n + 1).id));
  for (let n = 1; n <= count; n++) {
    expect(await store.stories.get([`story-${n}`])).toHaveLength(1);
    expect(await store.alerts.get([alert(n).id])).toHaveLength(1);
    expect(await store.kv("seen").getMany([`i/${n}`, `u/${n}`, `t/${n}`])).not.toContain(undefined);
  }
  await store.close();

  const db = new DatabaseSync(join(place, "newshound.sqlite"));
  expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  expect(db.prepare("SELECT count(*) AS n FROM kv").get()).toEqual({ n: 3 * count });
  expect(db.prepare("SELECT count(*) AS n FROM alert").get()).toEqual({ n: count });
  const found = db.prepare("SELECT rowid AS place FROM words WHERE words MATCH 'lab' ORDER BY rowid");
  expect(found.all()).toEqual(db.prepare("SELECT place FROM story ORDER BY place").all());
  db.close();
  return count;
}

test("killed amid commits, a store keeps all that it said was stored, nothing half, and opens at once", async () => {
  let first = 1;
  for (const lines of [1, 7, 40]) {
    const said = await killAfter(lines, first);
    const stored = await wholePlans(folder);
    expect(stored).toBeGreaterThanOrEqual(said);
    first = stored + 1;
  }
});

test("with its log cut anywhere, as by a power cut, a store holds whole plans only", async () => {
  const store = await openStore({ folder, now: () => START });
  for (let n = 1; n <= 20; n++) await store.commit(storyPlan(n));
  const log = join(folder, "newshound.sqlite-wal");
  const size = readFileSync(log).length;
  const stored: number[] = [];
  for (let part = 0; part <= 12; part++) {
    const copy = join(folder, `copy-${part}`);
    mkdirSync(copy);
    copyFileSync(join(folder, "newshound.sqlite"), join(copy, "newshound.sqlite"));
    copyFileSync(log, join(copy, "newshound.sqlite-wal"));
    truncateSync(join(copy, "newshound.sqlite-wal"), Math.floor((size * part) / 12));
    stored.push(await wholePlans(copy));
  }
  await store.close();
  expect(stored).toEqual(stored.toSorted((a, b) => a - b));
  expect([stored[0], stored.at(-1)]).toEqual([0, 20]);
});
