import type { Found } from "../../commands/desk.ts";
import type { StoredStory } from "../../stories/story.ts";
import { type Condition, outlineOf } from "../../watches/condition.ts";
import { evaluate, type Hit, type MatchableStory } from "../../watches/evaluate.ts";
import { isSaidExactly } from "../../watches/index-terms.ts";
import { matchable } from "../../watches/matchable.ts";
import { makeMatcher } from "../../watches/matcher.ts";
import type { Query } from "../../watches/query.ts";

/** With more queries than this the stories are all read, which then costs no more than to look for so many words. */
const MOST_TOGETHER = 50;

/** A candidate that matches; `found` where it is to be shown. */
export interface Match {
  readonly title: string;
  readonly found?: Found;
}

/** Queries, ready to be held against stored stories. */
export interface Holding {
  /** What a story must have to match any of them; absent where that is not worth saying. */
  readonly where?: Condition;
  /** What it must not have, as far as the index can say that as well; absent where there is no such thing. */
  readonly without?: Condition;
  /** The index says all of the queries: to count its candidates, none has to be read. */
  readonly isSure: boolean;
  /** Finds the first telling of a candidate that matches one of them. What is shown is always judged as watching would. */
  hold(told: readonly StoredStory[], isShown: boolean): Match | undefined;
}

/** Makes queries ready. */
export function holding(queries: readonly Query[]): Holding {
  const judged = judging(queries);
  const judge = (told: readonly StoredStory[], isShown: boolean): Match | undefined => {
    for (const story of told) {
      const because = judged(matchable(story));
      if (because) return { title: story.title, ...(isShown && { found: { story, because } }) };
    }
    return undefined;
  };
  if (queries.length > MOST_TOGETHER) return { isSure: false, hold: judge };
  const outlines = queries.map(outlineOf);
  const { where, without } = parted(outlines.map(({ condition }) => condition));
  const isSure = outlines.every(({ exact }) => exact) && isSaidExactly(where);
  const count = ([first]: readonly StoredStory[]) => first && { title: first.title };
  return {
    where,
    ...(without && { without }),
    isSure,
    hold: (told, isShown) => (isSure && !isShown ? count(told) : judge(told, isShown)),
  };
}

/** Parts what a story must have from what it must not: an index is asked for each of them and not for both. */
function parted(conditions: readonly Condition[]): { where: Condition; without?: Condition } {
  const [only, another] = conditions;
  const parts = only?.kind === "all" && !another ? only.of : [];
  const without = parts.flatMap((part) => (part.kind === "not" && isSaidExactly(part.of) ? [part.of] : []));
  const where = parts.filter((part) => part.kind !== "not" || !isSaidExactly(part.of));
  if (without.length === 0 || where.length === 0) return { where: { kind: "any", of: conditions } };
  return { where: { kind: "all", of: where }, without: { kind: "any", of: without } };
}

type Judged = (story: MatchableStory) => readonly Hit[] | undefined;

/** An index of queries pays where there are several. */
function judging(queries: readonly Query[]): Judged {
  const [only, another] = queries;
  if (only && !another) return (story) => evaluate(only, story);
  const matcher = makeMatcher();
  for (const [at, query] of queries.entries()) matcher.add(String(at), query);
  return (story) => matcher.match(story)[0]?.because;
}
