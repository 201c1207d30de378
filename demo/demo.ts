import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { systemClock } from "../src/clock.ts";
import { loadConfig } from "../src/config.ts";
import { openNewshound } from "../src/main.ts";
import { openNewswire } from "./newswire.ts";
import { conclude, tally } from "./tally.ts";

const USAGE = `npm run demo [-- --seconds <n>] [--plain]
  --seconds <n>  end after n seconds; without it the demo runs until you type quit
  --plain        no colour and no prompt`;
const CHANNEL = "terminal:local/main";

/** Runs the whole bot on an empty data folder against a news wire of its own, and shows what it posts. */
export async function demo(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const { stdin, stdout } = process;
  const clock = systemClock();
  const ended = new AbortController();
  const end = () => ended.abort();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);
  const folder = mkdtempSync(join(tmpdir(), "newshound-demo-"));
  const wire = await openNewswire(clock);
  const printed = keepAll(stdout);
  printed.write(WELCOME);

  const newshound = await openNewshound(demoConfig(folder, wire.sources), {
    input: stdin,
    output: printed,
    writeLog: (line) => void printed.write(`${line}\n`),
    human: true,
    color: stdout.isTTY === true && !options.plain && !process.env["NO_COLOR"],
    interactive: stdin.isTTY === true && stdout.isTTY === true && !options.plain,
    onQuit: end,
    clock,
  });
  const news = wire.run(ended.signal).catch(() => undefined);
  await clock
    .sleep(options.seconds === undefined ? 2 ** 31 - 1 : options.seconds * 1000, ended.signal)
    .catch(() => undefined);
  end();
  await news;
  await newshound.stop();
  await wire.close();
  rmSync(folder, { recursive: true, force: true });
  const { line, code } = conclude(tally(printed.text(), wire.origin));
  stdout.write(`${line}\n`, () => process.exit(code));
}

const WELCOME = `A news wire of three feeds starts on this machine, and a bot that watches it for OpenAI, Spud and Sora.
Type /news help at any time, or quit to leave.

`;

function readOptions(args: readonly string[]): { seconds: number | undefined; plain: boolean } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seconds: { type: "string" }, plain: { type: "boolean", default: false } },
    });
    const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
    return seconds === undefined || seconds > 0 ? { seconds, plain: values.plain } : undefined;
  } catch {
    return undefined;
  }
}

function demoConfig(folder: string, sources: readonly object[]) {
  const file = {
    sources,
    network: { allow: ["127.0.0.0/8"] },
    watches: ["OpenAI", "Spud", "Sora"].map((query) => ({ channel: CHANNEL, query })),
  };
  const loaded = loadConfig({ NEWSHOUND_DATA: folder, NEWSHOUND_CONFIG: "demo" }, () => JSON.stringify(file));
  if (!loaded.ok) throw new Error(loaded.report);
  return loaded.config;
}

/** A stream that shows what it is given and keeps it, to be counted at the end. */
function keepAll(shown: NodeJS.WriteStream) {
  const kept: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      kept.push(String(chunk));
      shown.write(chunk, () => done());
    },
  });
  return Object.defineProperty(Object.assign(stream, { text: () => kept.join("") }), "columns", {
    get: () => shown.columns,
  });
}
