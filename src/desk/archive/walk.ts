import { setImmediate } from "node:timers/promises";
import type { Asked, Candidate, Store } from "../../store/store.ts";
import type { StoredStory } from "../../stories/story.ts";
import type { Condition } from "../../watches/condition.ts";

/** Up to so many candidates are all looked at. */
const FEW = 30;
/** Stories read at once; commands of other people get their turn in between. */
const MOST_READ = 100;
/** Candidates asked for at once; only their ids are held. */
const MOST_ASKED = 2_000;
/** The best are looked for among so many of the newest candidates (store/store.ts). */
const MOST_RANKED = 2_000;

type Stories = Pick<Store["stories"], "search" | "get">;

/** What is looked for. */
interface Wanted extends Omit<Asked, "limit"> {
  /** What none of them may meet; only what the index says exactly. */
  readonly without?: Condition;
}

/** A story that may be meant. */
export interface Step {
  readonly story: StoredStory;
  /** Its place in the order of publication. */
  readonly place: number;
  /** All that may be meant are looked at, because they are few. */
  readonly isOfFew: boolean;
}

/**
 * Goes through the stories that may be meant. They are read in groups that grow from `first` stories on, so that
 * whoever soon has enough pays for little. The best come from the newest that may be; older ones follow them.
 */
export async function* walk(stories: Stories, wanted: Wanted, first: number): AsyncGenerator<Step> {
  let lowest = Number.MAX_SAFE_INTEGER;
  for await (const step of ordered(stories, wanted, first)) {
    lowest = Math.min(lowest, step.place);
    yield step;
  }
  if (wanted.order === "best") yield* ordered(stories, { ...wanted, order: "newest", before: lowest }, first);
}

async function* ordered(stories: Stories, wanted: Wanted, first: number): AsyncGenerator<Step> {
  let size = Math.min(first, MOST_READ);
  for await (const { places, isOfFew } of pages(stories, wanted)) {
    if (isOfFew) size = FEW;
    const ids = [...places.keys()];
    for (let from = 0; from < ids.length; ) {
      const to = from + size;
      for (const story of await stories.get(ids.slice(from, to))) {
        yield { story, place: places.get(story.id) ?? 0, isOfFew };
      }
      await setImmediate();
      from = to;
      size = Math.min(size * 2, MOST_READ);
    }
    // A page of which nothing is left to read gives others their turn, too.
    if (ids.length === 0) await setImmediate();
  }
}

/** Asks for the candidates page by page: the first page is small, since one answers most questions. */
async function* pages({ search }: Stories, { without, ...wanted }: Wanted) {
  let seen = 0;
  let last: Candidate | undefined;
  for (let limit = FEW; ; limit = Math.min(limit * 4, MOST_ASKED)) {
    // The best have no places to page by: they are asked for from the first one on.
    const [passed, onward] = wanted.order === "best" ? [seen, {}] : [0, last && { before: last.place }];
    // One more than is read tells whether there is more to come.
    const found = await search({ ...wanted, ...onward, limit: passed + limit + 1 });
    const page = found.slice(passed, passed + limit);
    const isEnd = found.length <= passed + limit;
    const dropped = without ? await search(among({ ...wanted, ...onward }, without, page.length)) : [];
    const places = new Map(page.map(({ id, place }) => [id, place]));
    for (const { id } of dropped) places.delete(id);
    yield { places, isOfFew: isEnd && seen === 0 };
    if (isEnd) return;
    last = page.at(-1);
    seen += page.length;
  }
}

/** Asks which of a page of candidates meet a condition as well: none of these is older than as many of the newest. */
function among({ where, ...wanted }: Omit<Asked, "limit">, condition: Condition, page: number): Asked {
  const of = where ? [where, condition] : [condition];
  const limit = wanted.order === "best" ? MOST_RANKED : page;
  return { ...wanted, where: { kind: "all", of }, order: "newest", limit };
}
