// What the doctor finds out about Slack: it asks, and neither listens nor posts.
import type { Channel } from "../../watches/channel.ts";
import type { Examination, Finding } from "../platform.ts";
import { type Identity, identify, openApi } from "./api.ts";
import { configurationFault, lacks } from "./faults.ts";
import { makeLooking } from "./looking.ts";
import { OPTIONAL_SCOPES, SCOPES } from "./manifest.ts";
import { makePlaces } from "./places.ts";
import type { SlackLog } from "./sdk.ts";

/** How long Slack may take to answer one question, in ms. */
const TIMEOUT_MS = 10_000;
/** Slack answers about so many channels a minute: https://docs.slack.dev/reference/methods/conversations.info (Tier 3) */
const CHANNELS = 40;
const SLACK = "https://slack.com/api/";
const SILENT: SlackLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Nothing is remembered: the data folder may belong to a bot that runs. */
const NOTHING = {
  get: async () => undefined,
  getMany: async (keys: readonly string[]) => keys.map(() => undefined),
  set: async () => {},
  delete: async () => {},
};

export interface SlackPatient {
  readonly botToken: string;
  readonly appToken?: string;
  readonly apiUrl?: string;
  /** Whether a port is set, on which Slack can call. */
  readonly listens: boolean;
  /** The channels that are watched. */
  readonly channels: readonly Channel[];
  now(): Date;
}

/** Checks tokens, scopes and channels of Slack; posts nothing. Does not throw. */
export async function examineSlack(patient: SlackPatient): Promise<Examination> {
  const { botToken, appToken, now } = patient;
  const asked = now().getTime();
  const bot = await ask(patient, "auth.test", botToken);
  if ("lost" in bot) return { findings: [unreachable(bot.lost)] };
  const skew = bot.date === undefined ? {} : { skewMs: bot.date - (asked + now().getTime()) / 2 };
  const refusal = refusalOf(bot, "SLACK_BOT_TOKEN");
  const app = appToken === undefined ? undefined : await ask(patient, "apps.connections.open", appToken);
  const findings = [
    refusal ?? right(`Slack takes the bot token: ${bot.user ?? "the bot"} in ${bot.team ?? "a workspace"}.`),
    ...(refusal ? [] : scopesOf(bot.scopes)),
    app ? appFinding(app) : overHttp(patient.listens),
  ];
  return { findings: refusal ? findings : [...findings, ...(await channelsOf(patient))], ...skew };
}

interface Answer {
  readonly ok: boolean;
  readonly error: string;
  readonly needed: string;
  readonly user: string | undefined;
  readonly team: string | undefined;
  readonly scopes: readonly string[];
  /** In ms since 1970. */
  readonly date: number | undefined;
}

async function ask(
  { apiUrl = SLACK }: SlackPatient,
  method: string,
  token: string,
): Promise<Answer | { readonly lost: string }> {
  try {
    const answer = await fetch(new URL(method, apiUrl.replace(/\/*$/, "/")), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) return { lost: `it answers ${answer.status}` };
    const body = (await answer.json()) as { readonly [field: string]: unknown };
    const text = (name: string) => (typeof body[name] === "string" ? body[name] : undefined);
    const date = Date.parse(answer.headers.get("date") ?? "");
    return {
      ok: body["ok"] === true,
      error: text("error") ?? "",
      needed: text("needed") ?? "",
      user: text("user"),
      team: text("team") ?? text("team_id"),
      scopes: (answer.headers.get("x-oauth-scopes") ?? "").split(/\s*,\s*/).filter(Boolean),
      date: Number.isNaN(date) ? undefined : date,
    };
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    return { lost: cause?.code ?? message };
  }
}

function refusalOf(
  { ok, error, needed }: Answer,
  token: "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN",
): Finding | undefined {
  if (ok) return undefined;
  const known = configurationFault({ kind: "refused", code: error, needed }, token);
  return { state: "wrong", says: known ?? `Slack does not take ${token} now: ${error}. Try again later.` };
}

/** Returns what the token may do, held against what the manifest asks for. */
function scopesOf(scopes: readonly string[]): readonly Finding[] {
  if (scopes.length === 0) return [{ state: "note", says: "Slack does not say which scopes the token has." }];
  const missing = Object.keys(SCOPES).filter((one) => !scopes.includes(one));
  if (missing.length > 0) return [{ state: "wrong", says: lacks("SLACK_BOT_TOKEN", missing.join(", ")) }];
  const wanting = Object.keys(OPTIONAL_SCOPES).filter((one) => !scopes.includes(one));
  const all = right(`The bot token has all ${Object.keys(SCOPES).length} scopes of the manifest.`);
  if (wanting.length === 0) return [all];
  const says = `Without ${wanting.join(" and ")} an alert may come twice when an answer of Slack is lost.`;
  return [
    all,
    { state: "note", says, fix: "Add the scopes and install the app again, if that matters to you." },
  ];
}

function appFinding(app: Answer | { readonly lost: string }): Finding {
  if ("lost" in app) return unreachable(app.lost);
  return refusalOf(app, "SLACK_APP_TOKEN") ?? right("Slack takes the app token: commands are heard.");
}

async function channelsOf({ botToken, apiUrl, channels }: SlackPatient): Promise<readonly Finding[]> {
  if (channels.length === 0) return [];
  const api = await openApi({ botToken, ...(apiUrl === undefined ? {} : { apiUrl }), log: SILENT });
  const identity = await identify(api).catch(() => undefined);
  if (!identity) return [unreachable("it stopped answering")];
  let failed = "";
  const log: SlackLog = {
    ...SILENT,
    warn: (event, details) => {
      if (event === "slack.describe.failed") failed = String(details && "error" in details && details.error);
    },
  };
  const connection = () => ({ api, identity });
  const looking = makeLooking({ connection, places: makePlaces(NOTHING), stored: NOTHING, log });
  const findings: Finding[] = [];
  // One after the other: Slack limits how often it may be asked.
  for (const channel of channels.slice(0, CHANNELS)) {
    failed = "";
    const finding = elsewhere(channel, identity) ?? described(await looking.describe(channel));
    findings.push(failed === "" ? finding : unsaid(channel, failed));
  }
  const rest = channels.length - CHANNELS;
  if (rest > 0) findings.push({ state: "note", says: `${rest} more channels of Slack were not looked at.` });
  return findings;
}

function unsaid({ id }: Channel, why: string): Finding {
  return { state: "note", says: `Slack does not say whether alerts can go to ${id} (${why}).` };
}

function overHttp(listens: boolean): Finding {
  if (listens) return right("Slack is heard over HTTP, checked by the signing secret.");
  return {
    state: "wrong",
    says: "Slack calls over HTTP, but nothing listens: alerts are posted, commands are not heard.",
    fix: "Set PORT, and let Slack reach it under /slack/events; or set SLACK_APP_TOKEN instead.",
  };
}

function elsewhere({ space, id }: Channel, { team }: Identity): Finding | undefined {
  if (space === team) return undefined;
  const says = `The channel slack:${space}/${id} is in another workspace than the bot token (${team}).`;
  return { state: "wrong", says, fix: "Remove what is watched there, or set the token of that workspace." };
}

function described(one: { name: string; canPost: boolean; why?: string; fix?: string }): Finding {
  if (one.canPost) return right(`Slack: alerts can go to ${one.name}.`);
  return {
    state: "wrong",
    says: `Slack, ${one.name}: ${one.why ?? "I cannot post there."}`,
    ...(one.fix && { fix: one.fix }),
  };
}

function unreachable(why: string): Finding {
  return {
    state: "wrong",
    says: `Slack cannot be reached (${why}).`,
    fix: "Look at the network of this machine and at https://slack-status.com, then ask again.",
  };
}

const right = (says: string): Finding => ({ state: "right", says });
