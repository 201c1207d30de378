import type { Span } from "../text/spans.ts";
import { INNER, type Scan, type Token } from "../text/tokens.ts";
import { type Element, fits, stopBetween, type Variant } from "./terms.ts";

/** One place of a text where a term stands: offsets in the even text, positions of its first and last word. */
export interface Occurrence {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  readonly via?: string;
}

/** Between letters of a word, before the rest of a version number, or before the symbols of C++. */
const INSIDE = new RegExp(
  String.raw`(?<=${INNER})(?=${INNER})|(?<=\p{Nd})(?=\.\p{Nd})|(?<=\p{Nd}\.)(?=\p{Nd})|(?<=(?<!${INNER})\p{L})(?=\+|#)`,
  "vy",
);

/** Returns where any of the variants stands in a text, in the order of the text, each place once. */
export function occurrencesOf(variants: readonly Variant[], scan: Scan): readonly Occurrence[] {
  const { tokens } = scan;
  const found = new Map<number, Occurrence>();
  for (const variant of variants) {
    const head = variant.elements[0] as Element;
    for (let place = 0; place < tokens.length; place += 1) {
      const token = tokens[place] as Token;
      if (!fits(head, token) && token.parts.length === 0) continue;
      for (const occurrence of occurrencesAt(variant, scan, place)) {
        if (!found.has(occurrence.from)) found.set(occurrence.from, occurrence);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

/** Returns where a text stands word for word, with its case, accents and symbols, as whole words. */
export function verbatim(needle: string, scan: Scan): readonly Occurrence[] {
  const found: Span[] = [];
  if (needle === "") return [];
  for (let start = scan.text.indexOf(needle); start >= 0; start = scan.text.indexOf(needle, start + 1)) {
    const end = start + needle.length;
    if (!isInside(scan.text, start) && !isInside(scan.text, end)) found.push({ start, end });
  }
  return placed(found, scan);
}

/** Returns the occurrences at places of the even text, which come in order: with the positions of the words there. */
export function placed(places: readonly Span[], { tokens }: Scan): readonly Occurrence[] {
  let place = 0;
  return places.map(({ start: from, end: to }) => {
    while (place < tokens.length && (tokens[place] as Token).outer <= from) place += 1;
    const first = tokens[place]?.position ?? 0;
    let end = place;
    while ((tokens[end + 1]?.from ?? to) < to) end += 1;
    return { from, to, first, last: tokens[end]?.position ?? first };
  });
}

/** Returns the occurrences on both sides that have one of the other side within so many words, in any order. */
export function nearby(
  left: readonly Occurrence[],
  right: readonly Occurrence[],
  distance: number,
): readonly [readonly Occurrence[], readonly Occurrence[]] {
  return [closeTo(right, left, distance), closeTo(left, right, distance)];
}

function closeTo(others: readonly Occurrence[], candidates: readonly Occurrence[], distance: number) {
  const firsts = new Set(others.map(({ first }) => first));
  const lasts = new Set(others.map(({ last }) => last));
  const steps = Array.from({ length: distance }, (_, index) => index + 1);
  return candidates.filter(({ first, last }) =>
    steps.some((step) => firsts.has(last + step) || lasts.has(first - step)),
  );
}

function occurrencesAt(variant: Variant, scan: Scan, place: number): readonly Occurrence[] {
  const { elements, via } = variant;
  const { tokens } = scan;
  const first = tokens[place] as Token;
  const head = elements[0] as Element;
  if (elements.length === 1) return alone(head, first, via);
  const after = elements.length - 1;
  const last = tokens[place + after];
  if (!last) return [];
  // Positions leap at the end of a sentence, which no phrase crosses but at a stop of its own.
  if (last.position !== first.position + after && !bridges(elements, scan, place)) return [];
  const isHere = elements.every((element, index) => {
    const token = tokens[place + index] as Token;
    return fits(element, token) && touches(element, token, index > 0, index < after);
  });
  if (!isHere) return [];
  const tail = elements.at(-1) as Element;
  const from = head.how === "within" ? first.to - head.key.length : startOf(head, first);
  const to = tail.how === "within" ? last.from + tail.key.length : endOf(tail, last);
  const how = variant.plural ? "plural" : (via ?? viaOf(tail, last));
  return [occurrence(from, to, first, last, how)];
}

/** Whether every leap between the words is at a stop that the phrase has there, too. */
function bridges(elements: readonly Element[], { text, tokens }: Scan, place: number): boolean {
  return elements.slice(1).every(({ over }, index) => {
    const before = tokens[place + index] as Token;
    const token = tokens[place + index + 1] as Token;
    return token.position === before.position + 1 || over === stopBetween(text, before, token);
  });
}

/** Whether an element inside a run without spaces lies at the edge where its neighbour in the phrase is. */
function touches({ how, key }: Element, token: Token, hasBefore: boolean, hasAfter: boolean): boolean {
  if (how !== "within") return true;
  return (!hasBefore || token.key.startsWith(key)) && (!hasAfter || token.key.endsWith(key));
}

function alone(element: Element, token: Token, via: string | undefined): readonly Occurrence[] {
  if (!fits(element, token)) {
    return token.parts
      .filter((part) => fits(element, part))
      .map((part) => occurrence(part.from, part.to, token, token, via ?? "hashtag"));
  }
  if (element.how !== "within") {
    const how = via ?? viaOf(element, token);
    return [occurrence(startOf(element, token), endOf(element, token), token, token, how)];
  }
  const found: Occurrence[] = [];
  for (let at = token.key.indexOf(element.key); at >= 0; at = token.key.indexOf(element.key, at + 1)) {
    const from = token.from + at;
    found.push(occurrence(from, from + element.key.length, token, token, via));
  }
  return found;
}

function occurrence(
  from: number,
  to: number,
  first: Token,
  last: Token,
  via: string | undefined,
): Occurrence {
  const place = { from, to, first: first.position, last: last.position };
  return via === undefined ? place : { ...place, via };
}

/** A symbol is part of what was found only where it was asked for. */
function startOf(element: Element, token: Token): number {
  return token.from - element.before.length;
}

function endOf(element: Element, token: Token): number {
  return token.possessive || element.after !== "" ? token.outer : token.to;
}

function viaOf(element: Element, token: Token): string | undefined {
  if (token.possessive && !element.possessive) return "possessive";
  return token.acronym === element.acronym ? undefined : "acronym";
}

function isInside(text: string, at: number): boolean {
  INSIDE.lastIndex = at;
  return INSIDE.test(text);
}
