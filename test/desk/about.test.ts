import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLiveWatches } from "../../src/desk/live.ts";
import { readQuery } from "../../src/desk/typed.ts";
import { aStory } from "../doubles/samples.ts";
import { ada, everyones, here, nextDoor, openScene, type Scene } from "./scene.ts";

const ROBOTS = "robot about: funding rounds, not reviews";
let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ writes: true });
});
afterEach(() => scene.store.close());

describe("a watch with about:", () => {
  it("looks for its words, and keeps what the stories have to be about", async () => {
    const made = await scene.desk.watch(here, ada, "robot   about:  funding rounds,  not reviews");
    expect(made).toMatchObject({
      kind: "added",
      watch: { text: ROBOTS, query: { kind: "word", text: "robot" } },
      tested: { text: ROBOTS, query: { kind: "word", text: "robot" } },
    });
    const robots = aStory({ title: "A robot dances" });
    expect(scene.desk.match(robots, everyones)).toMatchObject([{ watch: { text: ROBOTS } }]);
    const funding = aStory({ title: "Funding rounds" });
    expect(scene.desk.match(funding, everyones)).toEqual([]);
  });

  it("is read again after a restart, and from the configuration file", async () => {
    await scene.desk.watch(here, ada, ROBOTS);
    await scene.desk.reconcile([{ channel: nextDoor, query: ROBOTS }]);
    const again = await openLiveWatches(scene.store);
    for (const channel of [here, nextDoor]) {
      const [watch] = again.in(channel);
      expect(watch).toMatchObject({ text: ROBOTS, query: { kind: "word", text: "robot" } });
      expect(watch).not.toHaveProperty("unreadable");
    }
    expect(again.match(aStory({ title: "A robot dances" }), everyones)).toHaveLength(2);
  });

  it("is another one than that with the words alone, or about something else", async () => {
    for (const text of [ROBOTS, "robot", "robot about: dances"])
      expect(await scene.desk.watch(here, ada, text)).toMatchObject({ kind: "added" });
    expect(await scene.desk.watch(here, ada, "(robot) about: dances")).toMatchObject({
      kind: "exists",
      watch: { text: "robot about: dances" },
    });
    expect((await scene.desk.find(here, `  ${ROBOTS}`)).map(({ text }) => text)).toEqual([ROBOTS]);
    expect((await scene.desk.find(here, "about: dan")).map(({ text }) => text)).toEqual([
      "robot about: dances",
    ]);
  });

  it("is refused where no language model is set up; the words alone are not", async () => {
    const bare = await openScene();
    expect(bare.desk.writes).toBe(false);
    const refused = await bare.desk.watch(here, ada, ROBOTS);
    expect(refused).toEqual({
      kind: "refused",
      text: ROBOTS,
      error: {
        start: 6,
        end: ROBOTS.length,
        message:
          "about: needs a language model, and none is set up here. Whoever runs me can do that; docs/operations.md says how.",
        suggestion: "robot",
      },
    });
    expect(await bare.desk.watches(here)).toEqual([]);
    expect(await bare.desk.watch(here, ada, "robot")).toMatchObject({ kind: "added" });
    expect(await bare.desk.test(here, ROBOTS)).toMatchObject({ kind: "tested", text: ROBOTS });
    await bare.store.close();
  });
});

describe("readQuery", () => {
  it("tells the words from what they are about", () => {
    expect(readQuery(ROBOTS)).toMatchObject({ kind: "read", about: "funding rounds, not reviews" });
    expect(readQuery("robot")).not.toHaveProperty("about");
    expect(readQuery("about: robots")).toMatchObject({ kind: "refused", text: "about: robots" });
  });
});
