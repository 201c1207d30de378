import { afterEach, beforeEach, expect, it } from "vitest";
import { makeCovering } from "../src/covering.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import type { Story } from "../src/stories/story.ts";
import { makeClock } from "./doubles/clock.ts";
import { aStory, plus } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";
import { plan } from "./store/plans.ts";

const HOUR = 3_600_000;
const clock = makeClock();
const text =
  "The harbour board of Ellery voted on Monday to close the northern pier for a year after a crane fell on it.";

let store: Store;
beforeEach(async () => {
  store = await openStore({ folder: ":memory:", now: clock.now });
});
afterEach(() => store.close());

function story(id: string, more: Partial<Story> = {}): Story {
  const title = "Ellery closes northern pier after crane falls";
  return aStory({ id, title, text, url: `https://${id}.example/pier`, publishedAt: clock.now(), ...more });
}

const near = async (covering: ReturnType<typeof makeCovering>, one: Story) =>
  (await covering.near(one)).map((found) => found.story);

it("knows what was stored before it, page after page, but nothing that is too old", async () => {
  const old = story("old", { publishedAt: plus(clock.now(), -73 * HOUR), title: "Another pier", text: "" });
  const others = Array.from({ length: 120 }, (_, n) =>
    story(`other-${n}`, { title: `Number ${n} of a list that nobody reads`, text: "" }),
  );
  await store.commit(plan({ stories: [old, story("first"), ...others] }));
  const covering = makeCovering({ store, clock });
  expect(await near(covering, story("second"))).toEqual(["first"]);
  expect(await near(covering, { ...old, id: "new" })).toEqual([]);
});

it("goes by the link that a page names as its own, before and after a restart", async () => {
  const page = { kind: "read", canonical: "https://wire.example/the-pier" } as const;
  const copy = (id: string) => story(id, { title: `A title of its own: ${id}`, text: "", page });
  const covering = makeCovering({ store, clock });
  await covering.learn(copy("first"));
  expect(await covering.near(copy("second"))).toMatchObject([{ story: "first", how: "url" }]);
  await store.commit(plan({ stories: [copy("first")] }));
  expect(await makeCovering({ store, clock }).near(copy("second"))).toMatchObject([{ how: "url" }]);
});

it("asks the store again after a failure", async () => {
  await store.commit(plan({ stories: [story("first")] }));
  let isBroken = true;
  const broken = failing(store, (call) => (isBroken && call === "stories.parted" ? "before" : undefined));
  const covering = makeCovering({ store: broken, clock });
  await expect(covering.near(story("second"))).rejects.toThrow("Injected");
  isBroken = false;
  expect(await near(covering, story("second"))).toEqual(["first"]);
});

it("forgets, and keeps apart what was parted", async () => {
  const covering = makeCovering({ store, clock });
  await covering.learn(story("first"));
  await covering.learn({ ...story("second"), coverage: "first" });
  await covering.part(story("second"), "first");
  expect(await near(covering, story("second"))).toEqual([]);
  expect((await covering.near(story("third"))).map(({ coverage }) => coverage).toSorted()).toEqual([
    "first",
    "second",
  ]);
  covering.forget(plus(clock.now(), 73 * HOUR));
  expect(await near(covering, story("third"))).toEqual([]);
});
