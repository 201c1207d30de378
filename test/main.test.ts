import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import cron from "node-cron";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadConfig } from "../src/config.ts";
import { openNewshound } from "../src/main.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Surroundings } from "../src/surroundings.ts";
import { makeClock } from "./doubles/clock.ts";
import { makeFolder } from "./store/folder.ts";

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = makeFolder()));
afterEach(() => remove());

const clock = makeClock();

function config(port?: number) {
  const env = {
    NEWSHOUND_DATA: folder,
    NEWSHOUND_CONFIG: "test",
    ...(port === undefined ? {} : { PORT: `${port}` }),
  };
  const loaded = loadConfig(env, () => "{}");
  if (!loaded.ok) throw new Error(loaded.report);
  return loaded.config;
}

function around(more: Partial<Surroundings> = {}): Surroundings & { log: string[] } {
  const log: string[] = [];
  return {
    input: new PassThrough(),
    output: new PassThrough(),
    writeLog: (line) => void log.push(JSON.parse(line).event),
    human: false,
    color: false,
    interactive: false,
    onQuit: () => {},
    clock,
    log,
    ...more,
  };
}

/** Nothing of a start is left: the folder can be had, nothing ticks. */
async function expectNothingLeft(): Promise<void> {
  expect(existsSync(join(folder, "lock.json"))).toBe(false);
  await (await openStore({ folder, now: clock.now })).close();
  expect([...cron.getTasks().values()].filter((task) => task.getStatus() !== "stopped")).toEqual([]);
}

it("closes the store again where the port cannot be had", async () => {
  const taken = createServer().listen(0);
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  await expect(openNewshound(config(port), around())).rejects.toThrow(`Port ${port} is already in use.`);
  await expectNothingLeft();
  taken.close();
});

it("closes port and store again where a platform cannot start", async () => {
  const free = createSocket().listen(0);
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, "close");
  // An input that is no stream: reading from it throws.
  const broken = around({ input: {} as NodeJS.ReadableStream });
  await expect(openNewshound(config(port), broken)).rejects.toThrow(TypeError);
  expect(broken.log.some((event) => event.startsWith("Ready"))).toBe(false);
  await expectNothingLeft();
  const again = createServer().listen(port);
  await once(again, "listening");
  again.close();
});

it("stops though an answer can never be printed", async () => {
  const asked = Promise.withResolvers<void>();
  // It takes the answer and never says that it has.
  const full = new Writable({ write: () => asked.resolve() });
  const surroundings = around({ output: full });
  const newshound = await openNewshound(config(), surroundings);
  (surroundings.input as PassThrough).write("/news help\n");
  await asked.promise;
  const stopped = newshound.stop();
  clock.advance(9_000);
  await stopped;
  expect(surroundings.log.slice(-3)).toEqual([
    "Stopping: finishing what is under way.",
    "Not all of it could be finished; the next start takes it up.",
    "Stopped.",
  ]);
  await expectNothingLeft();
});

it("names a stored watch that it cannot read, and goes on", async () => {
  const store = await openStore({ folder, now: clock.now });
  await store.watches.put({
    id: "w1",
    channel: { platform: "slack", space: "T1", id: "C1" },
    text: "-musk",
    query: { kind: "word", text: "musk" },
    createdAt: clock.now(),
    origin: "chat",
  });
  await store.close();
  const surroundings = around();
  const newshound = await openNewshound(config(), surroundings);
  await newshound.stop();
  expect(surroundings.log).toContainEqual(
    expect.stringMatching(
      /^The watch -musk in slack:T1\/C1 cannot be read: .* It is kept, and finds nothing\.$/,
    ),
  );
});
