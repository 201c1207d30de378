import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MORNING, plus } from "../doubles/samples.ts";
import { abroad, DAY, everyones, here, openScene, ours, type Scene, theirs } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.put(everyones, ours, theirs);
});
afterEach(() => scene.store.close());

let kept = 0;
const keep = (source: string, ...days: readonly number[]) =>
  scene.keep(
    ...days.map((age) => ({ id: `r${kept++}`, source, text: "", publishedAt: plus(MORNING, -age * DAY) })),
  );
const evenly = (count: number, over: number) => Array.from({ length: count }, (_, n) => (over * n) / count);

async function reach(channel = here): Promise<number> {
  const answer = await scene.desk.test(channel, "OpenAI");
  if (answer.kind === "refused") throw new Error(answer.error.message);
  return answer.reach;
}

describe("the reach of a test", () => {
  it("is an hour at least, even without stories", async () => {
    expect(await reach()).toBe(1 / 24);
    await keep("ours", 0);
    expect(await reach()).toBe(1 / 24);
  });

  it("goes back to the oldest story of the week, however many there are", async () => {
    await keep("ours", 2.5);
    expect(await reach()).toBeCloseTo(2.5, 9);
    await keep("ours", ...evenly(300, 3.25), 3.25);
    expect(await reach()).toBeCloseTo(3.25, 9);
    await keep("ours", ...evenly(50, 0.01).map((age) => age + 4));
    expect(await reach()).toBeCloseTo(4.01, 2);
  });

  it("is the whole week once a story stands at its beginning", async () => {
    await keep("ours", 0.1, 7.5);
    expect(await reach()).toBeCloseTo(0.1, 9);
    await keep("ours", 6.95);
    expect(await reach()).toBe(7);
  });

  it("is that of the stories in sight", async () => {
    await keep("theirs", 5);
    await keep("ours", 1);
    expect([await reach(here), await reach(abroad)]).toEqual([1, 5]);
  });

  it("reads few stories", async () => {
    await keep("ours", ...evenly(2_000, 5.2));
    let read = 0;
    const { latest } = scene.store.stories;
    scene.store.stories.latest = async (asked) => {
      const page = await latest(asked);
      read += page.length;
      return page;
    };
    expect(await reach()).toBeCloseTo(5.2, 2);
    expect(read).toBeLessThan(300);
  });
});
