import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Found } from "../../src/commands/desk.ts";
import { everyones, here, openScene, ours, query, type Scene, theirs } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.put(everyones, ours, theirs);
});
afterEach(() => scene.store.close());

const regex = { kind: "regex", caseSensitive: false } as const;
const ids = (found: readonly Found[]) => found.map(({ story }) => story.id);

describe("the archive, where many stories may match and few do,", () => {
  it("says that there are more only where there are", async () => {
    const titled = (n: number) => ({ id: `s${n}`, source: "ours", title: `OpenAI number ${n}`, text: "" });
    await scene.keep(...Array.from({ length: 62 }, (_, n) => titled(n)));
    const found = async (pattern: string, count: number) => {
      const { total, more } = await scene.archive.latest(here, { ...regex, pattern }, [], count);
      return [total, more];
    };
    expect(await found("number 17", 1)).toEqual([1, false]);
    expect(await found("number (?:17|61)$", 1)).toEqual([1, true]);
    expect(await found("number (?:17|61)$", 2)).toEqual([2, false]);
    expect(await found("number", 61)).toEqual([61, true]);
    expect(await found("number", 62)).toEqual([62, false]);
  });

  it("reads none of the stories that have a word left out", async () => {
    const kept = Array.from({ length: 300 }, (_, n) => ({
      id: `s${n}`,
      source: n % 2 === 0 ? "ours" : "theirs",
      title: n % 50 < 2 ? `Rain ${n}` : `Rain and wind ${n}`,
      text: "",
    }));
    await scene.keep(...kept);
    const read: string[] = [];
    const { get } = scene.store.stories;
    scene.store.stories.get = async (asked) => {
      read.push(...asked);
      return get(asked);
    };
    const without = kept.filter(({ title }) => !title.includes("wind")).map(({ id }) => id);
    for (const order of ["newest", "best"] as const) {
      read.length = 0;
      const latest = await scene.archive.latest(here, query("rain -wind"), [], 9, order);
      expect(latest).toMatchObject({ total: 6, more: false, of: 300 });
      expect(ids(latest.found).toSorted()).toEqual(
        without.filter((id) => Number(id.slice(1)) % 2 === 0).toSorted(),
      );
      expect(read.toSorted()).toEqual(without.toSorted());
    }
  });

  it("goes on with older stories where the newest that may match do not", async () => {
    const many = Array.from({ length: 2_001 }, (_, n) => ({
      id: `s${n}`,
      source: n === 0 ? "ours" : "theirs",
      title: "AI",
      text: "",
    }));
    await scene.keep(...many);
    const latest = await scene.archive.latest(here, query("AI"), [], 3, "best");
    expect(ids(latest.found)).toEqual(["s0"]);
    expect(latest).toMatchObject({ total: 1, more: false });
  });
});
