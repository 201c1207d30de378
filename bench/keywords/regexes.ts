import { evaluate } from "../../src/watches/evaluate.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { cpuMsSince, median } from "../cpu.ts";
import type { Line } from "../line.ts";

/** Expressions over which a backtracking engine hangs, each with the text that it hangs on. */
const EXPRESSIONS: readonly (readonly [string, string])[] = [
  ["(a+)+$", "a"],
  ["(a|a)+$", "a"],
  ["(a|aa)+$", "a"],
  ["(.*)*x", "a"],
  [String.raw`(\w+\s?)+$`, "word "],
  [String.raw`^(([a-z])+\.?)+[A-Z]$`, "a"],
  // With a word that every match must have, the whole text is searched; without one only its beginning is.
  [String.raw`(a+)+rumour\d`, "a"],
  [String.raw`(a|a)+rumour\d`, "a"],
  [String.raw`(a|aa)+rumour\d`, "a"],
  [String.raw`(.*)*rumour\d`, "a"],
  [String.raw`(\w+\s?)+rumour\d`, "word "],
  ["^(([a-z])+[. ]?)+rumour[A-Z]$", "a"],
];
const [SHORT, LONG] = [100_000, 200_000];
const ROUNDS = 5;
/** Against a clock whose steps are 4 ms. */
const ROUND_MS = 100;
/** Twice the text may take so many times the time: linear, with some room. */
const MOST_GROWTH = 2.5;

/** Holds the expressions to 100,000 and to 200,000 characters, through a query as people type it. */
export function measureRegexes(): readonly Line[] {
  return EXPRESSIONS.flatMap(([pattern, unit]) => {
    const query = read(pattern);
    const [short, long] = [timesOf(query, unit, SHORT), timesOf(query, unit, LONG)];
    const milliseconds: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      milliseconds[0].push(short());
      milliseconds[1].push(long());
    }
    const [first, second] = milliseconds.map(median) as [number, number];
    return [
      { what: `/${pattern}/ on 100,000 characters`, value: first, unit: "ms" },
      { what: "  on 200,000, against that", value: second / first, unit: "×", most: MOST_GROWTH },
    ];
  }).concat(backtracking());
}

function read(pattern: string): Query {
  const parsed = parseQuery(`/${pattern}/`);
  if (!parsed.ok) throw new Error(`/${pattern}/ was refused: ${parsed.error.message}`);
  return parsed.query;
}

/** Returns what tells the CPU time in ms of one evaluation, which ends without a match at the last character. */
function timesOf(query: Query, unit: string, length: number): () => number {
  const text = `A rumour ${unit.repeat(length / unit.length)}!`;
  const story = { title: "A long text", text, url: "https://news.example/1" };
  return () => {
    const before = process.threadCpuUsage();
    let times = 0;
    do {
      evaluate(query, story);
      times += 1;
    } while (cpuMsSince(before) < ROUND_MS);
    return cpuMsSince(before) / times;
  };
}

/** For comparison: the first expression in the engine of the language, on a text that is 4,000 times as short. */
function backtracking(): readonly Line[] {
  const text = `${"a".repeat(24)}!`;
  const before = process.threadCpuUsage();
  /(a+)+$/.test(text);
  return [{ what: "(a+)+$ in RegExp, on 25 characters", value: cpuMsSince(before), unit: "ms" }];
}
