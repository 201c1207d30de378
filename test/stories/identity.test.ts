import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  identify,
  judge,
  keysOf,
  marksAfter,
  marksFor,
  needsRefresh,
  refreshFor,
  SEEN_TTL_MS,
  type SeenMark,
  type SeenWrite,
  TITLE_TTL_MS,
} from "../../src/stories/identity.ts";
import type { ParsedStory } from "../../src/stories/story.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 4, 4);
const FIRST = item({
  id: "guid-1",
  url: "https://news.example/spud",
  title: "Lab names its next model Spud",
});
const SECOND = item({ id: "guid-2", url: "https://news.example/sora", title: "Lab to close its video tool" });

function item(fields: Partial<ParsedStory>): ParsedStory {
  return { id: "", title: "", url: "", summaryHtml: "", text: "", authors: [], tags: [], ...fields };
}

/** A keyed store and a poll that uses it the way the bot does: one story after the other, marks with it. */
function makeInstance() {
  const rows = new Map<string, { mark: SeenMark; until: number }>();
  const told: string[] = [];
  const sightings: string[] = [];
  const put = (writes: readonly SeenWrite[], now: number) => {
    for (const { key, mark, ttlMs } of writes) rows.set(key, { mark, until: now + ttlMs });
  };
  const poll = (document: readonly ParsedStory[], hours = 0, source = "source") => {
    const now = START + hours * HOUR;
    const at = new Date(now);
    const mark = (key: string) => {
      const row = rows.get(key);
      return row && row.until > now ? row.mark : undefined;
    };
    return identify(source, document).map((one) => {
      const known = judge(one, mark);
      if (known.kind === "new") told.push(one.storyId);
      if (known.kind === "sighting") sightings.push(known.story);
      put(marksAfter(one, known, known.kind === "new" ? one.storyId : known.story, mark, at), now);
      return known.kind === "seen" && known.renamed ? "renamed" : known.kind;
    });
  };
  return { poll, told, sightings, rows };
}

describe("a story that its publisher changes is told once", () => {
  it.each<[string, ParsedStory, string]>([
    ["guid", { ...FIRST, id: "guid-9" }, "seen"],
    ["no guid any more", { ...FIRST, id: "" }, "seen"],
    ["link", { ...FIRST, url: "https://news.example/spud-2" }, "seen"],
    ["date", { ...FIRST, publishedAt: new Date(START) }, "seen"],
    ["title", { ...FIRST, title: "Lab calls its next model Spud, it says" }, "renamed"],
    ["text", { ...FIRST, text: "More is known now." }, "seen"],
    ["tracked link and guid", { ...FIRST, id: "x", url: `${FIRST.url}/?utm_source=rss#top` }, "seen"],
    ["AMP link and guid", { ...FIRST, id: "x", url: "http://amp.news.example/spud?amp=1" }, "seen"],
    ["guid and link", { ...FIRST, id: "x", url: "https://news.example/x" }, "edited"],
    [
      "guid, link and capitals",
      { ...FIRST, id: "x", url: "", title: "LAB names its next model “Spud”" },
      "edited",
    ],
  ])("changed: %s", (_, changed, expected) => {
    const { poll, told } = makeInstance();
    expect(poll([FIRST, SECOND])).toEqual(["new", "new"]);
    expect(poll([changed, SECOND], 1)).toEqual([expected, "seen"]);
    expect(poll([changed, SECOND], 2)).toEqual(["seen", "seen"]);
    expect(poll([FIRST, SECOND], 3)).toEqual(["seen", "seen"]);
    expect(told).toHaveLength(2);
  });

  it("also where guid and link change in turn", () => {
    const { poll, told } = makeInstance();
    const title = { title: "Spud, then" };
    poll([{ ...FIRST, ...title }]);
    poll([{ ...FIRST, ...title, url: "https://news.example/2" }], 1);
    poll([{ ...FIRST, ...title, url: "https://news.example/2", id: "guid-2" }], 2);
    poll([{ ...FIRST, ...title, url: "https://news.example/3", id: "guid-2" }], 3);
    expect(told).toHaveLength(1);
  });

  it("also where a guid is a link that changes its scheme", () => {
    const { poll } = makeInstance();
    poll([item({ id: "http://news.example/?p=1", title: "One" })]);
    expect(poll([item({ id: "https://www.news.example/?p=1", title: "Two" })], 1)).toEqual(["renamed"]);
  });
});

describe("stories that share something are told each", () => {
  const page = "https://status.example/";
  it.each<[string, readonly ParsedStory[]]>([
    ["a link", ["a", "b", "c"].map((id) => item({ id, url: page, title: `Fault ${id}` }))],
    ["a link, without guids", ["a", "b", "c"].map((id) => item({ url: page, title: `Fault ${id}` }))],
    ["a guid", ["a", "b"].map((id) => item({ id: "1", url: page + id, title: `Fault ${id}` }))],
    ["a guid, without links", ["a", "b"].map((id) => item({ id: "1", title: `Fault ${id}` }))],
    ["guid and link", ["a", "b"].map((id) => item({ id: "1", url: page, title: "Fault", text: id }))],
    ["a long title", ["a", "b"].map((id) => item({ id, url: page + id, title: "Fault in the main hall" }))],
    ["a short title", ["a", "b"].map((id) => item({ id, url: page + id, title: "v2.0.0" }))],
    ["a guid but for the fragment", ["a", "b"].map((id) => item({ id: `${page}#${id}`, title: "Fault" }))],
  ])("%s", (_, document) => {
    const { poll, told } = makeInstance();
    poll(document);
    expect(told).toHaveLength(document.length);
    for (const hours of [1, 100, 1_000]) poll(document, hours);
    // What told them apart in the whole document still does when only one of them is left.
    for (const one of document) poll([one], 1_001);
    expect(new Set(told).size).toBe(document.length);
    expect(told).toHaveLength(document.length);
  });

  it("a title in two sources", () => {
    const { poll, told } = makeInstance();
    poll([FIRST], 0, "one");
    poll([{ ...FIRST, url: "https://other.example/spud" }], 1, "two");
    expect(told).toHaveLength(2);
  });

  it("a title of fewer than four words, later", () => {
    const { poll } = makeInstance();
    poll([item({ id: "a", title: "Market wrap today" })]);
    expect(poll([item({ id: "b", title: "Market wrap today" })], 24)).toEqual(["new"]);
  });

  it("a title that comes back after 72 hours, though the first stayed in the feed", () => {
    const { poll } = makeInstance();
    const column = (id: string) => item({ id, url: page + id, title: "Your questions of this week" });
    for (const hours of [0, 24, 48, 72]) poll([column("a")], hours);
    expect(poll([column("b")], 73)).toEqual(["new"]);
  });
});

describe("an item that stands twice in one document", () => {
  it.each<[string, ParsedStory]>([
    ["unchanged", FIRST],
    ["with trackers and another guid", { ...FIRST, id: "x", url: `${FIRST.url}?utm_source=rss` }],
    ["with another link", { ...FIRST, url: "https://news.example/spud-live" }],
  ])("is one: %s", (_, again) => {
    const { poll, told } = makeInstance();
    expect(poll([again, FIRST])).toEqual(["new"]);
    expect(poll([FIRST], 1)).toEqual(["seen"]);
    expect(poll([again], 2)).toEqual(["seen"]);
    expect(told).toHaveLength(1);
  });

  it("is one where nothing tells two items apart", () => {
    const document = ["1", "2"].flatMap((id) =>
      ["a", "b"].map((path) => item({ id, url: `https://news.example/${path}`, title: "Wrap" })),
    );
    expect(identify("source", document)).toHaveLength(1);
  });
});

describe("another source", () => {
  it("is a sighting of the known story, recorded once", () => {
    const { poll, told, sightings } = makeInstance();
    poll([FIRST], 0, "one");
    const found = { ...FIRST, id: "other", url: `${FIRST.url}?utm_source=two`, title: "Spud it is" };
    expect(poll([found], 1, "two")).toEqual(["sighting"]);
    expect(poll([found], 2, "two")).toEqual(["seen"]);
    expect(poll([{ ...found, id: "flip" }], 3, "two")).toEqual(["seen"]);
    expect(poll([FIRST], 4, "one")).toEqual(["seen"]);
    expect(sightings).toEqual(told);
  });
});

describe("a story that is called otherwise", () => {
  const called = (title: string) => [{ ...FIRST, title }];

  it("is renamed once for each title it has not borne before", () => {
    const { poll } = makeInstance();
    const titles = [
      "Lab names its next model Spud",
      "Spud it is",
      "SPUD it is!",
      "Lab names its next model Spud",
      "Oops",
    ];
    expect(titles.map((title) => poll(called(title))[0])).toEqual([
      "new",
      "renamed",
      "seen",
      "seen",
      "renamed",
    ]);
  });

  it("is left alone once its publisher has tried five titles on it", () => {
    const { poll } = makeInstance();
    const kinds = [1, 2, 3, 4, 5, 6, 7].map((n) => poll(called(`Attempt number ${n} at a title`))[0]);
    expect(kinds).toEqual(["new", ...Array(4).fill("renamed"), "seen", "seen"]);
  });

  it("is not renamed by the first title that a mark of an earlier version is given", () => {
    const { poll, rows } = makeInstance();
    poll([FIRST]);
    for (const [key, { mark, until }] of rows)
      rows.set(key, { mark: { story: mark.story, at: mark.at }, until });
    expect(poll(called("Another title by now"))).toEqual(["seen"]);
    expect(poll(called("And yet another one"))).toEqual(["renamed"]);
  });
});

describe("marks", () => {
  it("are refreshed once a quarter of their time is used up, each with its own story", () => {
    const [one] = identify("source", [FIRST]);
    if (!one) throw new Error("nothing was identified");
    const at = (ms: number) => new Date(START + ms);
    const rows = new Map(marksFor(one, "story", at(0)).map(({ key, mark }) => [key, mark]));
    const mark = (key: string) => rows.get(key);
    expect(rows.size).toBe(4);
    expect(new Set(keysOf(one))).toEqual(new Set([...rows.keys(), one.keys.content]));
    expect(refreshFor(one, "story", mark, at(SEEN_TTL_MS / 4))).toEqual([]);
    const later = refreshFor(one, "other", mark, at(SEEN_TTL_MS / 4 + 1));
    expect(later.map((write) => [write.mark.story, write.ttlMs])).toEqual(
      Array(3).fill(["story", SEEN_TTL_MS]),
    );
    expect(needsRefresh({ story: "story", at: START }, at(SEEN_TTL_MS))).toBe(true);
  });

  it("are asked for once each, also where title and text are all there is", () => {
    const [one] = identify("source", [item({ title: "Wrap" })]);
    expect(one && keysOf(one)).toEqual([one?.keys.content]);
  });

  it("keep an item known for as long as it stays in its feed", () => {
    const { poll, told } = makeInstance();
    for (let day = 0; day < 400; day += 20) poll([FIRST], day * 24);
    expect(told).toHaveLength(1);
  });

  it("let a title count for 72 hours", () => {
    const [one] = identify("source", [FIRST]);
    const writes = one ? marksFor(one, "story", new Date(START)) : [];
    expect(writes.filter((write) => write.ttlMs === TITLE_TTL_MS).map((write) => write.key)).toEqual([
      one?.keys.title,
    ]);
  });
});

describe("laws", () => {
  const some = <T>(...values: T[]) => fc.constantFrom(...values);
  const anyItem = fc.record({
    id: some("", "1", "2", "https://news.example/a", "http://news.example/a#x"),
    url: some("", "https://news.example/a", "https://news.example/b?utm_source=x", "https://news.example/b"),
    title: some("", "Wrap", "A title of five words", "Another title of five"),
    text: some("", "Some text.", "Other text."),
  });
  const anyDocument = fc.array(anyItem.map(item), { maxLength: 6 });

  it("the same document gives the same ids, one for each story, and a second poll tells nothing", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const ids = identify("source", document).map((one) => one.storyId);
        expect(identify("source", structuredClone(document)).map((one) => one.storyId)).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
        const { poll, told } = makeInstance();
        poll(document);
        const before = told.length;
        poll(document, 100);
        poll(document, 2_000);
        expect(told).toHaveLength(before);
      }),
    );
  });

  it("a changed guid, link, date or title alone never tells a story of a sound feed again", () => {
    const change = some<(one: ParsedStory, turn: number) => ParsedStory>(
      (one, turn) => ({ ...one, id: `new-${turn}-${one.id}` }),
      (one, turn) => ({ ...one, url: `${one.url}-${turn}` }),
      (one, turn) => ({ ...one, url: `${one.url}?utm_source=${turn}#${turn}` }),
      (one, turn) => ({ ...one, publishedAt: new Date(START + turn * HOUR) }),
      (one, turn) => ({ ...one, title: `${one.title}, part ${turn}` }),
      (one) => ({ ...one, text: `${one.text} More.` }),
    );
    const sound = [1, 2, 3, 4].map((n) =>
      item({ id: `guid-${n}`, url: `https://news.example/${n}`, title: `The story of day number ${n}` }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), change), { maxLength: 12 }), (changes) => {
        const { poll, told } = makeInstance();
        let document: readonly ParsedStory[] = sound;
        poll(document);
        changes.forEach(([which, how], turn) => {
          document = document.map((one, index) => (index === which ? how(one, turn) : one));
          poll(document, turn * 100);
        });
        expect(told).toHaveLength(sound.length);
      }),
    );
  });
});
