import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDate } from "../../src/sources/dates.ts";

describe("parseDate", () => {
  test.each([
    // ISO 8601 and RFC 3339
    ["2003-12-31T10:14:55Z", "2003-12-31T10:14:55.000Z"],
    ["2003-12-31T10:14:55.1234567-08:00", "2003-12-31T18:14:55.123Z"],
    ["2003-12-31t10:14z", "2003-12-31T10:14:00.000Z"],
    ["2003-12-31 10:14:55", "2003-12-31T10:14:55.000Z"],
    ["2003-12-31 10:14:55 +0530", "2003-12-31T04:44:55.000Z"],
    ["2003-12-31T10:14:55 EST", "2003-12-31T15:14:55.000Z"],
    ["2003-12-31T24:00:00Z", "2004-01-01T00:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2003-12-31", "2003-12-31T00:00:00.000Z"],
    ["2003/12/31", "2003-12-31T00:00:00.000Z"],
    ["2003-1-5", "2003-01-05T00:00:00.000Z"],
    ["2003-12", "2003-12-01T00:00:00.000Z"],
    ["2003", "2003-01-01T00:00:00.000Z"],
    ["20031231", "2003-12-31T00:00:00.000Z"],
    ["20031231T101455Z", "2003-12-31T10:14:55.000Z"],
    ["20031231101455", "2003-12-31T10:14:55.000Z"],
    ["2003-365", "2003-12-31T00:00:00.000Z"],
    ["2004366", "2004-12-31T00:00:00.000Z"],
    // RFC 822 and its descendants
    ["Wed, 31 Dec 2003 10:14:55 GMT", "2003-12-31T10:14:55.000Z"],
    ["Wed, 31 Dec 03 10:14 PST", "2003-12-31T18:14:00.000Z"],
    ["31 Dec 97 10:14:55 +0000 (UTC)", "1997-12-31T10:14:55.000Z"],
    ["Wednesday, 31-Dec-03 10:14:55 GMT", "2003-12-31T10:14:55.000Z"],
    ["Wed, 31 December 2003, 10:14:55 +02:00", "2003-12-31T08:14:55.000Z"],
    ["Wed, 31 Dec 2003", "2003-12-31T00:00:00.000Z"],
    ["Wed, 31 Dec 2003 10:14:55 XYZ", "2003-12-31T10:14:55.000Z"],
    ["Wed, 31 Dec 2003 10:14:55 +9900", "2003-12-31T10:14:55.000Z"],
    ["Wed, 31 Dec 2003 10:14:55 NDT", "2003-12-31T12:44:55.000Z"],
    ["Wed, 31 Dec 2003 10:14:55 IST", "2003-12-31T04:44:55.000Z"],
    // The way of Unix, JavaScript, Americans and clerks
    ["Wed Dec 31 10:14:55 2003", "2003-12-31T10:14:55.000Z"],
    ["Wed Dec 31 10:14:55 PST 2003", "2003-12-31T18:14:55.000Z"],
    ["Wed Aug 27 13:08:45 +0000 2008", "2008-08-27T13:08:45.000Z"],
    ["Wed Dec 31 2003 10:14:55 GMT-0800 (Pacific Standard Time)", "2003-12-31T18:14:55.000Z"],
    ["December 31, 2003 at 7:48 PM EST", "2004-01-01T00:48:00.000Z"],
    ["Dec. 31, 2003 12:05 a.m.", "2003-12-31T00:05:00.000Z"],
    ["3rd March 2020 12:00 pm", "2020-03-03T12:00:00.000Z"],
    // Other languages
    ["Mi, 31. Dezember 2003 10:14 Uhr", "2003-12-31T10:14:00.000Z"],
    ["3. März 2020", "2020-03-03T00:00:00.000Z"],
    ["1er août 2020", "2020-08-01T00:00:00.000Z"],
    ["12 juin 2020", "2020-06-12T00:00:00.000Z"],
    ["12 juillet 2020", "2020-07-12T00:00:00.000Z"],
    ["12 de marzo de 2020", "2020-03-12T00:00:00.000Z"],
    ["2004년 05월 28일 01:31:15", "2004-05-28T01:31:15.000Z"],
    ["2004-05-25 오후 11:23:17", "2004-05-25T23:23:17.000Z"],
    ["2004年5月6日 上午 9:05", "2004-05-06T09:05:00.000Z"],
  ])("%s", (text, expected) => {
    expect(parseDate(text)?.toISOString()).toBe(expected);
  });

  test.each([
    "",
    "yesterday",
    "03/04/2020", // March or April
    "03-12-31",
    "2003-13-01",
    "2003-02-29",
    "2003-366",
    "2003-000",
    "31 Foo 2003",
    "30 Feb 2003",
    "2003-12-31T25:00:00Z",
    "2003-12-31T24:01:00Z",
    "2003-12-31T10:60:00Z",
    "2003-12-31T10:14:61Z",
    "31 Dec 2003 13:00 PM",
    "1949-12-31",
    "2101-01-01",
    "2100-12-31T23:00:00-05:00",
    "2003-12-31 and more",
    "1072865695",
    "12:30",
    `2003-12-31${" ".repeat(300)}`,
    `Wed, 31 Dec 2003 ${"x".repeat(100)}`,
  ])("not %j", (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  const moment = fc.date({ min: new Date("1950-01-02"), max: new Date("2100-12-30"), noInvalidDate: true });

  test("what JavaScript writes is read back", () => {
    fc.assert(
      fc.property(moment, (date) => {
        expect(parseDate(date.toISOString())).toEqual(date);
        const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect(parseDate(date.toUTCString())).toEqual(seconds);
        expect(parseDate(date.toString())).toEqual(seconds);
      }),
    );
  });

  test("any text gives a plausible date or none", () => {
    const piece = fc.constantFrom(
      ..."0123456789 -:/+.,TZ".split(""),
      "Dec",
      "Mon, ",
      "2003",
      "GMT",
      "PM",
      "年",
      "月",
      "日",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 20 }).map((parts) => parts.join("")),
        ),
        (text) => {
          const year = parseDate(text)?.getUTCFullYear() ?? 2000;
          expect(year >= 1950 && year <= 2100).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
