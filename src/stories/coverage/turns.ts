import { wordOf } from "./wording.ts";

// Two reports about one thing may tell two turns of it: the launch that was put off and the one that succeeded. Each line
// is one question, and what stands between bars are its answers.

const TURNS = [
  "rise higher up | fall lower down",
  "quarter | semi",
  "scrub abort postpone cancel scrap stop | orbit liftoff lift reach succeed",
  "forecast expect brace prepare warn fear approach empty evacuate strengthen | landfall slam batter hit collapse bury destroy",
  "vote announce plan call threaten will | begin start halt standstill underway enter",
  "buy agree offer bid rescue sell sold | approve clear block complete",
  "resign oust step leave exit | succeed successor appoint name pick replace",
  "plead open charge arrest | testify witness | convict guilty acquit verdict jury sentence",
  "hold unchanged keep | cut | raise hike",
];
const ANSWERS: ReadonlyMap<string, readonly [question: number, answer: number]> = new Map(
  TURNS.flatMap((line, question) =>
    line.split("|").flatMap((words, answer) =>
      words
        .trim()
        .split(" ")
        .map((word): [string, [number, number]] => [wordOf(word), [question, answer]]),
    ),
  ),
);

/** As many answers as a question may have: so many bits of a number belong to it. */
const MOST_ANSWERS = 3;
const ALL = 2 ** MOST_ANSWERS - 1;

/** Returns the answers that the terms of a title give: three bits for each of the nine questions. */
export function turnsIn(words: Iterable<string>): number {
  let turns = 0;
  for (const word of words) {
    const [question = 0, answer] = ANSWERS.get(word) ?? [];
    if (answer !== undefined) turns |= 1 << (question * MOST_ANSWERS + answer);
  }
  return turns;
}

/** Whether two titles answer one question, and have no answer to it in common. */
export function turnApart(a: number, b: number): boolean {
  for (let at = 0; at < TURNS.length * MOST_ANSWERS; at += MOST_ANSWERS) {
    const [one, other] = [(a >> at) & ALL, (b >> at) & ALL];
    if (one !== 0 && other !== 0 && (one & other) === 0) return true;
  }
  return false;
}
