import { type Lexeme, lexemes } from "./lexemes.ts";
import { isNegative, parse } from "./parse.ts";
import { printQuery } from "./print.ts";
import { repair } from "./repair.ts";
import type { Query } from "./tree.ts";

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
/** Examples for suggestions; the first one that the query does not name itself. */
const EXAMPLES = ["tesla", "openai"];

const SAY = {
  long: (count: number) => `a query may have ${MOST_CHARACTERS} characters, and this one has ${count}.`,
  longInFull: (count: number) =>
    `a query may have ${MOST_CHARACTERS} characters, and this one has ${count} with all its operators written out.`,
  many: `a query may have ${MOST_TERMS} terms; this is one too many.`,
  deep: `parentheses may lie ${MOST_DEPTH} deep; this is one too many.`,
  regex: "regular expressions are not supported yet. Words and phrases are.",
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
  if (text.length > MOST_CHARACTERS) {
    return refusal({ start: MOST_CHARACTERS, end: text.length, message: SAY.long(text.length) });
  }
  const typed = lexemes(text);
  const error = limitOf(typed) ?? unreadable(text, typed);
  if (error) return refusal(error);
  const mended = repair(typed);
  const { query, notes } = parse(mended.lexemes);
  const whole = { start: 0, end: text.length };
  if (!query) {
    const everything = typed.some(({ kind }) => kind === "star");
    return refusal(
      everything
        ? { ...whole, message: SAY.everything, suggestion: 'source:"The Verge"' }
        : { ...whole, message: SAY.nothing, suggestion: "OpenAI" },
    );
  }
  if (isNegative(query)) {
    const example = EXAMPLES.find((word) => !text.toLowerCase().includes(word)) ?? "news";
    return refusal({ ...whole, message: SAY.negative, ...suggested(`${example} ${text.trim()}`) });
  }
  const over = overInFull(query);
  if (over !== undefined) return refusal({ ...whole, message: over });
  return { ok: true, query, notes: [...mended.notes, ...notes] };
}

/** The canonical form is what is kept and read again, so it must hold to the limits too: it may be longer than what was typed. */
function overInFull(query: Query): string | undefined {
  const written = printQuery(query);
  if (written.length > MOST_CHARACTERS) return SAY.longInFull(written.length);
  return limitOf(lexemes(written))?.message;
}

function refusal(error: QueryError): ParsedQuery {
  return { ok: false, error };
}

function limitOf(typed: readonly Lexeme[]): QueryError | undefined {
  let terms = 0;
  let depth = 0;
  for (const { kind, start, end } of typed) {
    if (kind === "open") depth += 1;
    if (kind === "close") depth = Math.max(0, depth - 1);
    if (kind === "word" || kind === "phrase" || kind === "exact") terms += 1;
    if (depth > MOST_DEPTH) return { start, end, message: SAY.deep };
    if (terms > MOST_TERMS) return { start, end, message: SAY.many };
  }
  return undefined;
}

function unreadable(text: string, typed: readonly Lexeme[]): QueryError | undefined {
  for (const [index, lexeme] of typed.entries()) {
    const { kind, start, end } = lexeme;
    if (kind === "regex") {
      const words = lexeme.pattern.match(/(?<!\\)[\p{L}\p{N}]{2,}/gu) ?? [];
      return { start, end, message: SAY.regex, ...suggested(patched(text, lexeme, words.join(" "))) };
    }
    if (kind === "word" && lexeme.prefix && isShort(lexeme.text)) {
      return { start, end, message: SAY.prefix, ...suggested(patched(text, lexeme, lexeme.text)) };
    }
    if (kind === "star" && typed[index - 1]?.kind === "field") {
      return { start, end, message: SAY.everything, suggestion: 'source:"The Verge"' };
    }
  }
  return undefined;
}

/** Suggests a query, or what would make that one readable too. */
function suggested(query: string): { suggestion?: string } {
  if (query === "") return {};
  const parsed = parseQuery(query);
  const suggestion = parsed.ok ? query : parsed.error.suggestion;
  return suggestion === undefined ? {} : { suggestion };
}

/** Returns the query with one of its lexemes replaced. */
function patched(text: string, { start, end }: Lexeme, instead: string): string {
  return `${text.slice(0, start)}${instead}${text.slice(end)}`.trim();
}

/** Whether this is too little for the beginning of a word; one Han character is a word of its own. */
function isShort(text: string): boolean {
  return !/[\p{L}\p{N}]\p{M}*[\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hangul}]/u.test(text);
}
