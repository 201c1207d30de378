import { fork } from "node:child_process";
import { once } from "node:events";
import { systemClock } from "../src/clock.ts";
import { makeFetcher } from "../src/sources/fetch.ts";
import { makePageReader } from "../src/sources/read.ts";
import type { PageRead } from "../src/sources/source.ts";
import { evaluate } from "../src/watches/evaluate.ts";
import { parseQuery } from "../src/watches/query.ts";
import type { Line } from "./line.ts";

const HOSTS = 50;
const TICK_MS = 5;

/** How the main thread fared while pages were read. */
interface Figures {
  readonly worstMs: number;
  readonly rssMb: number;
  readonly reads: readonly PageRead[];
  readonly tookMs: number;
}

const wire = fork(new URL("./reading/wire.ts", import.meta.url), [String(HOSTS)]);
const [origins] = (await once(wire, "message")) as [readonly string[]];
const fetch = makeFetcher({ allow: ["127.0.0.0/8"], maxBytes: 2_000_000, timeoutMs: 6_000, wanted: "page" });
const module = new URL("./reading/thread.ts", import.meta.url);

const at = (path: string, count: number, hosts: number) =>
  Array.from({ length: count }, (_, n) => `${origins[n % hosts]}/${path}`);

const bad = await whileReading([...at("endless", 1, 1), ...at("hoarding", 1, 2), ...at("ordinary", 8, 8)]);
const large = await whileReading([...at("huge", 4, 4), ...at("long", 4, 8)]);
const oneHost = await whileReading(at("ordinary", 1_000, 1));
const manyHosts = await whileReading(at("ordinary", 1_000, HOSTS));
await fetch.close();
wire.kill();
console.log(
  JSON.stringify([
    ...lines("2 pages that never end or eat all memory", bad, 8),
    ...lines("4 pages of 10 MB, 4 of 2 MB", large),
    ...lines("1,000 pages of one host at once", oneHost),
    ...lines("1,000 pages of 50 hosts at once", manyHosts, 200),
  ]),
);

/** Reads pages with a reader of their own, and measures what else the main thread is good for meanwhile. */
async function whileReading(urls: readonly string[]): Promise<Figures> {
  globalThis.gc?.();
  const reader = makePageReader({ fetch, clock: systemClock(), workers: 2, queue: 1_000, module });
  const rssBefore = process.memoryUsage.rss();
  const [from, signal] = [performance.now(), new AbortController().signal];
  let [worstMs, rss, due] = [0, rssBefore, from + TICK_MS];
  const timer = setInterval(() => {
    command();
    // From when it was due to when it is answered.
    worstMs = Math.max(worstMs, performance.now() - due);
    due = performance.now() + TICK_MS;
    rss = Math.max(rss, process.memoryUsage.rss());
  }, TICK_MS);
  const reads = await Promise.all(urls.map((url) => reader.read(url, signal)));
  clearInterval(timer);
  const tookMs = performance.now() - from;
  await reader.close();
  return { worstMs, rssMb: (rss - rssBefore) / 1e6, reads, tookMs };
}

/** What a command does at least: it reads a query, and looks for it in a story. */
function command(): void {
  const parsed = parseQuery('bridge OR "town council" -rumour');
  const story = { title: "The bridge stays shut", text: "The council of the town says why.", url: "" };
  if (!parsed.ok || evaluate(parsed.query, story) === undefined) throw new Error("the command is wrong");
}

function lines(what: string, { worstMs, rssMb, reads, tookMs }: Figures, least?: number): readonly Line[] {
  const read = reads.filter(({ kind }) => kind === "read").length;
  return [
    { what: `${what}: longest wait`, value: worstMs, unit: "ms", most: 100 },
    { what: "  memory that it takes", value: rssMb, unit: "MB", most: 500 },
    {
      what: "  pages read",
      value: read,
      unit: `in ${(tookMs / 1000).toFixed(1)} s`,
      ...(least && { least }),
    },
  ];
}
