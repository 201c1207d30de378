import type { Source } from "../sources/source.ts";
import { type Channel, channelKey, spaceKey } from "../watches/channel.ts";
import { aside, reply, say } from "./cards.ts";
import type { Command } from "./command.ts";
import type { WatchRow } from "./desk.ts";

const SAY = {
  what: "The watches of this channel and the sources added here, as the configuration file writes them.",
  without: (texts: readonly string[]) => `Left out, because it cannot be read: ${texts.join(" · ")}`,
} as const;

export const exportWatches: Command = {
  path: ["export"],
  summary: "The watches of this channel and the sources added here, as configuration",
  options: [],
  visibility: "private",
  who: "anyone",
  examples: ["export"],
  async run({ channel }, desk) {
    const sources = await desk.sources.list(channel);
    const own = sources.filter(({ owners }) => owners.includes(spaceKey(channel)));
    const rows = await desk.watches(channel);
    const [lost, good] = [rows.filter(isUnreadable), rows.filter((row) => !isUnreadable(row))];
    return reply([
      say(SAY.what),
      { kind: "code", text: toYaml(channel, own, good) },
      ...(lost.length > 0 ? [aside(SAY.without(lost.map(({ watch }) => watch.text)))] : []),
    ]);
  },
};

/** A configuration file with such a watch in it would not be taken. */
function isUnreadable({ watch }: WatchRow): boolean {
  return watch.unreadable !== undefined;
}

/** Returns sources and watches in the shape of the configuration file. */
export function toYaml(channel: Channel, sources: readonly Source[], rows: readonly WatchRow[]): string {
  return [
    ...block("sources", sources.map(sourceLine)),
    ...block(
      "watches",
      rows.map(({ watch }) => flow({ channel: quoted(channelKey(channel)), query: quoted(watch.text) })),
    ),
  ].join("\n");
}

function sourceLine({ name, url, everyMs, topics }: Source): string {
  return flow({
    name: quoted(name),
    url: quoted(url),
    ...(everyMs === undefined ? {} : { every: interval(everyMs) }),
    ...(topics.length === 0 ? {} : { topics: `[${topics.map(quoted).join(", ")}]` }),
  });
}

function block(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`${name}: []`] : [`${name}:`, ...lines.map((line) => `  - ${line}`)];
}

function flow(fields: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `{ ${pairs.join(", ")} }`;
}

/** A JSON string is a YAML string, once what YAML does not print is escaped: https://yaml.org/spec/1.2.2/#51-character-set */
function quoted(text: string): string {
  const code = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, code);
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

function interval(ms: number): string {
  const [unit, length] = UNITS.find(([, length]) => ms >= length && ms % length === 0) ?? ["s", 1_000];
  return `${ms / length}${unit}`;
}
