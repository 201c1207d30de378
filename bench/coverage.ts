import { type CoverageStory, makeCoverage } from "../src/stories/coverage.ts";
import { words } from "../src/text/sentences.ts";
import { cpuMsSince, heldBytes, median, quantile } from "./cpu.ts";
import { between, makeRandom, type Random } from "./keywords/random.ts";
import { makeWriter } from "./keywords/stories.ts";
import { makeVocabulary } from "./keywords/vocabulary.ts";
import type { Line } from "./line.ts";

const COUNT = Number(process.argv[2] ?? 100_000);
/** So many stories more are measured one by one when the window is full. */
const STREAM = 3_000;
/** The alternative is measured with a window so small, and its time taken times the rest: it grows by the stories. */
const SAMPLE = 2_000;
const ASKED = 50;
/** One story of so many is told anew by another outlet. */
const RETOLD_EVERY = 4;
const HOUR = 3_600_000;
const BEGAN = Date.UTC(2026, 4, 1);
const LEAD = 600;
const [MOST_STALL_MS, LEAST_FASTER] = [50, 300];

console.log(JSON.stringify(measure()));

/** Fills a window of 72 hours, lets more stories come, and lets a tenth and then all of them go. */
function measure(): readonly Line[] {
  const next = makeStream();
  const coverage = makeCoverage();
  const first = next();
  const loading = timed(() => coverage.near(first));
  console.error(`  filling the window with ${COUNT.toLocaleString("en")} stories`);
  const before = heldBytes();
  const began = process.threadCpuUsage();
  let joined = 0;
  for (let n = 0; n < COUNT; n += 1) joined += take(coverage, next());
  const filling = cpuMsSince(began);
  const held = heldBytes() - before;
  const stories = Array.from({ length: STREAM }, next);
  const streaming = process.threadCpuUsage();
  const times = stories.map((story) => timed(() => take(coverage, story)));
  const each = cpuMsSince(streaming) / STREAM;
  const forgetting = [0.1, 1].map((share) =>
    timed(() => coverage.forget(new Date(BEGAN + share * 72 * HOUR))),
  );
  return [
    { what: "reading the word list, once", value: loading, unit: "ms" },
    {
      what: `near and add, ${COUNT.toLocaleString("en")} stories in the window`,
      value: 1000 / each,
      unit: "stories/s",
    },
    { what: "  the middle one", value: median(times), unit: "ms" },
    { what: "  one of a hundred takes more than", value: quantile(times, 0.99), unit: "ms" },
    { what: "  filling the window", value: (1000 * COUNT) / filling, unit: "stories/s" },
    { what: "  joined of these", value: (100 * joined) / COUNT, unit: "%" },
    { what: "  held by them", value: held / 1e6, unit: "MB" },
    {
      what: "  times faster than comparing with every story",
      value: everyPairMs(stories) / each,
      unit: "x",
      least: LEAST_FASTER,
    },
    { what: "forgetting a tenth of them", value: forgetting[0] as number, unit: "ms", most: MOST_STALL_MS },
    { what: "forgetting all the others", value: forgetting[1] as number, unit: "ms", most: MOST_STALL_MS },
  ];
}

/** Does with a story what its caller does; returns 1 where it joined others. */
function take(coverage: ReturnType<typeof makeCoverage>, story: CoverageStory): 0 | 1 {
  const nearest = coverage.near(story)[0];
  coverage.add(story, nearest?.coverage ?? story.id);
  return nearest ? 1 : 0;
}

/** Returns what writes one story after another, spread over the window; every fourth is an earlier one in other words. */
function makeStream(): () => CoverageStory {
  const random = makeRandom(7);
  const write = makeWriter(makeVocabulary());
  const recent: CoverageStory[] = [];
  let count = 0;
  return () => {
    const told =
      recent.length > 0 && count % RETOLD_EVERY === 0 ? recent[between(random, 0, recent.length)] : undefined;
    const { title, text, url } = told
      ? { ...retold(random, told), url: `https://other.example/${count}` }
      : write(random);
    const story = {
      id: `s${count}`,
      title,
      text: text.slice(0, LEAD),
      url,
      publishedAt: new Date(BEGAN + (count / COUNT) * 72 * HOUR),
    };
    recent[count % 500] = story;
    count += 1;
    return story;
  };
}

/** Another outlet keeps two words of three, in its own order of sentences. */
function retold(
  random: Random,
  { title, text }: CoverageStory,
): { readonly title: string; readonly text: string } {
  const fewer = (line: string) =>
    line
      .split(" ")
      .filter(() => random() < 0.67)
      .join(" ");
  return { title: fewer(title), text: text.split(". ").toReversed().map(fewer).join(". ") };
}

/** Returns the time in ms that comparing one story with all takes: the shared words of two sets by all their words. */
function everyPairMs(stories: readonly CoverageStory[]): number {
  const sets = stories.slice(0, SAMPLE).map(({ title, text }) => new Set(words(`${title}\n${text}`)));
  const spent = timed(() => {
    for (const one of sets.slice(0, ASKED)) {
      const best = sets.reduce(
        (most, other) => Math.max(most, one.intersection(other).size / one.union(other).size),
        0,
      );
      if (best !== 1) throw new Error("A story is not found among all.");
    }
  });
  return (spent / ASKED) * (COUNT / sets.length);
}

function timed(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}
