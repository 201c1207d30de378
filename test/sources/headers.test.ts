import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codingsOf,
  freshForMs,
  requestHeaders,
  retryAfterMs,
  single,
  validatorsOf,
} from "../../src/sources/headers.ts";

const now = new Date("2026-03-04T12:00:00Z");
const date = "Wed, 04 Mar 2026 12:00:00 GMT";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("Retry-After", () => {
  test.each([
    ["120", 2 * MINUTE],
    [" 120 ", 2 * MINUTE],
    ["0", MINUTE],
    ["59", MINUTE],
    ["86400", 24 * HOUR],
    ["999999999999999999999999", 24 * HOUR],
    ["Wed, 04 Mar 2026 12:30:00 GMT", 30 * MINUTE],
    ["Wednesday, 04-Mar-26 12:30:00 GMT", 30 * MINUTE],
    ["Wed Mar  4 12:30:00 2026", 30 * MINUTE],
    ["Wed, 04 Mar 2026 11:00:00 GMT", MINUTE],
    ["Wed, 04 Mar 2037 11:00:00 GMT", 24 * HOUR],
  ])("%s", (value, waitMs) => expect(retryAfterMs({ "retry-after": value }, now)).toBe(waitMs));

  test.each(["", "soon", "-5", "1.5", "12:30:00", "Wed, 99 Foo 2026 12:30:00 GMT", "foo 2"])(
    "'%s' says nothing",
    (value) => expect(retryAfterMs({ "retry-after": value }, now)).toBeUndefined(),
  );

  test("a date is measured from the server's own clock where it tells it", () => {
    const headers = { "retry-after": "Wed, 04 Mar 2026 12:30:00 GMT", date: "Wed, 04 Mar 2026 12:20:00 GMT" };
    expect(retryAfterMs(headers, now)).toBe(10 * MINUTE);
    expect(retryAfterMs({ ...headers, date: "today" }, now)).toBe(30 * MINUTE);
    expect(retryAfterMs({}, now)).toBeUndefined();
  });

  test("whatever a server says, the wait is a minute to a day, or none is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat().map(String),
          fc.date({ noInvalidDate: true }).map((at) => at.toUTCString()),
        ),
        (value) => {
          const waitMs = retryAfterMs({ "retry-after": value }, now);
          return waitMs === undefined || (waitMs >= MINUTE && waitMs <= 24 * HOUR);
        },
      ),
    );
  });
});

describe("how long an answer is fresh", () => {
  test.each([
    [{ "cache-control": "max-age=600" }, 600_000],
    [{ "cache-control": "public, Max-Age = 600, must-revalidate" }, 600_000],
    [{ "cache-control": 'max-age="600"' }, 600_000],
    [{ "cache-control": ["public", "max-age=600"] }, 600_000],
    [{ "cache-control": "max-age=600", age: "100" }, 500_000],
    [{ "cache-control": "max-age=600", age: "700" }, 0],
    [{ "cache-control": "max-age=600", age: "old" }, 600_000],
    [{ "cache-control": "max-age=600", expires: "0", date }, 600_000],
    [{ "cache-control": "max-age=99999999999999999999" }, 2 ** 31 * 1000],
    [{ "cache-control": "max-age=0" }, 0],
    [{ expires: "Wed, 04 Mar 2026 13:00:00 GMT", date }, HOUR],
    [{ "cache-control": "max-age=soon", expires: "Wed, 04 Mar 2026 13:00:00 GMT", date }, HOUR],
    [{ expires: "Wed, 04 Mar 2026 11:00:00 GMT", date }, 0],
    [{ expires: "Wed, 04 Mar 2026 13:00:00 GMT" }, undefined],
    [{ expires: "0", date }, undefined],
    [{ "cache-control": "s-maxage=600, x-max-age=5" }, undefined],
    [{ "cache-control": "" }, undefined],
    [{}, undefined],
  ])("%j", (headers, expected) => expect(freshForMs(headers)).toBe(expected));
});

describe("validators", () => {
  const both = { etag: 'W/"a\u00e9 "', "last-modified": "not even a date" };

  test("are kept byte for byte", () =>
    expect(validatorsOf(both)).toEqual({ etag: 'W/"a\u00e9 "', lastModified: "not even a date" }));

  test("empty ones are none", () => expect(validatorsOf({ etag: "", "last-modified": "" })).toEqual({}));

  test.each([{ "cache-control": "no-store" }, { "cache-control": "private, No-Store" }, { expires: "0" }])(
    "are not kept under %j",
    (headers) => expect(validatorsOf({ ...both, ...headers })).toEqual({}),
  );

  test.each([
    { "cache-control": "no-cache" },
    { "cache-control": "max-age=0", expires: "0" },
    { expires: "-1" },
  ])("are kept under %j", (headers) => expect(validatorsOf({ ...both, ...headers })).toHaveProperty("etag"));
});

test("codings are read in their order, from one header or several", () => {
  expect(codingsOf({ "content-encoding": "GZIP,, br" })).toEqual(["gzip", "br"]);
  expect(codingsOf({ "content-encoding": ["gzip", "deflate , br"] })).toEqual(["gzip", "deflate", "br"]);
  expect(codingsOf({})).toEqual([]);
});

test("a header that should stand once is read once", () => {
  expect(single({ etag: ["1", "2"] }, "etag")).toBe("1");
  expect(single({ etag: "1" }, "etag")).toBe("1");
  expect(single({}, "etag")).toBeUndefined();
});

test("a request says who we are and what we read, and echoes what validators there are", () => {
  expect(Object.keys(requestHeaders("us", {}))).toEqual(["user-agent", "accept", "accept-encoding"]);
  expect(requestHeaders("us", { etag: "", lastModified: "" })).toEqual(requestHeaders("us", {}));
  expect(requestHeaders("us", { etag: "x", lastModified: "y" })).toMatchObject({
    "user-agent": "us",
    "if-none-match": "x",
    "if-modified-since": "y",
  });
});
