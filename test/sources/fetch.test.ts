import type { LookupFunction } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FetcherOptions, makeFetcher } from "../../src/sources/fetch.ts";
import { makeWire, type Wire } from "../doubles/wire.ts";

const never = new AbortController().signal;
const allow = ["127.0.0.0/8"];

let wire: Wire;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  wire = await makeWire();
});
afterEach(async () => {
  await wire.close();
  for (const fetcher of open.splice(0)) await fetcher.close();
});

function fetcherWith(options: FetcherOptions = {}) {
  const fetcher = makeFetcher({ allow, ...options });
  open.push(fetcher);
  return fetcher;
}

const textOf = (fetched: { kind: string; bytes?: Uint8Array }) => Buffer.from(fetched.bytes ?? []).toString();

describe("a plain answer", () => {
  test("comes with its body, type, validators and freshness", async () => {
    wire.put("/feed", {
      body: "<rss/>",
      contentType: "application/rss+xml",
      etag: 'W/"é"',
      lastModified: "Wed, 04 Mar 2026 05:06:07 GMT",
      headers: { "cache-control": "max-age=600", age: "60" },
    });
    const { bytes, ...rest } = (await fetcherWith()(wire.url("/feed#top"), {}, never)) as {
      bytes: Uint8Array;
    };
    expect(textOf({ kind: "body", bytes })).toBe("<rss/>");
    expect(rest).toEqual({
      kind: "body",
      url: wire.url("/feed"),
      contentType: "application/rss+xml",
      etag: 'W/"é"',
      lastModified: "Wed, 04 Mar 2026 05:06:07 GMT",
      freshForMs: 540_000,
    });
  });

  test("is asked for with these headers and no others", async () => {
    wire.put("/feed", { body: "x", headers: { "set-cookie": "a=b" } });
    const fetcher = fetcherWith({ userAgent: "Newshound/1 (+https://example.com)" });
    await fetcher(wire.url("/feed"), {}, never);
    await fetcher(wire.url("/feed"), {}, never);
    for (const { headers } of wire.requests)
      expect(headers).toEqual({
        host: `127.0.0.1:${wire.port}`,
        connection: "keep-alive",
        "user-agent": "Newshound/1 (+https://example.com)",
        accept: expect.stringContaining("application/rss+xml"),
        "accept-encoding": "gzip, deflate, br, zstd",
      });
  });

  test("leaves a connection that is used again, also after a redirect and a fault", async () => {
    wire.put("/old", { status: 302, body: "elsewhere", headers: { location: "/feed" } });
    wire.put("/feed", { body: "x" });
    const fetcher = fetcherWith();
    for (let round = 0; round < 5; round++) {
      await fetcher(wire.url(["/old", "/none"][round % 2] ?? ""), {}, never).catch(() => {});
      await new Promise(setImmediate);
    }
    expect(wire.requests.length).toBe(8);
    expect(wire.connections()).toBeLessThan(4);
  });

  test("says who we are without being told", async () => {
    await fetcherWith()(wire.url("/none"), {}, never).catch(() => {});
    expect(wire.requests[0]?.headers["user-agent"]).toMatch(/^Newshound/);
    expect(() => makeFetcher({ userAgent: "Newshound (+https://пример.example)" })).toThrow(RangeError);
  });

  test.each(["/feed?", "/feed?b=2&a=1&utm_source=x", "/a%20b/%C3%A9?q=%27%20+", "/"])(
    "%s is requested as it stands",
    async (path) => {
      await fetcherWith()(wire.url(path), {}, never).catch(() => {});
      expect(wire.requests.map((request) => request.path)).toEqual([path]);
    },
  );

  test("goes through no proxy", async () => {
    const proxy = await makeWire();
    const before = process.env["HTTP_PROXY"];
    process.env["HTTP_PROXY"] = proxy.origin;
    try {
      wire.put("/feed", { body: "x" });
      expect(await fetcherWith()(wire.url("/feed"), {}, never)).toMatchObject({ kind: "body" });
      expect(proxy.connections()).toBe(0);
    } finally {
      if (before === undefined) delete process.env["HTTP_PROXY"];
      else process.env["HTTP_PROXY"] = before;
      await proxy.close();
    }
  });
});

describe("a conditional request", () => {
  const lastModified = "Wed, 04 Mar 2026 05:06:07 GMT";

  test.each([
    [{ etag: 'W/"a, b"' }, { "if-none-match": 'W/"a, b"' }],
    [{ etag: "bare ÿ" }, { "if-none-match": "bare ÿ" }],
    [{ lastModified: "2038, maybe" }, { "if-modified-since": "2038, maybe" }],
    [
      { etag: '"1"', lastModified },
      { "if-none-match": '"1"', "if-modified-since": lastModified },
    ],
  ])("echoes %j byte for byte", async (validators, headers) => {
    wire.put("/feed", { body: "x", ...validators, headers: { "cache-control": "max-age=60" } });
    const first = await fetcherWith()(wire.url("/feed"), {}, never);
    expect(first).toMatchObject({ kind: "body", ...validators });
    expect(await fetcherWith()(wire.url("/feed"), first, never)).toEqual({
      kind: "unchanged",
      ...validators,
      freshForMs: 60_000,
    });
    expect(wire.requests[1]?.headers).toMatchObject(headers);
  });

  test("keeps its validators along redirects", async () => {
    wire.put("/old", { status: 302, headers: { location: "/feed" } });
    wire.put("/feed", { body: "x", etag: '"1"' });
    expect(await fetcherWith()(wire.url("/old"), { etag: '"1"' }, never)).toEqual({
      kind: "unchanged",
      etag: '"1"',
    });
    expect(wire.requests.map(({ path, status }) => [path, status])).toEqual([
      ["/old", 302],
      ["/feed", 304],
    ]);
  });

  test("a 304 that nobody asked for is a fault", async () => {
    wire.put("/feed", { status: 304 });
    await expect(fetcherWith()(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      kind: "status",
      status: 304,
    });
  });
});

describe("redirects", () => {
  const chain = (statuses: readonly number[]) => {
    statuses.forEach((status, index) => {
      wire.put(`/${index}`, { status, headers: { location: `/${index + 1}#part` } });
    });
    wire.put(`/${statuses.length}`, { body: "arrived" });
  };

  test.each([
    [[301], true],
    [[308], true],
    [[301, 308, 301], true],
    [[302], false],
    [[301, 302], false],
    [[307, 301], false],
    [[303], false],
    [[301, 301, 301, 301, 301], true],
    [[], false],
  ])("%j moved: %s", async (statuses, moved) => {
    chain(statuses);
    const fetched = await fetcherWith()(wire.url("/0"), {}, never);
    const end = wire.url(`/${statuses.length}`);
    expect(textOf(fetched)).toBe("arrived");
    expect(fetched).toMatchObject({ url: end });
    expect("movedTo" in fetched ? fetched.movedTo : undefined).toBe(moved ? end : undefined);
  });

  test("more than five are too many", async () => {
    chain([301, 301, 301, 301, 301, 301]);
    await expect(fetcherWith()(wire.url("/0"), {}, never)).rejects.toMatchObject({
      kind: "redirect",
      message: "redirects more than 5 times",
    });
    expect(wire.requests.length).toBe(6);
  });

  test("loops end at the first repetition", async () => {
    wire.spoil("/self", { kind: "loop" });
    wire.put("/a", { status: 301, headers: { location: "/b" } });
    wire.put("/b", { status: 302, headers: { location: "/a#again" } });
    const loop = { kind: "redirect", message: "redirects in a loop" };
    await expect(fetcherWith()(wire.url("/self"), {}, never)).rejects.toMatchObject(loop);
    await expect(fetcherWith()(wire.url("/a"), {}, never)).rejects.toMatchObject(loop);
    expect(wire.requests.map(({ path }) => path)).toEqual(["/self", "/a", "/b"]);
  });

  test("one without a target, or with one that cannot be read, is a fault", async () => {
    wire.put("/none", { status: 302 });
    wire.put("/bad", { status: 302, headers: { location: "http://[" } });
    await expect(fetcherWith()(wire.url("/none"), {}, never)).rejects.toMatchObject({ kind: "redirect" });
    await expect(fetcherWith()(wire.url("/bad"), {}, never)).rejects.toMatchObject({ kind: "redirect" });
  });

  test("a target in plain UTF-8 is read as that", async () => {
    wire.put("/old", { status: 302, headers: { location: Buffer.from("/caf\u00e9").toString("latin1") } });
    wire.put("/caf%C3%A9", { body: "arrived" });
    expect(textOf(await fetcherWith()(wire.url("/old"), {}, never))).toBe("arrived");
  });
});

describe("what a server answers instead", () => {
  test.each([
    [403, "answers 403", undefined],
    [404, "answers 404", undefined],
    [410, "answers 410", undefined],
    [429, "answers 429", "120"],
    [500, "answers 500", undefined],
    [503, "answers 503", "7"],
    [300, "answers 300", undefined],
  ])("%i", async (status, message, retryAfter) => {
    wire.spoil("/feed", { kind: "status", status, ...(retryAfter !== undefined && { retryAfter }) });
    const error = await fetcherWith()(wire.url("/feed"), {}, never).catch((thrown) => thrown);
    expect(error).toMatchObject({ kind: "status", message, status });
    expect(error.retryAfterMs).toBe(retryAfter && Math.max(60_000, Number(retryAfter) * 1000));
  });

  test("429 without a time asks for ten minutes", async () => {
    wire.spoil("/feed", { kind: "status", status: 429 });
    await expect(fetcherWith()(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      retryAfterMs: 600_000,
    });
  });

  test("a Cloudflare challenge is named", async () => {
    wire.put("/feed", { status: 403, body: "prove it", headers: { "cf-mitigated": "challenge" } });
    await expect(fetcherWith()(wire.url("/feed"), {}, never)).rejects.toThrow(
      "answers 403 (Cloudflare blocks robots there)",
    );
  });

  test("a Retry-After date is measured from now where the server does not tell its time", async () => {
    // Node's server always tells its time, so the date here is one that cannot be read.
    wire.put("/feed", {
      status: 503,
      headers: { date: "?", "retry-after": "Wed, 04 Mar 2026 12:30:00 GMT" },
    });
    const fetcher = fetcherWith({ now: () => new Date("2026-03-04T12:00:00Z") });
    await expect(fetcher(wire.url("/feed"), {}, never)).rejects.toMatchObject({ retryAfterMs: 30 * 60_000 });
  });

  test.each([
    ["reset", "network", "closed the connection before the end"],
    ["cut", "network", "closed the connection before the end"],
  ] as const)("%s", async (kind, fault, message) => {
    wire.put("/feed", { body: "half" });
    wire.spoil("/feed", { kind });
    await expect(fetcherWith()(wire.url("/feed"), {}, never)).rejects.toMatchObject({ kind: fault, message });
  });

  test("nobody listens, or what listens speaks no TLS", async () => {
    await expect(fetcherWith()(wire.url("/").replace("http", "https"), {}, never)).rejects.toThrow(
      "fails to make a secure connection",
    );
    const gone = await makeWire();
    await gone.close();
    await expect(fetcherWith()(gone.url("/"), {}, never)).rejects.toMatchObject({
      kind: "network",
      message: "refuses connections",
    });
  });

  test("headers above 16 KB", async () => {
    wire.put("/feed", { body: "x", headers: { "x-long": "y".repeat(20_000) } });
    await expect(fetcherWith()(wire.url("/feed"), {}, never)).rejects.toMatchObject({ kind: "size" });
  });

  test.each(["", "no address", "http://", "//example.com/", "http://exa mple.com/"])(
    "'%s' is no URL",
    async (url) => {
      await expect(fetcherWith()(url, {}, never)).rejects.toMatchObject({ kind: "address" });
    },
  );

  test("an unknown name", async () => {
    const lookup: LookupFunction = (_hostname, _options, callback) =>
      callback(Object.assign(new Error("not found"), { code: "ENOTFOUND" }), []);
    await expect(fetcherWith({ lookup })("http://news.example/", {}, never)).rejects.toMatchObject({
      kind: "network",
      message: "has an unknown host name",
    });
  });
});

describe("time", () => {
  test.each(["drip", "silent"] as const)("a server that is %s is left when the time is up", async (kind) => {
    wire.spoil("/feed", kind === "drip" ? { kind, everyMs: 5 } : { kind });
    await expect(fetcherWith({ timeoutMs: 80 })(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      kind: "timeout",
      message: "took longer than 0.08 s",
    });
  });

  test("is counted over all redirects", async () => {
    wire.put("/old", { status: 302, headers: { location: "/feed" } });
    wire.spoil("/feed", { kind: "drip", everyMs: 5 });
    await expect(fetcherWith({ timeoutMs: 80 })(wire.url("/old"), {}, never)).rejects.toMatchObject({
      kind: "timeout",
    });
  });

  test("headers and connections have limits of their own", async () => {
    wire.spoil("/feed", { kind: "silent" });
    await expect(fetcherWith({ headersTimeoutMs: 60 })(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      kind: "timeout",
      message: "accepts connections but does not answer in time",
    });
    const lookup: LookupFunction = () => {};
    const fetcher = fetcherWith({ lookup, connectTimeoutMs: 60 });
    await expect(fetcher("http://news.example/", {}, never)).rejects.toMatchObject({
      kind: "timeout",
      message: "accepts no connection in time",
    });
  });

  test("who gives up gets the own reason, before, while connecting, and in the middle of the body", async () => {
    const reason = new Error("shutting down");
    const fetcher = fetcherWith();
    await expect(fetcher(wire.url("/feed"), {}, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(wire.requests.length).toBe(0);

    for (const kind of ["silent", "drip"] as const) {
      wire.spoil("/feed", kind === "drip" ? { kind, everyMs: 5 } : { kind });
      const controller = new AbortController();
      const fetching = fetcher(wire.url("/feed"), {}, controller.signal);
      const before = wire.requests.length;
      while (wire.requests.length === before) await new Promise(setImmediate);
      controller.abort(reason);
      await expect(fetching).rejects.toBe(reason);
    }
  });
});

describe("size", () => {
  test("a streamed body is left at the cap", async () => {
    wire.spoil("/feed", { kind: "huge", bytes: 500_000_000 });
    await expect(fetcherWith()(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      kind: "size",
      message: "is larger than 5 MB",
    });
  });

  test("the cap counts, not what is announced; and an announced excess is not read", async () => {
    wire.put("/feed", { body: "x".repeat(1000) });
    expect(await fetcherWith({ maxBytes: 1000 })(wire.url("/feed"), {}, never)).toMatchObject({
      kind: "body",
    });
    await expect(fetcherWith({ maxBytes: 999 })(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      kind: "size",
      message: "is larger than 1 KB",
    });
    wire.put("/feed", { body: "x".repeat(1000), encoding: "gzip" });
    await expect(fetcherWith({ maxBytes: 999 })(wire.url("/feed"), {}, never)).rejects.toMatchObject({
      kind: "size",
    });
  });

  test("an empty body is a body", async () => {
    wire.put("/feed", { body: "", headers: { "content-encoding": "gzip" } });
    expect(await fetcherWith()(wire.url("/feed"), {}, never)).toMatchObject({
      kind: "body",
      bytes: Buffer.alloc(0),
    });
    wire.put("/feed", { status: 204 });
    expect(await fetcherWith()(wire.url("/feed"), {}, never)).toMatchObject({
      kind: "body",
      bytes: Buffer.alloc(0),
    });
  });
});
