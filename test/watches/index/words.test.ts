import { describe, expect, it } from "vitest";
import { hashOf, makeWords } from "../../../src/text/words.ts";
import { Frequencies } from "../../../src/watches/index/frequencies.ts";
import { Names } from "../../../src/watches/index/names.ts";
import { Vocabulary } from "../../../src/watches/index/vocabulary.ts";

// Words with the same 32-bit FNV-1a hash.
const TWINS = ["costarring", "liquid"] as const;

/** Looks a word up as it stands in a text. */
function find(vocabulary: Vocabulary, word: string): number {
  const words = makeWords();
  words.read(word);
  const [from, to, hash] = [words.keyFrom[0], words.keyTo[0], words.hash[0]];
  return vocabulary.find(hash as number, words.keys, from as number, to as number, 0);
}

describe("Names", () => {
  it("tells texts with the same hash apart, in whatever order they go", () => {
    expect(hashOf(TWINS[0])).toBe(hashOf(TWINS[1]));
    for (const gone of TWINS) {
      const names = new Names([]);
      const [one, other] = [names.enter(TWINS[0]), names.enter(TWINS[1])];
      expect([names.find(TWINS[0]), names.find(TWINS[1])]).toEqual([one, other]);
      names.drop(names.find(gone));
      const left = TWINS.find((text) => text !== gone) as string;
      expect([names.find(gone) === 0, names.text(names.find(left)), names.size]).toEqual([true, left, 1]);
      names.drop(names.find(left));
      expect([names.find(left), names.size]).toEqual([0, 0]);
    }
  });
});

describe("Vocabulary", () => {
  it("finds a term while somebody uses it, and not its twin", () => {
    const vocabulary = new Vocabulary([]);
    const costarring = vocabulary.take("whole", TWINS[0]);
    expect(vocabulary.take("whole", TWINS[0])).toBe(costarring);
    expect([find(vocabulary, TWINS[0]), find(vocabulary, TWINS[1])]).toEqual([costarring, 0]);
    const liquid = vocabulary.take("whole", TWINS[1]);
    expect([find(vocabulary, TWINS[0]), find(vocabulary, TWINS[1])]).toEqual([costarring, liquid]);
    vocabulary.release(costarring);
    expect(find(vocabulary, TWINS[0])).toBe(costarring);
    vocabulary.release(costarring);
    expect([find(vocabulary, TWINS[0]), find(vocabulary, TWINS[1])]).toEqual([0, liquid]);
  });

  it("tells a whole word from a beginning, and knows which lengths are looked for", () => {
    const vocabulary = new Vocabulary([]);
    const long = vocabulary.take("start", "x".repeat(40));
    const short = vocabulary.take("start", "sor");
    expect(vocabulary.findText("sor", "whole")).toBe(0);
    expect(vocabulary.findText("sor", "start")).toBe(short);
    expect(vocabulary.starts >>> 0).toBe(2 ** 31 + 2 ** 3);
    vocabulary.release(long);
    vocabulary.release(short);
    expect(vocabulary.starts).toBe(0);
  });
});

describe("Frequencies", () => {
  it("count words, never past what a bucket holds, and forget in time", () => {
    const frequencies = new Frequencies();
    const [the, spud] = [hashOf("the"), hashOf("spud")];
    for (let times = 0; times < 70_000; times += 1) frequencies.count(the);
    frequencies.count(spud);
    expect([frequencies.of(the), frequencies.of(spud), frequencies.of(hashOf("sora"))]).toEqual([
      65_535, 1, 0,
    ]);
    const sampled = Array.from({ length: 64_000 }, () => frequencies.begin()).filter(Boolean);
    expect(sampled).toHaveLength(64 + 2000 - 2);
    expect([frequencies.of(the), frequencies.of(spud)]).toEqual([32_767, 0]);
  });
});
