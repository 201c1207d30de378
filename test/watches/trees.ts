import fc from "fast-check";
import { type Field, printQuery, type Query } from "../../src/watches/query.ts";

const WORDS =
  "openai Sora C++ .NET AT&T node.js $TSLA #climate @sama U.S. 1,000 GPT-5.5 O'Brien café ИИ 苹果 삼성 القدس 12:30 🚀".split(
    " ",
  );
const PHRASES = [
  "super app",
  "or",
  "AND",
  "a, b (c)",
  "title:x",
  "not -this ~5",
  "/x/",
  "苹果 公司",
  "1,000",
];
const BEGINNINGS = ["so", "open-a", "super ap", "AT&T", "or", "title:x", "苹", "삼성", "a, bc", "1,00"];
const EXACT = ["OpenAI", "Open AI", "$5.00 (net)", "don't - not", "/x/"];
const PATTERNS = [
  "v\\d+",
  "colou?r",
  "a/b",
  "a\\\\b",
  "\\Qx/y\\E",
  "[(/]x",
  "model [3y]",
  "x y",
  "^go$",
  "(?i)ab",
  "путин",
];
const HOSTS = ["x.com", "gov.uk", "münchen.de"];
const TAGS = ["en", "de-AT", "zh"];
const FIELDS = ["title", "body", "source", "author", "tag", "link"] as const;

const of = (kind: "word" | "phrase" | "prefix" | "exact", texts: readonly string[]) =>
  fc.constantFrom(...texts).map((text): Query => ({ kind, text }));
const regex = fc
  .tuple(fc.constantFrom(...PATTERNS), fc.boolean())
  .map(([pattern, caseSensitive]): Query => ({ kind: "regex", pattern, caseSensitive }));
const word = of("word", WORDS);
const atom = fc.oneof(word, of("phrase", PHRASES), of("prefix", BEGINNINGS), of("exact", EXACT), regex);
const near = fc
  .record({ left: atom, right: atom, distance: fc.integer({ min: 1, max: 100 }) })
  .map((parts): Query => ({ kind: "near", ...parts }));
const attribute = fc.oneof(
  of("word", HOSTS).map((query): Query => ({ kind: "field", field: "site", query })),
  of("word", TAGS).map((query): Query => ({ kind: "field", field: "lang", query })),
);

/** Several different queries, none of them joined in the same way. */
const several = (query: fc.Arbitrary<Query>, kind: "and" | "or") =>
  fc
    .uniqueArray(
      query.filter((one) => one.kind !== kind),
      { minLength: 2, maxLength: 3, selector: printQuery },
    )
    .map((queries): Query => ({ kind, queries }));

const { inside } = fc.letrec<{ inside: Query }>((tie) => {
  const negated = tie("inside").map(
    (query): Query => (query.kind === "not" ? query : { kind: "not", query }),
  );
  return {
    inside: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      atom,
      near,
      several(tie("inside"), "and"),
      several(tie("inside"), "or"),
      negated,
    ),
  };
});

/** A query in a field: an exclusion is written outside the field. */
const scoped = fc.tuple(fc.constantFrom<Field>(...FIELDS), inside).map(([field, query]): Query => {
  if (query.kind === "not") return { kind: "not", query: { kind: "field", field, query: query.query } };
  return { kind: "field", field, query };
});

/** Trees as `parseQuery` makes them, of everything that can be typed. */
export const trees: fc.Arbitrary<Query> = fc
  .tuple(word, fc.oneof(inside, scoped, attribute, several(fc.oneof(inside, scoped, attribute), "or")))
  .map(
    ([first, rest]): Query => ({
      kind: "and",
      queries: [first, ...(rest.kind === "and" ? rest.queries : [rest])],
    }),
  )
  .filter((query) => {
    const texts = query.kind === "and" ? query.queries.map(printQuery) : [];
    return new Set(texts).size === texts.length && printQuery(query).length <= 500;
  });
