import { tokenise } from "../text/tokens.ts";
import { isShort, type Lexeme } from "./lexemes.ts";

/** Lexemes that make a whole: every parenthesis has its partner, every operator has what it joins. */
export interface Repaired {
  readonly lexemes: readonly Lexeme[];
  /** What was mended, in sentences for people. */
  readonly notes: readonly string[];
}

const SAY = {
  exactOpen: (text: string) => `The quote after = is never closed; I read ="${text}".`,
  quoteOpen: (text: string) => `A quote is never closed; I read "${text}".`,
  quoteAlone: "A quote with no word behind it says nothing; I left it out.",
  quoteEmpty: "A pair of quotes with no word in it says nothing; I left it out.",
  starAlone: "A * alone says nothing; I left it out.",
  starInside: (text: string) => `A * counts only at the end of a word, as in ${text}*; I left it out.`,
  starEarly: "A * counts only at the end of a word, after two letters or more; I left it out.",
  opened: "A parenthesis is never closed; I closed it at the end.",
  closed: "A parenthesis is closed but never opened; I left it out.",
  operator: (text: string) => `${text} joins nothing here; I left it out.`,
  notAlone: "NOT excludes nothing here; I left it out.",
  near: (distance: number) => `~${distance} needs one word or phrase on each side; I left it out.`,
  field: (text: string) => `${text}: is followed by nothing, so I read it as a word.`,
} as const;

type Step = (lexemes: readonly Lexeme[], notes: string[]) => readonly Lexeme[];

/** Returns the lexemes of a query mended so that they can be parsed without a fault, and what was mended. */
export function repair(lexemes: readonly Lexeme[]): Repaired {
  const notes: string[] = [];
  const steps: readonly Step[] = [withoutBlanks, balanced, prefixed, joining];
  return { lexemes: steps.reduce((mended, step) => step(mended, notes), lexemes), notes };
}

function withoutBlanks(lexemes: readonly Lexeme[], notes: string[]): readonly Lexeme[] {
  return lexemes.filter((lexeme) => {
    switch (lexeme.kind) {
      case "star":
        notes.push(SAY.starAlone);
        return false;
      case "word":
        noteStray(lexeme.stray, notes);
        return true;
      case "phrase":
      case "exact":
        return isFilled(lexeme, notes);
      default:
        return true;
    }
  });
}

function noteStray(stray: string | undefined, notes: string[]): void {
  if (stray !== undefined) notes.push(isShort(stray) ? SAY.starEarly : SAY.starInside(stray));
}

/** Whether a word stands between the quotes. */
function isFilled(lexeme: Lexeme & { kind: "phrase" | "exact" }, notes: string[]): boolean {
  const { kind, text, closed, stray } = lexeme;
  noteStray(stray, notes);
  if (tokenise(text, { links: true }).tokens.length === 0) {
    notes.push(closed ? SAY.quoteEmpty : SAY.quoteAlone);
    return false;
  }
  if (!closed) notes.push((kind === "exact" ? SAY.exactOpen : SAY.quoteOpen)(text));
  return true;
}

function balanced(lexemes: readonly Lexeme[], notes: string[]): readonly Lexeme[] {
  const kept: Lexeme[] = [];
  let open = 0;
  for (const lexeme of lexemes) {
    if (lexeme.kind === "open") open += 1;
    if (lexeme.kind === "close" && open === 0) {
      notes.push(SAY.closed);
      continue;
    }
    if (lexeme.kind === "close") open -= 1;
    kept.push(lexeme);
  }
  if (open > 0) notes.push(SAY.opened);
  const end = lexemes.at(-1)?.end ?? 0;
  return [...kept, ...Array.from({ length: open }, () => ({ kind: "close", start: end, end }) as const)];
}

/** Keeps NOT and fields only where a term follows; from the right, since one may stand before the other. */
function prefixed(lexemes: readonly Lexeme[], notes: string[]): readonly Lexeme[] {
  const kept: Lexeme[] = [];
  for (const lexeme of lexemes.toReversed()) {
    const next = kept.at(-1);
    if (lexeme.kind === "not" && !startsTerm(next)) notes.push(SAY.notAlone);
    else if (lexeme.kind === "field" && (!startsTerm(next) || next?.kind === "field")) {
      notes.push(SAY.field(lexeme.text));
      kept.push({ ...lexeme, kind: "word", prefix: false });
    } else kept.push(lexeme);
  }
  return kept.toReversed();
}

/** Keeps OR, AND and ~ only between terms; a small "or" or "and" elsewhere is a word like any other. */
function joining(lexemes: readonly Lexeme[], notes: string[]): readonly Lexeme[] {
  const kept: Lexeme[] = [];
  for (const [index, lexeme] of lexemes.entries()) {
    const next = lexemes[index + 1];
    if (lexeme.kind === "near" && !joinsAtoms(kept, next)) notes.push(SAY.near(lexeme.distance));
    else if ((lexeme.kind !== "or" && lexeme.kind !== "and") || (endsTerm(kept.at(-1)) && startsTerm(next))) {
      kept.push(lexeme);
    } else if (/^(?:or|and)$/.test(lexeme.text))
      kept.push({ ...lexeme, kind: "phrase", closed: true, prefix: false });
    else notes.push(SAY.operator(lexeme.text));
  }
  return kept;
}

/** Whether a ~ stands between two atoms of which the first belongs to nothing else yet. */
function joinsAtoms(before: readonly Lexeme[], next: Lexeme | undefined): boolean {
  const owner = before.at(-2)?.kind;
  return isAtom(before.at(-1)) && isAtom(next) && owner !== "near" && owner !== "field";
}

function isAtom(lexeme: Lexeme | undefined): boolean {
  const kind = lexeme?.kind;
  return kind === "word" || kind === "phrase" || kind === "exact" || kind === "regex";
}

function startsTerm(lexeme: Lexeme | undefined): boolean {
  return isAtom(lexeme) || lexeme?.kind === "open" || lexeme?.kind === "not" || lexeme?.kind === "field";
}

function endsTerm(lexeme: Lexeme | undefined): boolean {
  return isAtom(lexeme) || lexeme?.kind === "close";
}
