import ipaddr from "ipaddr.js";
import { z } from "zod";
import { parseChannel } from "../watches/channel.ts";
import { parseWanted } from "../watches/wanted.ts";
import { makeSecret } from "./secret.ts";

// What each kind of setting accepts. A message names what is expected ("a port"), so that a report can say
// `"x" is not a port`; an issue with `params.whole` is a sentence of its own.

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d{1,6}(?:\.\d{1,3})?) ?([smhd])$/;
const EXPECTED = {
  text: "text in quotes",
  path: "a path",
  url: "an http(s) address",
  api: "an https address, or an http address on this machine",
  contact: "an http(s) address or an e-mail address",
  duration: 'a time such as "30s", "10m", "2h" or "1d", at least 1s',
  channel: 'a channel such as "slack:T1/C1", "discord:1/2" or "terminal:local/main"',
  range: 'a range of addresses such as "10.0.0.0/8"',
  port: "a port from 0 to 65535",
  days: "a number of days from 1 to 3650",
  stories: "a number of stories from 1000 to 5000000",
  model: "an http(s) address without a password, such as http://127.0.0.1:11434/v1",
  truth: "true or false",
  tokens: "a number of tokens from 1000 to 1000000000",
  patience: 'a time from "1s" to "30s"',
  list: "a list",
  map: "a group of settings",
};

const text = z.string(EXPECTED.text).trim().min(1, EXPECTED.text);
export const path = z.string(EXPECTED.path).min(1, EXPECTED.path);
export const address = z.string(EXPECTED.url).refine(isHttpAddress, EXPECTED.url);
// Tokens travel there.
export const apiAddress = z
  .string(EXPECTED.api)
  .refine((written) => isHttpAddress(written) && isSafeForTokens(written), EXPECTED.api);
// It becomes part of the User-Agent header, hence no spaces, brackets or letters outside ASCII.
export const contact = z
  .string(EXPECTED.contact)
  .regex(/^(?:https?:\/\/[!-'*-~]+|[!-'*-?A-~]+@[!-'*-?A-~]+\.[!-'*-?A-~]+)$/, EXPECTED.contact);
const duration = z.string(EXPECTED.duration).transform((written, issues) => {
  const [, count, unit] = DURATION.exec(written) ?? [];
  const ms = count && unit ? Math.round(Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]) : 0;
  if (ms < 1_000) issues.addIssue({ code: "custom", message: EXPECTED.duration });
  return ms;
});
/** The operator's own choice, so it may be private; what comes before an @ would end up in logs. */
export const modelAddress = z
  .string(EXPECTED.model)
  .refine((written) => isHttpAddress(written) && new URL(written).username === "", EXPECTED.model);
export const modelName = text;
export const channel = z.string(EXPECTED.channel).transform((written, issues) => {
  const read = parseChannel(written);
  if (read) return read;
  issues.addIssue({ code: "custom", message: EXPECTED.channel });
  return z.NEVER;
});
const query = z.string(EXPECTED.text).superRefine((written, issues) => {
  const says = wrongWith(written);
  if (says) issues.addIssue({ code: "custom", message: says, params: { whole: true } });
});
export const port = z
  .string()
  .regex(/^\d{1,5}$/, EXPECTED.port)
  .transform(Number)
  .refine((number) => number <= 65_535, EXPECTED.port);
export const anything = z.string().transform(() => true);
const range = z.string(EXPECTED.range).refine((written) => ipaddr.isValidCIDR(written), EXPECTED.range);

/** Accepts a whole number within bounds; 0 means the default. */
const count = (least: number, most: number, fallback: number, expected: string) =>
  z
    .number(expected)
    .refine(
      (number) => number === 0 || (Number.isInteger(number) && number >= least && number <= most),
      expected,
    )
    .transform((number) => number || fallback)
    .default(fallback);

const listOf = <T extends z.ZodType>(item: T) => z.array(item, EXPECTED.list);
const group = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "invalid_type" ? EXPECTED.map : undefined) });
/** Accepts one of the values. */
export const choice = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(", ")}` });
/** Accepts a secret, unless its shape says that another kind of token was put in its place. */
export const token = (not: RegExp, expected: string) =>
  z
    .string()
    .refine((value) => !/\s/.test(value) && !not.test(value), expected)
    .transform(makeSecret);

/**
 * Returns what is wrong with a query, in words. Slips that chat mends and tells of, such as an open quote, are
 * mistakes here: nobody reads the answer when a file is read.
 */
function wrongWith(written: string): string | undefined {
  const read = parseWanted(written);
  if (read.ok) {
    const slip = read.notes.find((note) => note.includes("; I "))?.replace(/; I .*/s, "");
    return slip && `${slip.charAt(0).toLowerCase()}${slip.slice(1)}: ${written}`;
  }
  const { start, end, message, suggestion } = read.error;
  const where = read.text.slice(start, end).trim();
  return [
    message.replace(/\.$/, ""),
    where && `: ${where}`,
    suggestion === undefined ? "" : ` (try ${suggestion})`,
  ].join("");
}

/** Returns whether a text is an absolute http or https URL; whether it may be fetched is the fetcher's question. */
function isHttpAddress(written: string): boolean {
  return URL.canParse(written) && /^https?:$/.test(new URL(written).protocol) && !/\s/.test(written);
}

/** Returns whether what is sent to a URL stays unread on its way: it is encrypted, or never leaves this machine. */
function isSafeForTokens(written: string): boolean {
  const url = URL.parse(written);
  if (url === null || url.protocol === "https:") return true;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || (ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback");
}

export const sources = listOf(
  group({
    name: z.exactOptional(text).meta({ says: "What people see; by default the feed's own title." }),
    url: address.meta({ says: "The address of the feed." }),
    every: z.exactOptional(duration).meta({ says: "A fixed interval; without it the interval adapts." }),
    topics: listOf(text).default([]).meta({ says: "Words to sort the sources by." }),
  }),
);
export const watches = listOf(
  group({
    channel: channel.meta({ says: "Where the alerts go." }),
    query: query.meta({ says: "What to look for, as people type it after `/news watch`." }),
  }),
);
export const network = group({
  allow: listOf(range).default([]).meta({ says: "Private ranges of addresses that sources may use." }),
});
export const retention = group({
  days: count(1, 3_650, 90, EXPECTED.days).meta({
    says: "Stories published longer ago go; 90 unless set. `/news latest` looks back 30 days at most.",
  }),
  stories: count(1_000, 5_000_000, 200_000, EXPECTED.stories).meta({
    says: "Where there are more stories than this, the oldest go; 200000 unless set. A story takes about 8 kB of disk.",
  }),
});
/** Longer than this an alert is never held back, in ms. */
const MOST_PATIENCE = 30_000;
const patience = duration.refine((ms) => ms <= MOST_PATIENCE, EXPECTED.patience);
export const writing = group({
  url: z
    .exactOptional(modelAddress)
    .meta({ says: "Where the model is; `WRITING_URL` wins. `/chat/completions` is added to it." }),
  model: z.exactOptional(text).meta({ says: "The model's name there; `WRITING_MODEL` wins." }),
  summaries: z.boolean(EXPECTED.truth).default(true).meta({
    says: "Whether it writes the summaries; `true` unless set. `about:` and translations work either way.",
  }),
  tokensPerDay: count(1_000, 1_000_000_000, 200_000, EXPECTED.tokens).meta({
    says: "How many tokens it may use a day (UTC); 200000 unless set. Beyond them alerts are told without it.",
  }),
  timeout: z
    .exactOptional(patience)
    .meta({ says: "How long an alert waits for it at most, from `1s` to `30s`; `8s` unless set." }),
});
