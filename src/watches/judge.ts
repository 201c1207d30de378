import { plain } from "../text/plain.ts";
import type { Hit } from "./hit.ts";
import { nearby, type Occurrence, occurrencesOf, placed, verbatim } from "./occurrences.ts";
import type { Passage, Reader } from "./passages.ts";
import { printQuery } from "./print.ts";
import { compile } from "./regex.ts";
import { joinedBeside, type Variant, variantsOf } from "./terms.ts";
import type { Field, Query } from "./tree.ts";

/** What a query says of a story, and why. */
export interface Judgement {
  readonly matched: boolean;
  /** Where the terms that were found stand, also where the query as a whole did not match. */
  readonly hits: readonly Hit[];
  /** The terms without which the query cannot match. */
  readonly missing: readonly string[];
  /** What was found although it must not be there. */
  readonly excludedBy?: Hit;
}

/** A query made ready for any number of stories. */
export type Judge = (story: Reader) => Judgement;

type Find = (passage: Passage) => readonly Occurrence[];
type Atom = Extract<Query, { kind: "word" | "phrase" | "prefix" | "exact" | "regex" }>;

/** Returns a query made ready: this is the one place that says what queries mean. */
export function judgeOf(query: Query): Judge {
  return judge(query, undefined, []);
}

/** `more` holds further variants that the neighbours of a word allow. */
function judge(query: Query, field: Field | undefined, more: readonly Variant[]): Judge {
  switch (query.kind) {
    case "and":
      return all(query.queries.map((part, index) => judge(part, field, joinedBeside(query.queries, index))));
    case "or":
      return any(
        query,
        query.queries.map((part) => judge(part, field, [])),
      );
    case "not":
      return not(query, judge(query.query, field, []));
    case "field":
      return judge(query.query, query.field, []);
    case "near":
      return near(query, field);
    default:
      return isAttribute(field) ? attribute(query, field) : found(query, field, finder(query, more));
  }
}

function all(judges: readonly Judge[]): Judge {
  return (story) => {
    const parts = judges.map((part) => part(story));
    return verdict(
      parts.every(({ matched }) => matched),
      parts.flatMap(({ hits }) => hits),
      parts.flatMap(({ missing }) => missing),
      parts.find(({ excludedBy }) => excludedBy)?.excludedBy,
    );
  };
}

function any(query: Query, judges: readonly Judge[]): Judge {
  return (story) => {
    const parts = judges.map((part) => part(story));
    const matched = parts.filter((part) => part.matched);
    if (matched.length > 0) {
      return verdict(
        true,
        matched.flatMap(({ hits }) => hits),
      );
    }
    const excludedBy = parts.find((part) => part.excludedBy)?.excludedBy;
    const hits = parts.flatMap((part) => part.hits);
    // A choice of nothing has nothing that could be missing.
    const missing = excludedBy || judges.length === 0 ? [] : [printQuery(query)];
    return verdict(false, hits, missing, excludedBy);
  };
}

function not(query: Query, judged: Judge): Judge {
  return (story) => {
    const { matched, hits } = judged(story);
    if (!matched) return verdict(true, []);
    const [excludedBy] = hits;
    return verdict(false, [], excludedBy ? [] : [printQuery(query)], excludedBy);
  };
}

function near(query: Query & { kind: "near" }, field: Field | undefined): Judge {
  const [left, right] = [finder(query.left, []), finder(query.right, [])];
  const [leftTerm, rightTerm] = [printQuery(query.left), printQuery(query.right)];
  return (story) => {
    const hits = story.passages(field).flatMap((passage) => {
      const [lefts, rights] = nearby(left(passage), right(passage), query.distance);
      return [...hitsOf(passage, leftTerm, lefts), ...hitsOf(passage, rightTerm, rights)];
    });
    return byHits(hits, printQuery(query));
  };
}

function found(atom: Atom, field: Field | undefined, find: Find): Judge {
  const term = printQuery(atom);
  return (story) => {
    const hits = story.passages(field).flatMap((passage) => hitsOf(passage, term, find(passage)));
    return byHits(hits, scoped(field, term));
  };
}

function attribute(atom: Atom, field: "site" | "lang"): Judge {
  const wanted = atom.kind === "regex" ? atom.pattern : atom.text;
  const term = printQuery(atom);
  return (story) => {
    const span = story.attribute(field, wanted);
    return byHits(span ? [{ term, field, ...span }] : [], scoped(field, term));
  };
}

function finder(query: Query, more: readonly Variant[]): Find {
  switch (query.kind) {
    case "word":
    case "phrase":
    case "prefix": {
      const variants = [...variantsOf(query), ...more];
      return ({ scan }) => occurrencesOf(variants, scan);
    }
    case "exact": {
      const needle = plain(query.text).text.trim();
      return ({ scan }) => verbatim(needle, scan);
    }
    case "regex": {
      const compiled = compile(query.pattern, query.caseSensitive);
      if (!compiled.ok) return () => [];
      const { expression } = compiled;
      return ({ scan, oneCase }) => placed(expression.placesIn({ text: scan.text, oneCase }), scan);
    }
    default:
      // Nothing but an atom can be near another.
      return () => [];
  }
}

function hitsOf(
  { field, index, scan }: Passage,
  term: string,
  places: readonly Occurrence[],
): readonly Hit[] {
  return places.map(({ from, to, via }) => ({
    term,
    ...(via === undefined ? {} : { via }),
    field,
    ...(index === undefined ? {} : { index }),
    ...scan.span(from, to),
  }));
}

/** A term matches where it has hits; else it is what is missing. */
function byHits(hits: readonly Hit[], term: string): Judgement {
  return verdict(hits.length > 0, hits, hits.length > 0 ? [] : [term]);
}

function verdict(
  matched: boolean,
  hits: readonly Hit[],
  missing: readonly string[] = [],
  excludedBy?: Hit,
): Judgement {
  return { matched, hits, missing, ...(excludedBy ? { excludedBy } : {}) };
}

function isAttribute(field: Field | undefined): field is "site" | "lang" {
  return field === "site" || field === "lang";
}

function scoped(field: Field | undefined, term: string): string {
  return field === undefined ? term : `${field}:${term}`;
}
