import { afterEach, beforeEach, expect, test } from "vitest";
import type { Item } from "./feeds.ts";
import { makeWire, type Wire } from "./wire.ts";

const items: readonly Item[] = [
  {
    id: "a1",
    title: 'Fish & "chips" <b>',
    url: "https://news.example/a?x=1&y=2",
    at: new Date("2026-03-04T05:06:07Z"),
    html: "<p>Fish &amp; chips</p>",
    author: "Ann Reporter",
    tags: ["food", "sea"],
  },
];

let wire: Wire;
beforeEach(async () => {
  wire = await makeWire();
});
afterEach(() => wire.close());

test("a page is served with its validators, which then answer 304", async () => {
  const lastModified = "Wed, 04 Mar 2026 05:06:07 GMT";
  wire.put("/feed", { body: "one", contentType: "text/plain", etag: 'W/"1"', lastModified });
  const first = await fetch(wire.url("/feed?x=1"));
  expect(await first.text()).toBe("one");
  expect(first.headers.get("etag")).toBe('W/"1"');

  const ask = async (headers: Record<string, string>) => (await fetch(wire.url("/feed"), { headers })).status;
  expect(await ask({ "if-none-match": 'W/"1"' })).toBe(304);
  expect(await ask({ "if-none-match": '"1"', "if-modified-since": lastModified })).toBe(200);
  expect(await ask({ "if-modified-since": lastModified })).toBe(304);
  expect(await ask({ "if-modified-since": "Wed, 04 Mar 2026 05:06:06 GMT" })).toBe(200);
  expect((await fetch(wire.url("/none"))).status).toBe(404);
  expect(wire.requests.map(({ path, status }) => [path, status])).toEqual([
    ["/feed?x=1", 200],
    ["/feed", 304],
    ["/feed", 200],
    ["/feed", 304],
    ["/feed", 200],
    ["/none", 404],
  ]);
});

test.each(["gzip", "deflate", "br", "zstd"] as const)("a page can be encoded as %s", async (encoding) => {
  wire.put("/feed", { body: "one", encoding });
  const response = await fetch(wire.url("/feed"));
  expect(response.headers.get("content-encoding")).toBe(encoding);
  expect(await response.text()).toBe("one");
});

test("publishers render the same stories in three formats", async () => {
  wire.publishers.rss("/rss", items, { title: "Ours" });
  wire.publishers.atom("/atom", items);
  wire.publishers.jsonFeed("/json", items);
  const read = async (path: string) => (await fetch(wire.url(path))).text();

  const rss = await read("/rss");
  expect(rss).toContain("<title>Ours</title>");
  expect(rss).toContain("<title>Fish &amp; &quot;chips&quot; &lt;b&gt;</title>");
  expect(rss).toContain("<pubDate>Wed, 04 Mar 2026 05:06:07 GMT</pubDate>");
  const atom = await read("/atom");
  expect(atom).toContain('<link rel="alternate" href="https://news.example/a?x=1&amp;y=2"/>');
  expect(atom).toContain("<published>2026-03-04T05:06:07.000Z</published>");
  expect(JSON.parse(await read("/json")).items[0]).toMatchObject({
    id: "a1",
    title: 'Fish & "chips" <b>',
    authors: [{ name: "Ann Reporter" }],
    tags: ["food", "sea"],
  });
});

test("a published list has a new ETag when it changes, and the same when it does not", async () => {
  const tagAfter = async (list: readonly Item[]) => {
    wire.publishers.rss("/rss", list);
    return (await fetch(wire.url("/rss"))).headers.get("etag");
  };
  const first = await tagAfter(items);
  expect(await tagAfter(items)).toBe(first);
  expect(await tagAfter([])).not.toBe(first);
});

test("a spoilt path misbehaves as often as told, then shows its page again", async () => {
  wire.put("/feed", { body: "0123456789", contentType: "text/xml" });
  const read = async () => (await fetch(wire.url("/feed"))).text();
  wire.spoil("/feed", { kind: "truncated" }, 1);
  expect(await read()).toBe("01234");
  expect(await read()).toBe("0123456789");
  wire.spoil("/feed", { kind: "empty" });
  expect(await read()).toBe("");
  expect(await read()).toBe("");
  wire.mend("/feed");
  expect(await read()).toBe("0123456789");
  wire.spoil("/feed", { kind: "html" });
  expect(await read()).toContain("not a feed");
  wire.spoil("/feed", { kind: "huge", bytes: 300_000 });
  expect((await read()).length).toBe(300_000);
});

test("a spoilt path can break the connection or answer a status", async () => {
  wire.put("/feed", { body: "0123456789" });
  wire.spoil("/feed", { kind: "reset" });
  await expect(fetch(wire.url("/feed"))).rejects.toThrow();
  wire.spoil("/feed", { kind: "cut" });
  await expect(fetch(wire.url("/feed")).then((answer) => answer.text())).rejects.toThrow();
  wire.spoil("/feed", { kind: "status", status: 429, retryAfter: "120" });
  const answer = await fetch(wire.url("/feed"));
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "120"]);
  wire.spoil("/feed", { kind: "loop" });
  await expect(fetch(wire.url("/feed"))).rejects.toThrow();
});
