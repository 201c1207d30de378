// What the doctor finds out about Discord: it connects beside a bot that may run, registers nothing and posts nothing.
import type { Clock } from "../../commands/command.ts";
import type { Channel } from "../../watches/channel.ts";
import type { Examination, Finding } from "../platform.ts";
import { type Connection, makeConnection } from "./connection.ts";
import { closedForGood } from "./faults.ts";
import type { DiscordLog } from "./needs.ts";
import { INVITE } from "./permissions.ts";
import { makePlaces } from "./places.ts";
import { makePosting } from "./posting.ts";

/** How long Discord may take to answer one question, in ms. */
const TIMEOUT_MS = 10_000;
const DISCORD = "https://discord.com/api";
/** Of the 1,000 connections of a day so many are left to the bot: https://docs.discord.com/developers/events/gateway#session-start-limit-object */
const SPARE = 10;
const TOKEN_REFUSED = 4004;
const SILENT: DiscordLog = { info: () => {}, warn: () => {}, error: () => {} };
/** Nothing is remembered: the data folder may belong to a bot that runs. */
const NOTHING = {
  get: async () => undefined,
  getMany: async (keys: readonly string[]) => keys.map(() => undefined),
  set: async () => {},
  delete: async () => {},
};

export interface DiscordPatient {
  readonly token: string;
  readonly apiUrl?: string;
  /** The channels that are watched. */
  readonly channels: readonly Channel[];
  readonly clock: Clock;
}

/** Checks the token, the intents and the permissions in Discord; posts nothing. Does not throw. */
export async function examineDiscord(patient: DiscordPatient): Promise<Examination> {
  const asked = patient.clock.now().getTime();
  const gate = await askGateway(patient);
  if ("lost" in gate) return { findings: [unreachable(gate.lost)] };
  const { date, status, remaining } = gate;
  const skew = date === undefined ? {} : { skewMs: date - (asked + patient.clock.now().getTime()) / 2 };
  if (status === 401) return { findings: [wrong(closedForGood(TOKEN_REFUSED))], ...skew };
  if (status !== 200) return { findings: [unreachable(`it answers ${status}`)], ...skew };
  if (remaining < SPARE) return { findings: [tooOften(remaining)], ...skew };
  return { findings: await look(patient), ...skew };
}

async function askGateway({ token, apiUrl = DISCORD }: DiscordPatient) {
  try {
    const answer = await fetch(`${apiUrl.replace(/\/+$/, "")}/v10/gateway/bot`, {
      headers: { authorization: `Bot ${token}`, "user-agent": "DiscordBot (newshound, doctor)" },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await answer.json().catch(() => ({}))) as {
      readonly session_start_limit?: { readonly remaining?: number };
    };
    const date = Date.parse(answer.headers.get("date") ?? "");
    return {
      status: answer.status,
      remaining: body.session_start_limit?.remaining ?? Number.POSITIVE_INFINITY,
      date: Number.isNaN(date) ? undefined : date,
    };
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    return { lost: cause?.code ?? message };
  }
}

/** Connects, looks at servers and channels, and leaves. */
async function look({ token, apiUrl, channels, clock }: DiscordPatient): Promise<readonly Finding[]> {
  const connection = makeConnection({
    token,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    clock,
    log: SILENT,
    wire: () => {},
    ready: () => {},
  });
  try {
    await connection.start();
    const { state, detail } = connection.health();
    if (state === "down") return [unreachable(detail.replace(/\.$/, ""))];
    const posting = makePosting({ connection, places: makePlaces(), stored: NOTHING, clock, log: SILENT });
    const findings = [...serversOf(connection)];
    for (const channel of channels) findings.push(described(await posting.describe(channel)));
    return findings;
  } catch (error) {
    return [wrong(error instanceof Error ? error.message : String(error))];
  } finally {
    await connection.stop();
  }
}

function serversOf(connection: Connection): readonly Finding[] {
  const client = connection.client();
  const name = client?.user?.username ?? "the bot";
  const count = client?.guilds.cache.size ?? 0;
  const servers = count === 1 ? "1 server" : `${count} servers`;
  const token = `Discord takes the token and the intents (none is privileged): ${name} in ${servers}.`;
  if (count > 0) return [right(token)];
  const id = client?.application?.id ?? "";
  const link = `https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${INVITE}`;
  return [right(token), wrong("The bot is in no server yet.", `Invite it: ${link}`)];
}

function described(one: { name: string; canPost: boolean; why?: string; fix?: string }): Finding {
  const fix = one.fix === undefined ? {} : { fix: one.fix };
  if (!one.canPost)
    return { state: "wrong", says: `Discord, ${one.name}: ${one.why ?? "I cannot post there."}`, ...fix };
  if (one.why === undefined) return right(`Discord: alerts can go to ${one.name}.`);
  return { state: "note", says: `Discord: alerts can go to ${one.name}. ${one.why}`, ...fix };
}

function tooOften(remaining: number): Finding {
  return wrong(
    `Discord lets this bot connect only ${remaining} more times today, so the doctor did not.`,
    "See in the log why it connects so often; the count starts anew within a day.",
  );
}

function unreachable(why: string): Finding {
  return wrong(
    `Discord cannot be reached (${why}).`,
    "Look at the network of this machine and at https://discordstatus.com, then ask again.",
  );
}

const right = (says: string): Finding => ({ state: "right", says });
const wrong = (says: string, fix?: string): Finding => ({ state: "wrong", says, ...(fix && { fix }) });
