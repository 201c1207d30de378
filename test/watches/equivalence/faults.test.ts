import { describe, expect, it } from "vitest";
import type { Matcher } from "../../../src/watches/matcher.ts";
import { FAULTS } from "./faults.ts";
import { planted } from "./planting.ts";
import { type Difference, differenceIn, roundOf } from "./rounds.ts";

/** In at most so many short rounds each fault must show, and in some the faithful copy be without one. */
const [MOST_ROUNDS, CALM_ROUNDS] = [60, 15];
/** The subjects matter more than the number of stories about them. */
const STORIES = 15;
/** A copy is read and compiled anew, which takes long where others want the processor, too. */
const PATIENCE = { timeout: 60_000 };

/** Returns the first difference that the rounds find in this many of them. */
function differenceWithin(makeMatcher: () => Matcher, rounds: number): Difference | undefined {
  for (let seed = 1; seed <= rounds; seed += 1) {
    const round = roundOf(seed);
    const short = { ...round, stories: round.stories.slice(0, STORIES) };
    const difference = differenceIn(makeMatcher(), short, () => {});
    if (difference) return difference;
  }
  return undefined;
}

describe("the rounds of queries and stories", () => {
  it("find nothing wrong with a copy of the matcher", PATIENCE, async () => {
    expect(differenceWithin(await planted(), CALM_ROUNDS)).toBeUndefined();
  });

  it.each(FAULTS)("notice $name", PATIENCE, async (fault) => {
    expect(differenceWithin(await planted(fault), MOST_ROUNDS)).toBeDefined();
  });

  it("are asked about twelve faults in different places", () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(12);
    expect(new Set(FAULTS.map(({ file, find }) => `${file} ${find}`)).size).toBe(FAULTS.length);
  });

  it("cannot be asked about a fault that has no one place in the sources", async () => {
    const [fault] = FAULTS;
    const lost = {
      name: "a lost one",
      file: "watches/matcher.ts",
      find: "there is no such text",
      replace: "",
    };
    await expect(planted(lost)).rejects.toThrow("a lost one: watches/matcher.ts has 0 times");
    await expect(planted({ ...lost, ...fault, find: "const" })).rejects.toThrow(
      "times what is to be replaced",
    );
  });
});
