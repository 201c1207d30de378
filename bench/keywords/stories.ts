import type { MatchableStory } from "../../src/watches/evaluate.ts";
import { between, normal, oneOf, type Random, zipf } from "./random.ts";
import { capitalised, type Vocabulary } from "./vocabulary.ts";

/** The number of words of a story: log-normal with this median and deviation, which makes its mean about 430. */
const [MEDIAN_WORDS, DEVIATION] = [346, 0.66];
const [LEAST_WORDS, MOST_WORDS] = [50, 1500];
/** One word of so many begins a name of two words. */
const NAME_EVERY = 25;

/** Returns what writes one story after another: title, then summary and body as its text. */
export function makeWriter({ words, names }: Vocabulary): (random: Random) => MatchableStory {
  const wordRank = zipf(words.length, 3.7, 1.1);
  const nameRank = zipf(names.length, 5, 1);
  const next = (random: Random): string => {
    if (random() < 0.02) return figure(random);
    const isName = random() < 1 / NAME_EVERY;
    const word = isName ? (names[nameRank(random)] as string) : (words[wordRank(random)] as string);
    return random() < (isName ? 0.15 : 0.01) ? `${word}’s` : word;
  };
  return (random) => {
    const wanted = Math.exp(Math.log(MEDIAN_WORDS) + DEVIATION * normal(random));
    const count = Math.round(Math.min(MOST_WORDS, Math.max(LEAST_WORDS, wanted)));
    const title = headline(random, next);
    const text = [sentence(random, next, between(random, 18, 32))];
    for (let written = 60; written < count; ) {
      const length = Math.min(between(random, 8, 30), Math.max(4, count - written));
      text.push(sentence(random, next, length));
      written += length;
    }
    return {
      title,
      text: paragraphs(random, text),
      url: `https://news${between(random, 0, 500)}.example/${between(random, 0, 1e9)}`,
      source: `The ${oneOf(random, names)}`,
      author: oneOf(random, names),
      tags: [next(random), next(random)],
      language: "en",
    };
  };
}

function headline(random: Random, next: (random: Random) => string): string {
  const words = Array.from({ length: between(random, 6, 13) }, () => next(random));
  const isTitleCase = random() < 0.4;
  return words.map((word, at) => (isTitleCase || at === 0 ? capitalised(word) : word)).join(" ");
}

function sentence(random: Random, next: (random: Random) => string, count: number): string {
  let text = capitalised(next(random));
  for (let n = 1; n < count; n += 1) text += gap(random) + next(random);
  const kind = random();
  if (kind < 0.12) return `“${text},” ${next(random)} said.`;
  if (kind < 0.16) return `${text} (${next(random)} ${next(random)}).`;
  return text + (kind < 0.2 ? "?" : ".");
}

/** What stands between two words of a sentence. */
function gap(random: Random): string {
  const kind = random();
  if (kind < 0.92) return " ";
  if (kind < 0.985) return ", ";
  return kind < 0.995 ? " — " : "; ";
}

function figure(random: Random): string {
  const count = between(random, 1, 1000);
  const forms = [
    `${count}`,
    `${count % 90}.${count % 10}`,
    `$${count}m`,
    `${count % 100}%`,
    `1,${100 + (count % 900)}`,
    "2026",
  ];
  return oneOf(random, forms);
}

function paragraphs(random: Random, sentences: readonly string[]): string {
  let text = "";
  for (const [at, one] of sentences.entries()) {
    if (at > 0) text += at === 1 || random() < 0.3 ? "\n" : " ";
    text += one;
  }
  return text;
}
