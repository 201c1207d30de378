import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../src/store/sqlite.ts";
import { makeClock } from "./doubles/clock.ts";
import { makeWorld, openHouse, pollOnce, publish, worldSource } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { MORNING, newsroom } from "./doubles/samples.ts";

const CHILD = new URL("./doubles/crash-child.ts", import.meta.url).pathname;
const MINUTE = 60_000;
/** Long enough for a machine that is busy with other tests; nothing here waits for time to pass. */
const PATIENCE = { timeout: 30_000 };

/** A data folder with a watch for OpenAI, whose source has had its silent first poll. */
async function prepare(folder: string): Promise<ReturnType<typeof makeWorld>> {
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
  await store.close();
  return world;
}

async function live(folder: string, point: string, minutes: number): Promise<NodeJS.Signals | number | null> {
  const time = String(MORNING.getTime() + minutes * MINUTE);
  const child = spawn(process.execPath, [CHILD, folder, point, time], {
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
    writeFileSync(join(folder, "feed.json"), JSON.stringify(world.items));
    expect(await live(folder, point, 1)).toBe("SIGKILL");
    expect(await live(folder, "", 2)).toBe(0);
    const titles = readFileSync(join(folder, "channel.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).title);
    expect(titles).toEqual(["a", "b", "c"].map((id) => `OpenAI story number ${id}`));
    rmSync(folder, { recursive: true });
  });

  it("in the middle of looking for a lost message, the life after that finds it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "newshound-crash-"));
    const world = await prepare(folder);
    publish(world, "a");
    writeFileSync(join(folder, "feed.json"), JSON.stringify(world.items));
    expect(await live(folder, "after post", 1)).toBe("SIGKILL");
    expect(await live(folder, "before find", 2)).toBe("SIGKILL");
    expect(await live(folder, "", 3)).toBe(0);
    expect(readFileSync(join(folder, "channel.jsonl"), "utf8").trim().split("\n")).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});
