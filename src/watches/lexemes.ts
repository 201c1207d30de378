import { type Token, tokenise } from "../text/tokens.ts";
import type { Field } from "./tree.ts";

/** The smallest parts of a typed query, with their places in it. */
export type Lexeme = { readonly start: number; readonly end: number } & (
  | { readonly kind: "open" | "close" | "comma" | "not" | "star" }
  | { readonly kind: "or" | "and"; readonly text: string }
  | { readonly kind: "near"; readonly distance: number }
  | { readonly kind: "field"; readonly field: Field; readonly text: string }
  | { readonly kind: "word"; readonly text: string; readonly prefix: boolean; readonly strayStar: boolean }
  | { readonly kind: "phrase" | "exact"; readonly text: string; readonly closed: boolean }
  | { readonly kind: "regex"; readonly pattern: string }
);

const OPEN = "(（";
const CLOSE = ")）";
const COMMA = ",，、،";
const QUOTES = '"“”„‟«»＂〝〞〟「」『』';
const DASH = String.raw`\-－−–`;
/** What may follow an operator word. */
const AFTER_OPERATOR = `(?=[\\s${OPEN}${CLOSE}${COMMA}${QUOTES}|｜]|$)`;

const SPACE = /\s+/uy;
const FIELD = /(title|body|source|site|author|lang|tag|link)[:：]/iuy;
const EXACT = new RegExp(`=[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]|$)`, "uy");
const PHRASE = new RegExp(`[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]|$)`, "uy");
/** Single quotes make a phrase only in pairs around whole words, since they are apostrophes too. */
const SINGLE = new RegExp(`(?<![\\p{L}\\p{N}])['‘]([^'‘’${QUOTES}]+)(['’])(?![\\p{L}\\p{N}])`, "uy");
const REGEX = new RegExp(
  `(?<=^|[\\s${OPEN}${COMMA}|｜])/((?:[^/\\\\]|\\\\.)+)/c?(?=$|[\\s${CLOSE}${COMMA}|｜])`,
  "uy",
);
const NEAR = /~(\d{1,4})(?!\d)/y;
/** A hyphen, or what phones make of it, excludes only at the start of a term; the long dash never does. */
const HYPHEN = `(?<=^|[\\s${OPEN}${COMMA}|｜:：])[${DASH}](?![\\s${DASH}—]|$)`;
const NOT = new RegExp(`${HYPHEN}|[!！](?![\\s!！]|$)|NOT(?=[\\s${OPEN}${QUOTES}]|$)`, "uy");
const OR = new RegExp(`(?:OR|or)${AFTER_OPERATOR}|[|｜]+`, "uy");
const AND = new RegExp(`(?:AND|and|&)${AFTER_OPERATOR}|&&`, "uy");
const WORD = new RegExp(
  `(?:(?<=\\p{Nd})[,，](?=\\p{Nd})|(?!~\\d|&&)[^\\s${OPEN}${CLOSE}${COMMA}|｜${QUOTES}])+`,
  "uy",
);
const OPERATOR_WORD = /^(?:OR|or|AND|and|NOT)$/;

/** Returns the lexemes of a typed query in order; punctuation that says nothing is passed over. Never throws. */
export function lexemes(query: string): readonly Lexeme[] {
  const found: Lexeme[] = [];
  let at = 0;
  while (at < query.length) {
    const next = markAt(query, at) ?? quotedAt(query, at) ?? operatorAt(query, at) ?? wordAt(query, at);
    if (typeof next === "number") at = next;
    else {
      found.push(next);
      at = next.end;
    }
  }
  return found;
}

function markAt(query: string, start: number): Lexeme | number | undefined {
  const mark = query[start] as string;
  const end = start + 1;
  if (OPEN.includes(mark)) return { kind: "open", start, end };
  if (CLOSE.includes(mark)) return { kind: "close", start, end };
  if (COMMA.includes(mark)) return { kind: "comma", start, end };
  return endOf(SPACE, query, start);
}

function quotedAt(query: string, start: number): Lexeme | undefined {
  const exact = matchAt(EXACT, query, start);
  const found = exact ?? matchAt(PHRASE, query, start) ?? matchAt(SINGLE, query, start);
  if (!found) return undefined;
  const [whole, text = "", closer] = found;
  const kind = exact ? "exact" : "phrase";
  return {
    kind,
    text: text.trim().replaceAll(/\s+/g, " "),
    closed: closer !== "",
    start,
    end: start + whole.length,
  };
}

function operatorAt(query: string, start: number): Lexeme | undefined {
  const field = matchAt(FIELD, query, start);
  if (field) {
    const name = (field[1] as string).toLowerCase() as Field;
    return { kind: "field", field: name, text: field[1] as string, start, end: start + field[0].length };
  }
  const regex = matchAt(REGEX, query, start);
  if (regex) return { kind: "regex", pattern: regex[1] as string, start, end: start + regex[0].length };
  const near = matchAt(NEAR, query, start);
  if (near) return { kind: "near", distance: Number(near[1]), start, end: start + near[0].length };
  const not = endOf(NOT, query, start);
  if (not !== undefined) return { kind: "not", start, end: not };
  const or = endOf(OR, query, start);
  if (or !== undefined) return { kind: "or", text: query.slice(start, or), start, end: or };
  const and = endOf(AND, query, start);
  if (and !== undefined) return { kind: "and", text: query.slice(start, and), start, end: and };
  return undefined;
}

/** Reads a word without the punctuation around it, or says where to read on. */
function wordAt(query: string, start: number): Lexeme | number {
  const raw = matchAt(WORD, query, start)?.[0];
  if (raw === undefined) return start + 1;
  const end = start + raw.length;
  const scan = tokenise(raw, { links: true });
  // An & without a name around it is no word.
  if (scan.tokens.every(({ key }) => key === "&"))
    return raw.includes("*") ? { kind: "star", start, end } : end;
  const first = scan.tokens[0] as Token;
  const last = scan.tokens.at(-1) as Token;
  const span = scan.span(first.from - first.before.length, last.outer);
  // What comes before the word may have hidden an operator or a field: read again from there.
  if (span.start > 0) return start + span.start;
  const text = raw.slice(0, span.end);
  // *OpenAI* is somebody's bold type.
  const bold = query[start - 1] === "*";
  const prefix = raw[span.end] === "*" && !bold;
  if (OPERATOR_WORD.test(text) && !prefix) return { kind: "phrase", text, closed: true, start, end };
  return { kind: "word", text, prefix, strayStar: bold || text.includes("*"), start, end };
}

function matchAt(pattern: RegExp, query: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(query) ?? undefined;
}

function endOf(pattern: RegExp, query: string, at: number): number | undefined {
  const found = matchAt(pattern, query, at);
  return found && at + found[0].length;
}
