import { describe, expect, test } from "vitest";
import { parseFeed } from "../../src/sources/parse.ts";
import { ParseError } from "../../src/sources/source.ts";
import { atom, jsonFeed, rss } from "../doubles/feeds.ts";

const HERE = "https://where.example/feed";

function read(document: string, contentType?: string): ReturnType<typeof parseFeed> {
  return parseFeed(new TextEncoder().encode(document), contentType, HERE);
}

describe("documents that are no feed", () => {
  test.each([
    ["", "empty", "is empty"],
    [" \n\t ", "empty", "is empty"],
    ["<!DOCTYPE html><html><head><title>Shop</title></head></html>", "html", "is a web page, not a feed"],
    ["<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'/>", "html", "is a web page, not a feed"],
    [
      "<html><pre><rss><channel><item><title>x</title></item></channel></rss></pre></html>",
      "html",
      "is a web page, not a feed",
    ],
    ["<div>Please log in</div>", "html", "is a web page, not a feed"],
    ["<?xml version='1.0'?><opml><head/><body/></opml>", "unknown", "is XML, but not a feed"],
    ["Service busy", "unknown", "is neither XML nor JSON, so not a feed"],
    ['{"message":"hello"}', "unknown", "is JSON, but not a JSON Feed"],
    ['{"items":[{"id":1,}]}', "unknown", "is JSON with a mistake in it"],
    [
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","tit',
      "truncated",
      "breaks off before its first story is complete",
    ],
    ["<rss><channel><item><title>Half", "truncated", "breaks off before its first story is complete"],
    ["<?xml version='1.0'?>", "truncated", "breaks off before it begins"],
  ])("%j", async (document, kind, message) => {
    const error = await read(document).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ParseError);
    expect(error).toMatchObject({ kind, message, name: "ParseError" });
  });

  test("words that are served as HTML", async () => {
    await expect(read("Please wait", "text/html; charset=utf-8")).rejects.toMatchObject({ kind: "html" });
  });
});

describe("feeds without a story", () => {
  test.each([
    "<rss version='2.0'><channel><title>Quiet</title></channel></rss>",
    "<rss version='2.0'><title>Quiet</title></rss>",
    "<rss/>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quiet</title></feed>",
    '{"items":[]}',
  ])("%s", async (document) => {
    expect((await read(document)).stories).toEqual([]);
  });
});

describe("feeds that the publisher's side renders", () => {
  const items = [1, 2, 3].map((n) => ({
    id: `s${n}`,
    title: `Spud & Sora <${n}>`,
    url: `https://wire.example/${n}?a=1&b=2`,
    at: new Date(Date.UTC(2024, 0, n)),
    html: `<p>Story ${n} &amp; its <b>end</b>.</p><p>More.</p>`,
    author: "Ann Lee",
    tags: ["ai", "r&d"],
  }));

  test.each([
    ["RSS", rss(items), "rss-parser"],
    ["Atom", atom(items), "rss-parser"],
    ["JSON", jsonFeed(items), "json"],
  ])("%s", async (_, document, via) => {
    const feed = await read(document);
    expect(feed.via).toBe(via);
    expect(feed.stories).toEqual(
      items.map((item) => ({
        id: item.id,
        title: item.title,
        url: item.url,
        publishedAt: item.at,
        summaryHtml: item.html,
        text: `${item.html.slice(3, 10)} & its end.\nMore.`,
        authors: ["Ann Lee"],
        tags: ["ai", "r&d"],
      })),
    );
  });
});

describe("single rules", () => {
  const item = (
    inner: string,
  ): Promise<Awaited<ReturnType<typeof parseFeed>>["stories"][number] | undefined> =>
    read(`<rss version="2.0"><channel>${`<item>${inner}</item>`}</channel></rss>`).then(
      (feed) => feed.stories[0],
    );

  test("the summary stands where the content says less", async () => {
    const story = await item(
      "<description>A summary with words.</description><content:encoded>&lt;img src='x'&gt;</content:encoded>",
    );
    expect(story?.text).toBe("A summary with words.");
  });

  test("a guid is a link only where it may be one", async () => {
    expect((await item("<title>a</title><guid>https://a.example/1</guid>"))?.url).toBe("https://a.example/1");
    expect((await item("<title>a</title><guid isPermaLink='false'>https://a.example/1</guid>"))?.url).toBe(
      "",
    );
    expect((await item("<title>a</title><guid>a.example/1</guid>"))?.url).toBe("");
  });

  test("a link to the document for machines comes last", async () => {
    const story = await item(
      "<title>a</title><atom:link rel='alternate' type='application/json' href='/a.json'/><atom:link rel='alternate' href='/a'/>",
    );
    expect(story?.url).toBe("https://where.example/a");
  });

  test("the link of a feed is not the feed itself", async () => {
    const feed = await read(
      "<rss version='2.0'><channel><atom:link rel='self' href='/feed'/><link>https://site.example</link></channel></rss>",
    );
    expect(feed.link).toBe("https://site.example/");
  });

  test("a story without a title gets the beginning of its text", async () => {
    const long = `${"seven words that go on and on ".repeat(6)}end`;
    const story = await item(`<description>${long}</description>`);
    expect(story?.title).toBe(
      "seven words that go on and on seven words that go on and on seven words that go on and on seven…",
    );
    expect((await item(`<description>${"x".repeat(98)}🚀🚀</description>`))?.title).toBe(
      `${"x".repeat(98)}…`,
    );
  });

  test("prose that is never closed ends with its story", async () => {
    const feed = await read(
      "<rss version='2.0'><channel><item><title>One</item><item><title>Two</title></item></channel></rss>",
    );
    expect(feed.stories.map((story) => story.title)).toEqual(["One", "Two"]);
    expect(feed.via).toBe("rss-parser");
  });

  test("stories outside of the channel, and a channel without its wrapper", async () => {
    const outside = await read("<rss><channel><title>t</title></channel><item><title>a</title></item></rss>");
    expect(outside.stories).toHaveLength(1);
    const bare = await read("<channel><title>t</title><item><title>a</title></item></channel>");
    expect([bare.title, bare.stories.length, bare.via]).toEqual(["t", 1, "tolerant"]);
  });

  test("of a JSON Feed that breaks off, what is complete counts", async () => {
    const whole = '{"title":"t","items":[{"id":"1","title":"a }]\\""},{"id":"2","title":"b"},{"id":"3","ti';
    const feed = await read(whole);
    expect(feed.stories.map((story) => story.title)).toEqual(['a }]"', "b"]);
    expect(feed.breaksOff).toBe(true);
    expect(await read(`${whole}tle":"c"}]}`)).not.toHaveProperty("breaksOff");
  });

  test("what looks like a property of every object is a name like any other", async () => {
    const feed = await read(
      "<rss version='2.0' __proto__='a' constructor='b'><channel><__proto__>x</__proto__><constructor>y</constructor><item><title toString='z'>a</title><hasOwnProperty/></item></channel></rss>",
    );
    expect(feed.stories.map((story) => story.title)).toEqual(["a"]);
  });
});

// Each of these takes well under a second here; work that grows with the square would outlast the test's time limit.
describe("hostile documents", () => {
  const around = (inner: string): string =>
    `<rss version="2.0"><channel><item><title>First</title></item>${inner}</channel></rss>`;
  const many = (text: string, times = 100_000): string => text.repeat(times);

  test.each([
    ["nested tags in a description", `<item><description>${many("<div>")}end</description></item>`, "end"],
    [
      "matched tags in a description",
      `<item><description>${many("<i>")}end${many("</i>")}</description></item>`,
      "end",
    ],
    ["escaped tags", `<item><description>${many("&lt;b&gt;")}end</description></item>`, "end"],
    ["tags in CDATA", `<item><description><![CDATA[${many("<p")} >end]]></description></item>`, "end"],
    ["ampersands", `<item><description>${many("&", 1_000_000)}</description></item>`, many("&", 1_000_000)],
  ])("%s", async (_, inner, text) => {
    const feed = await read(around(inner));
    expect(feed.stories[1]?.text).toBe(text);
  });

  test.each([
    ["unclosed tags", many("<a>")],
    ["nested tags", `${many("<a>")}${many("</a>")}`],
    ["tags closed by others", `${many("<a>")}${many("</b>")}`],
    ["open attributes", many('<a b="')],
    ["open comments", many("<!-- ")],
    ["open sections", many("<![CDATA[")],
    ["brackets", many("<", 1_000_000)],
    ["unclosed stories", many("<item>")],
  ])("%s outside of stories", async (_, inner) => {
    const feed = await read(around(inner));
    expect(feed.stories[0]?.title).toBe("First");
  });

  test("a prolog of spaces", async () => {
    await expect(read(`<?xml${many(" ", 1_000_000)}>x`)).rejects.toMatchObject({ kind: "truncated" });
  });

  test("nesting around the limit of the tolerant reader", async () => {
    // The mismatch keeps rss-parser out; rss and channel are the first two levels.
    const nested = (depth: number): string =>
      around(`<x><y></x>${"<a>".repeat(depth)}${"</a>".repeat(depth)}<item><title>Last</title></item>`);
    expect((await read(nested(198))).stories).toHaveLength(2);
    expect((await read(nested(199))).stories).toHaveLength(1);
  });

  test("entities that hold one another are not expanded", async () => {
    const entities = Array.from({ length: 60 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join("");
    const feed = await read(
      `<!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]>${around("<item><title>&e0; &e60;</title></item>")}`,
    );
    expect(feed.stories[1]?.title).toBe("ha &e60;");
  });

  test("more stories than anyone publishes: the first ten thousand count", async () => {
    const feed = await read(around(many("<item><title>a</title></item>", 20_000)));
    expect(feed.stories).toHaveLength(10_000);
    const json = await read(`{"items":[${many('{"title":"a"},', 20_000)}{}]}`);
    expect(json.stories).toHaveLength(10_000);
  });

  test("five megabytes of prose", async () => {
    const feed = await read(
      around(`<item><description><![CDATA[${many("<p>word</p>", 460_000)}]]></description></item>`),
    );
    expect(feed.stories[1]?.text.length).toBe(460_000 * 5 - 1);
  });
});
