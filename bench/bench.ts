import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { holds, type Line, printed } from "./line.ts";

/** What can be measured alone: `npm run bench -- keywords`. Each part returns its lines. */
const PARTS: Readonly<Record<string, () => Promise<readonly Line[]> | readonly Line[]>> = {
  polling,
  starts,
  keywords: () => apart("keywords.ts"),
  million: () => apart("million.ts", numberAfter("--watches")),
  regexes: () => apart("regexes.ts"),
  latest: () => apart("latest.ts", numberAfter("--stories")),
  pages: () => apart("pages.ts"),
  reading: () => apart("reading.ts"),
  coverage: () => apart("coverage.ts"),
};

const check = process.argv.includes("--check");
const named = process.argv.slice(2).filter((argument) => /^[a-z]/.test(argument));
const unknown = named.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  console.error(`There is no part called ${unknown}. The parts are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

for (const [name, measure] of Object.entries(PARTS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.error(`${name} …`);
  try {
    for (const line of await measure()) {
      console.log(printed(line, check));
      if (check && !holds(line)) process.exitCode = 1;
    }
  } catch (error) {
    // The other parts have their own to tell.
    console.error(`${name} could not be measured:`, error);
    process.exitCode = 1;
  }
}

/** Measures a part in a process of its own: what others leave behind would count as its, and its as theirs. */
function apart(file: string, ...options: readonly string[]): readonly Line[] {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const said = execFileSync(process.execPath, ["--expose-gc", program, ...options.filter(Boolean)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  // JSON has no NaN, which is what a figure is that could not be measured.
  return JSON.parse(said, (_, value: unknown) => value ?? Number.NaN) as readonly Line[];
}

/** The number after an option, for a quicker run; "" where it is not given. */
function numberAfter(option: string): string {
  const at = process.argv.indexOf(option);
  return at < 0 ? "" : (process.argv[at + 1] ?? "");
}

async function polling(): Promise<readonly Line[]> {
  const bomb = execFileSync(
    process.execPath,
    ["--expose-gc", fileURLToPath(new URL("bomb.ts", import.meta.url))],
    {
      encoding: "utf8",
    },
  );
  const growth = Number(/grew by ([\d.]+)/.exec(bomb)?.[1]);
  const { measurePolling } = await import("./polling.ts");
  const figures = await measurePolling(1000);
  return [
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
  ];
}

async function starts(): Promise<readonly Line[]> {
  const { measureStarts } = await import("./platforms.ts");
  const figures = await measureStarts();
  return [
    ...figures.map(({ name, readyMs }) => ({ what: `start to ready, ${name}`, value: readyMs, unit: "ms" })),
    ...figures.map(({ name, rssMb }) => ({
      what: `resident memory, ${name}`,
      value: rssMb,
      unit: "MB",
      most: 256,
    })),
  ];
}
