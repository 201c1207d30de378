import about from "../package.json" with { type: "json" };
import { systemClock } from "./clock.ts";
import { readConfig } from "./config/files.ts";
import { type Config, type LoadedConfig, secretsOf, userAgentOf } from "./config.ts";
import { examineSources } from "./operations/doctor.ts";
import {
  clockFinding,
  configurationFindings,
  makeReport,
  type Report,
  unspokenFindings,
} from "./operations/doctor-report.ts";
import type { Examination, Finding } from "./platforms/platform.ts";
import { makeFetcher } from "./sources/fetch.ts";
import { parseFeed } from "./sources/parse.ts";
import { examineFolder } from "./store/examine.ts";
import { type Channel, channelKey, parseChannel } from "./watches/channel.ts";

type Loaded = Extract<LoadedConfig, { ok: true }>;

/** Checks all that the bot needs and says in one line each what is right and what to do: exit code 0 where nothing is wrong, else 1. */
export async function doctor(): Promise<void> {
  const loaded = readConfig();
  const { text, code } = loaded.ok ? await examine(loaded) : { text: `${loaded.report}\n`, code: 1 };
  process.stdout.write(text, () => process.exit(code));
}

/** Examines a configuration and what it names, without starting the bot: nothing is posted, nothing registered. */
export async function examine({ config, notices }: Loaded): Promise<Report> {
  const { slack, discord, contact, operator } = config;
  const clock = systemClock();
  const folder = examineFolder(config.dataFolder, clock.now());
  const channels = channelsOf(config, folder.channels);
  const of = (name: string) => channels.filter(({ platform }) => platform === name);
  const platforms = [
    slack && (await inSlack(slack, of("slack"), { now: clock.now, listens: config.port !== undefined })),
    discord && (await inDiscord(discord, of("discord"), clock)),
  ].filter((one) => one !== undefined);
  const findings: Finding[] = [
    ...configurationFindings({
      path: config.configPath,
      contact,
      operator: operator && channelKey(operator),
      platforms: [slack && "Slack", discord && "Discord"].filter((one) => one !== undefined),
      // What Slack cannot reach is looked at below.
      notices: notices.filter((notice) => !notice.startsWith("Slack calls over HTTP")),
    }),
    ...folder.findings,
    ...clockFinding(platforms.flatMap(({ skewMs }) => skewMs ?? [])),
    ...platforms.flatMap((one) => one.findings),
    ...unspokenFindings(channels, [slack && "slack", discord && "discord"]),
    ...(await sourcesOf(config, folder.sources)),
  ];
  return makeReport(findings, secretsOf(config));
}

/** Where alerts go: by the store, by the file, and to the operator. */
function channelsOf({ watches, operator }: Config, stored: readonly string[]): readonly Channel[] {
  const written = [...stored, ...watches.map(({ channel }) => channelKey(channel))];
  const keys = new Set([...written, ...(operator ? [channelKey(operator)] : [])]);
  return [...keys].map(parseChannel).filter((one) => one !== undefined);
}

/** The SDK behind a platform is loaded with it. */
async function inSlack(
  { botToken, appToken, apiUrl }: NonNullable<Config["slack"]>,
  channels: readonly Channel[],
  more: { readonly listens: boolean; now(): Date },
): Promise<Examination> {
  const { examineSlack } = await import("./platforms/slack/examine.ts");
  return examineSlack({
    botToken: botToken.reveal(),
    ...(appToken ? { appToken: appToken.reveal() } : {}),
    ...(apiUrl === undefined ? {} : { apiUrl }),
    channels,
    ...more,
  });
}

async function inDiscord(
  { token, apiUrl }: NonNullable<Config["discord"]>,
  channels: readonly Channel[],
  clock: ReturnType<typeof systemClock>,
): Promise<Examination> {
  const { examineDiscord } = await import("./platforms/discord/examine.ts");
  const at = apiUrl === undefined ? {} : { apiUrl };
  return examineDiscord({ token: token.reveal(), ...at, channels, clock });
}

async function sourcesOf(
  config: Config,
  stored: readonly { readonly name: string; readonly url: string }[],
): Promise<readonly Finding[]> {
  const { sources, network } = config;
  const fetch = makeFetcher({ allow: network.allow, userAgent: userAgentOf(config, about.version) });
  const all = new Map([...stored, ...sources].map((one) => [new URL(one.url).href, one]));
  try {
    return await examineSources([...all.values()], { fetch, parse: parseFeed });
  } finally {
    await fetch.close();
  }
}
