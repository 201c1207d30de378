import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { systemClock } from "../src/clock.ts";
import { canMoveCursor } from "../src/config/files.ts";
import { loadConfig } from "../src/config.ts";
import { makeQuit, openNewshound } from "../src/main.ts";
import { messageOf } from "../src/text/error.ts";
import { openNewswire } from "./newswire.ts";
import { conclude, tally } from "./tally.ts";

const USAGE = `npm run demo [-- --seconds <n>] [--plain]
  --seconds <n>  end after n seconds, at most a day; without it the demo runs until you type quit
  --plain        no colour and no prompt`;
const WELCOME = `A news wire of three feeds starts on this machine, and a bot that watches it
for OpenAI, Spud and Sora.
Type /news help at any time, or quit to leave.

`;
const CHANNEL = "terminal:local/main";
const DAY_S = 86_400;

interface Options {
  readonly seconds: number | undefined;
  readonly plain: boolean;
}

/** Runs the demo. Exit code 0 where no story was told twice, 2 for a wrong option, 1 for anything else. */
export async function demo(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const { line, code } = await run(options);
    process.stdout.write(`${line}\n`, () => process.exit(code));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  }
}

/** Runs the whole bot on an empty data folder against a news wire of its own, and counts what it posts. */
async function run({ seconds, plain }: Options): Promise<ReturnType<typeof conclude>> {
  const { stdin, stdout } = process;
  const clock = systemClock();
  const ended = new AbortController();
  const end = () => ended.abort();
  const quit = makeQuit(end);
  const folder = mkdtempSync(join(tmpdir(), "newshound-demo-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const wire = await openNewswire(clock);
  const printed = keepAll(stdout, end);
  printed.write(WELCOME);

  const newshound = await openNewshound(demoConfig(folder, wire.sources), {
    input: stdin,
    output: printed,
    human: true,
    color: stdout.isTTY === true && !plain && !process.env["NO_COLOR"],
    interactive: stdin.isTTY === true && stdout.isTTY === true && !plain && canMoveCursor(),
    onQuit: quit,
    clock,
  });
  const news = wire.run(ended.signal).catch(() => undefined);
  await clock.sleep((seconds ?? DAY_S) * 1000, ended.signal).catch(() => undefined);
  end();
  await news;
  await newshound.stop();
  await wire.close();
  return conclude(tally(printed.text(), wire.origin));
}

/** Returns what the words after `npm run demo --` ask for, or undefined where they ask for nothing that there is. */
export function readOptions(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seconds: { type: "string" }, plain: { type: "boolean", default: false } },
    });
    const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
    const isSpan = seconds === undefined || (seconds > 0 && seconds <= DAY_S);
    return isSpan ? { seconds, plain: values.plain } : undefined;
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

/** A stream that shows what it is given and keeps it, to be counted at the end; `gone` where nobody looks any more. */
function keepAll(shown: NodeJS.WriteStream, gone: () => void) {
  const kept: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      kept.push(String(chunk));
      shown.write(chunk, done);
    },
  });
  for (const one of [shown, stream]) one.on("error", gone);
  return Object.defineProperty(Object.assign(stream, { text: () => kept.join("") }), "columns", {
    get: () => shown.columns,
  });
}
