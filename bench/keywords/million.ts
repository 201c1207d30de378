import type { MatchableStory } from "../../src/watches/evaluate.ts";
import { type Matcher, makeMatcher } from "../../src/watches/matcher.ts";
import type { Query } from "../../src/watches/query.ts";
import { cpuMsSince, heldBytes } from "../cpu.ts";
import type { Line } from "../line.ts";
import { type CallFigures, makeCalls, slowestOf, slowInBoth } from "./calls.ts";
import { paceOf, race } from "./race.ts";
import { makeRandom } from "./random.ts";
import type { Look } from "./rivals.ts";
import { makeScene, placesOf, type Scene } from "./scene.ts";
import { makeTyping, queryOf, RARE, type TypedWatch } from "./watches.ts";

/** Queries are read so many at a time: their trees are garbage before the next ones come. */
const AT_ONCE = 500;
const STORIES = 500;
const STALL_MS = 5;

/** What the calls took: adding all, removing a tenth, adding others in their place. */
type Changes = readonly [adds: CallFigures, removes: CallFigures, others: CallFigures];

/** Fills a matcher with very many rare watches, matches with it, and changes a tenth of them. */
export async function measureMillion(count: number): Promise<readonly Line[]> {
  const scene = makeScene();
  const stories = scene.stories(STORIES);
  const before = heldBytes();
  const lines: Line[] = [];
  const run = await change(scene, count, (matcher, readingMs) => {
    lines.push({
      what: `${count.toLocaleString("en")} watches: heap for each, its id counted`,
      value: (heldBytes() - before) / count,
      unit: "bytes",
      most: 400,
    });
    lines.push(...linesOfMatching(matcher, stories));
    lines.push({ what: "  reading a query", value: (readingMs * 1000) / count, unit: "µs" });
  });
  lines.push({
    what: "  heap after a tenth was changed",
    value: (run.bytes - before) / count,
    unit: "bytes",
  });
  const [adds, removes, others] = await confirmed(run.changes, scene, count);
  return [
    ...lines,
    ...linesOf("adding one", adds),
    ...linesOf("removing one", removes),
    ...linesOf("adding one in its place", others),
  ];
}

/** Adds all watches, shows the full matcher, then removes a tenth and adds others; the bytes are those held at the end. */
async function change(
  scene: Scene,
  count: number,
  show: (matcher: Matcher, readingMs: number) => void,
): Promise<{ changes: Changes; bytes: number }> {
  const [matcher, makeWatch] = [makeMatcher(), makeSeries(scene)];
  const [adds, removes, others] = [makeCalls(), makeCalls(), makeCalls()];
  console.error(`  adding ${count} watches`);
  let readingMs = 0;
  const addAll = (from: number, more: number, calls: typeof adds) => {
    for (let done = 0; done < more; done += AT_ONCE) {
      const size = Math.min(AT_ONCE, more - done);
      const watches = Array.from({ length: size }, makeWatch);
      const ids = watches.map((_, n) => idOf(from + done + n));
      const before = process.threadCpuUsage();
      const queries = watches.map(queryOf);
      readingMs += cpuMsSince(before);
      calls.run(size, (n) => matcher.add(ids[n] as string, queries[n] as Query));
    }
  };
  addAll(0, count, adds);
  show(matcher, readingMs);
  console.error("  changing a tenth of them");
  const tenth = Math.floor(count / 10);
  removes.run(tenth, (n) => matcher.remove(idOf(n * 10)));
  addAll(count, tenth, others);
  const changes = [await adds.figures(), await removes.figures(), await others.figures()] as const;
  const bytes = heldBytes();
  if (matcher.size !== count) throw new Error(`the matcher holds ${matcher.size} watches of ${count}`);
  return { changes, bytes };
}

/** Returns the changes; where a call seems to have stalled, only what stalls again in a second run stays. */
async function confirmed(first: Changes, scene: Scene, count: number): Promise<Changes> {
  if (first.every((figures) => slowestOf(figures) <= STALL_MS)) return first;
  console.error("  a call took long: all of it once more, to see whether the same call does again");
  const { changes: second } = await change(scene, count, () => {});
  return [slowInBoth(first[0], second[0]), slowInBoth(first[1], second[1]), slowInBoth(first[2], second[2])];
}

function makeSeries({ vocabulary }: Scene): () => TypedWatch {
  const [type, random] = [makeTyping(vocabulary, RARE), makeRandom(3)];
  return () => type(random);
}

/** An id as watches have them: 22 characters that say nothing. */
function idOf(n: number): string {
  const random = makeRandom(n);
  const numbers = Uint32Array.from({ length: 4 }, () => random() * 2 ** 32);
  return Buffer.from(numbers.buffer).toString("base64url");
}

function linesOfMatching(matcher: Matcher, stories: readonly MatchableStory[]): readonly Line[] {
  console.error("  matching");
  const looks = new Map<string, Look>([
    ["matcher", (story) => matcher.match(story).length],
    ["reading", (story) => placesOf(matcher.match(story))],
  ]);
  const paces = race(looks, stories);
  const { microseconds, hits } = paceOf(paces, "matcher");
  return [
    { what: "  matching a story", value: microseconds, unit: "µs" },
    { what: "    with all places read", value: paceOf(paces, "reading").microseconds, unit: "µs" },
    { what: "    watches that match it", value: hits, unit: "" },
  ];
}

function linesOf(what: string, figures: CallFigures): readonly Line[] {
  return [
    { what: `  ${what}`, value: figures.microseconds, unit: "µs", most: 20 },
    {
      what: "    the slowest, pauses of the collector aside",
      value: slowestOf(figures),
      unit: "ms",
      most: STALL_MS,
    },
    { what: "    the longest such pause in one", value: figures.pauseMs, unit: "ms" },
  ];
}
