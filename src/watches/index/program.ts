import { type Condition, formOf, MOST_ELEMENTS } from "../condition.ts";
import type { Element } from "../terms.ts";
import type { Field } from "../tree.ts";
import {
  ALLOWED,
  CAPITALS,
  DEMANDED,
  DOTTED,
  FIELD,
  FIELDS,
  FOLLOWED,
  PART,
  PLURAL,
  type Sights,
} from "./sights.ts";
import { isWhole, type Vocabulary } from "./vocabulary.ts";

// A query as numbers. A node is its kind, its length, and its children; WORDS has pairs of a term and of what its sights
// must be: the bits of sights.ts, with those of ALLOWED for what is not allowed.
const [WORDS, ALL, ANY, NOT, UNKNOWN] = [0, 1, 2, 3, 4];
const [HEAD, PAIR] = [2, 2];
/** Holds for every story. */
export const ANYTHING: readonly number[] = [UNKNOWN, HEAD];

const EVERYWHERE = FIELD.title | FIELD.body | FIELD.tag;

/** Returns a condition as numbers, each of its terms taken once for every time it comes. */
export function encode(condition: Condition, vocabulary: Vocabulary): number[] {
  const program: number[] = [];
  write(condition, vocabulary, program);
  return program;
}

function write(condition: Condition, vocabulary: Vocabulary, into: number[]): void {
  const start = into.length;
  into.push(UNKNOWN, HEAD);
  switch (condition.kind) {
    case "words":
      into[start] = WORDS;
      for (const element of condition.elements) {
        into.push(vocabulary.take(element.how, formOf(element)), demandOf(element, condition));
      }
      break;
    case "attribute":
      into[start] = WORDS;
      into.push(vocabulary.take("whole", condition.value), FIELD[condition.field]);
      break;
    case "not":
      into[start] = NOT;
      write(condition.of, vocabulary, into);
      break;
    case "all":
    case "any":
      into[start] = condition.kind === "all" ? ALL : ANY;
      for (const part of condition.of) write(part, vocabulary, into);
      break;
    default:
  }
  into[start + 1] = into.length - start;
}

function demandOf(element: Element, { elements, plural, field }: Condition & { kind: "words" }): number {
  return (
    fieldsOf(field) |
    (plural ? 0 : PLURAL) |
    // A phrase goes from word to word, and not through the parts of one.
    (elements.length > 1 ? PART : 0) |
    (element.after === "" ? FOLLOWED : 0) |
    (element.dotted ? DOTTED : 0) |
    (element.capitals ? CAPITALS : 0)
  );
}

/** What most watches ask: one word, anywhere, also in the plural. */
export const PLAIN = EVERYWHERE | FOLLOWED;

/** Whether a program asks for one word and nothing else of it. */
export function isPlainWord(program: ArrayLike<number>, at: number): boolean {
  return program[at] === WORDS && program[at + 1] === HEAD + PAIR && program[at + HEAD + 1] === PLAIN;
}

function fieldsOf(field: Field | undefined): number {
  return field === undefined ? EVERYWHERE : FIELD[field];
}

/** Calls with each term of a program and the bits of the fields in which it is looked for. */
export function eachTerm(
  program: ArrayLike<number>,
  at: number,
  visit: (term: number, fields: number) => void,
): void {
  const end = at + (program[at + 1] as number);
  if (program[at] === WORDS) {
    for (let pair = at + HEAD; pair < end; pair += PAIR) {
      visit(program[pair] as number, (program[pair + 1] as number) & FIELDS);
    }
    return;
  }
  for (let child = at + HEAD; child < end; child += program[child + 1] as number)
    eachTerm(program, child, visit);
}

/** Nobody counts how often beginnings and parts of runs come, nor sites and languages: they are anchors of last resort. */
const [UNCOUNTED, SITE, LANGUAGE] = [1e6, 2e6, 3e6];

/** Returns how often a term comes, as far as is known; of two that never came, the longer one is likely to be the rarer. */
export function commonness(text: string, fields: number, countOf: (word: string) => number): number {
  if (fields === FIELD.site) return SITE;
  if (fields === FIELD.lang) return LANGUAGE;
  return (isWhole(text) ? countOf(text) : UNCOUNTED) + 1 / (1 + text.length);
}

/** How often a term comes, given the bits of the fields in which it is looked for. */
export type CostOf = (term: number, fields: number) => number;

/**
 * Returns the terms of which a story must have one to match: the rarest of those that must come together, one for each
 * alternative, none for what must not come. Undefined where no term is sure to come.
 */
export function anchorsOf(
  program: readonly number[],
  at: number,
  costOf: CostOf,
): { readonly terms: readonly number[]; readonly cost: number } | undefined {
  const kind = program[at];
  const end = at + (program[at + 1] as number);
  if (kind === WORDS) return rarest(program, at + HEAD, end, costOf);
  if (kind !== ALL && kind !== ANY) return undefined;
  const children: ReturnType<typeof anchorsOf>[] = [];
  for (let child = at + HEAD; child < end; child += program[child + 1] as number) {
    children.push(anchorsOf(program, child, costOf));
  }
  if (kind === ALL) {
    return children.reduce(
      (best, one) => (best && one && one.cost >= best.cost ? best : (one ?? best)),
      undefined,
    );
  }
  const sure = children.filter((child) => child !== undefined);
  if (sure.length < children.length) return undefined;
  return {
    terms: [...new Set(sure.flatMap(({ terms }) => terms))],
    cost: sure.reduce((sum, { cost }) => sum + cost, 0),
  };
}

function rarest(program: readonly number[], from: number, end: number, costOf: CostOf) {
  let term = program[from] as number;
  let cost = costOf(term, (program[from + 1] as number) & FIELDS);
  for (let pair = from + PAIR; pair < end; pair += PAIR) {
    const other = costOf(program[pair] as number, (program[pair + 1] as number) & FIELDS);
    if (other >= cost) continue;
    term = program[pair] as number;
    cost = other;
  }
  return { terms: [term], cost };
}

/** Where the search for each element of a phrase stands. */
const cursors = new Int32Array(MOST_ELEMENTS);

/** Returns whether the sights of a story meet the condition whose program begins at a place. */
export function holds(program: Int32Array, at: number, sights: Sights): boolean {
  const end = at + (program[at + 1] as number);
  let child = at + HEAD;
  switch (program[at]) {
    case WORDS:
      return end - child === PAIR
        ? hasSight(program[child] as number, program[child + 1] as number, sights)
        : hasPhrase(program, child, end, sights);
    case ALL:
      for (; child < end; child += program[child + 1] as number)
        if (!holds(program, child, sights)) return false;
      return true;
    case ANY:
      for (; child < end; child += program[child + 1] as number)
        if (holds(program, child, sights)) return true;
      return false;
    case NOT:
      return !holds(program, child, sights);
    default:
      return true;
  }
}

/** Whether some sight of a term meets a demand. */
export function hasSight(term: number, demand: number, sights: Sights): boolean {
  let sight = sights.head(term);
  while (sight !== 0 && !meets(sights.flags[sight] as number, demand)) sight = sights.next[sight] as number;
  return sight !== 0;
}

/** Whether the elements stand next to each other somewhere: positions leap at the end of a sentence. Sights come from the last to the first, so no chain is gone through twice. */
function hasPhrase(program: Int32Array, from: number, end: number, sights: Sights): boolean {
  const { positions, flags, next } = sights;
  const length = (end - from) / PAIR;
  for (let index = 1; index < length; index += 1) {
    cursors[index] = sights.head(program[from + index * PAIR] as number);
    if (cursors[index] === 0) return false;
  }
  const demand = program[from + 1] as number;
  for (let sight = sights.head(program[from] as number); sight !== 0; sight = next[sight] as number) {
    if (!meets(flags[sight] as number, demand)) continue;
    const position = positions[sight] as number;
    let index = 1;
    while (index < length && stands(program, from, index, position + index, sights)) index += 1;
    if (index === length) return true;
  }
  return false;
}

function stands(
  program: Int32Array,
  from: number,
  index: number,
  position: number,
  { positions, flags, next }: Sights,
): boolean {
  const demand = program[from + index * PAIR + 1] as number;
  let sight = cursors[index] as number;
  while (sight !== 0 && (positions[sight] as number) > position) sight = next[sight] as number;
  cursors[index] = sight;
  for (; sight !== 0 && positions[sight] === position; sight = next[sight] as number) {
    if (meets(flags[sight] as number, demand)) return true;
  }
  return false;
}

function meets(flags: number, demand: number): boolean {
  const both = flags & demand;
  return (both & FIELDS) !== 0 && (both & ALLOWED) === 0 && (both & DEMANDED) === (demand & DEMANDED);
}
