// One life of the program for test/crash.test.ts: polls a feed that lies in a file, posts to a channel that lies in
// a file, and kills itself at a named point. Arguments: folder, point (such as "after commit"), time in ms.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../../src/platforms/platform.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { makeClock } from "./clock.ts";
import { openHouse, pollOnce, type World } from "./house.ts";
import { makePlatform, makeTruth } from "./platform.ts";

const [folder = "", point = "", time = "0"] = process.argv.slice(2);

/** Dies before or after a call, where that is the named point: as a pulled plug, without a chance to tidy up. */
function mortal<A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) {
  const dieAt = (here: string) => here === point && process.kill(process.pid, "SIGKILL");
  return async (...args: A): Promise<R> => {
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
const world: World = {
  items: JSON.parse(readFileSync(join(folder, "feed.json"), "utf8"), revive),
  fetches: 0,
};
const file = await openStore({ folder: join(folder, "data"), now: clock.now });
await pollOnce(await openHouse({ store: mortalStore(file), world, clock, platform: filePlatform() }));
await file.close();
