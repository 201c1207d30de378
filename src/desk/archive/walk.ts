import { setImmediate } from "node:timers/promises";
import type { Asked, Candidate, Store } from "../../store/store.ts";
import type { StoredStory } from "../../stories/story.ts";

/** Up to so many candidates are all looked at. */
const FEW = 30;
/** Stories read at once; commands of other people get their turn in between. */
const MOST_READ = 100;
/** Candidates asked for at once; only their ids are held. */
const MOST_ASKED = 2_000;

type Stories = Pick<Store["stories"], "search" | "get">;
type Wanted = Omit<Asked, "limit" | "before">;

/** A story that may be meant. */
export interface Step {
  readonly story: StoredStory;
  /** Nothing comes after it. */
  readonly isLast: boolean;
  /** All that may be meant are looked at, because they are few. */
  readonly isOfFew: boolean;
}

/**
 * Goes through the stories that may be meant. They are read in groups that grow from `first` stories on, so that
 * whoever soon has enough pays for little.
 */
export async function* walk(stories: Stories, wanted: Wanted, first: number): AsyncGenerator<Step> {
  let size = Math.min(first, MOST_READ);
  for await (const { ids, isEnd, isOfFew } of pages(stories, wanted)) {
    if (isOfFew) size = FEW;
    for (let from = 0; from < ids.length; ) {
      const to = from + size;
      const group = await stories.get(ids.slice(from, to));
      const ends = isEnd && to >= ids.length;
      for (const [at, story] of group.entries()) {
        yield { story, isLast: ends && at === group.length - 1, isOfFew };
      }
      await setImmediate();
      from = to;
      size = Math.min(size * 2, MOST_READ);
    }
  }
}

/** Asks for the candidates page by page: the first page is small, since one answers most questions. */
async function* pages({ search }: Stories, wanted: Wanted) {
  let seen = 0;
  let last: Candidate | undefined;
  for (let limit = FEW; ; limit = Math.min(limit * 4, MOST_ASKED)) {
    // The best have no places to page by: they are asked for from the first one on.
    const [passed, onward] = wanted.order === "best" ? [seen, {}] : [0, last && { before: last.place }];
    // One more than is read tells whether there is more to come.
    const found = await search({ ...wanted, ...onward, limit: passed + limit + 1 });
    const page = found.slice(passed, passed + limit);
    const isEnd = found.length <= passed + limit;
    yield { ids: page.map(({ id }) => id), isEnd, isOfFew: isEnd && seen === 0 };
    if (isEnd) return;
    last = page.at(-1);
    seen += page.length;
  }
}
