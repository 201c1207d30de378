import { camelParts, type Scan, type Script, type Token, tokenise } from "../text/tokens.ts";
import { isCapitals, isShortWord, wantsCapitals } from "./everyday.ts";
import type { Query } from "./tree.ts";

/** One word that a text must have; where it has symbols, the text must have them too. */
export interface Element {
  readonly key: string;
  readonly how: "whole" | "start" | "within" | "arabic" | "hebrew" | "and";
  readonly before: string;
  readonly after: string;
  readonly dotted: boolean;
  readonly capitals: boolean;
  readonly acronym: boolean;
  readonly possessive: boolean;
  /** The stop before it that is part of a name, and that it may stand behind: the ! of "Yahoo! Finance". */
  readonly over?: string;
}

/** Returns an element that asks for a word and nothing else of it. */
export function plainElement(key: string, how: Element["how"]): Element {
  return {
    key,
    how,
    before: "",
    after: "",
    dotted: false,
    capitals: false,
    acronym: false,
    possessive: false,
  };
}

/** One way in which a term may be written: words next to each other. */
export interface Variant {
  /** What kind of variant it is; absent for the plain form. */
  readonly via?: "plural" | "camel" | "joined" | "acronym";
  /** Of several words the last one is in the plural. */
  readonly plural?: boolean;
  readonly elements: readonly Element[];
}

/** The atoms that are found by their words. */
export type WordAtom = Extract<Query, { kind: "word" | "phrase" | "prefix" }>;

/**
 * Returns every way in which a term may be written in a text, the plain form first.
 *
 * A word also counts in its regular plural, with a space at its camel humps, and joined where it has a hyphen;
 * a phrase also counts joined, but in no plural. Words with symbols (C++, $TSLA, node.js) have their plain form only.
 */
export function variantsOf(atom: WordAtom): readonly Variant[] {
  const scan = tokenise(atom.text, { links: true });
  const [first, second] = scan.tokens;
  if (!first) return [];
  if (second) return sequenceVariants(atom, scan);
  if (atom.kind === "prefix") return [{ elements: [{ ...elementOf(first), how: startOf(first.script) }] }];
  if (atom.kind === "phrase") return [{ elements: [elementOf(first)] }];
  return wordVariants(first);
}

/** Returns the further variants that the neighbours of a word in an AND allow: the one word that two of them give together, such as OpenAI for open ai. */
export function joinedBeside(queries: readonly Query[], index: number): readonly Variant[] {
  const [before, query, after] = [queries[index - 1], queries[index], queries[index + 1]];
  return [joinedWith(before, query), joinedWith(query, after)].filter((variant) => variant !== undefined);
}

function joinedWith(left: Query | undefined, right: Query | undefined): Variant | undefined {
  if (left?.kind !== "word" || right?.kind !== "word") return undefined;
  const tokens = [left, right].flatMap((word) => tokenise(word.text, { links: true }).tokens);
  return tokens.length === 2 ? joinedVariant(tokens) : undefined;
}

/** Returns the regular plurals of a singular word in small letters, also of names with figures (MP3); none for words of another alphabet. */
export function pluralsOf(key: string): readonly string[] {
  return PLURAL_ENDINGS.filter((ending) => takesPlural(key, ending)).map((ending) =>
    ending === "ies" ? `${key.slice(0, -1)}ies` : key + ending,
  );
}

const PLURAL_ENDINGS = ["s", "es", "ies"] as const;
/** How a regular plural ends; -ies stands in place of y. */
export type PluralEnding = (typeof PLURAL_ENDINGS)[number];
const BEFORE_ES = /[sxz]$|[cs]h$|[^aeiou]o$/;

/** Whether a regular plural of a word has this ending. */
export function takesPlural(key: string, ending: PluralEnding): boolean {
  if (!/[a-z]{2}$|[a-z].*\d$/.test(key)) return false;
  if (ending === "s") return !key.endsWith("s");
  return ending === "es" ? key.length > 2 && BEFORE_ES.test(key) : /[^aeiou]y$/.test(key);
}

function wordVariants(token: Token): readonly Variant[] {
  const element = { ...elementOf(token), capitals: wantsCapitals(token) };
  const variants: Variant[] = [{ elements: [element] }];
  if (hasSymbol(token) || token.script !== "spaced" || element.capitals || isShortWord(token))
    return variants;
  for (const key of pluralsOf(token.key)) variants.push({ via: "plural", elements: [{ ...element, key }] });
  const parts = spacedParts(token.word);
  if (parts.length > 1) {
    const elements = tokenise(parts.join(" ")).tokens.map(elementOf);
    variants.push({ via: "camel", elements });
  }
  return variants;
}

/**
 * Returns the words of a name written in one, such as Open and AI; itself where there is no boundary.
 *
 * A small letter, A and I are not split off, nor any letter from a figure: iPhone would match "should I phone", and
 * A4 "a 4 per cent rise".
 */
export function spacedParts(word: string): readonly string[] {
  const parts = camelParts(word);
  return parts.every((part, at) => standsAlone(part, parts[at + 1] ?? "")) ? parts : [word];
}

function standsAlone(part: string, next: string): boolean {
  if (part.length > 1 || /\p{N}/u.test(part)) return true;
  return /[^\P{Lu}AI]/u.test(part) && !/^\p{N}/u.test(next);
}

/** Returns the stop between two words of a name: ! or ?, or several of them; "" where something else stands there too. */
export function stopBetween(text: string, before: Token | undefined, token: Token): string {
  const between = before ? text.slice(before.outer, token.from - token.before.length) : "";
  return /^ *([!?]+) *$/.exec(between)?.[1] ?? "";
}

function sequenceVariants(atom: WordAtom, { text, tokens }: Scan): readonly Variant[] {
  const elements = tokens.map((token, index) => {
    const over = stopBetween(text, tokens[index - 1], token);
    const element = over === "" ? elementOf(token) : { ...elementOf(token), over };
    return isAnd(token, tokens[index - 1], tokens[index + 1])
      ? { ...element, key: "and", how: "and" as const }
      : element;
  });
  const last = elements.at(-1) as Element;
  if (atom.kind === "prefix") {
    const start = { ...last, how: startOf((tokens.at(-1) as Token).script) };
    return [{ elements: [...elements.slice(0, -1), start] }];
  }
  const joined = joinedVariant(tokens);
  const forms: readonly Variant[] = joined ? [{ elements }, joined] : [{ elements }];
  return atom.kind === "word" ? [...forms, ...forms.flatMap(pluralsOfLast)] : forms;
}

/** Returns the forms of a variant whose last word is in the plural: co-founders and cofounders. */
function pluralsOfLast({ via, elements }: Variant): readonly Variant[] {
  const last = elements.at(-1) as Element;
  if (last.how !== "whole" || last.before + last.after !== "" || last.dotted) return [];
  return pluralsOf(last.key).map((key) => ({
    ...(via === undefined ? { plural: true } : { via }),
    elements: [...elements.slice(0, -1), { ...last, key }],
  }));
}

function joinedVariant(tokens: readonly Token[]): Variant | undefined {
  const [first] = tokens as readonly [Token];
  if (
    tokens.some((token) => hasSymbol(token) || token.script !== first.script || token.script === "symbol")
  ) {
    return undefined;
  }
  const keys = tokens.map(({ key }) => key);
  // Figures are not run together: 12:30 is not 1230.
  if (/\p{N} \p{N}/u.test(keys.join(" "))) return undefined;
  return { via: "joined", elements: [{ ...elementOf(first), key: keys.join("") }] };
}

function elementOf(token: Token): Element {
  const { key, before, after, dotted, acronym, possessive } = token;
  return { key, how: howOf(token), before, after, dotted, acronym, possessive, capitals: false };
}

function howOf({ script, key }: Token): Element["how"] {
  if (script === "dense") return "within";
  if (script === "hangul") return "start";
  if (/^\p{sc=Arabic}{2}/u.test(key)) return "arabic";
  return /^\p{sc=Hebrew}{2}/u.test(key) ? "hebrew" : "whole";
}

function startOf(script: Script): Element["how"] {
  return script === "dense" ? "within" : "start";
}

/** "and" and a free-standing & are the same; the & of AT&T is a letter of the name. */
function isAnd(token: Token, previous: Token | undefined, next: Token | undefined): boolean {
  if (token.key === "and") return true;
  return token.key === "&" && !(previous?.outer === token.from && next?.from === token.to);
}

function hasSymbol(token: Token): boolean {
  return token.before !== "" || token.after !== "" || token.dotted;
}

/** Whether a token of a text is this element, as far as one can tell without its neighbours. */
export function fits(element: Element, token: Token): boolean {
  // The key comes first: it fails for almost every token.
  if (!hasKey(element, token)) return false;
  if (element.before !== "" && element.before !== token.before) return false;
  // C is another language than C++ and C#, but Disney is the same firm with its plus.
  const isExactly = element.after !== "" || /^\p{L}$/u.test(token.key);
  if (isExactly && element.after !== token.after) return false;
  if (element.dotted && !token.dotted) return false;
  return !element.capitals || token.acronym || isCapitals(token);
}

function hasKey({ how, key }: Element, { key: found, possessive }: Token): boolean {
  switch (how) {
    case "whole":
      // Many people type McDonalds for McDonald's.
      return found === key || (possessive && key === `${found}s`);
    case "start":
      return found.startsWith(key);
    case "within":
      return found.includes(key);
    case "arabic":
      return found === key || found === `ال${key}`;
    case "hebrew":
      return (
        found === key || (found.length === key.length + 1 && /^[והבלכמש]/u.test(found) && found.endsWith(key))
      );
    case "and":
      return found === "and" || found === "&";
  }
}
