import type { MatchableStory } from "../../src/watches/evaluate.ts";
import { cpuMsSince, median } from "../cpu.ts";
import type { Look } from "./rivals.ts";

/** What a runner took for a story of mean length, and what it found in one. */
export interface Pace {
  /** CPU time of the main thread. */
  readonly microseconds: number;
  readonly hits: number;
}

const ROUNDS = 7;
/** The CPU time of one runner in one round, against a clock whose steps are 4 ms. */
const ROUND_MS = 120;
/** A loop over many expressions takes half a second a story: it runs over so many at least. */
const LEAST_STORIES = 2;

interface Runner {
  readonly look: Look;
  /** Stories per round. */
  readonly count: number;
  next: number;
  readonly paces: number[];
  hits: number;
  seen: number;
}

/**
 * Runs all over the same stories in turns, so that noise hits them alike, and returns the median of the rounds of each.
 *
 * Where one cannot get through all the stories, its time is counted by the characters that it read.
 */
export function race(
  looks: ReadonlyMap<string, Look>,
  stories: readonly MatchableStory[],
): ReadonlyMap<string, Pace> {
  const meanLength = stories.reduce((sum, story) => sum + lengthOf(story), 0) / stories.length;
  const runners = Array.from(looks, ([name, look]) => ({ name, runner: warmed(look, stories) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { runner } of runners) runRound(runner, stories, meanLength);
  }
  return new Map(
    runners.map(({ name, runner: { paces, hits, seen } }) => [
      name,
      { microseconds: median(paces), hits: hits / seen },
    ]),
  );
}

/** Returns the pace of a runner. */
export function paceOf(paces: ReadonlyMap<string, Pace>, name: string): Pace {
  const pace = paces.get(name);
  if (!pace) throw new Error(`${name} did not run`);
  return pace;
}

/** Lets the compiler see the code, and finds how many stories fill a round. */
function warmed(look: Look, stories: readonly MatchableStory[]): Runner {
  for (let n = 0; n < LEAST_STORIES; n += 1) look(stories[n] as MatchableStory);
  const before = process.threadCpuUsage();
  let seen = 0;
  do look(stories[seen++ % stories.length] as MatchableStory);
  while (cpuMsSince(before) < ROUND_MS);
  return { look, count: Math.max(LEAST_STORIES, seen), next: 0, paces: [], hits: 0, seen: 0 };
}

function runRound(runner: Runner, stories: readonly MatchableStory[], meanLength: number): void {
  const { look, count } = runner;
  let [characters, hits] = [0, 0];
  const before = process.threadCpuUsage();
  for (let n = 0; n < count; n += 1) {
    const story = stories[(runner.next + n) % stories.length] as MatchableStory;
    characters += lengthOf(story);
    hits += look(story);
  }
  const milliseconds = cpuMsSince(before);
  runner.paces.push((milliseconds * 1000 * meanLength) / characters);
  runner.hits += hits;
  runner.seen += count;
  runner.next += count;
}

function lengthOf({ title, text }: MatchableStory): number {
  return title.length + text.length;
}
