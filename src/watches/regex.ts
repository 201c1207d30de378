import { RE2JS, type RE2JSSyntaxException } from "re2js";
import type { Span } from "../text/spans.ts";
import { evenPattern, literalOf } from "./literal.ts";

// Patterns of people are run by RE2 alone, whose time is linear in the text. RegExp would hang for minutes on (a+)+$.

/** Patterns of more characters are refused. */
export const MOST_PATTERN = 200;
/**
 * Instructions of the compiled program: counts such as {1000} multiply them, and each may cost a step per character. A
 * pattern of full length without counts stays below.
 */
const MOST_INSTRUCTIONS = 500;
/** Without a literal every story would be searched from end to end, so of longer texts only so many characters are. */
const MOST_WITHOUT_LITERAL = 20_000;
/** Places looked for in one text. Each search may read on to the end, so in long texts there are fewer. */
const MOST_PLACES = 100;
const MOST_CHARACTERS_READ = 2_000_000;
/** Odd texts make an expression keep up to 8 MB of states; beyond this many, about 1 MB, it is made anew. */
const MOST_STATES = 500;
/** Whatever matches each of these matches every story. */
const ANYTHING = ["a", "z", "я", "中"];

/** A text in which expressions are looked for. */
export interface Searched {
  readonly text: string;
  /** The same text as `inOneCase` gives it; asked for only where an expression has a literal. */
  oneCase(): string;
}

/** A pattern made ready. */
export interface Expression {
  /**
   * Returns the places where it matches, in order: the first hundred at most, fewer in texts above 20,000 characters.
   *
   * Without a literal that every match contains, the first 20,000 characters alone are searched.
   */
  placesIn(searched: Searched): readonly Span[];
}

/** RE2's name for a fault in the syntax, and the part of the pattern that it means. */
export interface SyntaxFault {
  readonly ok: false;
  readonly fault: "syntax";
  readonly syntax: string;
  readonly place: string;
}

export type Compiled =
  | { readonly ok: true; readonly expression: Expression }
  | SyntaxFault
  | { readonly ok: false; readonly fault: "long" | "large" | "empty" | "anything" };

/** Makes a pattern in the syntax of RE2 ready for even texts, or says why it cannot be used. Never throws. */
export function compile(pattern: string, caseSensitive: boolean): Compiled {
  if (pattern.length > MOST_PATTERN) return { ok: false, fault: "long" };
  const even = evenPattern(pattern);
  const make = () => RE2JS.compile(even, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  let made: RE2JS;
  try {
    made = make();
  } catch (error) {
    const { error: syntax, input } = error as RE2JSSyntaxException;
    return { ok: false, fault: "syntax", syntax, place: input ?? "" };
  }
  if (made.programSize() > MOST_INSTRUCTIONS) return { ok: false, fault: "large" };
  if (made.test("") || ANYTHING.some((text) => matchesNothing(made, text)))
    return { ok: false, fault: "empty" };
  if (ANYTHING.every((text) => made.test(text))) return { ok: false, fault: "anything" };
  return { ok: true, expression: makeExpression(made, make, literalOf(even)) };
}

/** Whether the first match in a text is of no characters, as that of \b is. */
function matchesNothing(made: RE2JS, text: string): boolean {
  const matcher = made.matcher(text);
  return matcher.find() && matcher.start() === matcher.end();
}

function makeExpression(first: RE2JS, make: () => RE2JS, literal: string | undefined): Expression {
  let made = first;
  return {
    placesIn({ text, oneCase }) {
      if (literal !== undefined && !oneCase().includes(literal)) return [];
      const searched = literal === undefined ? text.slice(0, MOST_WITHOUT_LITERAL) : text;
      const places = made.test(searched) ? placesOf(made, searched) : [];
      if (made.re2().dfa.stateCount > MOST_STATES) made = make();
      // What ends where the text was cut off might not end there.
      return searched.length < text.length ? places.filter(({ end }) => end < searched.length) : places;
    },
  };
}

function placesOf(made: RE2JS, text: string): readonly Span[] {
  const found: Span[] = [];
  const matcher = made.matcher(text);
  const most = Math.min(MOST_PLACES, Math.ceil(MOST_CHARACTERS_READ / text.length));
  for (let left = most; left > 0 && matcher.find(); left -= 1) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (start < end) found.push({ start, end });
  }
  return found;
}
