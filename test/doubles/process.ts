import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { test as base } from "vitest";
import type { Item } from "./feeds.ts";
import { makeWire, type Wire } from "./wire.ts";

const START = fileURLToPath(new URL("../../src/start.js", import.meta.url));
const FEED = "/feed.xml";
/** What Node keeps of modules that it has read before: with it the program starts in half the time. */
const CACHE = process.env["NODE_COMPILE_CACHE"] ?? join(tmpdir(), "node-compile-cache");

/** What a process has printed on one of its streams. */
export interface Printed {
  text(): string;
  /** Resolves when a text has been printed that often; rejects with all that was printed if the process ends before. */
  until(text: string, times?: number): Promise<void>;
  /** Reads no further, as a reader that has stopped; `read` goes on. */
  block(): void;
  read(): void;
  /** Closes the reading end, as `head` does. */
  close(): void;
}

/** The program as a process of its own. */
export interface Program {
  readonly out: Printed;
  readonly err: Printed;
  /** Types lines on its input. */
  type(...lines: readonly string[]): void;
  /** Ends its input. */
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
  /** How it ended: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** The lines of its log. */
  log(): readonly { readonly level: string; readonly time: string; readonly event: string }[];
}

/** A folder, a news wire with one feed, and the programs that a test starts on them. */
export interface Scene {
  readonly folder: string;
  readonly data: string;
  readonly wire: Wire;
  /** Writes the configuration file; at first it names the one feed. */
  configure(config: object): void;
  /** Puts a story in front of the feed. */
  publish(slug: string, title: string): void;
  /** Starts the program; `env` adds to the least that it needs. */
  start(env?: Readonly<Record<string, string>>, args?: readonly string[]): Program;
}

/** A test with a scene of its own; every process of it is gone when it ends. */
export const test = base.extend<{ scene: Scene }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads here which other fixtures this one needs.
  scene: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "newshound-process-"));
    const wire = await makeWire();
    const programs: Program[] = [];
    try {
      await use(makeScene(folder, wire, programs));
    } finally {
      for (const program of programs) program.kill("SIGKILL");
      await Promise.all(programs.map(({ ended }) => ended));
      await wire.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

function makeScene(folder: string, wire: Wire, programs: Program[]): Scene {
  const file = join(folder, "newshound.yaml");
  const data = join(folder, "data");
  const items: Item[] = [];
  function publish(slug: string, title: string): void {
    items.unshift({ id: slug, title, url: wire.url(`/stories/${slug}`), at: new Date(), html: "" });
    wire.publishers.rss(FEED, items);
  }
  const configure = (config: object) => writeFileSync(file, JSON.stringify(config));
  configure({
    sources: [{ name: "Test wire", url: wire.url(FEED), every: "1s" }],
    network: { allow: ["127.0.0.0/8"] },
  });
  publish("earlier", "OpenAI is old news");
  return {
    folder,
    data,
    wire,
    configure,
    publish,
    start(env = {}, args = []) {
      const all = {
        NEWSHOUND_CONFIG: file,
        NEWSHOUND_DATA: data,
        TMPDIR: folder,
        NODE_COMPILE_CACHE: CACHE,
        ...env,
      };
      const program = follow(spawn(process.execPath, [START, ...args], { cwd: folder, env: all }));
      programs.push(program);
      return program;
    },
  };
}

function follow(child: ChildProcess): Program {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error("the process was started without its streams");
  // A process may end before it has read what was typed.
  stdin.on("error", () => undefined);
  const exited = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const all = () => `out:\n${out.text()}\nerr:\n${err.text()}`;
  const out = listen(stdout, exited, all);
  const err = listen(stderr, exited, all);
  return {
    out,
    err,
    type: (...lines) => void stdin.write(lines.map((line) => `${line}\n`).join("")),
    endInput: () => void stdin.end(),
    kill: (signal) => void child.kill(signal),
    // What it has printed is read to its end first.
    ended: exited.then(async (how) => {
      await Promise.all([out, err].map(({ closed }) => closed));
      return how;
    }),
    log: () =>
      err
        .text()
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line)),
  };
}

function listen(
  stream: Readable,
  exited: Promise<unknown>,
  all: () => string,
): Printed & { closed: Promise<unknown> } {
  let shown = "";
  const waiting = new Set<() => void>();
  const look = () => {
    for (const one of [...waiting]) one();
  };
  stream.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    look();
  });
  const closed = new Promise((resolve) => stream.on("close", resolve));
  const over = Promise.all([exited, closed]);
  return {
    closed,
    text: () => shown,
    block: () => void stream.pause(),
    read: () => void stream.resume(),
    close: () => void stream.destroy(),
    until: (text, times = 1) =>
      new Promise<void>((resolve, reject) => {
        const check = () => {
          if (countOf(shown, text) < times) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
        void over.then(() =>
          reject(new Error(`It ended before it printed ${JSON.stringify(text)}.\n${all()}`)),
        );
      }),
  };
}

/** Returns how often a text holds another one. */
export function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}
