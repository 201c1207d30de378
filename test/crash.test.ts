import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Source } from "../src/sources/source.ts";
import { openStore } from "../src/store/sqlite.ts";
import { makeClock } from "./doubles/clock.ts";
import type { Item } from "./doubles/feeds.ts";
import { makeWorld, openHouse, pollOnce, publish, worldSource } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { aSource, MORNING, newsroom } from "./doubles/samples.ts";

const CHILD = new URL("./doubles/crash-child.ts", import.meta.url).pathname;
const MINUTE = 60_000;
const TIMES = { id: "source-2", name: "The times", url: "https://times.example/feed.xml" };
/** Long enough for a machine that is busy with other tests; nothing here waits for time to pass. */
const PATIENCE = { timeout: 30_000 };

/** A data folder with a watch for OpenAI, whose source has had its silent first poll. */
async function prepare(folder: string, ...further: readonly Source[]): Promise<ReturnType<typeof makeWorld>> {
  const clock = makeClock();
  const world = makeWorld();
  publish(world, "old");
  const store = await openStore({ folder: join(folder, "data"), now: clock.now });
  const house = await openHouse({
    store,
    world,
    clock,
    platform: makePlatform(makeTruth(), { now: clock.now }),
  });
  await store.sources.put(worldSource());
  await house.desk.watch(newsroom, { id: "p", name: "p" }, "OpenAI");
  await pollOnce(house);
  for (const source of further) {
    await store.sources.put(source);
    await pollOnce(house, source.id);
  }
  await store.close();
  return world;
}

/** What the next life finds in the papers. */
function print(folder: string, feeds: Readonly<Record<string, readonly Item[]>>): void {
  writeFileSync(join(folder, "feeds.json"), JSON.stringify(feeds));
}

/** What stands in the channel, line by line. */
function channel(folder: string): readonly Line[] {
  const lines = readFileSync(join(folder, "channel.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** A story of one event, as a paper tells it. */
function anItem(paper: string, title: string): Item {
  const html = "Staff were told on Tuesday that its video tool is shut down to free computing power.";
  return { id: title, title, url: `https://${paper}.example/sora`, at: MORNING, html };
}

/** A message that was posted, or the edit of one. */
interface Line {
  readonly key?: string;
  readonly title?: string;
  readonly edits?: string;
  readonly text?: string;
}

async function live(
  folder: string,
  point: string,
  minutes: number,
  ...more: readonly string[]
): Promise<NodeJS.Signals | number | null> {
  const time = String(MORNING.getTime() + minutes * MINUTE);
  const child = spawn(process.execPath, [CHILD, folder, point, time, ...more], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code, signal] = await once(child, "exit");
  return signal ?? code;
}

describe("when the process is killed", PATIENCE, () => {
  const points = ["commit", "sending", "post", "settle"].flatMap((name) => [
    `before ${name}`,
    `after ${name}`,
  ]);
  it.concurrent.each(points)("%s, the next life tells all, once, in order", async (point) => {
    const folder = mkdtempSync(join(tmpdir(), "newshound-crash-"));
    const world = await prepare(folder);
    for (const id of ["a", "b", "c"]) publish(world, id);
    print(folder, { "wire.example": world.items });
    expect(await live(folder, point, 1)).toBe("SIGKILL");
    expect(await live(folder, "", 2)).toBe(0);
    expect(channel(folder).map(({ title }) => title)).toEqual(
      ["a", "b", "c"].map((id) => `OpenAI story number ${id}`),
    );
    rmSync(folder, { recursive: true });
  });

  it.concurrent("in the middle of looking for a lost message, the life after that finds it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "newshound-crash-"));
    const world = await prepare(folder);
    publish(world, "a");
    print(folder, { "wire.example": world.items });
    expect(await live(folder, "after post", 1)).toBe("SIGKILL");
    expect(await live(folder, "before find", 2)).toBe("SIGKILL");
    expect(await live(folder, "", 3)).toBe(0);
    expect(channel(folder)).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });

  // Each life dies at the next step: the second paper's story is stored, the edit is about to leave, has left.
  it.concurrent("again and again while a second paper joins, one message stands, and names it at last", async () => {
    const folder = mkdtempSync(join(tmpdir(), "newshound-crash-"));
    const { items } = await prepare(folder, aSource({ ...TIMES, everyMs: 1000 }));
    const [old] = items;
    const first = anItem("wire", "OpenAI to end Sora and put its compute behind Spud");
    const second = anItem("times", "OpenAI shuts down Sora video tool to free compute for Spud");
    print(folder, { "wire.example": [first, ...(old ? [old] : [])], "times.example": [second] });
    const lives = ["after commit 2", "after sending", "after edit"];
    for (const [at, point] of lives.entries())
      expect(await live(folder, point, 1 + 2 * at, "covers")).toBe("SIGKILL");
    expect(await live(folder, "", 7, "covers")).toBe(0);
    const [post, ...edits] = channel(folder);
    expect(post?.title).toBe(first.title);
    expect(edits.length).toBeGreaterThan(0);
    for (const { edits: message, text } of edits) {
      expect(message).toBe(post?.key);
      expect(text).toContain("also The times");
    }
    rmSync(folder, { recursive: true });
  });
});
