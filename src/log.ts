import pino from "pino";

/** What an event concerns, by name; an interface fits as well as a record. */
export type Details = object;

/** The structured log: an event such as `alert.sent`, and what it concerns (ids, figures, an `error`). */
export interface Log {
  debug(event: string, details?: Details): void;
  info(event: string, details?: Details): void;
  warn(event: string, details?: Details): void;
  error(event: string, details?: Details): void;
  /** Returns a log that adds these details to each of its lines. */
  child(details: Details): Log;
}

export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error";
  /** One short line per event for people instead of JSON. */
  readonly human: boolean;
  /** Dims the time and colours warnings; only for people. */
  readonly color?: boolean;
  /** Takes one finished line, without its line feed. */
  write(line: string): void;
  /** Values that must never be written; any shorter than 6 characters are passed over, for they are in every word. */
  readonly secrets?: readonly string[];
  now?(): Date;
}

/** Makes a log that writes lines of JSON, or of words for people, without secrets. */
export function makeLog(options: LogOptions): Log {
  const { level, human, color = false, write, secrets = [], now = () => new Date() } = options;
  const redact = makeRedactor(secrets);
  const take = (json: string) => {
    const line = redact(json.trimEnd());
    write(human ? forPeople(JSON.parse(line), color) : line);
  };
  const logger = pino(
    {
      level,
      base: null,
      messageKey: "event",
      errorKey: "error",
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
    },
    { write: take },
  );
  return wrap(logger);
}

function wrap(logger: pino.Logger): Log {
  const at =
    (level: "debug" | "info" | "warn" | "error") =>
    (event: string, details: Details = {}) =>
      logger[level](details, event);
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: (details) => wrap(logger.child({ ...details })),
  };
}

// ── For people ───────────────────────────────────────────────────────────────────────────────────────

const DIM = 2;
const TONES: Readonly<Record<string, number>> = { warn: 33, error: 31, debug: DIM };

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Returns `09:14:02 alert.sent  alert=… ms=12`, in local time; levels other than info are named. */
function forPeople(line: Record<string, unknown>, color: boolean): string {
  const { level, time, event, ...details } = line;
  const paint = (code: number | undefined, text: string) =>
    color && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text;
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const tone = level === "info" ? "" : `${paint(TONES[String(level)], String(level))} `;
  const pairs = Object.entries(details).map(([name, value]) => ` ${name}=${plain(value)}`);
  return `${paint(DIM, clock)} ${tone}${event}${pairs.length > 0 ? " " : ""}${pairs.join("")}`;
}

function plain(value: unknown): string {
  const { message } = (value ?? {}) as { message?: unknown };
  const shown = typeof message === "string" ? message : value;
  const text = typeof shown === "string" ? shown : JSON.stringify(shown);
  // Beside the local time of the line a moment in UTC would mislead.
  if (ISO.test(text)) return new Date(text).toLocaleString("sv-SE").replace(" ", "T");
  // Details may hold words from the web, and those must not steer the terminal.
  if (/^[^\s"=\p{C}]+$/u.test(text)) return text;
  const quoted = typeof shown === "string" ? JSON.stringify(shown) : text;
  return quoted.replace(/\p{C}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// ── Secrets ──────────────────────────────────────────────────────────────────────────────────────────

const REDACTED = "[redacted]";
const SHORTEST_SECRET = 6;
/** Shapes of secrets that nobody announced: tokens of Slack and Discord, and webhook addresses, which are secrets too. */
const TOKENS = new RegExp(
  [
    String.raw`\b(?:xox[a-z]|xapp)[-.][\w.-]{6,}`,
    String.raw`\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}`,
    String.raw`(?<=hooks\.slack\.com/)[\w/]+`,
    String.raw`(?<=discord(?:app)?\.com/api/(?:v\d+/)?webhooks/)[\w/-]+`,
    String.raw`(?<=\bbearer )[\w.~+/=-]{8,}`,
  ].join("|"),
  "gi",
);
const HEADERS =
  /("(?:(?:proxy-)?authorization|(?:set-)?cookie|x-slack-signature)":)("(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi;

/** Returns a function that takes secrets out of a line of JSON and leaves it JSON. */
function makeRedactor(secrets: readonly string[]): (json: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return (json) => {
    const known = forms.reduce((line, form) => line.replaceAll(form, REDACTED), json);
    return known.replace(HEADERS, `$1"${REDACTED}"`).replace(TOKENS, REDACTED);
  };
}
