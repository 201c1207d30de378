import { once } from "node:events";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Sieve } from "../../src/text/sieve.ts";
import type { Token } from "../../src/text/tokens.ts";
import {
  hashOf,
  hashOn,
  makeWords,
  type ReadOptions,
  scriptOf,
  WORD,
  type Words,
} from "../../src/text/words.ts";
import { nasty } from "./nasty.ts";
import { referenceScan } from "./reference-tokens.ts";

const words = makeWords();
/** "1,1,1,…" is looked at 16 times: each comma asks for the digits on both sides. */
const MOST_VISITS = 20;

/** What the columns say of a row: what a token says, and a little more. */
function rowOf(read: Words, row: number) {
  const at = (name: "from" | "to" | "outer" | "position" | "keyFrom" | "keyTo" | "hash" | "flags") =>
    read[name][row] as number;
  const has = (flag: number) => (at("flags") & flag) !== 0;
  const possessive = has(WORD.possessive);
  const before = read.before(row);
  return {
    key: stringOf(read.keys, at("keyFrom"), at("keyTo")),
    word: stringOf(read.units, at("from"), at("to")),
    script: scriptOf(at("flags")),
    from: at("from"),
    to: at("to"),
    outer: at("outer"),
    position: at("position"),
    before: before === 0 ? "" : String.fromCharCode(before),
    after: stringOf(read.units, at("to"), at("outer") - (possessive ? 2 : 0)),
    dotted: has(WORD.dotted),
    acronym: has(WORD.acronym),
    possessive,
    part: has(WORD.part),
    capitals: has(WORD.capitals),
    letter: has(WORD.letter),
    hash: at("hash"),
  };
}

function rowsIn(text: string, options?: ReadOptions) {
  words.read(text, options);
  return Array.from({ length: words.count }, (_, row) => rowOf(words, row));
}

function referenceRows(text: string, options?: { readonly links?: boolean }) {
  return referenceScan(text, options).tokens.flatMap((token) => [
    referenceRow(token, false),
    ...token.parts.map((part) => referenceRow(part, true)),
  ]);
}

function referenceRow({ parts, ...token }: Token, part: boolean) {
  const capitals = /\p{Lu}/u.test(token.word) && !/\p{Ll}/u.test(token.word);
  return { ...token, part, capitals, letter: /^\p{L}$/u.test(token.key), hash: hashOf(token.key) };
}

function stringOf(units: Uint16Array, from: number, to: number): string {
  return String.fromCharCode(...units.slice(from, to));
}

describe("the columns of a text", () => {
  it("say what the reference says, whatever is read", () => {
    fc.assert(
      fc.property(nasty, fc.boolean(), (text, links) => {
        expect(rowsIn(text, { links })).toEqual(referenceRows(text, { links }));
        expect(stringOf(words.units, 0, words.length)).toBe(referenceScan(text, { links }).text);
      }),
      { numRuns: 700 },
    );
  });

  it("leave out only what nobody wants, and say the same of the rest", () => {
    fc.assert(
      fc.property(nasty, fc.nat({ max: 3 }), (text, rest) => {
        const all = rowsIn(text);
        const wanted = new Sieve();
        const isAsked = ({ hash }: { hash: number }) => hash % 4 === rest;
        for (const row of all.filter(isAsked)) wanted.add(row.hash);
        const some = rowsIn(text, { wanted });
        expect(some.filter(isAsked)).toEqual(all.filter(isAsked));
        const places = new Map(all.map((row) => [`${row.from} ${row.part}`, row]));
        for (const row of some) expect(row).toEqual(places.get(`${row.from} ${row.part}`));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["companies", "company"],
    ["boxes", "box"],
    ["cars", "car"],
    ["bus", "bus"],
  ])("keep %s for whoever wants %s", (plural, word) => {
    const wanted = new Sieve();
    wanted.add(hashOf(word));
    const text = `two ${plural} more than before`;
    // A letter that was never met before is no simple matter.
    expect(rowsIn(text)).toHaveLength(5);
    expect(rowsIn(text, { wanted }).map(({ key }) => key)).toEqual([plural, "before"]);
  });

  it("say it of characters from all over the first plane, alone and inside words", () => {
    for (let first = 0; first < 0x10000; first += 0x2000) {
      const characters = Array.from({ length: 0x2000 / 8 }, (_, index) =>
        String.fromCharCode(first + 8 * index + (first % 7)),
      );
      const text = characters.map((one) => `x${one}Y ${one}5${one}000's `).join("");
      const found = rowsIn(text);
      const expected = referenceRows(text);
      const at = found.findIndex((row, index) => !isSame(row, expected[index]));
      expect([found[at], found.length]).toEqual([expected[at], expected.length]);
    }
  });

  it("lead back to the same places of the original", () => {
    fc.assert(
      fc.property(nasty, fc.nat(), fc.nat(), (text, a, b) => {
        words.read(text);
        const [from, to] = [a % (words.length + 1), b % (words.length + 1)];
        expect(words.span(from, to)).toEqual(referenceScan(text).span(from, to));
      }),
    );
  });

  it("hold a text of any length, and let go of what a very long one needed", () => {
    const own = makeWords();
    own.read("#ClimateStrikeNow ßß ".repeat(4000));
    expect([own.count, own.position[own.count - 1]]).toEqual([20_000, 7999]);
    const [units, rows] = [own.units.length, own.from.length];
    own.read("short");
    expect(own.units.length).toBeLessThan(units);
    own.read("a ".repeat(50_000));
    expect(own.from.length).toBeGreaterThan(rows);
    own.read("short #AtLast");
    expect(own.from.length).toBeLessThan(rows);
    expect(stringOf(own.keys, 0, own.keysEnd)).toContain("short");
    expect(own.count).toBe(4);
  });

  it("belong to one reader alone", () => {
    const [one, other] = [makeWords(), makeWords()];
    one.read("OpenAI");
    other.read("Sora");
    expect([rowOf(one, 0).key, rowOf(other, 0).key]).toEqual(["openai", "sora"]);
  });
});

describe("a reader of words", () => {
  it.each(["ርݫᐞ", "ۿᖈڳ"])("takes %s for no abbreviation, though one has its hash", (twin) => {
    expect(["gen", "dr"].map(hashOf)).toContain(hashOf(twin));
    expect(rowsIn(`${twin}. Next`).map(({ position }) => position)).toEqual([0, 11]);
  });

  it("looks at no unit of a text more than a few times", async () => {
    const odd = [
      "a",
      "a ",
      "a.",
      "A.I",
      "1,000",
      "1.",
      "1,",
      "\u00ad",
      "http://.",
      "www.",
      "www.x ",
      "http:",
      "#",
      "#aB",
    ];
    const more = [
      "a\u0301",
      "東",
      ". ",
      '."',
      "&#",
      "&amp;",
      "א\u05b0",
      "+",
      "C+'",
      "'s",
      "ـ",
      ". ـ",
      "𝒜.",
      "🏽",
      "\ud83d",
      "가",
    ];
    const texts = [...odd, ...more].map((piece) => piece.repeat(3000 / piece.length));
    const worker = new Worker(new URL("./visits.ts", import.meta.url), { workerData: texts });
    const [visits] = (await once(worker, "message")) as [readonly number[]];
    expect(visits).toHaveLength(texts.length);
    expect(texts.filter((_, index) => (visits[index] as number) > MOST_VISITS)).toEqual([]);
  });
});

describe("hashOf", () => {
  it.each([
    ["", 0x811c9dc5],
    ["a", 0xe40c292c],
    ["foobar", 0xbf9cf968],
  ])("is FNV-1a of %j", (key, hash) => {
    expect(hashOf(key)).toBe(hash | 0);
    expect(hashOn(hashOf(key), 0x78)).toBe(hashOf(`${key}x`));
  });
});

function isSame(a: object, b: object | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
