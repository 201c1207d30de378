import { isShort, type Lexeme, lexemes } from "./lexemes.ts";
import { isNegative, parse } from "./parse.ts";
import { printQuery } from "./print.ts";
import { faultOf } from "./regex-fault.ts";
import { repair } from "./repair.ts";
import type { Field, Query } from "./tree.ts";

export { printQuery } from "./print.ts";
export type { Field, Query } from "./tree.ts";

export interface QueryError {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly suggestion?: string;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query; readonly notes: readonly string[] }
  | { readonly ok: false; readonly error: QueryError };

const MOST_CHARACTERS = 500;
const MOST_TERMS = 50;
const MOST_DEPTH = 20;
/** Instead of nothing. */
const EXAMPLE = "OpenAI";
/** Examples for suggestions; the first one that the query does not name itself. */
const EXAMPLES = ["tesla", "openai"];

const SAY = {
  long: (count: number) => `a query may have ${MOST_CHARACTERS} characters, and this one has ${count}.`,
  longInFull: (count: number) =>
    `a query may have ${MOST_CHARACTERS} characters, and this one has ${count} with all its operators written out.`,
  many: `a query may have ${MOST_TERMS} terms; this is one too many.`,
  changes: "this cannot be kept so that it is read the same way again. Fewer signs between the words help.",
  deep: `parentheses may lie ${MOST_DEPTH} deep; this is one too many.`,
  language: "lang: wants a language such as en, and takes no expression.",
  prefix: "the beginning of a word needs at least two letters before the *.",
  everything: "this would match every story. A query needs something to look for.",
  nothing: "there is nothing to look for in this.",
  negative: "a query needs something to look for, and this only says what to leave out.",
} as const;

/**
 * Reads what people type as a query. Never throws; the time is linear in the length of the text.
 *
 * Slips such as an open quote are mended and told in the notes, which are whole sentences. The error's
 * message is the end of a sentence: it begins small and ends with a full stop. Its start and end are UTF-16
 * offsets into the text. At most 500 characters, 50 terms and 20 parentheses inside one another, as typed and in
 * canonical form.
 */
export function parseQuery(text: string): ParsedQuery {
  const read = interpret(text);
  if (read.ok) return read;
  const { start, end, message } = read;
  const suggestion = readable(read.instead);
  return { ok: false, error: { start, end, message, ...(suggestion === undefined ? {} : { suggestion }) } };
}

/** Why a text is no query, with queries that could take its place: the best first, the plainest last. */
interface Refused {
  readonly ok: false;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly instead: readonly string[];
}

type Read = (ParsedQuery & { ok: true }) | Refused;

/** Returns the best of the queries that can be read; where none can, the last one is mended step by step. */
function readable(queries: readonly string[]): string | undefined {
  const found = queries.find((query) => interpret(query).ok);
  if (found !== undefined) return found;
  let last = queries.at(-1);
  for (let step = 0; last !== undefined && step < MOST_TERMS; step += 1) {
    const read = interpret(last);
    if (read.ok) return last;
    last = read.instead.at(-1);
  }
  return undefined;
}

function interpret(text: string): Read {
  const sound = new Set<string>();
  const read = understood(text, sound);
  if (!read.ok) return read;
  const message = unkept(read.query, sound);
  return message === undefined ? read : { ok: false, start: 0, end: text.length, message, instead: [] };
}

/**
 * Returns why a query cannot be kept: its canonical form, which is read again later, is too much or means something else.
 *
 * Undefined where it can be kept. `sound` holds the expressions that were tried before, since that takes long.
 */
export function unkept(query: Query, sound = new Set<string>()): string | undefined {
  const written = printQuery(query);
  if (written.length > MOST_CHARACTERS) return SAY.longInFull(written.length);
  const again = understood(written, sound);
  if (!again.ok) return again.message;
  return JSON.stringify(again.query) === JSON.stringify(query) ? undefined : SAY.changes;
}

function understood(text: string, sound: Set<string>): Read {
  const whole = { ok: false, start: 0, end: text.length } as const;
  if (text.length > MOST_CHARACTERS) {
    return { ...whole, start: MOST_CHARACTERS, message: SAY.long(text.length), instead: [] };
  }
  const typed = lexemes(text);
  const mended = repair(typed);
  // What stood between a field and its term may be gone once mended.
  const error = limitOf(typed) ?? unreadable(text, typed, sound) ?? unreadable(text, mended.lexemes, sound);
  if (error) return error;
  const { query, notes } = parse(mended.lexemes);
  if (!query) {
    return typed.some(({ kind }) => kind === "star")
      ? { ...whole, message: SAY.everything, instead: [] }
      : { ...whole, message: SAY.nothing, instead: [EXAMPLE] };
  }
  if (isNegative(query)) {
    const example = EXAMPLES.find((word) => !text.toLowerCase().includes(word)) ?? "news";
    return { ...whole, message: SAY.negative, instead: [`${example} ${text.trim()}`] };
  }
  return { ok: true, query, notes: [...new Set([...mended.notes, ...notes])] };
}

function limitOf(typed: readonly Lexeme[]): Refused | undefined {
  let terms = 0;
  let depth = 0;
  for (const { kind, start, end } of typed) {
    if (kind === "open") depth += 1;
    if (kind === "close") depth = Math.max(0, depth - 1);
    if (kind === "word" || kind === "phrase" || kind === "exact" || kind === "regex") terms += 1;
    const message = depth > MOST_DEPTH ? SAY.deep : terms > MOST_TERMS ? SAY.many : undefined;
    if (message !== undefined) return { ok: false, start, end, message, instead: [] };
  }
  return undefined;
}

/** Returns what is wrong with the first lexeme that cannot be read. */
function unreadable(text: string, typed: readonly Lexeme[], sound: Set<string>): Refused | undefined {
  const scopes: (Field | undefined)[] = [];
  /** The field that the next term is held to. */
  let field: Field | undefined;
  for (const [index, lexeme] of typed.entries()) {
    const scope = field ?? scopes.at(-1);
    if (lexeme.kind === "open") scopes.push(scope);
    if (lexeme.kind === "close") scopes.pop();
    const error = wrongWith(text, lexeme, scope, typed[index - 1]) ?? regexError(text, lexeme, sound);
    if (error) return error;
    if (lexeme.kind !== "not") field = lexeme.kind === "field" ? lexeme.field : undefined;
  }
  return undefined;
}

function wrongWith(
  text: string,
  lexeme: Lexeme,
  scope: Field | undefined,
  before: Lexeme | undefined,
): Refused | undefined {
  const { start, end } = lexeme;
  if (lexeme.kind === "regex" && scope === "lang") {
    const tags = (lexeme.pattern.match(/[a-z]{2,3}/gi) ?? ["en"]).join(" OR ");
    return { ok: false, start, end, message: SAY.language, instead: [patched(text, lexeme, `(${tags})`)] };
  }
  if ((lexeme.kind === "word" || lexeme.kind === "phrase") && lexeme.prefix && isShort(lexeme.text)) {
    const whole = lexeme.kind === "word" ? lexeme.text : `"${lexeme.text}"`;
    return { ok: false, start, end, message: SAY.prefix, instead: [patched(text, lexeme, whole)] };
  }
  if (lexeme.kind === "star" && before?.kind === "field") {
    const instead = [patched(text, { ...lexeme, start: before.start }, "")].filter((one) => one !== "");
    return { ok: false, start, end, message: SAY.everything, instead };
  }
  return undefined;
}

/** What is wrong with an expression, at the place in it where it is wrong. */
function regexError(text: string, lexeme: Lexeme, sound: Set<string>): Refused | undefined {
  if (lexeme.kind !== "regex") return undefined;
  const { pattern, caseSensitive } = lexeme;
  const key = `${caseSensitive}${pattern}`;
  const fault = sound.has(key) ? undefined : faultOf(pattern, caseSensitive);
  if (!fault) {
    sound.add(key);
    return undefined;
  }
  const first = lexeme.start + 1;
  return {
    ok: false,
    start: first + fault.start,
    end: first + fault.end,
    message: fault.message,
    instead: fault.instead.map((one) => patched(text, lexeme, one)).filter((one) => one !== ""),
  };
}

/** Returns the query with one of its lexemes replaced. */
function patched(text: string, { start, end }: Lexeme, instead: string): string {
  return `${text.slice(0, start)}${instead}${text.slice(end)}`.trim();
}
