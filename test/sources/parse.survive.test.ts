import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ParsedFeed, parseFeed } from "../../src/sources/parse.ts";

const URL_OF_ALL = "https://where.example/feed/all.xml";

function fixture(name: string): Promise<ParsedFeed> {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
  return parseFeed(bytes, undefined, URL_OF_ALL);
}

describe("what a parser must survive", () => {
  test("RSS without a version", async () => {
    const feed = await fixture("rss-no-version.xml");
    expect(feed).toEqual({
      title: "Harbour news",
      link: "https://harbour.example/",
      hints: {},
      via: "rss-parser",
      stories: [
        {
          id: "",
          title: "Crane moved",
          url: "https://harbour.example/crane",
          publishedAt: new Date("2024-01-02T07:30:00Z"),
          summaryHtml: "",
          text: "",
          authors: [],
          tags: [],
        },
      ],
    });
  });

  test("HTML entities, declared entities, bare ampersands, half a surrogate pair", async () => {
    const feed = await fixture("entities.xml");
    expect(feed.title).toBe("Café & quay");
    expect(feed.stories[0]?.title).toBe("North Yard opens at 5 – tea & cake, A&B, &bad;, “quoted” &unknown;");
    expect(feed.stories[0]?.text).toBe("Bells rang at noon, then again \uFFFD half a pair.");
    expect(feed.via).toBe("rss-parser");
  });

  test("control characters", async () => {
    const feed = await fixture("control-characters.xml");
    expect(feed.title).toBe("Belltower");
    expect(feed.stories[0]?.title).toBe("Ringing slowly");
  });

  test("tags in capitals, unquoted, unclosed and mismatched", async () => {
    const feed = await fixture("broken-markup.xml");
    expect(feed.title).toBe("Upper street");
    expect(feed.stories.map(({ id, title, text }) => ({ id, title, text }))).toEqual([
      { id: "u1", title: "Line one", text: "First\nsecond bold" },
      { id: "u2", title: "5 < 6 and Vec<T>", text: "" },
    ]);
    expect(feed.stories[0]?.publishedAt).toEqual(new Date("2024-03-01T00:00:00Z"));
    expect(feed.via).toBe("tolerant");
  });

  test("a prefixed Atom root, titles and summaries by their types, authors of the feed", async () => {
    const feed = await fixture("atom-prefixed.xml");
    expect(feed.link).toBe("https://p.example/");
    expect(feed.stories).toEqual([
      {
        id: "tag:p.example,2024:1",
        title: "Fish & chips",
        url: "https://p.example/1",
        publishedAt: new Date("2024-01-05T10:00:00Z"),
        summaryHtml: "a &lt; b, and &lt;b&gt; stays as it is",
        text: "a < b, and <b> stays as it is",
        authors: ["Ida Reed"],
        tags: [],
        language: "en-GB",
      },
    ]);
  });

  test("unusual prefixes for known namespaces", async () => {
    const feed = await fixture("odd-prefixes.xml");
    expect(feed.hints).toEqual({ everyMs: 6 * 3_600_000 });
    expect(feed.via).toBe("rss-parser");
    expect(feed.stories).toEqual([
      {
        id: "https://odd.example/1",
        title: "One",
        url: "https://odd.example/1",
        publishedAt: new Date("2024-02-03T03:05:00Z"),
        summaryHtml: "<p>The longer story of the river.</p>",
        text: "The longer story of the river.",
        description: "Short.",
        authors: ["Jo March"],
        tags: ["rivers"],
        language: "de-AT",
      },
    ]);
  });

  test("an Atom entry with a date that cannot be read", async () => {
    const feed = await fixture("atom-bad-date.xml");
    expect(feed.stories.map((story) => story.publishedAt)).toEqual([
      new Date("2024-02-01T12:00:00Z"),
      undefined,
    ]);
    expect(feed.via).toBe("rss-parser");
  });

  test("an Atom link without attributes", async () => {
    const feed = await fixture("atom-bare-link.xml");
    expect(feed.stories.map((story) => story.url)).toEqual([
      "https://links.example/1",
      "https://links.example/2",
    ]);
    expect(feed.via).toBe("rss-parser");
  });

  test("junk before and after the XML", async () => {
    const feed = await fixture("junk-before.xml");
    expect(feed.title).toBe("Junk");
    expect(feed.stories.map((story) => story.title)).toEqual(["Read all the same"]);
  });

  test("a truncated document: what is complete counts", async () => {
    const feed = await fixture("truncated.xml");
    expect(feed.breaksOff).toBe(true);
    expect(feed.title).toBe("Cut");
    expect(feed.stories.map((story) => story.id)).toEqual(["t1", "t2"]);
    expect(feed.via).toBe("tolerant");
  });

  test("inline markup in title and summary", async () => {
    const feed = await fixture("inline-markup.xml");
    expect(feed.title).toBe("Inline things here");
    expect(feed.stories.map(({ title, text }) => ({ title, text }))).toEqual([
      { title: "A bold claim & more", text: "One two three four <five>" },
      { title: "Data 2 & rest", text: "Unclosed\npara" },
    ]);
    expect(feed.via).toBe("rss-parser");
  });

  test("an entry that has only an xhtml body", async () => {
    const feed = await fixture("xhtml-only.xml");
    expect(feed.title).toBe("The gate");
    expect(feed.stories[0]?.text).toBe("First & foremost.\nThen this.");
  });

  test("content in base64, and a picture that is no text", async () => {
    const feed = await fixture("base64.xml");
    expect(feed.stories.map(({ summaryHtml, text }) => ({ summaryHtml, text }))).toEqual([
      { summaryHtml: "<p>Unpacked &amp; read</p>", text: "Unpacked & read" },
      { summaryHtml: "A picture of a boat.", text: "A picture of a boat." },
    ]);
    expect(feed.stories[0]?.publishedAt).toEqual(new Date("2004-05-06T07:08:09Z"));
  });

  test("xml:base on feed, entry and link; addresses that are none", async () => {
    const feed = await fixture("bases.xml");
    expect(feed.link).toBe("https://base.example/blog/");
    expect(feed.stories.map((story) => story.url)).toEqual([
      "https://base.example/blog/one",
      "https://base.example/blog/2024/two",
      "https://other.example/three",
      "",
    ]);
  });

  test("elements that stand in for the usual ones", async () => {
    const feed = await fixture("fallbacks.xml");
    const said = feed.stories.map(({ title, text, url, authors }) => ({ title, text, url, authors }));
    expect(said).toEqual([
      { title: "From the group", text: "Said there.", url: "", authors: ["Mo Lane"] },
      { title: "From Dublin", text: "Spoken.", url: "", authors: ["Lou"] },
      { title: "Of the body.", text: "Of the body.", url: "", authors: [] },
      { title: "The full item.", text: "The full item.", url: "https://f.example/4", authors: [] },
      { title: "Named", text: "", url: "https://f.example/5", authors: [] },
    ]);
    expect(feed.stories[0]?.image).toBe("https://img.example/l.jpg");
    expect(feed.stories[1]?.publishedAt).toEqual(new Date("2024-04-05T06:00:00Z"));
    expect(feed.stories[2]?.image).toBe("https://where.example/cover.png");
    expect(feed.stories[3]?.tags).toEqual(["Boats", "Tide & time"]);
    expect(feed.stories[4]?.language).toBe("en");
    expect(feed.hints).toEqual({ everyMs: 3_600_000, skipHours: [0, 1], skipDays: [0] });
  });

  test("ids that are repeated, blank or missing; an item that says nothing", async () => {
    const feed = await fixture("ids.xml");
    expect(feed.stories.map((story) => story.id)).toEqual(["same", "same", "", ""]);
  });

  test("a JSON Feed with fields of wrong types", async () => {
    const feed = await fixture("json-feed.json");
    expect(feed).toEqual({
      title: "Jay & son",
      link: "https://jay.example/",
      hints: {},
      via: "json",
      stories: [
        {
          id: "17",
          title: "AT&T <again>",
          url: "https://where.example/17",
          publishedAt: new Date("2024-06-07T12:09:10Z"),
          summaryHtml: "<p>One.</p><p>Two &amp; three.</p>",
          text: "One.\nTwo & three.",
          description: "One.",
          authors: ["Kay"],
          tags: ["phones"],
          language: "en-US",
          image: "https://where.example/i.png",
        },
        {
          id: "18",
          title: "No title here,",
          url: "https://else.example/18",
          summaryHtml: "No title here,<br>only 1 &lt; 2 lines.",
          text: "No title here,\nonly 1 < 2 lines.",
          authors: ["Jay"],
          tags: [],
          language: "en-US",
        },
      ],
    });
  });
});

describe("encodings", () => {
  const russian = `<?xml version="1.0" encoding="ENC"?><rss version="2.0"><channel><title>Новости</title><item><title>Мост</title></item></channel></rss>`;
  const windows1251 = (text: string): Uint8Array =>
    Uint8Array.from(text, (character) => {
      const point = character.codePointAt(0) ?? 0;
      return point < 0x80 ? point : point - 0x410 + 0xc0;
    });

  test.each([
    ["the prolog", russian.replace("ENC", "windows-1251"), undefined],
    [
      "the content type, against the prolog",
      russian.replace("ENC", "utf-8"),
      "text/xml; charset=Windows-1251",
    ],
    [
      "the prolog, where the content type is unknown",
      russian.replace("ENC", "cp1251"),
      "text/xml; charset=x-odd",
    ],
  ])("a label from %s", async (_, text, contentType) => {
    const feed = await parseFeed(windows1251(text), contentType, URL_OF_ALL);
    expect([feed.title, feed.stories[0]?.title]).toEqual(["Новости", "Мост"]);
  });

  test("UTF-8 under a wrong label", async () => {
    const bytes = new TextEncoder().encode(russian.replace("ENC", "iso-8859-1"));
    const feed = await parseFeed(bytes, "text/xml; charset=iso-8859-1", URL_OF_ALL);
    expect(feed.title).toBe("Новости");
  });

  test("UTF-16 with a prolog that says UTF-8", async () => {
    const bytes = Buffer.from(`\uFEFF${russian.replace("ENC", "utf-8")}`, "utf16le");
    expect((await parseFeed(bytes, undefined, URL_OF_ALL)).title).toBe("Новости");
  });
});
