// One life of the program for test/crash.test.ts: polls feeds that lie in a file, posts to a channel that lies in a
// file, and kills itself at a named point. Arguments: folder, point (such as "after commit", or "after commit 2" for
// the second one), time in ms, and "covers" where stories of one event are to be told as one.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../../src/platforms/platform.ts";
import type { Fetcher } from "../../src/sources/source.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { cardText } from "./card-text.ts";
import { makeClock } from "./clock.ts";
import { type Item, rss } from "./feeds.ts";
import { makeWorld, openHouse, pollOnce } from "./house.ts";
import { makePlatform, makeTruth } from "./platform.ts";

const [folder = "", point = "", time = "0", covers] = process.argv.slice(2);

/** Dies before or after a call, where that is the named point: as a pulled plug, without a chance to tidy up. */
function mortal<A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) {
  let calls = 0;
  const dieAt = (here: string) =>
    (here === point || `${here} ${calls}` === point) && process.kill(process.pid, "SIGKILL");
  return async (...args: A): Promise<R> => {
    calls += 1;
    dieAt(`before ${name}`);
    const result = await call(...args);
    dieAt(`after ${name}`);
    return result;
  };
}

/** A channel in a file: what stands there outlives every life. */
function filePlatform(): Platform {
  const file = join(folder, "channel.jsonl");
  const lines = () => (existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : []);
  return {
    ...makePlatform(makeTruth(), { now: () => new Date() }),
    post: mortal("post", async (channel, card, { key }) => {
      appendFileSync(file, `${JSON.stringify({ key, title: card.title?.text })}\n`);
      return { kind: "sent", message: { channel, id: key } };
    }),
    edit: mortal("edit", async (message, card) => {
      appendFileSync(file, `${JSON.stringify({ edits: message.id, text: cardText(card) })}\n`);
      return { kind: "sent", message };
    }),
    find: mortal("find", async (channel, key) =>
      lines().some((line) => JSON.parse(line).key === key) ? { channel, id: key } : "absent",
    ),
  };
}

function mortalStore(file: Store): Store {
  const { dispatches } = file;
  return {
    ...file,
    commit: mortal("commit", file.commit),
    dispatches: {
      ...dispatches,
      sending: mortal("sending", dispatches.sending),
      settle: mortal("settle", dispatches.settle),
    },
  };
}

const clock = makeClock(new Date(Number(time)));
const revive = (key: string, value: unknown) => (key === "at" ? new Date(String(value)) : value);
const feeds: Record<string, Item[]> = JSON.parse(readFileSync(join(folder, "feeds.json"), "utf8"), revive);
const fetch: Fetcher = async (url) => {
  const items = feeds[new URL(url).hostname] ?? [];
  return { kind: "body", url, bytes: new TextEncoder().encode(rss(items)) };
};
const file = await openStore({ folder: join(folder, "data"), now: clock.now });
const house = await openHouse({
  store: mortalStore(file),
  world: makeWorld(),
  fetch,
  clock,
  platform: filePlatform(),
  ...(covers === "covers" && { covers: true }),
});
for (const { id } of await file.sources.all()) await pollOnce(house, id);
await file.close();
