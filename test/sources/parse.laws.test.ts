import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalise, findRoot } from "../../src/sources/parse/canonical.ts";
import { mapFeed } from "../../src/sources/parse/map.ts";
import { readWithRssParser } from "../../src/sources/parse/recipe.ts";
import { readTolerantly } from "../../src/sources/parse/tolerant.ts";
import { parseFeed } from "../../src/sources/parse.ts";
import { ParseError } from "../../src/sources/source.ts";
import { atom, jsonFeed, rss } from "../doubles/feeds.ts";

const HERE = "https://where.example/feed";
const folder = new URL("./fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));

/** The law of every document: a feed whose links are links, or a ParseError. */
async function holds(bytes: Uint8Array, contentType?: string): Promise<void> {
  const feed = await parseFeed(bytes, contentType, HERE).catch((reason: unknown) => {
    expect(reason).toBeInstanceOf(ParseError);
    return undefined;
  });
  for (const story of feed?.stories ?? []) {
    expect(story.url).toMatch(/^(?:https?:\/\/[^/\s]+\/\S*)?$/);
    expect(story.image ?? "https://x/").toMatch(/^https?:\/\/[^/\s]+\/\S*$/);
    expect(story.title).not.toMatch(/[\n\r\t]|^\s|\s$/);
    expect(story.text).not.toMatch(/\n\n|[\t\r]|^\s|\s$/);
    expect(story.publishedAt?.getTime()).not.toBeNaN();
  }
}

/** Pieces that mean something to one parser or another. */
const shard = fc.constantFrom(
  ...[
    "<",
    ">",
    "&",
    '"',
    "'",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "</",
    "/>",
    "<?",
    "<item>",
    "</item>",
    "<entry>",
  ],
  ...[
    "</channel>",
    "<title>",
    "</title>",
    "<link>",
    "<content type='xhtml'>",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "\0",
  ],
  ...[
    " xmlns:a='http://www.w3.org/2005/Atom'",
    "<a:link href='",
    " xml:base='//[::'",
    "{",
    "}",
    "[",
    ",",
    "\\",
    "é",
    "\uD83D",
  ],
);

describe("laws of parseFeed", () => {
  test("any bytes give a feed or a ParseError", async () => {
    const types = fc.constantFrom(undefined, "text/html", "text/xml; charset=utf-16", "x; charset=\"'");
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), types, holds), { numRuns: 300 });
  });

  test("pieces of markup in any order give a feed or a ParseError", async () => {
    const document = fc
      .array(shard, { maxLength: 40 })
      .map((shards) => `<rss version="2.0"><channel>${shards.join("")}`);
    await fc.assert(
      fc.asyncProperty(document, (text) => holds(new TextEncoder().encode(text))),
      { numRuns: 500 },
    );
  });

  test("feeds with changes in any place give a feed or a ParseError", async () => {
    const items = [
      { id: "1", title: "Spud & Sora", url: "https://a.example/1", at: new Date(0), html: "<p>x</p>" },
    ];
    const whole = fc.constantFrom(...fixtures, rss(items), atom(items), jsonFeed(items));
    const change = fc.record({
      at: fc.nat(3000),
      drop: fc.nat(40),
      put: fc.oneof(shard, fc.string({ maxLength: 5 })),
    });
    await fc.assert(
      fc.asyncProperty(whole, fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
        let changed = text;
        for (const { at, drop, put } of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + put + changed.slice(place + drop);
        }
        return holds(new TextEncoder().encode(changed));
      }),
      { numRuns: 500 },
    );
  });

  test("a feed cut anywhere gives the complete stories, in order", async () => {
    const items = Array.from({ length: 5 }, (_, n) => ({
      id: `s${n}`,
      title: `Story ${n}`,
      url: `https://a.example/${n}`,
      at: new Date(0),
      html: "<p>x</p>",
    }));
    for (const [document, end] of [
      [rss(items), "</item>"],
      [atom(items), "</entry>"],
    ] as const) {
      const bytes = new TextEncoder().encode(document);
      for (let length = document.indexOf(end) + end.length; length < bytes.length; length += 13) {
        const complete = document.slice(0, length).split(end).length - 1;
        const feed = await parseFeed(bytes.subarray(0, length), undefined, HERE);
        expect(feed.stories.map((story) => story.id)).toEqual(
          items.slice(0, complete).map((item) => item.id),
        );
      }
    }
  });

  test("both XML readers say the same where rss-parser reads anything", async () => {
    let compared = 0;
    for (const text of fixtures) {
      const root = findRoot(text);
      if (root === undefined) continue;
      const { xml, attributes } = canonicalise(text, root);
      const strict = await readWithRssParser(xml).catch(() => undefined);
      if (strict === undefined) continue;
      expect(mapFeed(readTolerantly(xml), attributes, HERE)).toEqual(mapFeed(strict, attributes, HERE));
      compared++;
    }
    expect(compared).toBeGreaterThan(10);
  });
});
