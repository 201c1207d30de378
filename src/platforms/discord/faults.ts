// What an error of Discord's API means for a dispatch. Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes

import type { MessageRef } from "../../watches/channel.ts";
import type { PostResult } from "../platform.ts";
import { lacking } from "./permissions.ts";

/** What was tried: the same code means one thing for a new message and another for one that stands. */
export interface Tried {
  readonly what: "post" | "edit" | "tell";
  /** How people call the channel: "#news". */
  readonly name: string;
  /** Names a message that is no longer there. */
  readonly deleted?: MessageRef;
  /** It concerns a thread inside the channel, such as a forum's post, and not the channel itself. */
  readonly within?: boolean;
}

/** What is known of an error, whoever threw it. */
export interface Fault {
  readonly status: number;
  readonly code: number | string;
  readonly message: string;
  /** How long Discord wants to be left alone, in ms. */
  readonly retryAfterMs?: number;
}

type Refused = Extract<PostResult, { readonly scope: string }>;
type Rule = (fault: Fault, tried: Tried) => PostResult;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** What the connection never carried, so nothing can have been posted. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
/** @discordjs/rest says this once a 401 has made it forget the token. */
const NO_TOKEN = /Expected token to be set/;

const later =
  (ms: number): Rule =>
  ({ retryAfterMs }) => ({ kind: "later", afterMs: retryAfterMs ?? ms });

const refused =
  (kind: Refused["kind"], scope: Refused["scope"], detail: (tried: Tried) => string, fix?: string): Rule =>
  (_fault, tried) => ({ kind, scope, detail: detail(tried), ...(fix && { fix }) });

/** What is wrong with one thread does not stop the channel that it is in. */
const whole =
  (rule: Rule): Rule =>
  (fault, tried) => {
    const result = rule(fault, tried);
    return tried.within && "scope" in result ? { ...result, scope: "message" } : result;
  };

const lacks =
  (...missing: Parameters<typeof lacking>[0]): Rule =>
  (_fault, { name }) => {
    const { why, fix } = lacking(missing, name);
    return { kind: "forbidden", scope: "channel", detail: why, fix };
  };

const noDirect: Rule = (_fault, { what }) => ({
  kind: "forbidden",
  scope: what === "tell" ? "message" : "channel",
  detail: "this person takes no direct messages from me",
  fix: "Allow direct messages from members of a server that we share.",
});

/** A create under a nonce whose first message was deleted since answers like this: it was told, so nothing is left to do. */
const messageGone: Rule = (_fault, { deleted, what }) =>
  what === "post" && deleted
    ? { kind: "sent", message: deleted }
    : { kind: "gone", scope: "message", detail: "the message was deleted" };

const RULES: ReadonlyMap<number, Rule> = new Map([
  [10003, whole(refused("gone", "channel", ({ name }) => `${name} was deleted`))],
  [10004, refused("gone", "space", () => "the server is gone, or I was removed from it")],
  [10008, messageGone],
  [20016, later(MINUTE_MS)],
  [20022, later(MINUTE_MS)],
  [20028, later(MINUTE_MS)],
  [30046, later(60 * MINUTE_MS)],
  [
    40067,
    refused(
      "forbidden",
      "channel",
      ({ name }) => `${name} wants a tag on every post`,
      "Turn off the forum's required tags.",
    ),
  ],
  [50001, lacks("viewChannel")],
  [50007, noDirect],
  [
    50008,
    refused(
      "invalid",
      "channel",
      ({ name }) => `${name} takes no messages`,
      "Choose a text channel, a forum or a thread.",
    ),
  ],
  [
    50013,
    refused(
      "forbidden",
      "channel",
      ({ name }) => `I may not write in ${name}`,
      "A server admin can allow Send Messages and Embed Links for me under Edit Channel, Permissions.",
    ),
  ],
  [
    50024,
    refused(
      "invalid",
      "channel",
      ({ name }) => `${name} takes no messages`,
      "Choose a text channel, a forum or a thread.",
    ),
  ],
  [
    50083,
    whole(
      refused(
        "forbidden",
        "channel",
        ({ name }) => `the thread ${name} is archived`,
        "Open the thread again, or choose another channel.",
      ),
    ),
  ],
  [50278, noDirect],
  [160002, lacks("readMessageHistory")],
]);

/** Returns what became of a post or an edit that ended in an error. */
export function outcome(error: unknown, tried: Tried): PostResult {
  const fault = faultOf(error);
  if (fault.retryAfterMs !== undefined) return { kind: "later", afterMs: fault.retryAfterMs };
  if (isTokenRefused(error)) {
    const fix = "Make a new token in the Developer Portal and set DISCORD_TOKEN.";
    return { kind: "unauthorised", scope: "platform", detail: "Discord refuses the token", fix };
  }
  if (NOT_CONNECTED.test(String(fault.code))) return { kind: "later", afterMs: 10 * SECOND_MS };
  if (fault.status < 400 || fault.status >= 500) return { kind: "unknown", detail: fault.message };
  const rule = RULES.get(Number(fault.code));
  return rule ? rule(fault, tried) : byStatus(fault, tried);
}

function byStatus({ status, message }: Fault, { name }: Tried): PostResult {
  if (status === 403)
    return { kind: "forbidden", scope: "channel", detail: `I may not write in ${name}: ${message}` };
  if (status === 404) return { kind: "gone", scope: "channel", detail: `${name} was not found: ${message}` };
  if (status === 408 || status === 429) return { kind: "later", afterMs: MINUTE_MS };
  return { kind: "invalid", scope: "message", detail: message };
}

/** Returns whether Discord no longer takes the token, so that nothing can be asked of it. */
export function isTokenRefused(error: unknown): boolean {
  const { status, message } = faultOf(error);
  return status === 401 || NO_TOKEN.test(message);
}

/** Returns whether an error says that an interaction was answered late or already; nobody waits for that answer. */
export function isTooLate(error: unknown): boolean {
  return [10062, 40060].includes(Number(faultOf(error).code));
}

/** Returns whether the same request may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  const { status } = faultOf(error);
  return status === 0 || status >= 500;
}

/** Reads an error of discord.js or undici; status 0 where there was no answer. */
export function faultOf(error: unknown): Fault {
  const { status, code, message, retryAfter, rawError, cause } = (error ?? {}) as Record<string, unknown>;
  const inner = (cause ?? {}) as Record<string, unknown>;
  const where = wrongFields((rawError as { errors?: unknown } | undefined)?.errors);
  const text = typeof message === "string" && message !== "" ? message : String(error);
  return {
    status: typeof status === "number" ? status : 0,
    code: (code ?? inner["code"] ?? "") as number | string,
    message: where === "" ? text : `${text.split("\n", 1)[0]} (${where})`,
    ...(typeof retryAfter === "number" && { retryAfterMs: retryAfter }),
  };
}

/** Returns the places of a body that Discord found wrong: "embeds.0.title: BASE_TYPE_MAX_LENGTH". */
function wrongFields(errors: unknown, path = ""): string {
  if (typeof errors !== "object" || errors === null) return "";
  const { _errors: here, ...below } = errors as Record<string, unknown>;
  const codes = Array.isArray(here)
    ? here.map((one: { code?: unknown }) => `${path}: ${String(one?.code)}`)
    : [];
  const deeper = Object.entries(below).map(([key, value]) =>
    wrongFields(value, path ? `${path}.${key}` : key),
  );
  return [...codes, ...deeper].filter(Boolean).join(", ");
}

/** A configuration fault as a sentence for the operator; undefined where Discord is merely out of reach. */
export function configurationFault(error: unknown): string | undefined {
  const { code, message } = faultOf(error);
  if (code === "TokenInvalid" || message === "Authentication failed" || isTokenRefused(error))
    return CLOSED[4004];
  if (/disallowed intents/i.test(message)) return CLOSED[4014];
  if (/invalid intents/i.test(message)) return CLOSED[4013];
  if (/invalid API version/i.test(message)) return CLOSED[4012];
  if (/sharding is required/i.test(message)) return CLOSED[4011];
  return /invalid shard/i.test(message) ? CLOSED[4010] : undefined;
}

/** Returns why the gateway closed for good, as a sentence. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function closedForGood(code: number): string {
  return CLOSED[code] ?? `Discord closed the connection for good (code ${code}).`;
}

const CLOSED: Readonly<Record<number, string>> = {
  4004: "Discord refuses the token. Make a new one in the Developer Portal under Bot, and set DISCORD_TOKEN.",
  4010: "Discord refuses the shard that this bot asked for.",
  4011: "This bot is in so many servers that Discord wants it split into shards, which it cannot do yet.",
  4012: "Discord no longer serves the version of its API that this bot speaks. Update Newshound.",
  4013: "Discord does not know the intents that this bot asks for. Update Newshound.",
  4014: "Discord does not allow the intents that this bot asks for. Look at Bot, Privileged Gateway Intents in the Developer Portal.",
};
