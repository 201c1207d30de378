import { describe, expect, it } from "vitest";
import { evaluate, explain } from "../../../src/watches/evaluate.ts";
import { makeMatcher } from "../../../src/watches/matcher.ts";
import { readStory } from "./oracle.ts";
import { differenceIn, roundOf } from "./rounds.ts";
import { told } from "./smallest.ts";
import { makeTally } from "./tally.ts";

// To look at other queries and stories: SEED=$RANDOM npm test
const SEED = 1_000 * Number(process.env["SEED"] ?? 24);
const PAIRS = 100_000;
/** Each feature of the language and each script decides this many pairs. */
const ENOUGH = 1_000;
const LEAST_SHARE = 0.3;
/** A round has about 1,900 pairs; what is not decided often enough in so many is too rare among them. */
const MOST_ROUNDS = 100;
/** It takes three seconds where it has a processor for itself. */
const PATIENCE = { timeout: 60_000 };

describe("the matcher", () => {
  it("means what the oracle means, whatever is asked and told", PATIENCE, () => {
    const tally = makeTally(ENOUGH);
    for (let turn = 0; turn < MOST_ROUNDS && (tally.pairs < PAIRS || tally.lacking().length > 0); turn += 1) {
      const difference = differenceIn(makeMatcher(), roundOf(SEED + turn), tally.see);
      expect(difference && told(difference, makeMatcher)).toBeUndefined();
    }
    expect(tally.lacking()).toEqual([]);
    expect(tally.pairs).toBeGreaterThanOrEqual(PAIRS);
    expect(tally.matches / tally.pairs).toBeGreaterThanOrEqual(LEAST_SHARE);
  });
});

describe("the oracle of the rounds", () => {
  it("is evaluate, and what explain says", () => {
    const { asked, stories } = roundOf(SEED);
    const pairs = stories
      .slice(0, 10)
      .flatMap((story, at) => asked.slice(4 * at).map((one) => ({ story, ...one })));
    for (const { query, oracle, story } of pairs) {
      const hits = oracle(readStory(story));
      expect(evaluate(query, story)).toEqual(hits);
      expect(explain(query, story)).toMatchObject({
        matched: hits !== undefined,
        ...(hits ? { because: hits } : {}),
      });
    }
    expect(pairs.length).toBeGreaterThan(300);
  });
});
