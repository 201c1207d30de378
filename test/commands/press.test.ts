import { describe, expect, it } from "vitest";
import { makeStory, makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const openai = makeWatch("OpenAI", HERE, NOW, ANN);

describe("the button that puts another query in the place of a watch", () => {
  it("leaves one watch, the new one", async () => {
    const scene = makeScene({ watches: [openai] });
    const text = await scene.press("instead", [openai.id, "title:OpenAI"]);
    expect(text).toContain("Watching title:OpenAI here.");
    expect(text).toContain("It takes the place of OpenAI.");
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["title:OpenAI"]);
  });

  it("however the new one is spelled", async () => {
    const scene = makeScene({ watches: [openai] });
    expect(await scene.press("instead", [openai.id, "  Sora   -game "])).toContain(
      "It takes the place of OpenAI.",
    );
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["Sora -game"]);
  });

  it("counts the watch that goes as gone already", async () => {
    const scene = makeScene({ watches: [openai], full: { what: "prefixes", where: "space", most: 1 } });
    expect(await scene.press("instead", [openai.id, "Sora*"])).toContain("It takes the place of OpenAI.");
    expect(await scene.press("instead", ["gone", "Veo*"])).toContain("I cannot watch Veo* as well.");
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["Sora*"]);
  });

  it.each([
    ["a query that is refused", openai, "-musk"],
    ["the same query", openai, "OpenAI"],
  ])("keeps the watch for %s", async (_, watch, query) => {
    const scene = makeScene({ watches: [watch] });
    await scene.press("instead", [watch.id, query]);
    expect(scene.state.changes).toEqual([]);
  });

  it("keeps a watch of the configuration file beside the new one", async () => {
    const filed = makeWatch("OpenAI", HERE, NOW);
    const scene = makeScene({ watches: [filed] });
    expect(await scene.press("instead", [filed.id, "Sora"])).not.toContain("takes the place");
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["OpenAI", "Sora"]);
  });
});

describe("the button that changes a watch", () => {
  it("says how, where no form can be opened", async () => {
    const scene = makeScene({ watches: [openai] });
    expect(await scene.press("edit", [openai.id, "OpenAI"])).toBe(
      "To change OpenAI, type /news watch, the new words and then: instead of OpenAI",
    );
    expect(await scene.press("edit", ["gone"])).toBe("That is no longer watched here.");
    expect(scene.state.changes).toEqual([]);
  });
});

describe("the button that splits a story off", () => {
  const now = { now: NOW };
  const [told, joined] = [makeStory("OpenAI to end Sora", "", now), makeStory("Sora ends", "", now)];
  const near = { story: told.id, coverage: told.id, similarity: 1, how: "title", because: [] } as const;
  const members = [{ alert: "a", story: joined, near, at: NOW }];
  const scene = () => makeScene({ stories: [told, joined], known: { [told.url]: { members } } });

  it("says that it is told by itself", async () => {
    const { press, state } = scene();
    expect(await press("split", ["a"])).toBe(
      'I keep them apart from now on. "Sora ends" is told here by itself.',
    );
    expect(state.changes).toEqual(["split a"]);
  });

  it("is for those who manage the channel, and does nothing where it is split off already", async () => {
    const { press, state } = scene();
    expect(await press("split", ["a"], { mayManage: async () => false })).toContain("Only people who manage");
    for (const args of [["b"], []])
      expect(await press("split", args)).toBe("That story is not joined to another one here (any more).");
    expect(state.changes).toEqual([]);
  });
});
