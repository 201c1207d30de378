import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Clock } from "../../src/commands/command.ts";
import { makeFetcher } from "../../src/sources/fetch.ts";
import { makePool } from "../../src/sources/read/pool.ts";
import { makePageReader, type PageReaderOptions } from "../../src/sources/read.ts";
import { FetchError, type Fetcher, type PageRead } from "../../src/sources/source.ts";
import { makeClock } from "../doubles/clock.ts";
import { makeTestLog } from "../doubles/log.ts";
import { makeWire } from "../doubles/wire.ts";

const never = new AbortController().signal;
const obeying = new URL("./fixtures/obeying.ts", import.meta.url);
const nowhere = new URL("./fixtures/nowhere.ts", import.meta.url);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

/** Serves the end of each address as a page of plain text; `wait` is answered by nobody, the rest of faults by name. */
const serve: Fetcher = async (url, _, signal) => {
  const word = url.slice(url.lastIndexOf("/") + 1);
  if (word === "wait")
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const fault = FAULTS[word];
  if (fault !== undefined) throw fault;
  const contentType = word === "picture" ? "image/png" : "text/plain";
  return { kind: "body", url, contentType, bytes: Buffer.from(word) };
};
const FAULTS: Readonly<Record<string, Error>> = {
  missing: new FetchError("status", "answers 404", { status: 404 }),
  often: new FetchError("status", "answers 429", { status: 429, retryAfterMs: 60_000 }),
  private: new FetchError("address", "is private"),
  loop: new FetchError("redirect", "redirects in a loop"),
  deaf: new FetchError("network", "refuses connections"),
  garbled: new FetchError("body", "cannot be decompressed"),
  huge: new FetchError("size", "is larger than 2 MB"),
  late: new FetchError("timeout", "took longer than 6 s"),
  bug: new TypeError("a mistake of ours"),
};

function readerWith(options: Partial<PageReaderOptions> = {}) {
  const log = makeTestLog();
  const reader = makePageReader({ fetch: serve, clock: systemClock(), module: obeying, log, ...options });
  open.push(reader);
  return {
    ...reader,
    log,
    word: (word: string, signal = never) => reader.read(`https://${word}.example/${word}`, signal),
  };
}

const why = (read: PageRead) => (read.kind === "unread" ? read.why : read.article.text);

describe("a page", () => {
  test("is asked for as a page, followed, and read in a thread", async () => {
    const wire = await makeWire();
    const fetch = makeFetcher({ allow: ["127.0.0.0/8"], wanted: "page" });
    open.push(fetch, wire);
    const story =
      "The bridge over the Lum stays shut until the summer, the council of the town has said. ".repeat(5);
    wire.put("/old", { status: 301, headers: { location: "/story" } });
    wire.put("/story", {
      contentType: "text/html",
      body: `<title>Bridge</title><article><h1>Bridge</h1><p>${story}</p></article>`,
      encoding: "gzip",
    });
    const reader = makePageReader({ fetch, clock: systemClock() });
    open.push(reader);
    expect(await reader.read(wire.url("/old"), never)).toMatchObject({
      kind: "read",
      article: { text: story.trim() },
    });
    expect(wire.requests.map(({ headers }) => headers.accept)).toEqual(
      Array(2).fill("text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"),
    );
  });

  test.each([
    ["missing", "refused"],
    ["private", "refused"],
    ["loop", "refused"],
    ["deaf", "refused"],
    ["garbled", "refused"],
    ["huge", "large"],
    ["late", "slow"],
    ["picture", "empty"],
  ])("that is %s is %s, and starts no thread", async (word, fault) => {
    const reader = readerWith({ module: nowhere });
    expect(await reader.word(word)).toEqual({ kind: "unread", why: fault });
    expect(reader.log.events).toEqual([]);
  });

  test("whose address cannot be read is refused, and a mistake of ours is told", async () => {
    const reader = readerWith({ module: nowhere });
    expect(await reader.read("no address", never)).toEqual({ kind: "unread", why: "refused" });
    expect(await reader.word("bug")).toEqual({ kind: "unread", why: "empty" });
    expect(reader.log.events).toMatchObject([
      { level: "warn", event: "page.failed", details: { error: FAULTS["bug"] } },
    ]);
  });

  test("that is unchanged, which nobody asked, is empty", async () => {
    const reader = readerWith({ fetch: async () => ({ kind: "unchanged" }), module: nowhere });
    expect(await reader.word("any")).toEqual({ kind: "unread", why: "empty" });
  });

  test("of a host that wants quiet is refused without a request", async () => {
    let requests = 0;
    const fetch: Fetcher = (...asked) => {
      requests += 1;
      return serve(...asked);
    };
    const reader = readerWith({ fetch, module: nowhere });
    expect(why(await reader.read("https://news.example/often", never))).toBe("refused");
    expect(why(await reader.read("https://news.example/story", never))).toBe("refused");
    expect(requests).toBe(1);
  });

  test("takes eight seconds at most, and frees its place", async () => {
    const clock = makeClock();
    const reader = readerWith({ clock, queue: 1, module: nowhere });
    const read = reader.word("wait");
    expect(why(await reader.word("story"))).toBe("busy");
    clock.advance(7_999);
    clock.advance(1);
    expect(why(await read)).toBe("slow");
    expect(why(await reader.word("missing"))).toBe("refused");
  });

  test("rejects with the reason of the signal, and frees its place", async () => {
    const mind = new AbortController();
    const reader = readerWith({ queue: 1, module: nowhere });
    const read = reader.word("wait", mind.signal);
    mind.abort(new Error("changed my mind"));
    await expect(read).rejects.toThrow("changed my mind");
    await expect(reader.word("story", mind.signal)).rejects.toThrow("changed my mind");
    expect(why(await reader.word("missing"))).toBe("refused");
  });

  test("is busy when the reader closes, and after", async () => {
    const reader = readerWith({ module: nowhere });
    const read = reader.word("wait");
    await reader.close();
    expect(why(await read)).toBe("busy");
    expect(why(await reader.word("story"))).toBe("busy");
  });
});

describe("a thread", () => {
  test("does not keep the process alive", async () => {
    const ports = () => process.getActiveResourcesInfo().filter((kind) => kind === "MessagePort").length;
    const before = ports();
    await readerWith().word("story");
    expect(ports()).toBe(before);
  });

  test("that dies is replaced, and its page alone is empty", async () => {
    const reader = readerWith();
    const reads = await Promise.all(["one", "die", "two"].map((word) => reader.word(word)));
    expect(reads.map(why)).toEqual(["one", "empty", "two"]);
    const threads = reads.flatMap((read) => (read.kind === "read" ? read.article.title : []));
    expect(new Set(threads).size).toBe(2);
    expect(reader.log.events).toMatchObject([
      {
        event: "page.unreadable",
        details: { url: "https://die.example/die", why: "empty", error: { message: "dead" } },
      },
    ]);
  });

  test("that cannot even start costs one page each time, no more", async () => {
    const reader = readerWith({ module: nowhere });
    expect(why(await reader.word("story"))).toBe("empty");
    expect(reader.log.events).toHaveLength(1);
  });

  test("that reads for over three seconds is ended, and its page alone is slow", async () => {
    const real = systemClock();
    // Whoever waits for three seconds has waited.
    const clock: Clock = {
      ...real,
      sleep: (ms, signal) => (ms === 3_000 ? Promise.resolve() : real.sleep(ms, signal)),
    };
    const reader = readerWith({ clock });
    expect(why(await reader.word("burn"))).toBe("slow");
    expect(reader.log.events).toMatchObject([{ details: { why: "slow", afterMs: 3_000 } }]);
  });
});

describe("a pool", () => {
  const page = (text: string) => ({
    bytes: Buffer.from(text),
    form: "text" as const,
    contentType: undefined,
    url: "https://news.example/",
  });
  function poolWith(idleMs = 60_000, workers = 1) {
    const pool = makePool({ clock: systemClock(), workers, module: obeying, idleMs, warn: () => {} });
    open.push(pool);
    const threadOf = async (text: string, signal = never) => {
      const read = await pool.read(page(text), signal);
      return read.kind === "read" ? read.article.title : read.why;
    };
    return { pool, threadOf };
  }

  test("reads in order, replaces a thread after 500 pages, and takes bytes without a copy where it can", async () => {
    const { pool, threadOf } = poolWith();
    const own = new Uint8Array(5_000).fill(0x61);
    const threads = [pool.read({ ...page(""), bytes: own }, never).then(() => "own")];
    expect(own.byteLength).toBe(0);
    const part = page("part");
    const order: number[] = [];
    threads.push(pool.read(part, never).then(() => "part"));
    for (let n = 0; n < 499; n += 1)
      threads.push(
        threadOf("a").then((thread) => {
          order.push(n);
          return thread;
        }),
      );
    const ids = (await Promise.all(threads)).slice(2);
    expect(part.bytes.toString()).toBe("part");
    expect(order).toEqual(Array.from({ length: 499 }, (_, n) => n));
    expect(new Set(ids.slice(0, 498)).size).toBe(1);
    expect(ids[498]).not.toBe(ids[497]);
    expect(pool.size).toBe(1);
  });

  test("starts a second thread only for work, and ends those without", async () => {
    const { pool, threadOf } = poolWith(0, 2);
    expect(pool.size).toBe(0);
    const threads = await Promise.all(["a", "b", "c"].map((text) => threadOf(text)));
    expect(new Set(threads.slice(0, 2)).size).toBe(2);
    while (pool.size > 0) await new Promise(setImmediate);
    const next = await threadOf("d");
    expect(threads).not.toContain(next);
  });

  test("lets a page go whose signal is aborted, waiting or being read", async () => {
    const { threadOf } = poolWith();
    const mind = new AbortController();
    const reads = ["a", "b"].map((text) => threadOf(text, mind.signal));
    const last = threadOf("c");
    mind.abort(new Error("changed my mind"));
    for (const read of reads) await expect(read).rejects.toThrow("changed my mind");
    await expect(threadOf("d", mind.signal)).rejects.toThrow("changed my mind");
    expect(await last).toMatch(/^\d+$/);
  });
});
