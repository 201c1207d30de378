import type { z } from "zod";
import {
  anything,
  apiAddress,
  channel,
  choice,
  contact,
  modelAddress,
  modelName,
  network,
  path,
  port,
  retention,
  sources,
  token,
  watches,
  writing,
} from "./accepted.ts";

/**
 * One setting. `env` names its environment variable, `file` its key in the configuration file; where a
 * setting has both, the environment wins.
 */
export interface Setting {
  readonly env?: string;
  readonly file?: string;
  readonly schema: z.ZodType;
  /** What counts when nothing is given, as one would write it. */
  readonly fallback?: unknown;
  /** One sentence for the generated pages. */
  readonly says: string;
  readonly example: string;
  /** Secret settings are also read from the file that `<env>_FILE` names, and are never shown. */
  readonly secret?: true;
}

/** Every setting of the program: what is read, documented and checked comes from this one table. */
export const settings = {
  configPath: {
    env: "NEWSHOUND_CONFIG",
    schema: path,
    fallback: "config/newshound.yaml",
    says: "The configuration file.",
    example: "/etc/newshound.yaml",
  },
  dataFolder: {
    env: "NEWSHOUND_DATA",
    schema: path,
    fallback: "data",
    says: "The folder that holds all that must outlive a restart.",
    example: "/var/lib/newshound",
  },
  port: {
    env: "PORT",
    schema: port,
    says: "The port for health checks, and for Slack over HTTP; unset, nothing listens, and 0 takes any free port.",
    example: "8080",
  },
  logLevel: {
    env: "LOG_LEVEL",
    schema: choice(["debug", "info", "warn", "error"]),
    fallback: "info",
    says: "How much is logged: `debug`, `info`, `warn` or `error`.",
    example: "debug",
  },
  noColor: {
    env: "NO_COLOR",
    schema: anything,
    says: "Set to anything, it keeps colour out of the terminal (https://no-color.org).",
    example: "1",
  },
  contact: {
    env: "NEWSHOUND_CONTACT",
    file: "contact",
    schema: contact,
    says: "Where publishers can reach you; it goes into the User-Agent.",
    example: "https://example.com/about-our-bot",
  },
  operator: {
    env: "NEWSHOUND_OPERATOR",
    file: "operator",
    schema: channel,
    says: "The channel that is told of trouble, once per episode.",
    example: "slack:T1/C9",
  },
  onUnknown: {
    env: "NEWSHOUND_ON_UNKNOWN",
    file: "onUnknown",
    schema: choice(["repeat", "skip"]),
    fallback: "repeat",
    says: "When nobody can tell whether an alert arrived: `repeat` it (it may show twice) or `skip` it (it may be missing).",
    example: "skip",
  },
  slackBotToken: {
    env: "SLACK_BOT_TOKEN",
    schema: token(/^(xapp|xoxp)-/, 'a bot token (it begins with "xoxb-")'),
    secret: true,
    says: "Slack's bot token; with it Newshound speaks in Slack.",
    example: "xoxb-…",
  },
  slackAppToken: {
    env: "SLACK_APP_TOKEN",
    schema: token(/^xox/, 'an app-level token (it begins with "xapp-")'),
    secret: true,
    says: "Slack's app-level token, for Socket Mode: no public address needed.",
    example: "xapp-…",
  },
  slackSigningSecret: {
    env: "SLACK_SIGNING_SECRET",
    schema: token(/^xox|^xapp-/, "a signing secret (from the app's Basic Information)"),
    secret: true,
    says: "Slack's signing secret, for HTTP instead of Socket Mode; it needs PORT.",
    example: "8f742231b10e…",
  },
  slackApiUrl: {
    env: "SLACK_API_URL",
    schema: apiAddress,
    says: "Another address for Slack's API, for tests; tokens are sent there, so it is https or on this machine.",
    example: "http://127.0.0.1:4000/api/",
  },
  discordToken: {
    env: "DISCORD_TOKEN",
    schema: token(/^xox|^xapp-/, "a Discord bot token, without spaces"),
    secret: true,
    says: "Discord's bot token; with it Newshound speaks in Discord.",
    example: "MTE4…",
  },
  discordApiUrl: {
    env: "DISCORD_API_URL",
    schema: apiAddress,
    says: "Another address for Discord's API, for tests; tokens are sent there, so it is https or on this machine.",
    example: "http://127.0.0.1:4001/api",
  },
  writingUrl: {
    env: "WRITING_URL",
    schema: modelAddress,
    says: "The address of a language model that speaks OpenAI's protocol; unset, none is asked.",
    example: "http://127.0.0.1:11434/v1",
  },
  writingModel: {
    env: "WRITING_MODEL",
    schema: modelName,
    says: "The name of the language model at WRITING_URL.",
    example: "qwen2.5:7b",
  },
  writingToken: {
    env: "WRITING_TOKEN",
    schema: token(/^xox|^xapp-/, "a key of the language model, without spaces"),
    secret: true,
    says: "The key of the language model; servers of your own often need none.",
    example: "sk-…",
  },
  sources: {
    file: "sources",
    schema: sources,
    fallback: [],
    says: "What is read for everyone; people can add more in chat.",
    example: '[{ name: Example wire, url: "https://example.com/feed.xml", every: 10m, topics: [ai] }]',
  },
  network: {
    file: "network",
    schema: network,
    fallback: { allow: [] },
    says: "Sources may only use public addresses and there the ports 80 and 443; the ranges named here are open to them on every port.",
    example: '{ allow: ["10.1.0.0/16"] }',
  },
  retention: {
    file: "retention",
    schema: retention,
    fallback: {},
    says: "How long stories are kept for `/news latest`, `/news search` and `/news test`; what was told is remembered beyond it.",
    example: "{ days: 30, stories: 50000 }",
  },
  writing: {
    file: "writing",
    schema: writing,
    says: "A language model that may write summaries and translations, and decides what `about:` asks; without `url` and `model` none is asked.",
    example:
      '{ url: "http://127.0.0.1:11434/v1", model: "qwen2.5:7b", summaries: true, tokensPerDay: 200000, timeout: 8s }',
  },
  watches: {
    file: "watches",
    schema: watches,
    fallback: [],
    says: "Watches that are kept in the file instead of chat, and brought into line with it at each start.",
    example: `[{ channel: "discord:123/456", query: '"super app" OR Spud' }]`,
  },
} as const satisfies Record<string, Setting>;

type Settings = typeof settings;
/** What the settings hold once read; undefined where nothing is given and nothing stands in for it. */
export type Values = {
  readonly [Name in keyof Settings]:
    | z.output<Settings[Name]["schema"]>
    | (Settings[Name] extends { fallback: unknown } ? never : undefined);
};
