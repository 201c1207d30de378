import { readLine } from "../src/commands/grammar.ts";
import { commands } from "../src/commands/table.ts";
import { makeDiscordDouble, NEWSROOM } from "../test/doubles/discord/discord.ts";
import { show } from "../test/doubles/discord/show.ts";
import type { Place } from "./place.ts";

const [CHANNEL] = NEWSROOM.channels;

/** Starts a Discord of the demo's own, with the channel #ai-news and Ada in it. */
export async function openDiscordPlace(): Promise<Place> {
  const double = await makeDiscordDouble({ buckets: true });
  const names = new Map<string, string>(NEWSROOM.channels.map(({ id, name }) => [id, name]));
  const whispers = () => double.whispers().filter(({ loading }) => !loading);
  return {
    env: { DISCORD_TOKEN: double.token, DISCORD_API_URL: double.apiUrl },
    channel: `discord:${NEWSROOM.id}/${CHANNEL.id}`,
    welcome: "A Discord of its own starts beside it; what you type after /news is sent by Ada in #ai-news.",
    all: () =>
      [...double.messages(), ...whispers()]
        .filter(({ loading, author }) => !loading && author.bot)
        .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
        .map((one) => ({
          id: one.id,
          where: `#${names.get(one.channelId) ?? one.channelId}`,
          kind: one.interaction === undefined ? ("alert" as const) : ("answer" as const),
          text: show(one),
          // Times are shown by how long they are ago, so that the text changes by itself.
          version: `${one.edited ?? ""} ${one.deleted ?? ""}`,
        })),
    watch(look) {
      const never = () => {
        look();
        return false;
      };
      void double.until(never);
    },
    async send(line) {
      const { path, options } = asPicked(line);
      try {
        // Discord shows a command once it is registered.
        await double.until(() => double.registered().length > 0);
        const { acked } = await double.command(path, options);
        return acked ? undefined : "Discord: the application did not respond.";
      } catch (error) {
        return `Discord does not send this: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}

/** Returns the command and the options that a person would pick and fill in where this line could be typed. */
function asPicked(line: string) {
  const reading = readLine(line, commands);
  const read = reading.kind === "slip" ? reading.reading : reading;
  if (read.kind === "nothing") return { path: ["help"], options: {} };
  if (read.kind === "topic") return { path: ["latest"], options: { query: read.text } };
  if ("command" in read && "options" in read)
    return { path: read.command.path, options: filled(read.options) };
  return { path: line.split(/\s+/).slice(0, 1), options: {} };
}

const filled = (options: Readonly<Record<string, string | number | boolean>>) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ""));
