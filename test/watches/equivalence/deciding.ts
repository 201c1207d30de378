import type { Hit, MatchableStory } from "../../../src/watches/evaluate.ts";
import type { Field, Query } from "../../../src/watches/query.ts";
import { type Oracle, oracleOf, type ReadStory } from "./oracle.ts";
import { isIn, SCRIPTS } from "./scripts.ts";

/**
 * A query with one of its parts replaced by what is neutral in its place, and what that part is an example of.
 *
 * Where the two differ in their verdict on a story, the part decides it. The neutral thing is a weaker form wherever
 * there is one (AND for near, loose words for a phrase, the same term without its symbols), so that the very feature
 * decides and not just the presence of words; else a part that never holds.
 */
export interface Stake {
  readonly without: Oracle;
  readonly claims: readonly Claim[];
}

/** A feature that decides where the verdict differs and, if this is said, the part is found in this way. */
export interface Claim {
  readonly feature: string;
  readonly found?: (story: ReadStory) => boolean;
}

type Put = (instead: Query) => Query;
type Texted = Extract<Query, { readonly text: string }>;
type List = Extract<Query, { readonly queries: unknown }>;

const NEVER: Query = { kind: "or", queries: [] };
const ALWAYS: Query = { kind: "and", queries: [] };
const POSSESSIVE = /['’]s/i;
/** For each variant the terms that may be found so, and what a story then has: others need not be looked at. */
const VARIANTS: Readonly<Record<string, { readonly term: RegExp; readonly story: RegExp }>> = {
  plural: { term: /^[\p{L}\p{N}]*[a-z]$/u, story: /s/i },
  possessive: { term: /\p{L}$/u, story: POSSESSIVE },
  camel: { term: /\p{Ll}\p{Lu}/u, story: /\s/ },
  joined: { term: /\p{L}[\s-]\p{L}/u, story: /\p{L}/u },
  acronym: { term: /^\p{L}{2,5}$|^(?:\p{L}\.)+$/u, story: /\p{Lu}/u },
  hashtag: { term: /^\p{L}+$/u, story: /#\p{Lu}\p{Ll}/u },
};
const HYPHEN = /[\p{L}\p{N}]-[\p{L}\p{N}]/u;
const SYMBOL = /[#@$+&]|^\.|\.(?=\p{Ll})/gu;

/** Everything of which a part of a query can be an example. */
export const FEATURES: readonly string[] = [
  ..."word phrase prefix exact regex near and or not".split(" "),
  ..."title body source site author lang tag link".split(" ").map((field) => `${field}:`),
  ...Object.keys(VARIANTS),
  ...["joined words", "possessive s", "symbol", "capitals", "hyphen typed", "hyphen told"],
  ...SCRIPTS,
];

/** Returns what could decide about this query. */
export function stakesOf(query: Query): readonly Stake[] {
  return stakes(query, undefined, (instead) => instead);
}

function stakes(node: Query, field: Field | undefined, put: Put): readonly Stake[] {
  switch (node.kind) {
    case "and":
    case "or": {
      const other: Query = { kind: node.kind === "and" ? "or" : "and", queries: node.queries };
      const own = [stake(node.kind, put(other)), ...joinedWords(node, put)];
      return [...own, ...node.queries.flatMap((part, index) => stakes(part, field, putAt(node, index, put)))];
    }
    case "not":
      return [
        stake("not", put(ALWAYS)),
        ...stakes(node.query, field, (instead) => put({ kind: "not", query: instead })),
      ];
    case "field": {
      const inner: Put = (instead) => put({ kind: "field", field: node.field, query: instead });
      return [stake(`${node.field}:`, put(node.query)), ...stakes(node.query, node.field, inner)];
    }
    case "near":
      return [stake("near", put({ kind: "and", queries: [node.left, node.right] }))];
    case "regex":
      return [stake("regex", put(NEVER))];
    default:
      // Sites and languages are compared as a whole; that is what their fields count.
      return field === "site" || field === "lang" ? [] : atomStakes(node, field, put);
  }
}

function atomStakes(atom: Texted, field: Field | undefined, put: Put): readonly Stake[] {
  const { kind, text } = atom;
  const weaker = (feature: string, instead: Query) => stake(feature, put(instead));
  const words = text.split(/[\s-]+/u).map((word): Query => ({ kind: "phrase", text: word }));
  const found = stakeOf(put(NEVER), claimsOf(atom, field));
  const plain = text.replaceAll(SYMBOL, " ").trim();
  return [
    found,
    ...(kind === "phrase" && words.length > 1 ? [weaker(kind, { kind: "and", queries: words })] : []),
    ...(kind === "prefix" ? [weaker(kind, { kind: "word", text })] : []),
    ...(kind === "exact" ? [weaker(kind, { kind: "phrase", text })] : []),
    ...(plain !== text ? [weaker("symbol", { kind, text: plain })] : []),
    ...(kind === "word" && /^[A-Z.]+$/u.test(text)
      ? [weaker("capitals", { kind, text: text.toLowerCase() })]
      : []),
  ];
}

/** What an atom is an example of by being there at all. */
function claimsOf(atom: Texted, field: Field | undefined): readonly Claim[] {
  const alone = shared(field === undefined ? atom : { kind: "field", field, query: atom });
  const only = (
    feature: string,
    needs: RegExp,
    test: (hit: Hit, story: MatchableStory) => boolean,
  ): Claim => ({
    feature,
    found: (story) => {
      const hits = story.has(needs) ? alone(story) : undefined;
      return hits !== undefined && hits.length > 0 && hits.every((hit) => test(hit, story.story));
    },
  });
  const variants = Object.entries(VARIANTS).filter(([, { term }]) => term.test(atom.text));
  return [
    ...(atom.kind === "word" ? [{ feature: "word" }] : []),
    ...SCRIPTS.filter((script) => isIn(script, atom.text)).map((feature) => ({ feature })),
    ...variants.map(([variant, { story }]) => only(variant, story, ({ via }) => via === variant)),
    ...(/[^'’]s$/u.test(atom.text)
      ? [only("possessive s", POSSESSIVE, ({ via }) => via === "possessive")]
      : []),
    HYPHEN.test(atom.text)
      ? { feature: "hyphen typed" }
      : only("hyphen told", HYPHEN, (hit, story) => wordsOf(hit, story).includes("-")),
  ];
}

/** Two words of a list that are also found as one: the list with phrases in their places does not find them so. */
function joinedWords(node: List, put: Put): readonly Stake[] {
  const isPlain = ({ kind, text }: Texted) => kind === "word" && /^\p{L}+$/u.test(text);
  const pairs = node.queries.filter((part) => "text" in part && isPlain(part));
  if (node.kind === "or" || pairs.length < 2) return [];
  const queries = node.queries.map(
    (part): Query => (pairs.includes(part) ? { kind: "phrase", text: (part as Texted).text } : part),
  );
  return [stake("joined words", put({ kind: "and", queries }))];
}

function stake(feature: string, without: Query): Stake {
  return stakeOf(without, [{ feature }]);
}

function stakeOf(without: Query, claims: readonly Claim[]): Stake {
  return { without: later(without), claims };
}

/** An oracle that is made when it is asked. */
function later(query: Query): Oracle {
  let oracle: Oracle | undefined;
  return (story) => {
    oracle ??= oracleOf(query);
    return oracle(story);
  };
}

/** An oracle that looks for the answer first among those that others were given about the same story. */
function shared(query: Query): Oracle {
  const oracle = later(query);
  const name = JSON.stringify(query);
  return (story) => {
    const known = story.known.get(name) ?? { hits: oracle(story) };
    story.known.set(name, known);
    return known.hits;
  };
}

function putAt(node: List, index: number, put: Put): Put {
  return (instead) => put({ kind: node.kind, queries: node.queries.with(index, instead) });
}

/** The words of the story in which a hit lies. */
function wordsOf({ field, index, start, end }: Hit, { title, text, tags = [] }: MatchableStory): string {
  const parts: Partial<Record<Hit["field"], string | undefined>> = {
    title,
    body: text,
    tag: tags[index ?? -1],
  };
  return parts[field]?.slice(start, end) ?? "";
}
