import type { Line } from "../line.ts";
import { type Pace, paceOf, race } from "./race.ts";
import { ahoCorasick, ahoCorasickWatches, expressionLoop, type Look } from "./rivals.ts";
import { makeScene, matcherOf, placesOf, type Scene } from "./scene.ts";
import { DENSE, RARE, type Taste } from "./watches.ts";

const STORIES = 500;

/** One race: so many watches of a taste, against the rivals that are named; with a number, the matcher must be so many times as fast. */
interface Heat {
  readonly name: string;
  readonly taste: Taste;
  readonly count: number;
  readonly loop?: number;
  readonly automaton?: number | "for information";
}

const HEATS: readonly Heat[] = [
  { name: "100 dense", taste: DENSE, count: 100, loop: 8, automaton: "for information" },
  { name: "1,000 dense", taste: DENSE, count: 1000, loop: 80, automaton: "for information" },
  { name: "10,000 dense", taste: DENSE, count: 10_000, loop: 400, automaton: "for information" },
  { name: "100,000 dense", taste: DENSE, count: 100_000, automaton: 1 },
  { name: "100,000 rare", taste: RARE, count: 100_000, loop: 600 },
];

/** Races the matcher against what others do, over the same stories, by the CPU time of the main thread. */
export function measureRatios(): readonly Line[] {
  const scene = makeScene();
  return HEATS.flatMap((heat) => {
    console.error(`  racing over ${heat.name} watches`);
    const lines = linesOf(heat, run(heat, scene));
    globalThis.gc?.();
    return lines;
  });
}

function run({ taste, count, loop, automaton }: Heat, scene: Scene): ReadonlyMap<string, Pace> {
  const watches = scene.watches(taste, count);
  const matcher = matcherOf(watches);
  const looks = new Map<string, Look>([
    ["matcher", (story) => matcher.match(story).length],
    ["reading", (story) => placesOf(matcher.match(story))],
  ]);
  if (loop !== undefined) looks.set("loop", expressionLoop(watches));
  if (automaton !== undefined) {
    looks.set("scan", ahoCorasick(watches));
    looks.set("gathering", ahoCorasickWatches(watches));
  }
  return race(looks, scene.stories(STORIES));
}

function linesOf({ name, count, loop, automaton }: Heat, paces: ReadonlyMap<string, Pace>): readonly Line[] {
  const { microseconds, hits } = paceOf(paces, "matcher");
  const against = (rival: string) => paceOf(paces, rival).microseconds / microseconds;
  const lines: Line[] = [
    { what: `${name} watches: matching a story`, value: microseconds, unit: "µs" },
    { what: "  with all places read", value: paceOf(paces, "reading").microseconds, unit: "µs" },
    { what: "  of the watches match a story", value: (hits / count) * 100, unit: "%" },
  ];
  if (loop !== undefined) {
    lines.push({
      what: "  as fast as a loop of expressions",
      value: against("loop"),
      unit: "×",
      least: loop,
    });
    lines.push({
      what: "    which finds, of ours",
      value: (paceOf(paces, "loop").hits / hits) * 100,
      unit: "%",
    });
  }
  if (automaton !== undefined) {
    const least = automaton === "for information" ? {} : { least: automaton };
    lines.push({
      what: "  as fast as Aho-Corasick, its scan alone",
      value: against("scan"),
      unit: "×",
      ...least,
    });
    lines.push({ what: "    and as fast as that with its watches", value: against("gathering"), unit: "×" });
  }
  return lines;
}
