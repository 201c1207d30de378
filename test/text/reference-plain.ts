import type { Plain } from "../../src/text/plain.ts";

/** A stretch whose length changed: from and to in the even text, start and end in the original. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Marks, half-width voicing and conjoining jamo: composed only together with the character before them. */
const TRAIL = String.raw`[\p{M}\uFF9E\uFF9F\u1160-\u11FF\uD7B0-\uD7FB]`;
const ENTITY = String.raw`&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][\da-fA-F]{1,6});`;
const IS_ENTITY = new RegExp(`^${ENTITY}$`);
const UNEVEN = new RegExp(`${ENTITY}|\\P{ASCII}${TRAIL}*|\\p{ASCII}${TRAIL}+`, "gu");

const NAMED: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&nbsp;": " ",
};
const APOSTROPHE = /^[’‘ʼ´]/u;
/** NFKC would glue these to the word before them: OpenAI™ would become OpenAITM. */
const ORNAMENT = /^[™℠©®¹²³⁰⁴-⁹]/u;
/** NFKC makes plain spaces of these, but between digits they group. */
const NARROW_SPACE = /^[\u00a0\u2009\u202f]$/u;
const INVISIBLE = /[\p{Cf}\p{VS}]/gu;

/** Returns what `plain` must return. */
export function referencePlain(original: string): Plain {
  const changes: Change[] = [];
  let shift = 0;
  const text = original.replaceAll(UNEVEN, (found, at: number) => {
    const even = IS_ENTITY.test(found) ? decoded(found) : evened(found);
    if (even.length !== 1 || found.length !== 1) {
      changes.push({ from: at + shift, to: at + shift + even.length, start: at, end: at + found.length });
      shift += even.length - found.length;
    }
    return even;
  });
  return { text, span: (from, to) => ({ start: startOf(changes, from), end: endOf(changes, to) }) };
}

function decoded(entity: string): string {
  const named = NAMED[entity];
  if (named !== undefined) return named;
  const code = /^&#x/i.test(entity)
    ? Number.parseInt(entity.slice(3), 16)
    : Number.parseInt(entity.slice(2), 10);
  return code <= 0x10ffff ? evened(String.fromCodePoint(code)) : " ";
}

function evened(cluster: string): string {
  if (APOSTROPHE.test(cluster)) return "'";
  if (ORNAMENT.test(cluster)) return " ";
  if (NARROW_SPACE.test(cluster)) return cluster;
  return cluster.replaceAll(INVISIBLE, "").normalize("NFKC");
}

function startOf(changes: readonly Change[], at: number): number {
  const last = changes[countWhere(changes, (change) => change.from <= at) - 1];
  if (last === undefined) return at;
  return at < last.to ? last.start : at + last.end - last.to;
}

function endOf(changes: readonly Change[], at: number): number {
  const last = changes[countWhere(changes, (change) => change.from < at) - 1];
  if (last === undefined) return at;
  return at < last.to ? last.end : at + last.end - last.to;
}

/** Returns how many of the ordered changes, from the first one on, pass the test. */
function countWhere(changes: readonly Change[], test: (change: Change) => boolean): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(changes[middle] as Change)) low = middle + 1;
    else high = middle;
  }
  return low;
}
