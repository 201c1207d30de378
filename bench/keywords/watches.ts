import { parseQuery, type Query } from "../../src/watches/query.ts";
import { between, type Random } from "./random.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A watch as it is typed, and the same taken apart for rivals that know no query language. */
export interface TypedWatch {
  readonly text: string;
  readonly kind: "word" | "phrase" | "and" | "not" | "or";
  readonly terms: readonly string[];
}

/** From which ranks of the vocabulary people take their words, and their names. */
export interface Taste {
  readonly words: readonly [number, number];
  readonly names: readonly [number, number];
  /** How often the one side of an AND is among the thousand commonest words. */
  readonly common: number;
}

/** Words that stand in much of the news: about 0.7 % of such watches hit any story. */
export const DENSE: Taste = { words: [200, 18_000], names: [0, 8000], common: 0.3 };
/** Names of firms, people, places, products: about 0.04 % of such watches hit any story. */
export const RARE: Taste = { words: [300, 450_000], names: [100, 120_000], common: 0.3 };

/** Returns what types one watch after another: 60 % one word, 20 % a phrase of two, 10 % A AND B, 5 % A -B, 5 % A OR B OR C. */
export function makeTyping({ words, names }: Vocabulary, taste: Taste): (random: Random) => TypedWatch {
  const word = (random: Random) => typed(random, words[between(random, ...taste.words)] as string);
  const common = (random: Random) => words[between(random, 0, 1000)] as string;
  return (random) => {
    const kind = random();
    if (kind < 0.6) return ((term) => ({ kind: "word", text: term, terms: [term] }))(word(random));
    if (kind < 0.8) {
      const name = typed(random, names[between(random, ...taste.names)] as string);
      return { kind: "phrase", text: `"${name}"`, terms: [name] };
    }
    const [a, b, c] = [word(random), word(random), word(random)];
    if (kind < 0.9) {
      const other = random() < taste.common ? common(random) : b;
      return { kind: "and", text: `${other} AND ${a}`, terms: [other, a] };
    }
    if (kind < 0.95) return { kind: "not", text: `${a} -${b}`, terms: [a, b] };
    return { kind: "or", text: `${a} OR ${b} OR ${c}`, terms: [a, b, c] };
  };
}

/** Three of ten people type no capitals. */
function typed(random: Random, word: string): string {
  return random() < 0.3 ? word.toLowerCase() : word;
}

/** Reads a typed watch; every generated one can be read. */
export function queryOf({ text }: TypedWatch): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`cannot read ${text}: ${parsed.error.message}`);
  return parsed.query;
}
