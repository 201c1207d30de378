import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { systemClock } from "../src/clock.ts";
import { canMoveCursor } from "../src/config/files.ts";
import { type Config, loadConfig } from "../src/config.ts";
import { openNewshound } from "../src/main.ts";
import { makeQuit } from "../src/surroundings.ts";
import { messageOf } from "../src/text/error.ts";
import { openNewswire } from "./newswire.ts";
import { makeTranscript, type Place } from "./place.ts";
import { conclude, tally, tallyShown } from "./tally.ts";

const USAGE = `npm run demo [-- --seconds <n>] [--plain]
npm run demo -- --slack | --discord [--seconds <n>]
  --slack        in a Slack, or
  --discord      in a Discord, that runs on this machine: no token is needed
  --seconds <n>  end after n seconds, at most a day; without it the demo runs until you type quit
  --plain        no colour and no prompt`;
const WELCOME = `A news wire of three feeds starts on this machine, and a bot that watches it
for OpenAI, Spud and Sora. Two papers tell of one event: you hear of it once, and
/news why OpenAI shuts down Sora names what the second one was joined to.
Type /news help at any time, or quit to leave.

`;
const CHANNEL = "terminal:local/main";
const DAY_S = 86_400;

interface Options {
  readonly seconds: number | undefined;
  readonly plain: boolean;
  readonly place: "terminal" | "slack" | "discord";
}

/** What a demo lasts: until it is asked to end, or its time is up. */
interface Span {
  readonly ended: AbortController;
  readonly end: () => void;
  readonly quit: () => void;
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
async function run({ seconds, plain, place }: Options): Promise<ReturnType<typeof conclude>> {
  const clock = systemClock();
  const ended = new AbortController();
  const end = () => ended.abort();
  const span: Span = { ended, end, quit: makeQuit(end) };
  const folder = mkdtempSync(join(tmpdir(), "newshound-demo-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const wire = await openNewswire(clock);
  const printed = keepAll(process.stdout, end);
  printed.write(WELCOME);

  const newshound =
    place === "terminal"
      ? await inTerminal(demoConfig(folder, wire.sources, CHANNEL), printed, plain, span)
      : await inPlace(await openPlace(place), { folder, sources: wire.sources }, printed, span);
  const news = wire.run(ended.signal).catch(() => undefined);
  await clock.sleep((seconds ?? DAY_S) * 1000, ended.signal).catch(() => undefined);
  end();
  await news;
  await newshound.stop();
  await wire.close();
  return conclude((place === "terminal" ? tally : tallyShown)(printed.text(), wire.origin));
}

function inTerminal(config: Config, printed: Printed, plain: boolean, { quit }: Span) {
  const { stdin, stdout } = process;
  return openNewshound(config, {
    input: stdin,
    output: printed,
    human: true,
    color: stdout.isTTY === true && !plain && !process.env["NO_COLOR"],
    interactive: stdin.isTTY === true && stdout.isTTY === true && !plain && canMoveCursor(),
    onQuit: quit,
    clock: systemClock(),
  });
}

/** The doubles are loaded only where they are asked for. */
async function openPlace(place: "slack" | "discord"): Promise<Place> {
  if (place === "slack") return (await import("./slack.ts")).openSlackPlace();
  return (await import("./discord.ts")).openDiscordPlace();
}

/** Lets the bot speak in a double, shows what people see there, and sends what is typed. */
async function inPlace(
  place: Place,
  { folder, sources }: { readonly folder: string; readonly sources: readonly object[] },
  printed: Printed,
  { quit }: Span,
) {
  printed.write(`${place.welcome}\n\n`);
  const show = makeTranscript((text) => void printed.write(text));
  place.watch(() => show(place.all()));
  const newshound = await openNewshound(demoConfig(folder, sources, place.channel, place.env), {
    input: new PassThrough(),
    output: printed,
    writeLog: (line) => void printed.write(`${line}\n`),
    human: true,
    color: false,
    interactive: false,
    onQuit: quit,
    clock: systemClock(),
  });
  void sendTyped(place, printed, quit);
  return newshound;
}

/** Sends each line that is typed, one after the other, until somebody types quit. */
async function sendTyped(place: Place, printed: Printed, quit: () => void): Promise<void> {
  for await (const typed of createInterface({ input: process.stdin })) {
    const line = typed.trim();
    if (/^(?:quit|exit)$/i.test(line)) return quit();
    if (line === "") continue;
    if (process.stdin.isTTY !== true) printed.write(`> ${line}\n`);
    const complaint = await place.send(line.replace(/^\/news(?:\s+|$)/i, ""));
    if (complaint !== undefined) printed.write(`${complaint}\n\n`);
  }
}

/** Returns what the words after `npm run demo --` ask for, or undefined where they ask for nothing that there is. */
export function readOptions(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: "string" },
        plain: { type: "boolean", default: false },
        slack: { type: "boolean", default: false },
        discord: { type: "boolean", default: false },
      },
    });
    if (values.slack && values.discord) return undefined;
    const place = values.slack ? "slack" : values.discord ? "discord" : "terminal";
    const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
    const isSpan = seconds === undefined || (seconds > 0 && seconds <= DAY_S);
    return isSpan ? { seconds, plain: values.plain, place } : undefined;
  } catch {
    return undefined;
  }
}

function demoConfig(
  folder: string,
  sources: readonly object[],
  channel: string,
  env: Place["env"] = {},
): Config {
  const file = {
    sources,
    network: { allow: ["127.0.0.0/8"] },
    watches: ["OpenAI", "Spud", "Sora"].map((query) => ({ channel, query })),
  };
  const all = { NEWSHOUND_DATA: folder, NEWSHOUND_CONFIG: "demo", ...env };
  const loaded = loadConfig(all, () => JSON.stringify(file));
  if (!loaded.ok) throw new Error(loaded.report);
  return loaded.config;
}

type Printed = ReturnType<typeof keepAll>;

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
