import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Alert, AlertMatch } from "../src/alerts/alert.ts";
import type { Dispatch } from "../src/alerts/dispatch.ts";
import type { Card } from "../src/commands/command.ts";
import { makeComposer } from "../src/composer.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import type { Story } from "../src/stories/story.ts";
import { channelKey } from "../src/watches/channel.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock } from "./doubles/clock.ts";
import { aDispatch, anAlert, aStory, newsroom } from "./doubles/samples.ts";
import { failing } from "./doubles/store.ts";

const clock = makeClock();
let store: Store;

beforeEach(async () => {
  store = await openStore({ folder: ":memory:", now: clock.now });
});
afterEach(() => store.close());

const inTitle = { term: "OpenAI", field: "title", start: 0, end: 6 } as const;

function match(query: string, more: Partial<AlertMatch> = {}): AlertMatch {
  return { watch: `watch-${query}`, query, because: [{ ...inTitle, term: query }], ...more };
}

/** Stores alerts with their stories, and returns the dispatch that tells them. */
async function told(
  alerts: readonly Partial<Alert>[],
  dispatch: Partial<Dispatch> = {},
  stories: readonly Story[] = alerts.map(({ story = "story-1" }) =>
    aStory({ id: story, title: `OpenAI: ${story}` }),
  ),
): Promise<Dispatch> {
  const whole = alerts.map((alert, n) => anAlert({ id: `alert-${n}`, ...alert }));
  await store.commit({ stories, sightings: [], alerts: whole, dispatches: [], seen: [] });
  return aDispatch({ alerts: whole.map(({ id }) => id), ...dispatch });
}

async function compose(dispatch: Dispatch): Promise<Card> {
  const card = await makeComposer({ store })(dispatch);
  if (card.kind === "unfit" || card.kind === "withheld") throw new Error(card.kind);
  return card;
}

describe("the card of a dispatch", () => {
  it.each(["post", "edit", "reply"] as const)("of kind %s is that of its alert", async (kind) => {
    const card = await compose(await told([{ matches: [match("OpenAI")] }], { kind }));
    expect(card.kind).toBe("alert");
    expect(card.title).toEqual({
      text: "OpenAI: story-1",
      url: "https://example.com/story-1",
      marks: [{ start: 0, end: 6 }],
    });
  });

  it("leaves out the watches that are held back", async () => {
    const matches = [match("paused", { held: "paused" }), match("OpenAI")];
    const text = cardText(await compose(await told([{ matches }])));
    expect(text).toContain("Stop watching: /news unwatch OpenAI");
    expect(text).not.toContain("paused");
  });

  it("of a digest lists every story in its order, and what they were watched for, without what is held back", async () => {
    const alerts = [
      { story: "b", matches: [match("Sora")] },
      { story: "a", matches: [match("OpenAI"), match("paused", { held: "paused" })] },
      { story: "c", matches: [match("OpenAI")] },
    ];
    const lines = cardText(await compose(await told(alerts, { kind: "digest" }))).split("\n");
    expect(lines[0]).toBe("3 more stories");
    expect(lines.slice(1, 4).map((line) => /OpenAI: (\w)/.exec(line)?.[1])).toEqual(["b", "a", "c"]);
    expect(lines.at(-1)).toBe("Sora, OpenAI");
  });

  it("of a digest tells what is left where a story is no longer stored", async () => {
    const dispatch = await told([{ story: "a" }, { story: "lost" }], { kind: "digest" }, [
      aStory({ id: "a" }),
    ]);
    expect((await compose(dispatch)).title?.text).toBe("1 more story");
  });

  it("is title and link alone once the platform has refused more", async () => {
    const card = await compose(await told([{}], { plain: true }));
    expect(card).toEqual({
      kind: "alert",
      title: { text: "OpenAI: story-1", url: "https://example.com/story-1" },
      parts: [],
      buttons: [],
    });
  });

  it("follows the channel's setting for pictures as it stands at that moment", async () => {
    const image = "https://example.com/picture.jpg";
    const dispatch = await told([{}], {}, [aStory({ image })]);
    const settings = store.kv("settings");
    expect((await compose(dispatch)).image?.url).toBe(image);
    await settings.set(channelKey(newsroom), { images: "off" });
    expect((await compose(dispatch)).image).toBeUndefined();
    await settings.set(channelKey(newsroom), { coverage: "off" });
    expect((await compose(dispatch)).image?.url).toBe(image);
  });
});

describe("a dispatch without a card", () => {
  it.each(["post", "digest"] as const)(
    "says so where nothing of it is stored any more (%s)",
    async (kind) => {
      const composer = makeComposer({ store });
      const unfit = { kind: "unfit", detail: "its story is no longer stored" };
      expect(await composer(aDispatch({ kind, alerts: ["unknown"] }))).toEqual(unfit);
      expect(await composer(await told([{ story: "lost" }], { kind }, []))).toEqual(unfit);
    },
  );

  it("says why it cannot be composed", async () => {
    const because = [null] as never;
    const dispatch = await told([{ matches: [match("OpenAI", { because })] }]);
    expect(await makeComposer({ store })(dispatch)).toEqual({
      kind: "unfit",
      detail: expect.stringMatching(/^the card cannot be composed: TypeError/),
    });
  });

  it.each(["alerts.get", "stories.get", "kv(settings).get"])(
    "is no verdict where the store fails: %s",
    async (broken) => {
      const dispatch = await told([{}]);
      const faulty = failing(store, (call) => (call === broken ? "before" : undefined));
      await expect(makeComposer({ store: faulty })(dispatch)).rejects.toThrow("Injected");
    },
  );
});

it("keeps in a digest what another alert has joined, though the model finds it unwanted, and holds the rest", async () => {
  const byDigest = { kind: "told", dispatch: "digest", by: "digest" } as const;
  const near = { story: "a", coverage: "a", similarity: 1, how: "title", because: [] } as const;
  const alerts = [
    { id: "alert-a", story: "a", verdict: byDigest, matches: [match("OpenAI about: offices")] },
    { id: "alert-b", story: "b", verdict: byDigest, matches: [match("OpenAI about: offices")] },
  ];
  const dispatch = await told(alerts, { id: "digest", kind: "digest" });
  const joined = anAlert({ id: "alert-c", story: "c", verdict: { kind: "joined", alert: "alert-a", near } });
  await store.commit({ stories: [], sightings: [], alerts: [joined], dispatches: [dispatch], seen: [] });
  const turn = { relevant: async () => [], words: async () => ({}) };
  const card = await makeComposer({ store, wording: { begin: () => turn } })(dispatch);
  expect(card.kind === "digest" && cardText(card)).toContain("OpenAI: a");
  expect(card.kind === "digest" && cardText(card)).not.toContain("OpenAI: b");
  const [a, b] = await store.alerts.get(["alert-a", "alert-b"]);
  expect([a?.verdict, b?.verdict]).toEqual([byDigest, { kind: "held", reason: "not about" }]);
});
