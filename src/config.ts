import { type Document, readDocument } from "./config/document.ts";
import { type Environment, type ReadFile, readEnvironment } from "./config/environment.ts";
import { type Origin, type Problem, problemsOf, report, unknownKey } from "./config/problems.ts";
import type { Secret } from "./config/secret.ts";
import { type Setting, settings, type Values } from "./config/settings.ts";
import { unfinishedWriting, type WritingConfig, writingOf } from "./config/writing.ts";
import { messageOf } from "./text/error.ts";
import { splitAbout } from "./watches/about.ts";
import type { Channel } from "./watches/channel.ts";

/** A source of the instance, kept in the configuration file. */
export interface ConfiguredSource {
  readonly name?: string;
  readonly url: string;
  /** Fixed interval in ms, at least 1,000; without it the interval adapts. */
  readonly everyMs?: number;
  readonly topics: readonly string[];
}

/** All that the operator has set, checked and frozen. */
export interface Config {
  readonly configPath: string;
  readonly dataFolder: string;
  /** Absent: nothing listens. */
  readonly port?: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  /** True where colour is to be kept out of the terminal. */
  readonly noColor: boolean;
  readonly contact?: string;
  readonly operator?: Channel;
  readonly onUnknown: "repeat" | "skip";
  readonly sources: readonly ConfiguredSource[];
  readonly network: { readonly allow: readonly string[] };
  /** How long stories are kept. */
  readonly retention: { readonly days: number; readonly stories: number };
  /** Queries as written; each of them can be parsed. */
  readonly watches: readonly { readonly channel: Channel; readonly query: string }[];
  readonly slack?: {
    readonly botToken: Secret;
    readonly appToken?: Secret;
    readonly signingSecret?: Secret;
    readonly apiUrl?: string;
  };
  readonly discord?: { readonly token: Secret; readonly apiUrl?: string };
  /** Absent: no language model is asked. */
  readonly writing?: WritingConfig;
}

export type LoadedConfig =
  /** Notices are sentences for the log: nothing is wrong, but the operator may not have meant it. */
  | { readonly ok: true; readonly config: Config; readonly notices: readonly string[] }
  | { readonly ok: false; readonly report: string };

const table: readonly (readonly [string, Setting])[] = Object.entries(settings);

/** Returns the configuration that environment and file give together, or a report of all that is wrong in both. */
export function loadConfig(env: Environment, readFile: ReadFile): LoadedConfig {
  const environment = readEnvironment(env, readFile);
  const named = environment.given.get("NEWSHOUND_CONFIG");
  const path = named ?? settings.configPath.fallback;
  const file = readConfigFile(path, named !== undefined, readFile);
  const inFile = [...file.problems];
  const inEnv = [...environment.problems];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of table) {
    const { env: variable = "", file: key = "", schema, secret = false, fallback } = setting;
    const { lineOf } = file;
    const written = check({
      schema,
      name: key,
      value: file.value[key],
      lineOf: (at) => lineOf([key, ...at]),
    });
    const set = check({ schema, name: variable, value: environment.given.get(variable), secret });
    inFile.push(...written.problems);
    inEnv.push(...set.problems);
    values[name] =
      set.value ?? written.value ?? (fallback === undefined ? undefined : schema.parse(fallback));
  }
  if (![...inFile, ...inEnv].some((problem) => /^writing/i.test(problem.path))) {
    const unfinished = unfinishedWriting(values);
    inFile.push(...unfinished.inFile.map((problem) => ({ ...problem, line: file.lineOf([problem.path]) })));
    inEnv.push(...unfinished.inEnv);
  }
  if (inFile.length + inEnv.length > 0) return { ok: false, report: report(path, inFile, inEnv) };
  // Safe: each value is the output of its setting's schema, and `Values` is made of these outputs.
  const read = values as unknown as Values;
  const { kept, repeated } = withoutRepeats(read.sources);
  const config = freeze(configOf(read, kept));
  return { ok: true, config, notices: [...file.notices, ...repeated, ...withoutEffect(config)] };
}

/** Returns how a version of the bot names itself to publishers, with the address that the operator can be asked at. */
export function userAgentOf({ contact }: Config, version: string): string {
  return `Newshound/${version}${contact ? ` (+${contact})` : ""}`;
}

/** Returns every secret of a configuration in clear, for the log to leave out. */
export function secretsOf({ slack, discord, writing }: Config): readonly string[] {
  const secrets = [slack?.botToken, slack?.appToken, slack?.signingSecret, discord?.token, writing?.token];
  return secrets.flatMap((secret) => (secret ? [secret.reveal()] : []));
}

interface ConfigFile extends Document {
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

function readConfigFile(path: string, named: boolean, readFile: ReadFile): ConfigFile {
  const nothing: ConfigFile = { value: {}, lineOf: () => 1, problems: [], notices: [] };
  const wrong = (says: string) => ({ ...nothing, problems: [{ path: "", says }] });
  let text: string | undefined;
  try {
    text = readFile(path);
  } catch (error) {
    return wrong(`cannot be read: ${messageOf(error)}`);
  }
  if (text === undefined) {
    if (named) return wrong("there is no such file; NEWSHOUND_CONFIG names it");
    return { ...nothing, notices: [`There is no ${path}, so only sources added in chat are read.`] };
  }
  const read = readDocument(text);
  if (!read.ok) return { ...nothing, problems: read.problems };
  const { value, lineOf } = read.document;
  const known = table.flatMap(([, setting]) => setting.file ?? []);
  const problems = Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ line: lineOf([key]), path: key, says: unknownKey(key, known) }));
  return { value, lineOf, problems, notices: [] };
}

function check(origin: Origin): { readonly value?: unknown; readonly problems: readonly Problem[] } {
  // `watches:` with every line below it commented out reads as null, and means none.
  if (origin.name === "" || origin.value === undefined || origin.value === null) return { problems: [] };
  const read = origin.schema.safeParse(origin.value);
  return read.success
    ? { value: read.data, problems: [] }
    : { problems: problemsOf(read.error.issues, origin) };
}

function withoutRepeats(sources: Values["sources"]) {
  const first = new Map<string, number>();
  const repeated: string[] = [];
  const kept = sources.filter(({ url }, index) => {
    const key = new URL(url).href;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else repeated.push(`sources[${index}] repeats the address of sources[${earlier}] and is left out.`);
    return earlier === undefined;
  });
  return { kept, repeated };
}

function withoutEffect({ slack, port, watches, writing }: Config): readonly string[] {
  const isUnheard = slack?.signingSecret && !slack.appToken && port === undefined;
  const isTold = !writing && watches.some(({ query }) => splitAbout(query).about !== undefined);
  return [
    ...(isUnheard
      ? ["Slack calls over HTTP, but PORT is not set: alerts are posted, commands are not heard."]
      : []),
    ...(isTold
      ? ["A watch says about:, but no language model is set up: all that its words find is told."]
      : []),
  ];
}

function configOf(read: Values, sources: Values["sources"]): Config {
  const { slackBotToken, slackAppToken, slackSigningSecret, slackApiUrl, discordToken, discordApiUrl } = read;
  const writing = writingOf(read);
  return {
    configPath: read.configPath,
    dataFolder: read.dataFolder,
    logLevel: read.logLevel,
    noColor: read.noColor ?? false,
    onUnknown: read.onUnknown,
    network: read.network,
    retention: read.retention,
    watches: read.watches,
    sources: sources.map(({ every, ...source }) => ({
      ...source,
      ...(every !== undefined && { everyMs: every }),
    })),
    ...(read.port !== undefined && { port: read.port }),
    ...(read.contact !== undefined && { contact: read.contact }),
    ...(read.operator && { operator: read.operator }),
    ...(slackBotToken && {
      slack: {
        botToken: slackBotToken,
        ...(slackAppToken && { appToken: slackAppToken }),
        ...(slackSigningSecret && { signingSecret: slackSigningSecret }),
        ...(slackApiUrl !== undefined && { apiUrl: slackApiUrl }),
      },
    }),
    ...(discordToken && {
      discord: { token: discordToken, ...(discordApiUrl !== undefined && { apiUrl: discordApiUrl }) },
    }),
    ...(writing && { writing }),
  };
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) freeze(part);
  return Object.freeze(value);
}
