import { frequencyOf } from "../../text/frequencies.ts";
import type { Token } from "../../text/tokens.ts";
import { wordSet } from "../../text/word-set.ts";
import { wordOf } from "./wording.ts";

/** A number that a story gives to a thing, or the code of a letter. */
export interface Label {
  readonly thing: string;
  readonly value: number;
}

export type Labels = readonly Label[];

const NONE: Labels = [];
/** Words before a number that says which one is meant. */
const COUNTED = wordSet(
  "flight phase week round season version chapter part game day episode route highway act article section quarter " +
    "match stage race test vol volume number series book type model generation gen mission expedition apollo",
);
/** Words before a capital letter that says which one is meant: Model Y, hepatitis B. */
const LETTERED = wordSet(
  "model type plan class category group grade block terminal gate vitamin hepatitis influenza exhibit team",
);
const ORDINALS: ReadonlyMap<string, number> = new Map(
  "first second third fourth fifth sixth seventh eighth ninth tenth"
    .split(" ")
    .flatMap((word, index): [string, number][] => [
      [word, index + 1],
      [`${index + 1}${["st", "nd", "rd"][index] ?? "th"}`, index + 1],
    ]),
);
/** What follows a number that counts or measures instead. */
const MEASURES = wordSet(
  "percent pct thousand million billion trillion k m bn people times years months weeks days hours minutes km miles",
);
/** A word with so small a share of the language has its capital for being a name. */
const RARE = 5e-6;
const QUARTER = /^q([1-4])$/;
/** Ordinals before these say when, not which. */
const NO_THINGS = wordSet("time year day week month half place");

/**
 * Returns the numbers and letters that tell things of one name apart: iPhone 17, Flight 370, Q3, the second hearing, Model Y.
 *
 * Numbers that count or measure are not among them: of the dead there are more each hour.
 */
export function labelsIn(tokens: readonly Token[]): Labels {
  const labels: Label[] = [];
  const add = (thing: string, value: number) => {
    if (!labels.some((label) => label.thing === thing && label.value === value))
      labels.push({ thing, value });
  };
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const quarter = QUARTER.exec(token.key);
    if (quarter) add(wordOf("quarter"), Number(quarter[1]));
    if (next === undefined || next.position !== token.position + 1) return;
    const ordinal = ORDINALS.get(token.key);
    if (ordinal !== undefined && !NO_THINGS.has(next.key)) add(wordOf(next.key), ordinal);
    if (/^\d{1,4}(?:\.\d)?$/.test(next.key) && isLabelled(token, next, tokens[at + 2])) {
      add(wordOf(token.key), Number(next.key));
    }
    if (/^[A-Z]$/.test(next.word) && LETTERED.has(token.key)) add(wordOf(token.key), next.word.charCodeAt(0));
  });
  // Most stories have none, and share this one.
  return labels.length === 0 ? NONE : labels;
}

function isLabelled(thing: Token, figure: Token, after: Token | undefined): boolean {
  if (figure.before !== "" || (after !== undefined && MEASURES.has(after.key))) return false;
  return COUNTED.has(thing.key) || isNamed(thing);
}

/** Whether a word is a name: in titles other words are written with capitals, too. */
function isNamed({ word, key }: Token): boolean {
  if (word === word.toLowerCase() || key.length < 3 || /\d/.test(key) || isMonth(key)) return false;
  const { share, name } = frequencyOf(wordOf(key));
  return name || share < RARE;
}

const MONTHS = wordSet("jan feb mar apr jun jul aug sep sept oct nov dec may june july");

function isMonth(key: string): boolean {
  return MONTHS.has(key) || /^(?:janu|febru|march|april|augus|septem|octob|novem|decem)/.test(key);
}

/** Whether both number the same thing, and each time differently. */
export function differ(a: Labels, b: Labels): boolean {
  return a.some(({ thing }) => {
    const others = b.filter((label) => label.thing === thing);
    const isSame = ({ value }: Label) => a.some((own) => own.thing === thing && own.value === value);
    return others.length > 0 && !others.some(isSame);
  });
}
