import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLiveWatches } from "../../src/desk/live.ts";
import type { Watch } from "../../src/watches/watch.ts";
import { aStory, MORNING, plus } from "../doubles/samples.ts";
import { abroad, ada, DAY, everyones, here, openScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.store.close());

describe("a stored watch that cannot be read", () => {
  /** Opens the watches of a store in which another version wrote the second one. */
  async function afterAnother() {
    await scene.desk.watch(here, ada, "Sora");
    const [sora] = await scene.store.watches.in(here);
    const other = { ...(sora as Watch), id: "other", text: "-Spud", createdAt: plus(MORNING, 1) };
    await scene.store.watches.put(other);
    return openLiveWatches(scene.store);
  }

  it("is listed with the reason and finds nothing, while the others do", async () => {
    const live = await afterAnother();
    expect(live.in(here).map(({ text, unreadable }) => [text, unreadable])).toEqual([
      ["Sora", undefined],
      ["-Spud", "a query needs something to look for, and this only says what to leave out."],
    ]);
    const story = aStory({ title: "Sora without soap" });
    expect(live.match(story, everyones).map(({ watch }) => watch.text)).toEqual(["Sora"]);
  });

  it("can be paused and removed, and stays as it is until then", async () => {
    const live = await afterAnother();
    const [, other] = live.in(here);
    const paused = await live.keep({ ...(other as Watch), pausedUntil: plus(MORNING, DAY) });
    expect(live.match(aStory({ title: "Soap" }), everyones)).toEqual([]);
    expect(await scene.store.watches.in(here)).toContainEqual(paused);
    await live.drop(paused);
    expect((await scene.store.watches.in(here)).map(({ text }) => text)).toEqual(["Sora"]);
  });
});

describe("the watches of the configuration file", () => {
  const inFile = (...queries: string[]) =>
    scene.desk.reconcile(queries.map((query) => ({ channel: here, query })));
  const origins = async () =>
    (await scene.store.watches.in(here)).map(({ text, origin }) => `${text} (${origin})`).sort();

  it("are added, kept and removed", async () => {
    await inFile("Sora", "  sora,  Spud ", "Sora");
    expect(await origins()).toEqual(["Sora (file)", "sora OR Spud (file)"]);
    expect((await scene.store.watches.in(here))[0]?.createdBy).toBeUndefined();
    scene.clock.advance(DAY);
    const before = await scene.desk.find(here, "Sora");
    await inFile("Sora");
    expect(await scene.desk.find(here, "Sora")).toEqual(before);
    expect(await origins()).toEqual(["Sora (file)"]);
    await inFile();
    expect(await origins()).toEqual([]);
    expect(scene.desk.match(aStory({ title: "Sora" }), everyones)).toEqual([]);
  });

  it("are a channel's own", async () => {
    await scene.desk.reconcile([
      { channel: here, query: "Sora" },
      { channel: abroad, query: "Sora" },
    ]);
    await scene.desk.reconcile([{ channel: abroad, query: "Sora" }]);
    expect(await scene.desk.find(here, "Sora")).toEqual([]);
    expect(await scene.desk.find(abroad, "Sora")).toHaveLength(1);
  });

  it("stay paused where somebody has paused them", async () => {
    await inFile("Sora");
    const [sora] = await scene.desk.find(here, "Sora");
    const paused = await scene.desk.pause(sora as Watch, plus(MORNING, DAY));
    await inFile("Sora");
    expect(await scene.desk.find(here, "Sora")).toEqual([paused]);
  });

  it("leave alone what was made in chat, the same query included", async () => {
    const made = await scene.desk.watch(here, ada, "Sora");
    await scene.desk.watch(here, ada, "Spud");
    await inFile("Sora", "Qwen");
    expect(await origins()).toEqual(["Qwen (file)", "Sora (chat)", "Spud (chat)"]);
    await inFile();
    expect(await origins()).toEqual(["Sora (chat)", "Spud (chat)"]);
    expect(made).toMatchObject({ watch: (await scene.desk.find(here, "Sora"))[0] });
  });

  it("are refused together, before anything is changed", async () => {
    await inFile("Sora");
    await expect(inFile("Spud", "-musk")).rejects.toThrow("The watch -musk cannot be read: ");
    expect(await origins()).toEqual(["Sora (file)"]);
  });
});
