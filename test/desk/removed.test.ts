import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Platform } from "../../src/platforms/platform.ts";
import type { Channel } from "../../src/watches/channel.ts";
import { MORNING, plus } from "../doubles/samples.ts";
import { abroad, ada, DAY, here, nextDoor, openScene, type Scene } from "./scene.ts";

const GRACE = 30 * DAY;
const SPACE = "test:s1";

let scene: Scene;
/** Whether the platform is up, and lets the bot write. */
let isUp: boolean;
let mayPost: boolean;

beforeEach(async () => {
  [isUp, mayPost] = [true, false];
  scene = await openScene({ platforms: (usual) => [shut(usual)] });
  for (const channel of [here, nextDoor, abroad]) await scene.desk.watch(channel, ada, "OpenAI");
});
afterEach(() => scene.store.close());

function shut(usual: Platform): Platform {
  return {
    ...usual,
    health: () => ({ state: isUp ? "up" : "down", since: MORNING, detail: "" }),
    describe: async () => ({ name: "here", canPost: mayPost }),
  };
}

const watched = async (...channels: readonly Channel[]) =>
  Promise.all(channels.map(async (channel) => (await scene.desk.watches(channel)).length));
const forgetAfter = (ms: number) => scene.desk.forget(plus(MORNING, ms));

describe("a channel that is lost", () => {
  it("keeps its watches for 30 days, and drops them then, here alone", async () => {
    expect(await scene.desk.left({ space: SPACE, channel: here })).toEqual({
      where: `${SPACE}/${here.id}`,
      since: MORNING,
    });
    expect(await forgetAfter(GRACE - 1)).toBe(0);
    expect(await watched(here, nextDoor, abroad)).toEqual([1, 1, 1]);
    expect(await forgetAfter(GRACE)).toBe(1);
    expect(await watched(here, nextDoor, abroad)).toEqual([0, 1, 1]);
    expect(await forgetAfter(GRACE)).toBe(0);
    expect(await scene.store.watches.in(here)).toEqual([]);
  });

  it("counts from the first time", async () => {
    await scene.desk.left({ space: SPACE, channel: here });
    scene.clock.advance(DAY);
    expect((await scene.desk.left({ space: SPACE, channel: here })).since).toEqual(MORNING);
    expect(await forgetAfter(GRACE)).toBe(1);
  });

  it("keeps them where the bot comes back", async () => {
    await scene.desk.left({ space: SPACE, channel: here });
    await scene.desk.left({ space: SPACE });
    const ended = await scene.desk.returned(here);
    expect(ended.map(({ where }) => where)).toEqual([`${SPACE}/${here.id}`, SPACE]);
    expect(await scene.desk.returned(here)).toEqual([]);
    expect(await forgetAfter(2 * GRACE)).toBe(0);
  });

  it("keeps them where the platform lets the bot write all the same", async () => {
    await scene.desk.left({ space: SPACE, channel: here });
    mayPost = true;
    expect(await forgetAfter(DAY)).toBe(0);
    mayPost = false;
    expect(await forgetAfter(GRACE)).toBe(0);
    expect(await watched(here)).toEqual([1]);
  });

  it("keeps what the configuration file wants", async () => {
    await scene.desk.reconcile([{ channel: here, query: "Sora" }]);
    await scene.desk.left({ space: SPACE, channel: here });
    expect(await forgetAfter(GRACE)).toBe(1);
    expect((await scene.desk.watches(here)).map(({ watch }) => watch.text)).toEqual(["Sora"]);
  });
});

describe("a space that is lost", () => {
  it("drops the watches of all its channels after 30 days, whatever a platform says that is down", async () => {
    [isUp, mayPost] = [false, true];
    await scene.desk.left({ space: SPACE });
    expect(await forgetAfter(GRACE - 1)).toBe(0);
    expect(await forgetAfter(GRACE)).toBe(2);
    expect(await watched(here, nextDoor, abroad)).toEqual([0, 0, 1]);
  });
});

describe("the watches of a space", () => {
  it("are those of its channels, each channel's together", async () => {
    scene.clock.advance(1);
    await scene.desk.watch(here, ada, "Sora");
    const rows = await scene.desk.watchesOf(SPACE);
    const named = rows.map(({ watch }) => `${watch.channel.id} ${watch.text}`);
    expect(named).toHaveLength(3);
    expect(named.filter((one) => one.startsWith(here.id))).toEqual([`${here.id} OpenAI`, `${here.id} Sora`]);
    expect(named.indexOf(`${here.id} Sora`) - named.indexOf(`${here.id} OpenAI`)).toBe(1);
    expect(await scene.desk.watchesOf("test:none")).toEqual([]);
  });
});
