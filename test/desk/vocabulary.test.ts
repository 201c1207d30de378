import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MORNING, plus } from "../doubles/samples.ts";
import { abroad, everyones, here, openScene, ours, query, type Scene, theirs } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.put(everyones, ours, theirs);
});
afterEach(() => scene.store.close());

describe("the words of titles", () => {
  it("are those that name something, the commonest first, as they are written", async () => {
    await scene.keep(
      { id: "a", source: "ours", title: "The robots of Café Oslo, and the robots again" },
      { id: "b", source: "ours", title: "Robots and cafe tables in 2026" },
      { id: "c", source: "ours", title: "ROBOTS: 苹果公司 it is" },
    );
    const words = await scene.desk.words(here);
    expect(words[0]?.toLowerCase()).toBe("robots");
    expect(words[1]?.toLowerCase()).toMatch(/^caf[eé]$/);
    expect(words.slice(2).toSorted()).toEqual(["Oslo", "tables"]);
  });

  it("are those of the sources in sight", async () => {
    await scene.keep(
      { id: "a", source: "ours", title: "Robots" },
      { id: "b", source: "theirs", title: "Boats" },
      { id: "c", source: "everyones", title: "Trains" },
    );
    expect((await scene.desk.words(here)).toSorted()).toEqual(["Robots", "Trains"]);
    expect((await scene.desk.words(abroad)).toSorted()).toEqual(["Boats", "Trains"]);
  });

  it("come from the newest thousand stories, read page by page", async () => {
    const many = Array.from({ length: 1_001 }, (_, n) => ({
      id: `s${n}`,
      source: "ours",
      title: n === 0 ? "Robots" : n === 1000 ? "Boats" : "Trains",
      publishedAt: plus(MORNING, -n * 1000),
    }));
    await scene.keep(...many);
    expect(await scene.desk.words(here)).toEqual(["Trains", "Robots"]);
  });
});

describe("asking", () => {
  const titles = [
    "Spud",
    "Rain and Spud and Spud and Spud",
    "Rain in Oslo for days and days",
    "Spud in the rain",
  ];
  beforeEach(() =>
    scene.keep(
      ...titles.map((title, n) => ({
        id: `s${n}`,
        source: "ours",
        title,
        text: "",
        publishedAt: plus(MORNING, -n * 60_000),
      })),
    ),
  );
  const ids = async (answer: ReturnType<Scene["desk"]["latest"]>) =>
    (await answer).found.map(({ story }) => story.id);

  it("for the latest gives the newest first, for the best those that name it most", async () => {
    expect(await ids(scene.desk.latest(here, query("spud"), 9))).toEqual(["s0", "s1", "s3"]);
    expect((await ids(scene.desk.search(here, query("spud rain"), 9)))[0]).toBe("s1");
    expect(await ids(scene.desk.search(here, query("oslo"), 9))).toEqual(["s2"]);
  });

  it("gives no more than was asked for, and says whether there are more", async () => {
    const latest = await scene.desk.latest(here, query("spud"), 1);
    expect(latest).toMatchObject({ total: 3, more: false });
    expect(latest.found).toHaveLength(1);
    const more = Array.from({ length: 40 }, (_, n) => ({ id: `m${n}`, source: "ours", title: "More Spud" }));
    await scene.keep(...more);
    const best = await scene.desk.search(here, query("spud"), 2);
    expect(best).toMatchObject({ more: true });
    expect(best.found).toHaveLength(2);
  });
});
