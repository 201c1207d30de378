import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { makeDiscordDouble } from "../test/doubles/discord/discord.ts";
import { makeSlackDouble } from "../test/doubles/slack/slack.ts";

const START = fileURLToPath(new URL("../src/start.js", import.meta.url));
/** Each start is measured so often; the middle one counts. */
const ROUNDS = 5;

/** What a start cost: from the start of the process to "Ready", and what it then holds in memory. */
export interface StartFigures {
  readonly name: string;
  readonly readyMs: number;
  readonly rssMb: number;
}

type Env = Readonly<Record<string, string>>;

/** Starts the program against doubles in this process: in the terminal, in Slack, in Discord, in both. */
export async function measureStarts(): Promise<readonly StartFigures[]> {
  const [slack, discord] = [await makeSlackDouble(), await makeDiscordDouble()];
  const inSlack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_API_URL: slack.apiUrl };
  const inDiscord = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const both = () =>
    Promise.all([slack.until(() => slack.sockets() === 2), discord.until(discord.isConnected)]);
  const kinds: readonly (readonly [string, Env, () => Promise<unknown>])[] = [
    ["terminal only", {}, async () => undefined],
    ["Slack only", inSlack, () => slack.until(() => slack.sockets() === 2)],
    ["Discord only", inDiscord, () => discord.until(discord.isConnected)],
    ["Slack and Discord", { ...inSlack, ...inDiscord }, both],
  ];
  const figures: StartFigures[] = [];
  try {
    for (const [name, env, connected] of kinds) figures.push({ name, ...(await measure(env, connected)) });
  } finally {
    await Promise.all([slack.close(), discord.close()]);
  }
  return figures;
}

async function measure(env: Env, connected: () => Promise<unknown>) {
  const ready: number[] = [];
  const rss: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await startOnce(env, connected);
    ready.push(one.readyMs);
    rss.push(one.rssMb);
  }
  return { readyMs: middle(ready), rssMb: middle(rss) };
}

async function startOnce(env: Env, connected: () => Promise<unknown>) {
  const folder = mkdtempSync(join(tmpdir(), "newshound-bench-"));
  const file = join(folder, "newshound.yaml");
  writeFileSync(file, "sources: []\n");
  const began = performance.now();
  const child = spawn(process.execPath, ["--enable-source-maps", START], {
    cwd: folder,
    env: { NEWSHOUND_CONFIG: file, NEWSHOUND_DATA: join(folder, "data"), ...env },
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    await heard(child.stderr, "Ready in ");
    const readyMs = performance.now() - began;
    await connected();
    return { readyMs, rssMb: residentMb(child.pid ?? 0) };
  } finally {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function heard(stream: NodeJS.ReadableStream, text: string): Promise<void> {
  const said: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    said.push(line);
    if (!line.includes(text)) continue;
    // What it says from now on is let pass, or it would wait for its reader.
    stream.resume();
    return;
  }
  throw new Error(`It ended before it was ready:\n${said.join("\n")}`);
}

/** By `ps`, which Linux and macOS have; it counts in units of 1,024 bytes. */
function residentMb(pid: number): number {
  return (Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024) / 1e6;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
