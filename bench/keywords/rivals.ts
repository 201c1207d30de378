import AhoCorasick from "modern-ahocorasick";
import type { MatchableStory } from "../../src/watches/evaluate.ts";
import type { TypedWatch } from "./watches.ts";

/** Looks for all watches in one story and returns how many it found. */
export type Look = (story: MatchableStory) => number;

/** Returns the loop of precompiled expressions that such bots run: `\bword\b`, ignoring case, one after another. */
export function expressionLoop(watches: readonly TypedWatch[]): Look {
  const tests = watches.map(testOf);
  return (story) => {
    const text = wholeText(story);
    let hits = 0;
    for (const test of tests) if (test(text)) hits += 1;
    return hits;
  };
}

function testOf({ kind, terms }: TypedWatch): (text: string) => boolean {
  const [a, b, c] = terms.map((term) => new RegExp(`\\b${RegExp.escape(term)}\\b`, "i"));
  if (!a) throw new Error("a watch has a term");
  if (kind === "and") return (text) => a.test(text) && b?.test(text) === true;
  if (kind === "not") return (text) => a.test(text) && b?.test(text) !== true;
  if (kind === "or") return (text) => a.test(text) || b?.test(text) === true || c?.test(text) === true;
  return (text) => a.test(text);
}

/**
 * Returns the search of modern-ahocorasick for the distinct terms of the watches; the hits are places of terms.
 *
 * It is spared what would make watches of them: borders of words, AND and NOT, and which watches have the term.
 */
export function ahoCorasick(watches: readonly TypedWatch[]): Look {
  const machine = new AhoCorasick(distinctTerms(watches));
  return (story) => {
    let hits = 0;
    // Its quickest way to name what it found: search() builds an array besides.
    for (const _ of machine.iterate(wholeText(story).toLowerCase())) hits += 1;
    return hits;
  };
}

/** Returns the same search, which besides gathers the watches of the terms that it found, each once; still without AND, NOT and borders of words. */
export function ahoCorasickWatches(watches: readonly TypedWatch[]): Look {
  const terms = distinctTerms(watches);
  const machine = new AhoCorasick(terms);
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const watchesOf: number[][] = terms.map(() => []);
  for (const [at, watch] of watches.entries()) {
    for (const term of watch.terms) watchesOf[numbers.get(term.toLowerCase()) as number]?.push(at);
  }
  const lastSeen = new Int32Array(watches.length);
  let round = 0;
  return (story) => {
    round += 1;
    const found: number[] = [];
    for (const { patternIndex } of machine.iterate(wholeText(story).toLowerCase())) {
      for (const at of watchesOf[patternIndex] as number[]) {
        if (lastSeen[at] === round) continue;
        lastSeen[at] = round;
        found.push(at);
      }
    }
    return found.length;
  };
}

function distinctTerms(watches: readonly TypedWatch[]): readonly string[] {
  return [...new Set(watches.flatMap(({ terms }) => terms.map((term) => term.toLowerCase())))];
}

function wholeText({ title, text }: MatchableStory): string {
  return `${title}\n${text}`;
}
