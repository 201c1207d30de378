import { tokenise } from "../text/tokens.ts";
import { languageKey, siteKey } from "./site.ts";
import { type Element, joinedBeside, plainElement, type Variant, variantsOf } from "./terms.ts";
import type { Field, Query } from "./tree.ts";

/**
 * A query as a condition on words that stand next to each other: what an index of watches or of stories works on.
 *
 * `any` of nothing never holds. `unknown` stands for what only the judge can tell, such as a regular expression.
 */
export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | {
      /** The elements, at least one, next to each other; without a field in title, text or tags. */
      readonly kind: "words";
      readonly elements: readonly Element[];
      /** The one element counts in its regular plurals, too (`pluralsOf`). */
      readonly plural: boolean;
      readonly field: Field | undefined;
    }
  /** The story's site or language is this one or lies below it: the value is one of `sitesOf` or `languagesOf`. */
  | { readonly kind: "attribute"; readonly field: "site" | "lang"; readonly value: string }
  | { readonly kind: "unknown" };

/** A condition that every matching story meets; `exact` where every story that meets it matches as well. */
export interface Outline {
  readonly condition: Condition;
  readonly exact: boolean;
}

/** More elements than this are in no phrase that can be typed; of a longer one only the judge can tell. */
export const MOST_ELEMENTS = 500;

type Atom = Extract<Query, { kind: "word" | "phrase" | "prefix" | "exact" | "regex" }>;

const UNKNOWN: Outline = { condition: { kind: "unknown" }, exact: false };
const NEVER: Outline = { condition: { kind: "any", of: [] }, exact: true };

/** Returns what a story must have to match a query, as far as words standing next to each other can say it. */
export function outlineOf(query: Query): Outline {
  return outline(query, undefined, []);
}

/** Returns an element as an index writes it: the key with the symbols that were asked for; of a beginning, those before it. */
export function formOf({ how, before, key, after }: Element): string {
  if (how === "and") return key;
  return how === "start" ? before + key : before + key + after;
}

function outline(query: Query, field: Field | undefined, more: readonly Variant[]): Outline {
  switch (query.kind) {
    case "and":
      return joint(
        "all",
        query.queries.map((part, index) => outline(part, field, joinedBeside(query.queries, index))),
      );
    case "or":
      return joint(
        "any",
        query.queries.map((part) => outline(part, field, [])),
      );
    case "not":
      return negated(outline(query.query, field, []));
    case "field":
      return outline(query.query, query.field, []);
    case "near": {
      const { condition } = joint("all", [atom(query.left, field), atom(query.right, field)]);
      return { condition, exact: false };
    }
    default:
      return field === "site" || field === "lang" ? attribute(query, field) : atom(query, field, more);
  }
}

function attribute(query: Atom, field: "site" | "lang"): Outline {
  const wanted = query.kind === "regex" ? query.pattern : query.text;
  const value = field === "site" ? siteKey(wanted) : languageKey(wanted);
  return { condition: { kind: "attribute", field, value }, exact: true };
}

function atom(query: Query, field: Field | undefined, more: readonly Variant[] = []): Outline {
  switch (query.kind) {
    case "word":
    case "phrase":
    case "prefix":
      return variants([...variantsOf(query), ...more], field);
    case "exact":
      return verbatim(query.text, field);
    case "regex":
      return UNKNOWN;
    default:
      // Only atoms are found in a text, so nothing else can be near.
      return NEVER;
  }
}

function variants(all: readonly Variant[], field: Field | undefined): Outline {
  const plural = all.some(({ via }) => via === "plural");
  const forms = all.filter(({ via }) => via !== "plural");
  return joint(
    "any",
    forms.map(({ via, elements }) => words(elements, plural && via === undefined, field)),
  );
}

function words(elements: readonly Element[], plural: boolean, field: Field | undefined): Outline {
  if (elements.length > MOST_ELEMENTS) return UNKNOWN;
  if (elements.some(({ over }) => over !== undefined)) {
    // To an index a stop parts what stands on its sides, so it can tell of the words alone.
    const each = elements.map((element) => words([unbridged(element)], false, field));
    return { ...joint("all", each), exact: false };
  }
  return { condition: { kind: "words", elements, plural, field }, exact: elements.every(isPlain, elements) };
}

function unbridged({ over: _, ...element }: Element): Element {
  return element;
}

/** Whether an index sees all of an element: at which end of a run it lies, and what follows a beginning, it does not. */
function isPlain(this: readonly Element[], { how, before, after }: Element): boolean {
  if (how === "within") return this.length === 1;
  if (how === "start") return after === "";
  return how !== "and" || (before === "" && after === "");
}

/** What stands somewhere word for word has its words there, too: those of letters alone, which no neighbour can change. */
function verbatim(text: string, field: Field | undefined): Outline {
  const sure = tokenise(text, { links: true }).tokens.filter(({ word, script }) =>
    script === "dense" ? /^\p{L}+$/u.test(word) : script === "spaced" && /^\p{L}{2,}$/u.test(word),
  );
  if (sure.length === 0) return UNKNOWN;
  const parts = sure.map(({ key, script }) =>
    words([plainElement(key, script === "dense" ? "within" : "whole")], false, field),
  );
  return { ...joint("all", parts), exact: false };
}

function joint(kind: "all" | "any", parts: readonly Outline[]): Outline {
  const of = parts.map(({ condition }) => condition);
  const exact = parts.every((part) => part.exact);
  return of.length === 1 ? { condition: of[0] as Condition, exact } : { condition: { kind, of }, exact };
}

function negated({ condition, exact }: Outline): Outline {
  return exact ? { condition: { kind: "not", of: condition }, exact } : UNKNOWN;
}
