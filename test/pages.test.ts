import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFetcher } from "../src/sources/fetch.ts";
import { makePageReader } from "../src/sources/read.ts";
import type { Fetcher } from "../src/sources/source.ts";
import { openStore } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { urlKey } from "../src/stories/identity.ts";
import type { StoredStory } from "../src/stories/story.ts";
import { type Channel, channelKey } from "../src/watches/channel.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock } from "./doubles/clock.ts";
import type { Item } from "./doubles/feeds.ts";
import { ask, type House, makeWorld, openHouse, pollOnce, worldSource } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { newsroom } from "./doubles/samples.ts";
import { makeWire, type Wire } from "./doubles/wire.ts";
import {
  comments,
  furnitureLines,
  title as headline,
  paragraphs,
  shapes,
  teasers,
} from "./stories/pages/golden.ts";

const MINUTE = 60_000;
const ann = { id: "ann", name: "Ann" };
const cinema: Channel = { ...newsroom, id: "cinema" };
const WANTED = ["Anthropic", "Codex", "OpenAI", "Sora", "Spud"];
const UNWANTED = ["Alibaba", "Qwen", "Musk"];
/** As main.ts has it. */
const PAGE = { wanted: "page", maxBytes: 2_000_000, timeoutMs: 6_000 } as const;
const NETWORK = { allow: ["127.0.0.0/8"] };
/** A channel takes ten posts in ten minutes; the rest would be a digest. */
const AT_ONCE = 8;

// One life of the bot: a wire for the feed, and for each page a publisher of its own, so that none has to wait.
const clock = makeClock();
const truth = makeTruth();
const items: Item[] = [];
const wires: Wire[] = [];
const fetch = makeFetcher(NETWORK);
const pages = makeFetcher({ ...NETWORK, ...PAGE });
let asked: (url: string) => void = () => {};
const fetchPage: Fetcher = (url, validators, signal) => {
  const answer = pages(url, validators, signal);
  asked(url);
  return answer;
};
const reader = makePageReader({ fetch: fetchPage, clock });
let store: Store;
let house: House;
let feed: Wire;

beforeAll(async () => {
  store = await openStore({ folder: ":memory:", now: clock.now });
  const platform = makePlatform(truth, { now: clock.now });
  house = await openHouse({ store, clock, platform, world: makeWorld(), fetch, readPage: reader.read });
  feed = await open();
  feed.publishers.rss("/feed.xml", []);
  await store.sources.put(worldSource({ url: feed.url("/feed.xml") }));
  for (const name of [...WANTED, ...UNWANTED]) await house.desk.watch(newsroom, ann, name);
  await house.desk.watch(cinema, ann, "Sora");
  await pollOnce(house);
});

afterAll(async () => {
  for (const one of [reader, fetch, pages, ...wires, store]) await one.close();
});

async function open(): Promise<Wire> {
  const wire = await makeWire();
  wires.push(wire);
  return wire;
}

/** Lists a story, of which the feed says next to nothing, and returns where its page is. */
function list(wire: Wire, title: string, html = "A memo says more. Read on."): string {
  const url = wire.url("/story");
  items.unshift({ id: url, title, url, at: clock.now(), html });
  return url;
}

async function poll(): Promise<void> {
  feed.publishers.rss("/feed.xml", items);
  await pollOnce(house);
}

async function storyAt(url: string): Promise<StoredStory | undefined> {
  return store.stories.byUrl(urlKey(url));
}

/** What stands in a channel under a title, as plain text. */
function shown(channel: Channel, title: string): readonly string[] {
  const here = truth.messages.filter((one) => one.channel === channelKey(channel));
  return here.filter(({ card }) => card.title?.text === title).map(({ card }) => cardText(card));
}

const body = paragraphs.join(" ");
const beside = [...teasers.flatMap(({ title, excerpt }) => [title, excerpt]), ...furnitureLines, ...comments];

describe("the page that this bot was made for, behind a feed that says little", () => {
  it("is told for the names of its story, and for none beside it, in every shape", async () => {
    const told = Object.entries(shapes).map(([name, shape], at) => ({
      name,
      shape,
      title: `A laboratory takes painful step number ${at + 1}`,
    }));
    const found = new Map<string, string>();
    for (let from = 0; from < told.length; from += AT_ONCE) {
      clock.advance(11 * MINUTE);
      for (const { name, shape, title } of told.slice(from, from + AT_ONCE)) {
        const wire = await open();
        wire.put("/story", { body: shape.html, contentType: shape.contentType });
        found.set(name, list(wire, title));
      }
      await poll();
    }
    const outcome = told.map(async ({ name, title }) => {
      const story = await storyAt(found.get(name) ?? "");
      const alert = story && (await store.alerts.of(newsroom, story.id));
      const cards = shown(newsroom, title);
      const [, , gist = ""] = cards[0]?.split("\n") ?? [];
      const quotes = shown(cinema, title).flatMap((card) =>
        card.split("\n").filter((line) => line.startsWith("> ")),
      );
      return {
        name,
        page: story?.page?.kind,
        watches: alert?.matches.map(({ query }) => query).toSorted(),
        cards: cards.length,
        gist: gist !== "" && body.includes(gist.replaceAll("*", "")),
        beside: beside.filter((line) => cards.join("\n").includes(line)),
        quotes,
      };
    });
    const sora = paragraphs[1] ?? "";
    const wanted = { page: "read", watches: WANTED, cards: 1, gist: true, beside: [] };
    expect(await Promise.all(outcome)).toEqual(
      told.map(({ name, shape }) => {
        // Text without markup begins with its own headline, which is the first to name it.
        const quoted = shape.contentType === "text/plain" ? headline : sora;
        return { name, ...wanted, quotes: [`> ${quoted.replace("Sora", "*Sora*")}`] };
      }),
    );
    expect(await ask(house, `why ${found.get("soup of divs")}`)).toContain(
      "Qwen | not in title, tags or text (a teaser on the page names it; teasers do not count)",
    );
    expect(told.length).toBeGreaterThanOrEqual(30);
  });
});

describe("a page that cannot be read", () => {
  const text = "A memo of OpenAI says that more is to come, but not when, and not from whom.";
  const wall =
    "<title>Step</title><h1>Step</h1><p>The laboratory will take a step.</p><div><h3>Subscribe to continue reading</h3>" +
    "<p>This article is for subscribers only.</p></div>";

  it.each([
    [
      "behind a wall",
      "its page is behind a paywall",
      (wire: Wire) => wire.put("/story", { body: wall, contentType: "text/html" }),
    ],
    ["missing", "its page answered with an error", () => {}],
    [
      "of 3 MB",
      "its page is too large",
      (wire: Wire) => wire.spoil("/story", { kind: "huge", bytes: 3_000_000 }),
    ],
    ["silent", "its page took too long", (wire: Wire) => wire.spoil("/story", { kind: "silent" })],
  ])("because it is %s leaves the story to its feed, and why says so", async (how, why, set) => {
    clock.advance(11 * MINUTE);
    const title = `A page that is ${how}`;
    const wire = await open();
    set(wire);
    const reached = Promise.withResolvers<void>();
    asked = (url) => url.startsWith(wire.origin) && reached.resolve();
    const url = list(wire, title, text);
    const polled = poll();
    await reached.promise;
    if (how === "silent") clock.advance(8_000);
    await polled;
    expect(shown(newsroom, title)).toEqual([expect.stringContaining(text.replace("OpenAI", "*OpenAI*"))]);
    expect(await ask(house, `why ${url}`)).toMatch(
      new RegExp(`main text \\| 17 words, from the feed; ${why}\\n`),
    );
  });
});
