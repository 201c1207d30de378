import { isShort } from "./lexemes.ts";
import { type Piece, piecesOf } from "./literal.ts";
import { compile, MOST_PATTERN, type SyntaxFault } from "./regex.ts";

/** What is wrong with a regular expression. */
export interface RegexFault {
  /** Offsets into the pattern; where the fault is the whole of it, with the slashes around it. */
  readonly start: number;
  readonly end: number;
  /** The end of a sentence: it begins small and ends with a full stop. */
  readonly message: string;
  /** What could stand in the place of the expression, slashes and all; the best first. Not all of it need be readable. */
  readonly instead: readonly string[];
}

const SAY = {
  long: `an expression may have ${MOST_PATTERN} characters, and this one has more.`,
  large: "this stands for too long an expression. Smaller counts help.",
  empty: "this may match nothing at all, so it would match every story.",
  anything: "this would match every story. An expression needs something to look for.",
  lookAround: (sign: string) =>
    `${sign} looks ahead or behind, which is not supported. Words beside the expression say what else must be there, words with a hyphen what must not.`,
  backReference: (sign: string) =>
    `${sign} refers back to a group, which is not supported. Write out what is to come again.`,
  atomic: "groups that never go back are not supported, and not needed: no expression takes long here.",
  other: (reason: string) => `this is no regular expression: ${reason}.`,
  syntax: {
    "missing closing )": () => "this parenthesis is never closed. For the sign itself write \\(.",
    "unexpected )": () => "this parenthesis closes nothing. For the sign itself write \\).",
    "missing closing ]": () => "this bracket is never closed. For the sign itself write \\[.",
    "missing argument to repetition operator": (sign) =>
      `${sign} has nothing to repeat here. For the sign itself write \\${sign}.`,
    "invalid nested repetition operator": (sign) => `${sign} repeats twice. Once is enough.`,
    "invalid repeat count": (sign) =>
      `${sign} counts too far, or from more to less. Together, counts may reach 1000.`,
    "invalid escape sequence": (sign) =>
      `${sign} means nothing here. For a sign itself put a backslash before the sign alone.`,
    "invalid character class range": (sign) => `${sign} is no range of characters.`,
    "invalid or unsupported Perl syntax": (sign) => `${sign} is not supported.`,
    "invalid named capture": () => "a group is named like (?<name>words).",
  } as Readonly<Record<string, (sign: string) => string>>,
};

const LOOK_AROUND = /^\(\?<?[=!]/;
const BACK_REFERENCE = /^\\(?:[1-9]|k)|^\(\?P[=>]/;
const ATOMIC = /^\(\?>/;

/** Returns what is wrong with a pattern, or undefined where it can be used. */
export function faultOf(pattern: string, caseSensitive: boolean): RegexFault | undefined {
  const compiled = compile(pattern, caseSensitive);
  if (compiled.ok) return undefined;
  const whole = { start: -1, end: pattern.length + 1 };
  const words = wordsOf(pattern);
  if (compiled.fault !== "syntax") return { ...whole, message: SAY[compiled.fault], instead: [words] };
  const { start, end } = placeOf(pattern, compiled);
  const mended = mend(pattern, compiled.syntax, start, end);
  const written = mended === undefined ? [] : [`/${mended}/${caseSensitive ? "c" : ""}`];
  const message = messageFor(compiled.syntax, pattern.slice(start, end));
  const beside = withoutLooking(pattern);
  return { start, end, message, instead: [...written, ...(beside === undefined ? [words] : [beside])] };
}

function messageFor(syntax: string, sign: string): string {
  if (LOOK_AROUND.test(sign)) return SAY.lookAround(sign);
  if (BACK_REFERENCE.test(sign)) return SAY.backReference(sign);
  if (ATOMIC.test(sign)) return SAY.atomic;
  return SAY.syntax[syntax]?.(sign) ?? SAY.other(syntax);
}

/** Where a pattern has its fault: the first part like the one RE2 names up to which the fault is there. */
function placeOf(pattern: string, { syntax, place }: SyntaxFault) {
  const parenthesis = parenthesisAlone(piecesOf(pattern));
  if (/[()]$/.test(syntax) && parenthesis) return { start: parenthesis.at, end: parenthesis.at + 1 };
  for (
    let start = pattern.indexOf(place);
    place !== "" && start >= 0;
    start = pattern.indexOf(place, start + 1)
  ) {
    const end = start + place.length;
    const part = compile(pattern.slice(0, end), true);
    if (!part.ok && part.fault === "syntax" && part.syntax === syntax && part.place === place) {
      const sign = /^\[/.test(place) && syntax.endsWith("]") ? "[" : (LOOK_AROUND.exec(place)?.[0] ?? place);
      return { start, end: start + sign.length };
    }
  }
  return { start: -1, end: pattern.length + 1 };
}

/** The first parenthesis that closes nothing, else the last one that is never closed. */
function parenthesisAlone(pieces: readonly Piece[]): Piece | undefined {
  const open: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === "open") open.push(piece);
    if (piece.kind === "close" && !open.pop()) return piece;
  }
  return open.at(-1);
}

/** Returns the pattern as it was probably meant, where that can be guessed. */
function mend(pattern: string, syntax: string, start: number, end: number): string | undefined {
  const [before, sign, after] = [pattern.slice(0, start), pattern.slice(start, end), pattern.slice(end)];
  switch (syntax) {
    case "missing closing )":
      return `${pattern})`;
    case "missing closing ]":
      return /^\^?$/.test(after) ? undefined : `${pattern}]`;
    case "unexpected )":
    case "missing argument to repetition operator":
      return `${before}\\${sign}${after}`;
    case "invalid nested repetition operator":
      return `${before}${(piecesOf(sign)[0] as Piece).text}${after}`;
    default:
      return undefined;
  }
}

/** What looks ahead or behind as words beside the rest: open(?!ai) as open -ai. */
function withoutLooking(pattern: string): string | undefined {
  const around = [...pattern.matchAll(/\(\?<?(?<sign>[=!])(?<inside>[^()]*)\)/g)];
  const beside = around.map(({ groups = {} }) => {
    const words = wordsOf(groups["inside"] as string);
    if (groups["sign"] === "=" || words === "") return words;
    return words.includes(" ") ? `-(${words})` : `-${words}`;
  });
  const rest = around.reduce((left, [whole]) => left.replace(whole, " "), pattern);
  if (around.length === 0) return undefined;
  const words = wordsOf(rest);
  return words === "" ? "" : [words, ...beside].join(" ").trim();
}

/** The words that a pattern names, for want of something better; single letters say nothing, but Han characters do. */
function wordsOf(pattern: string): string {
  const unnamed = pattern.replaceAll(/\(\?(?:P?<\w+>|[a-z]*:)/gi, "(");
  const characters = piecesOf(unnamed).map(({ kind, text }) => (kind === "character" ? text : " "));
  const words = characters.join("").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !isShort(word)).join(" ");
}
