import type { Hit, MatchableStory } from "../../../src/watches/evaluate.ts";
import type { Matcher } from "../../../src/watches/matcher.ts";
import type { Query } from "../../../src/watches/query.ts";
import { oddQuery, storyOf, talkOf, typedQuery } from "./compose.ts";
import { type Oracle, oracleOf, type ReadStory, readStory, sameHits } from "./oracle.ts";
import { type Random, randomFrom } from "./random.ts";

/** A query and its oracle. */
export interface Asked {
  readonly query: Query;
  readonly oracle: Oracle;
}

/** What a round is made of; the same for the same seed. */
export interface Round {
  /** All different. */
  readonly asked: readonly Asked[];
  readonly stories: readonly MatchableStory[];
  /** How many stories the matcher has seen before: an index may count words at first, and read faster thereafter. */
  readonly age: number;
  /** For what changes while the round goes on. */
  readonly random: Random;
}

/** A story on which matcher and oracle differ; ids that should not be there, are missing, or have other reasons. */
export interface Difference {
  readonly story: MatchableStory;
  readonly ids: readonly string[];
  readonly expected: readonly string[];
  readonly query: Query | undefined;
  readonly what: "verdict" | "order" | "because" | "size";
}

/** Is told of every pair of a query and a story that was compared, equal queries once, and of the verdict. */
export type See = (asked: Asked, story: ReadStory, matched: boolean) => void;

type Held = Map<string, Asked>;

const QUERIES = 50;
const STORIES = 50;
/** Of all rounds, this share is played with a matcher that has seen as many stories before. */
const [WORN, AGE] = [0.7, 300];
const NOTHING: MatchableStory = { title: "", text: "", url: "" };
/** Stories between two changes of the queries. */
const SPELL = 5;
/** Of a hundred queries, so many are trees that nobody need have typed. */
const ODD = 12;

/** Returns a round of queries and stories about few subjects. */
export function roundOf(seed: number): Round {
  const random = randomFrom(seed);
  const talk = talkOf(random, seed);
  const asked = new Map<string, Asked>();
  while (asked.size < QUERIES) {
    const query = random.chance(ODD / 100) ? oddQuery(random, talk) : typedQuery(random, talk);
    asked.set(JSON.stringify(query), { query, oracle: oracleOf(query) });
  }
  const stories = Array.from({ length: STORIES }, () => storyOf(random, talk));
  const age = random.chance(WORN) ? AGE : 0;
  return { asked: [...asked.values()], stories, age, random };
}

/**
 * Plays a round with a matcher and returns the first difference from the oracle.
 *
 * Queries come, go and are replaced between the stories, some are held under several ids, and the reasons of a match
 * are read only after the queries have changed.
 */
export function differenceIn(matcher: Matcher, round: Round, see: See): Difference | undefined {
  for (let seen = 0; seen < round.age; seen += 1) matcher.match(NOTHING);
  const held: Held = new Map();
  const stories = round.stories.map(readStory);
  for (let at = 0; at < stories.length; at += SPELL) {
    change(matcher, held, round, at === 0 ? QUERIES : SPELL);
    if (matcher.size !== held.size) {
      const expected = [`${held.size} queries`];
      return {
        story: stories[at]?.story as MatchableStory,
        ids: [`${matcher.size} queries`],
        expected,
        query: undefined,
        what: "size",
      };
    }
    const pending = stories.slice(at, at + SPELL).map((story) => compare(matcher, held, story, see));
    change(matcher, held, round, SPELL);
    for (const reasons of pending) {
      const difference = reasons();
      if (difference) return difference;
    }
  }
  return undefined;
}

/** Takes some queries away, gives others to ids that are taken, and adds as many again. */
function change(matcher: Matcher, held: Held, { asked, random }: Round, count: number): void {
  for (let turn = 0; turn < count; turn += 1) {
    const gone = `q${random.below(QUERIES * 1.2)}`;
    if (random.chance(0.5)) {
      matcher.remove(gone);
      held.delete(gone);
    }
    for (const at of [random.below(QUERIES * 1.2), random.below(QUERIES * 1.2)]) {
      const id = `q${at}`;
      // As a rule an id has its own query, so that most queries are held once, and some twice.
      const one = (asked[random.chance(0.9) ? at : random.below(QUERIES)] ?? random.pick(asked)) as Asked;
      // A copy, since equal queries come from different people.
      matcher.add(id, random.chance(0.2) ? structuredClone(one.query) : one.query);
      held.set(id, one);
    }
  }
}

function compare(matcher: Matcher, held: Held, story: ReadStory, see: See): () => Difference | undefined {
  const verdicts = new Map<Asked, readonly Hit[] | undefined>();
  const expected: { id: string; asked: Asked; hits: readonly Hit[] }[] = [];
  for (const [id, asked] of held) {
    if (!verdicts.has(asked)) {
      verdicts.set(asked, asked.oracle(story));
      see(asked, story, verdicts.get(asked) !== undefined);
    }
    const hits = verdicts.get(asked);
    if (hits) expected.push({ id, asked, hits });
  }
  const found = matcher.match(story.story);
  const ids = found.map(({ id }) => id);
  const wanted = expected.map(({ id }) => id);
  const odd = [...new Set(ids).symmetricDifference(new Set(wanted))][0];
  const queryOf = (id: string | undefined) => (id === undefined ? undefined : held.get(id)?.query);
  const differs = { story: story.story, ids, expected: wanted };
  const early: Difference | undefined =
    odd !== undefined
      ? { ...differs, query: queryOf(odd), what: "verdict" }
      : ids.join() !== wanted.join()
        ? { ...differs, query: undefined, what: "order" }
        : undefined;
  return () => {
    if (early) return early;
    // One match of three: working out the reasons costs more than all the rest.
    const isAsked = (index: number) => (index + expected.length) % 3 === 0;
    const other = expected.find(
      ({ hits }, index) => isAsked(index) && !sameHits(found[index]?.because ?? [], hits),
    );
    return other && { ...differs, query: other.asked.query, what: "because" };
  };
}
