import { type Condition, outlineOf } from "./condition.ts";
import { printQuery } from "./print.ts";
import type { Element } from "./terms.ts";
import type { Query } from "./tree.ts";

/**
 * Returns a text that two queries share only where they find the same stories: sora and SORA, a OR b and b OR a.
 *
 * It sees what words standing next to each other can say. Queries of which only the judge can tell what they find, such
 * as regular expressions, share it only where they are written the same.
 */
export function meaningOf(query: Query): string {
  const { condition, exact } = outlineOf(query);
  return exact ? `means ${JSON.stringify(plain(condition))}` : `reads ${printQuery(query)}`;
}

/** The condition as plain values; the parts of an AND or OR each once and in one order, which changes nothing in it. */
function plain(condition: Condition): unknown {
  switch (condition.kind) {
    case "all":
    case "any":
      return joined(condition.kind, condition.of);
    case "not":
      return ["not", plain(condition.of)];
    case "words":
      return ["words", condition.field, condition.plural, condition.elements.map(wanted)];
    default:
      return condition;
  }
}

function joined(kind: "all" | "any", of: readonly Condition[]): unknown {
  const parts = new Set(flat(kind, of).map((part) => JSON.stringify(plain(part))));
  const [only] = parts;
  return only !== undefined && parts.size === 1 ? JSON.parse(only) : [kind, [...parts].sort()];
}

/** The parts, with those of an AND within an AND in its place, and so for OR. */
function flat(kind: "all" | "any", of: readonly Condition[]): readonly Condition[] {
  return of.flatMap((part) => (part.kind === kind ? flat(kind, part.of) : [part]));
}

/** What decides whether a token of a text is the element; how the query itself is written only names what was found. */
function wanted({ acronym: _acronym, possessive: _possessive, ...rest }: Element): unknown {
  return rest;
}
