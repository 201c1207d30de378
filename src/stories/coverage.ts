// Which stories report one event. In this order: the same link, the same text, the same title, and else what both say of
// it: coverage/reading.ts reads a story, coverage/similarity.ts holds two of them against each other.

import { makeCandidates } from "./coverage/candidates.ts";
import { makeDescriber, rowOf } from "./coverage/description.ts";
import { makeParting } from "./coverage/parting.ts";
import { makeProbe } from "./coverage/probe.ts";
import { provenBy } from "./coverage/proof.ts";
import { similarity } from "./coverage/similarity.ts";
import { makeVocabulary } from "./coverage/vocabulary.ts";
import { makeWindow, type Row } from "./coverage/window.ts";
import type { Near } from "./near.ts";

/** A story as far as coverage asks about it. */
export interface CoverageStory {
  readonly id: string;
  readonly title: string;
  /** Its lead is enough: the first 600 UTF-16 units are compared, the first 5,000 tell whether two texts are the same. */
  readonly text: string;
  readonly url: string;
  readonly publishedAt: Date;
}

/** The stories of the last days by the events they report. */
export interface Coverage {
  /**
   * Returns the stories that may report the same event, best first, at most eight; never itself, and none that it was
   * parted from. Which of them are near enough to be joined is `isNearEnough`'s to say; without one a story opens a
   * coverage under its own id. Changes nothing.
   */
  near(story: CoverageStory): readonly Near[];
  /** Takes a story in under a coverage. One that is known already stays as it is. */
  add(story: CoverageStory, coverage: string): void;
  /**
   * Keeps two stories apart from now on, whether they are known yet or not: neither is ever near the other, nor near any
   * story of the other's coverage. Where they stand in one coverage, the one that did not open it leaves and stands under
   * its own id; of two that did not, the one published later does.
   */
  part(a: string, b: string): void;
  /** Lets go of the stories that were published before a time. */
  forget(before: Date): void;
  /** Adds many stories. */
  load(rows: Iterable<{ readonly story: CoverageStory; readonly coverage: string }>): void;
}

/** What is less alike than this is no candidate at all. */
const LEAST = 0.11;
/** News of one event comes within so many milliseconds: 72 hours. */
export const WINDOW_MS = 72 * 3_600_000;
const MOST_NEAR = 8;
/** So many forgotten stories are cleared away at once, and with each new one: 100,000 at a time would be felt. */
const CLEARED = { atOnce: 500, withEach: 4 };

/** Returns a coverage without stories; `windowMs` is how far apart two stories of one event may be published. */
export function makeCoverage({ windowMs = WINDOW_MS }: { readonly windowMs?: number } = {}): Coverage {
  const vocabulary = makeVocabulary();
  const window = makeWindow(vocabulary);
  const parting = makeParting();
  const candidates = makeCandidates(vocabulary, window);
  const describe = makeDescriber();
  const probe = makeProbe(vocabulary);

  function near(story: CoverageStory): readonly Near[] {
    const at = story.publishedAt.getTime();
    const isBarred = barred(story.id);
    const mayJoin = (row: Row) => Math.abs(row.at - at) <= windowMs && !isBarred(row);
    return probe(describe(story), (asked) => {
      const found = new Map<Row, Found>();
      for (const row of candidates(asked.weighted).filter(mayJoin)) {
        const value = similarity(asked, row, Math.abs(row.at - at) / windowMs || 0, vocabulary);
        if (value >= LEAST) found.set(row, { row, how: "similar", value });
      }
      for (const { row, how } of provenBy(asked, window, vocabulary)) {
        if (mayJoin(row)) found.set(row, { row, how, value: 1 });
      }
      const best = [...found.values()].sort((a, b) => inOrder(a, b, at)).slice(0, MOST_NEAR);
      return best.map(({ row, how, value }) => ({
        story: row.id,
        coverage: row.coverage,
        similarity: value,
        how,
        because: asked.sharedWith(row),
      }));
    });
  }

  /** Returns whether a row is the story itself, or in the coverage of one that it was parted from. */
  function barred(id: string): (row: Row) => boolean {
    const others = new Set(parting.from(id));
    const coverages = new Set([...others].map((other) => window.get(other)?.coverage));
    return (row) => row.id === id || others.has(row.id) || coverages.has(row.coverage);
  }

  function add(story: CoverageStory, coverage: string): void {
    if (window.get(story.id)) return;
    window.clear(CLEARED.withEach);
    const { id, publishedAt } = story;
    window.put(rowOf(describe(story), { id, coverage, at: publishedAt.getTime() }, vocabulary));
    for (const other of parting.from(id)) separate(id, other);
  }

  function separate(a: string, b: string): void {
    const [one, other] = [window.get(a), window.get(b)];
    if (one === undefined || other === undefined || one.coverage !== other.coverage) return;
    const leaving =
      one.coverage === one.id || (other.coverage !== other.id && isEarlier(one, other)) ? other : one;
    leaving.coverage = leaving.id;
  }

  return {
    near,
    add,
    part(a, b) {
      if (a === b) return;
      parting.part(a, b);
      separate(a, b);
    },
    forget(before) {
      for (const id of window.forget(before.getTime())) parting.forget(id);
      window.clear(CLEARED.atOnce);
    },
    load(rows) {
      for (const { story, coverage } of rows) add(story, coverage);
    },
  };
}

interface Found {
  readonly row: Row;
  readonly how: Near["how"];
  readonly value: number;
}

const STRENGTH = { url: 3, content: 2, title: 1, similar: 0 } as const;

/** The stronger proof first, then the more alike, then the nearer in time; the rest only keeps the order the same. */
function inOrder(a: Found, b: Found, at: number): number {
  const byProof = STRENGTH[b.how] - STRENGTH[a.how] || b.value - a.value;
  return byProof || Math.abs(a.row.at - at) - Math.abs(b.row.at - at) || (isEarlier(a.row, b.row) ? -1 : 1);
}

function isEarlier(a: Row, b: Row): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
