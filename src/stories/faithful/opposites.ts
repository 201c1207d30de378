import { wordSet } from "../../text/word-set.ts";
import type { Said } from "./said.ts";

/** Words for one thing on the left, for its opposite on the right. A verb stands in all its forms. */
const OPPOSITES: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = (
  [
    [
      "rise rises rose risen rising increase increases increased climb climbs climbed gain gains gained up higher jump jumps jumped soar soars soared grow grows grew grown surge surges surged above",
      "fall falls fell fallen falling decrease decreases decreased drop drops dropped decline declines declined down lower slump slumped plunge plunges plunged sink sank shrink shrank below",
    ],
    ["win wins won beat beats", "lose loses lost"],
    ["buy buys bought buying acquire acquires acquired purchase purchased", "sell sells sold selling sale"],
    [
      "approve approves approved approval accept accepts accepted allow allows allowed backs backed support supports supported",
      "reject rejects rejected rejection block blocks blocked ban bans banned oppose opposes opposed",
    ],
    ["guilty convicted convicts", "acquitted acquits innocent cleared"],
    [
      "launch launches launched start starts started begin begins began open opens opened",
      "close closes closed shut shuts end ends ended stop stops stopped halt halts halted",
    ],
    [
      "hire hires hired join joins joined",
      "fire fires fired leave leaves left quit quits resign resigns resigned",
    ],
    ["raise raises raised earn earns earned receive receives received", "lose loses lost spend spends spent"],
    ["arrest arrests arrested detained jailed", "release releases released freed"],
    [
      "praise praises praised welcome welcomes welcomed",
      "criticise criticised criticize criticized condemn condemned",
    ],
    ["strong stronger strengthen strengthened", "weak weaker weaken weakened"],
    ["profit profits", "loss losses"],
    ["before", "after"],
    ["more", "less fewer"],
    ["safe safely", "unsafe dangerous"],
    ["alive survive survives survived", "dead die dies died killed"],
    ["steigt stieg gestiegen wächst wuchs", "fällt fiel gefallen sinkt sank gesunken"],
    ["kauft kaufte gekauft", "verkauft verkaufte"],
  ] as const
).map(([left, right]) => [wordSet(left), wordSet(right)]);

/**
 * Returns whether a sentence has a word whose opposite stands in the sentences it rests on, and nothing of its own side
 * does.
 */
export function isOpposed({ keys }: Said, rests: readonly Said[]): boolean {
  return OPPOSITES.some(
    ([left, right]) => isTurned(keys, rests, left, right) || isTurned(keys, rests, right, left),
  );
}

function isTurned(
  own: ReadonlySet<string>,
  rests: readonly Said[],
  side: ReadonlySet<string>,
  other: ReadonlySet<string>,
): boolean {
  const isIn = (list: ReadonlySet<string>) => rests.some(({ keys }) => !keys.isDisjointFrom(list));
  return !own.isDisjointFrom(side) && isIn(other) && !isIn(side);
}
