import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Platform } from "../src/platforms/platform.ts";
import { freshState } from "../src/sources/schedule.ts";
import type { Source } from "../src/sources/source.ts";
import type { Channel } from "../src/watches/channel.ts";
import type { Watch } from "../src/watches/watch.ts";
import {
  abroad,
  ada,
  DAY,
  everyones,
  here,
  nextDoor,
  openScene,
  ours,
  type Scene,
  theirs,
} from "./desk/scene.ts";
import { anAlert, aStory, MORNING, plus } from "./doubles/samples.ts";
import { makeFolder } from "./store/folder.ts";
import { plan } from "./store/plans.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.store.close());

async function reopened(more: Parameters<typeof openScene>[0]): Promise<void> {
  await scene.store.close();
  scene = await openScene(more);
}

async function watch(text: string, channel: Channel = here): Promise<Watch> {
  const answer = await scene.desk.watch(channel, ada, text);
  if (answer.kind !== "added") throw new Error(`${text}: ${answer.kind}`);
  return answer.watch;
}

const textsIn = async (channel: Channel) => (await scene.desk.watches(channel)).map((row) => row.watch.text);
const matching = (title: string, source: Source) =>
  scene.desk.match(aStory({ title }), source).map((match) => [match.watch.channel.space, match.watch.text]);

describe("a new watch", () => {
  it("is answered with what it would have matched, and from where it is fed", async () => {
    await scene.put(everyones, ours, theirs);
    await scene.keep({ id: "a", source: "ours" }, { id: "b", source: "ours", title: "Rain", text: "" });
    expect(await scene.desk.watch(here, ada, "openai")).toEqual({
      kind: "added",
      watch: {
        id: expect.any(String),
        channel: here,
        text: "openai",
        query: { kind: "word", text: "openai" },
        createdAt: MORNING,
        createdBy: ada,
        origin: "chat",
      },
      tested: expect.objectContaining({ kind: "tested", text: "openai", matched: 1, of: 2, days: 7 }),
      sources: 2,
      nextLookAt: MORNING,
      cannotPost: undefined,
    });
    expect(matching("OpenAI moves", everyones)).toEqual([["s1", "openai"]]);
  });

  it("is there already, however it is spelled, and says how often it was told", async () => {
    const known = await watch('openai "super app"');
    const match = { watch: known.id, query: known.text, because: [] };
    await scene.store.commit(plan({ alerts: [anAlert({ matches: [match] })] }));
    const again = await scene.desk.watch(here, { id: "U2", name: "Bo" }, "openai  AND “super app”");
    expect(again).toEqual({ kind: "exists", watch: known, told: 1 });
    expect(await textsIn(here)).toHaveLength(1);
  });

  it("is there already where another spelling means the same, unless it is to take that one's place", async () => {
    const known = await watch("Sora OR Spud");
    expect(await scene.desk.watch(here, ada, "SPUD, sora")).toEqual({
      kind: "exists",
      watch: known,
      told: 0,
    });
    expect(await scene.desk.watch(nextDoor, ada, "sora OR spud")).toMatchObject({ kind: "added" });
    expect(await scene.desk.watch(here, ada, "sora OR spud", known.id)).toMatchObject({ kind: "added" });
    expect(await textsIn(here)).toHaveLength(2);
  });

  it("is refused where the query cannot be, and nothing is stored", async () => {
    expect(await scene.desk.watch(here, ada, "-musk")).toMatchObject({
      kind: "refused",
      text: "-musk",
      error: { start: 0, end: 5 },
    });
    expect(await scene.store.watches.all()).toEqual([]);
    expect(await scene.desk.test(here, "-musk")).toMatchObject({ kind: "refused" });
  });

  it("waits for the source that is due next, among those that are asked at all", async () => {
    const due = (id: string, minutes: number, disabled = false): Source => {
      const state = { ...freshState(plus(MORNING, minutes * 60_000)), ...(disabled ? { disabled } : {}) };
      return { ...everyones, id, state };
    };
    const nextLook = async (text: string) => {
      const answer = await scene.desk.watch(here, ada, text);
      return answer.kind === "added" ? answer.nextLookAt : answer.kind;
    };
    expect(await nextLook("none")).toBeUndefined();
    await scene.put(due("gone", 1, true));
    expect(await nextLook("gone")).toBeUndefined();
    await scene.put(due("later", 9), due("soon", 4));
    expect(await nextLook("soon")).toEqual(plus(MORNING, 4 * 60_000));
    await scene.put(due("late", -5));
    expect(await nextLook("late")).toEqual(MORNING);
  });

  it.each<[string, Partial<Platform>, unknown]>([
    [
      "what keeps the bot from writing here",
      {
        describe: async () => ({
          name: "news",
          canPost: false,
          why: "I am not in it.",
          fix: "Type /invite.",
        }),
      },
      { why: "I am not in it.", fix: "Type /invite." },
    ],
    [
      "nothing where the platform cannot tell",
      { describe: () => Promise.reject(new Error("away")) },
      undefined,
    ],
    ["nothing where the platform is not connected", { name: "other" }, undefined],
  ])("is saved, and its answer says %s", async (_what, odd, cannotPost) => {
    await reopened({ platforms: (usual) => [{ ...usual, ...odd }] });
    expect(await scene.desk.watch(here, ada, "Sora")).toMatchObject({ kind: "added", cannotPost });
    expect(await textsIn(here)).toEqual(["Sora"]);
  });
});

describe("watches", () => {
  it("that cannot be read are listed with the reason after a restart, find nothing, and can be stopped", async () => {
    const { folder, remove } = makeFolder();
    try {
      await reopened({ folder });
      await scene.put(ours);
      await scene.store.watches.put({ ...(await watch("Sora")), id: "lost", text: "-Sora" });
      await reopened({ folder });
      const rows = await scene.desk.watches(here);
      const lost = rows.find((row) => row.watch.unreadable !== undefined)?.watch;
      expect(lost).toMatchObject({ id: "lost", text: "-Sora", unreadable: expect.stringMatching(/\.$/) });
      expect(matching("Sora ends", ours)).toEqual([["s1", "Sora"]]);
      expect(await scene.desk.latest(here, undefined, 9)).toMatchObject({ found: [], watches: [{}, {}] });
      expect(await scene.desk.find(here, "-Sora")).toEqual([lost]);
      if (lost) await scene.desk.unwatch(lost);
      expect(await textsIn(here)).toEqual(["Sora"]);
    } finally {
      remove();
    }
  });

  it("are there again after a restart, in the same order and in the index", async () => {
    const { folder, remove } = makeFolder();
    try {
      await reopened({ folder });
      for (const text of ["Sora", "Spud", "OpenAI", "Qwen", '"super app" OR Spud']) await watch(text);
      const [paused] = await scene.desk.find(here, "Qwen");
      await scene.desk.pause(paused as Watch, plus(MORNING, DAY));
      const before = await scene.desk.watches(here);
      await reopened({ folder });
      expect(await scene.desk.watches(here)).toEqual(before);
      expect(
        matching("Spud", everyones)
          .map(([, text]) => text)
          .sort(),
      ).toEqual(['"super app" OR Spud', "Spud"]);
      await scene.store.close();
    } finally {
      remove();
    }
  });

  it("are a channel's own, and match what its space may see", async () => {
    await watch("Sora");
    await watch("Spud", nextDoor);
    await watch("Sora", abroad);
    expect(await textsIn(here)).toEqual(["Sora"]);
    expect(await textsIn(nextDoor)).toEqual(["Spud"]);
    expect(matching("Sora", everyones)).toEqual([
      ["s1", "Sora"],
      ["s2", "Sora"],
    ]);
    expect(matching("Sora", ours)).toEqual([["s1", "Sora"]]);
    expect(matching("Sora", theirs)).toEqual([["s2", "Sora"]]);
  });

  it("are listed oldest first, with how often each was told", async () => {
    const sora = await watch("Sora");
    scene.clock.advance(1000);
    await watch("Anything");
    const told = (id: string, days: number) =>
      anAlert({
        id,
        story: id,
        matches: [{ watch: sora.id, query: "Sora", because: [] }],
        verdict: { kind: "told", dispatch: id, by: "post" },
        decidedAt: plus(MORNING, -days * DAY),
      });
    await scene.store.commit(plan({ alerts: [told("old", 8), told("new", 2)] }));
    expect(await scene.desk.watches(here)).toEqual([
      { watch: sora, told: 2, lastWeek: 1, lastAt: plus(MORNING, -2 * DAY) },
      { watch: expect.objectContaining({ text: "Anything" }), told: 0, lastWeek: 0, lastAt: undefined },
    ]);
  });

  it("go, match no more, and come back under the same id", async () => {
    const first = await watch("Sora");
    await scene.desk.unwatch(first);
    expect(matching("Sora", everyones)).toEqual([]);
    expect(await scene.store.watches.all()).toEqual([]);
    const other = await watch("sora");
    expect(other.id).not.toBe(first.id);
    await scene.desk.unwatch(other);
    expect(await watch("Sora")).toEqual(first);
    expect(matching("Sora", everyones)).toHaveLength(1);
  });

  it("pause until a time, and resume", async () => {
    const sora = await watch("Sora");
    const until = plus(MORNING, DAY);
    const paused = await scene.desk.pause(sora, until);
    expect(paused).toEqual({ ...sora, pausedUntil: until });
    // The index gives it still: what becomes of a match is decided with the pause in view.
    expect(scene.desk.match(aStory({ title: "Sora" }), everyones)).toMatchObject([{ watch: paused }]);
    expect(await scene.store.watches.in(here)).toEqual([paused]);
    expect(await scene.desk.pause(paused, undefined)).toEqual(sora);
    expect(await scene.store.watches.in(here)).toEqual([sora]);
    expect(scene.desk.match(aStory({ title: "Sora" }), everyones)).toMatchObject([{ watch: sora }]);
  });
});

describe("find", () => {
  beforeEach(async () => {
    for (const text of ["OpenAI", '"super app" OR Spud', "GPT-7", "2", "Sora -game"]) {
      await watch(text);
      scene.clock.advance(1000);
    }
    await watch("Elsewhere", nextDoor);
  });

  it.each<[string, string[]]>([
    ["1", ["OpenAI"]],
    [" #4 ", ["2"]],
    ["OpenAI", ["OpenAI"]],
    ["“super app” | Spud", ['"super app" OR Spud']],
    ["Sora NOT game", ["Sora -game"]],
    ["openai", ["OpenAI"]],
    ["spud", ['"super app" OR Spud']],
    ["-game", ["Sora -game"]],
    ["A", ["OpenAI", '"super app" OR Spud', "Sora -game"]],
    // Both the second in the list and the query: whoever asked must say which.
    ["2", ['"super app" OR Spud', "2"]],
    // A number that is not in the list is not a part of "GPT-7" either.
    ["7", []],
    ["0", []],
    ["", []],
    ["Elsewhere", []],
    ["nothing", []],
  ])("%j means %j", async (which, texts) => {
    expect((await scene.desk.find(here, which)).map(({ text }) => text)).toEqual(texts);
  });

  it("takes an id, which a button carries", async () => {
    const [spud] = await scene.desk.find(here, "spud");
    expect(await scene.desk.find(here, spud?.id ?? "")).toEqual([spud]);
    expect(await scene.desk.find(nextDoor, spud?.id ?? "")).toEqual([]);
  });
});

describe("the desk", () => {
  it("has the time of its clock", () => {
    scene.clock.advance(1000);
    expect(scene.desk.now()).toEqual(plus(MORNING, 1000));
  });
});

describe("settings", () => {
  it("have defaults, and are a channel's own", async () => {
    const usual = {
      coverage: "normal",
      images: "on",
      updates: "edit",
      who: "anyone",
      translate: "off",
    } as const;
    expect(await scene.desk.settings(here)).toEqual(usual);
    await scene.desk.set(here, { ...usual, images: "off", who: "admins" });
    expect(await scene.desk.settings(here)).toEqual({ ...usual, images: "off", who: "admins" });
    expect(await scene.desk.settings(nextDoor)).toEqual(usual);
    // A setting that came later than the record has its default.
    await scene.store.kv("settings").set("test:s1/old", { images: "off" });
    expect(await scene.desk.settings({ ...here, id: "old" })).toEqual({ ...usual, images: "off" });
  });
});
