import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Archive, makeArchive } from "../../src/desk/archive.ts";
import type { Order } from "../../src/store/store.ts";
import { parseQuery, type Query } from "../../src/watches/query.ts";
import { cpuMsSince, median, quantile } from "../cpu.ts";
import type { Line } from "../line.ts";
import { type FullStore, fillStore, NOW } from "./full-store.ts";
import { between, makeRandom } from "./random.ts";
import { makeScene, type Scene } from "./scene.ts";

const CHANNEL = { platform: "slack", space: "T1", id: "C1" };
const COUNT = 10;
/** Each query is asked so often, and counts by the median; each round of additions counts by its mean. */
const ROUNDS = 5;
const ADDS = 100;
const HARD = ['"of the"', "the of", "the -of"];
const MOST_MS = 5;
const MOST_ADD_MS = 2;

/** Queries of one kind; those without a bound are there for information. */
interface Kind {
  readonly name: string;
  readonly queries: readonly Query[];
  readonly most?: number;
}

/** Asks a store with so many stories for the newest ten, and adds stories to it one by one. */
export async function measureAsking(count: number): Promise<readonly Line[]> {
  const scene = makeScene();
  const rss = process.memoryUsage.rss();
  const folder = mkdtempSync(join(tmpdir(), "newshound-bench-"));
  const began = performance.now();
  const full = await fillStore(folder, count, scene);
  try {
    const seconds = (performance.now() - began) / 1000;
    const archive = makeArchive({ store: full.store, clock: { now: () => NOW, sleep: async () => {} } });
    const kinds = kindsOf(scene);
    console.error("  asking for the newest, then for the best");
    return [
      ...(await ask(archive, kinds, "newest", ROUNDS)),
      ...(await askHard(archive)),
      ...(await ask(archive, kinds.filter(isTelling), "best", 1)),
      ...(await add(full)),
      { what: `  ${count.toLocaleString("en")} stories on the disk`, value: full.bytes() / 1e6, unit: "MB" },
      { what: "  writing them, 200 at a time", value: seconds, unit: "s" },
      { what: "  resident memory for all that", value: (process.memoryUsage.rss() - rss) / 1e6, unit: "MB" },
    ];
  } finally {
    await full.store.close();
    rmSync(folder, { recursive: true });
  }
}

/** The best of the commonest words need a look at every story: nobody asks for them, and they would take minutes. */
function isTelling({ name, most }: Kind): boolean {
  return most !== undefined && name !== "the" && name !== "said" && name !== "the commonest words";
}

/** Queries by which the index can leave out little: what a single one takes is told, and held to nothing. */
async function askHard(archive: Archive): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const text of HARD) {
    const [value] = await timesOf(archive, [read(text)], "newest");
    lines.push({ what: `newest ten: ${text}, once`, value: value ?? Number.NaN, unit: "ms" });
  }
  return lines;
}

function kindsOf({ vocabulary: { words, names } }: Scene): readonly Kind[] {
  const random = makeRandom(7);
  const kind = (name: string, count: number, make: (n: number) => string, most?: number): Kind => ({
    name,
    queries: Array.from({ length: count }, (_, n) => read(make(n))),
    ...(most !== undefined && { most }),
  });
  const word = (from: number, to: number) => words[between(random, from, to)] as string;
  const phrase = () => `"${names[between(random, 0, 20_000)]}"`;
  const common = words.slice(0, 60).filter((one) => one !== "and" && one !== "or" && one !== "not");
  return [
    kind("rare words", 100, () => word(50_000, 450_000), MOST_MS),
    kind("middling words", 100, () => word(500, 20_000), MOST_MS),
    kind("names of two words", 60, phrase, MOST_MS),
    kind("two words", 60, () => `${word(100, 2000)} ${word(500, 20_000)}`, MOST_MS),
    kind("the commonest words", common.length, (n) => common[n] as string, MOST_MS),
    kind("the", 40, () => "the", MOST_MS),
    kind("said", 40, () => "said", MOST_MS),
  ];
}

/** Asks by each kind of query in turn, so that what else goes on hits them alike; the first round is to warm up. */
async function ask(
  archive: Archive,
  kinds: readonly Kind[],
  order: Order,
  rounds: number,
): Promise<readonly Line[]> {
  const figures = kinds.map((): { rounds: (readonly number[])[]; cpuMs: number } => ({
    rounds: [],
    cpuMs: 0,
  }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { queries }] of kinds.entries()) {
      const before = process.threadCpuUsage();
      const times = await timesOf(archive, queries, order);
      const figure = figures[at];
      if (round === 0 || !figure) continue;
      figure.rounds.push(times);
      figure.cpuMs += cpuMsSince(before);
    }
  }
  return kinds.flatMap(({ name, queries, most }, at) => {
    const { rounds = [], cpuMs = Number.NaN } = figures[at] ?? {};
    const all = rounds.flat();
    const each = queries.map((_, n) => median(rounds.map((times) => times[n] ?? Number.NaN)));
    const bound = order === "newest" && most !== undefined ? { most } : {};
    return [
      { what: `${order} ten: ${name}, p50`, value: quantile(each, 0.5), unit: "ms" },
      { what: "  p99", value: quantile(each, 0.99), unit: "ms", ...bound },
      { what: "  p99 of single askings", value: quantile(all, 0.99), unit: "ms" },
      { what: "  CPU time, mean", value: cpuMs / all.length, unit: "ms" },
    ];
  });
}

async function timesOf(
  archive: Archive,
  queries: readonly Query[],
  order: Order,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const began = performance.now();
    await archive.latest(CHANNEL, query, [], COUNT, order);
    times.push(performance.now() - began);
  }
  return times;
}

/** Adds stories in rounds, of which the middle one counts: a disk that others use makes single ones wait long. */
async function add(full: FullStore): Promise<readonly Line[]> {
  const means: number[] = [];
  let cpuMs = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const plans = full.furtherPlans(ADDS);
    const [before, began] = [process.threadCpuUsage(), performance.now()];
    for (const plan of plans) await full.store.commit(plan);
    means.push((performance.now() - began) / ADDS);
    cpuMs += cpuMsSince(before);
  }
  return [
    {
      what: "adding a story, with the wait for the disk",
      value: median(means),
      unit: "ms",
      most: MOST_ADD_MS,
    },
    { what: "  the slowest round", value: Math.max(...means), unit: "ms" },
    { what: "  CPU time", value: cpuMs / (ADDS * ROUNDS), unit: "ms" },
  ];
}

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`cannot read ${text}: ${parsed.error.message}`);
  return parsed.query;
}
