import { execFileSync } from "node:child_process";
import { measureStarts } from "./platforms.ts";
import { measurePolling } from "./polling.ts";

/** One line of the bench: what was measured, and for `--check` the least or most it may be. */
interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly least?: number;
  readonly most?: number;
}

// In a process of its own: what it leaves behind would count as ours, and ours as its.
const bomb = execFileSync(process.execPath, ["--expose-gc", new URL("./bomb.ts", import.meta.url).pathname], {
  encoding: "utf8",
});
const growth = Number(/grew by ([\d.]+)/.exec(bomb)?.[1]);
const starts = await measureStarts();
const figures = await measurePolling(1000);
const lines: readonly Line[] = [
  { what: "polls answered 304", value: figures.polls304, unit: "per s" },
  {
    what: "  against a bare GET of the same HTTP client",
    value: figures.polls304 / figures.bareGets,
    unit: "×",
    least: 0.05,
  },
  { what: "polls of 20 new stories", value: figures.polls200, unit: "per s" },
  {
    what: "  share of their CPU time spent on parsing",
    value: figures.parseShare * 100,
    unit: "%",
    most: 90,
  },
  { what: "durable commits (1 story, 3 seen marks)", value: figures.commits, unit: "per s" },
  {
    what: "  against one bare row in SQLite, as durable",
    value: figures.commits / figures.bareCommits,
    unit: "×",
    least: 0.2,
  },
  { what: "heap for 1,000 sources", value: figures.heapMbPer1000, unit: "MB", most: 64 },
  { what: "resident memory after 1,000 sources", value: figures.rssMb, unit: "MB" },
  { what: "memory that a 200 MB gzip bomb takes", value: growth, unit: "MB", most: 30 },
  ...starts.map(({ name, readyMs }) => ({ what: `start to ready, ${name}`, value: readyMs, unit: "ms" })),
  ...starts.map(({ name, rssMb }) => ({
    what: `resident memory, ${name}`,
    value: rssMb,
    unit: "MB",
    most: 256,
  })),
];

const check = process.argv.includes("--check");
for (const { what, value, unit, least, most } of lines) {
  const broken = value < (least ?? Number.NEGATIVE_INFINITY) || value > (most ?? Number.POSITIVE_INFINITY);
  const bound = least === undefined ? (most === undefined ? "" : `at most ${most}`) : `at least ${least}`;
  const verdict = check && bound ? `  ${broken ? "BROKEN" : "holds"}: ${bound}` : "";
  console.log(`${what.padEnd(46)} ${value.toFixed(value < 10 ? 2 : 0).padStart(7)} ${unit}${verdict}`);
  if (check && broken) process.exitCode = 1;
}
