// Looks for a message that may or may not have been posted. Discord keeps no nonce with a message, so our buttons tell.
import type { Client, RESTGetAPIChannelMessageResult } from "discord.js";
import type { Clock } from "../../commands/command.ts";
import type { Channel, MessageRef } from "../../watches/channel.ts";
import type { Connection } from "./connection.ts";
import { faultOf } from "./faults.ts";
import type { DiscordLog } from "./needs.ts";
import { holds } from "./permissions.ts";
import type { Place, Places } from "./places.ts";
import { bearsKey } from "./reading.ts";
import { idAt, madeAt } from "./snowflake.ts";

const MINUTE_MS = 60_000;
/** How far Discord's clock may be behind ours, in ms: a message is looked for from so much earlier on. */
const SKEW_MS = 5 * MINUTE_MS;
/** A message that is not among those of so long after the attempt was never posted, in ms. */
const LONGEST_MS = 15 * MINUTE_MS;
/** Messages of one page, and how many pages are read. https://docs.discord.com/developers/resources/message#get-channel-messages */
const PAGE = 100;
const PAGES = 10;
/**
 * How long a repeat under the same nonce is surely no second message, in ms. Discord says "the past few minutes":
 * https://docs.discord.com/developers/resources/message#create-message
 */
const NONCE_MS = 2 * MINUTE_MS;

interface Parts {
  readonly connection: Connection;
  readonly places: Places;
  readonly clock: Clock;
  readonly log: DiscordLog;
}

interface Target {
  readonly client: Client;
  readonly place: Place;
  readonly channel: Channel;
  readonly signal: AbortSignal;
}

type Found = MessageRef | "absent" | "cannot know";

/** Returns the message that bears the key of a dispatch and was posted at or after `since`, as `Platform.find` does. */
export async function findMessage(
  { connection, places, clock, log }: Parts,
  channel: Channel,
  key: string,
  since: Date,
  signal: AbortSignal,
): Promise<Found> {
  const client = connection.client();
  if (!client) throw new Error("Discord is not connected");
  const place = await places.at(client, channel);
  const target = { client, place, channel, signal };
  if (place.kind === "forum") {
    const posts = places.posts(client, place.id, idAt(since.getTime() - SKEW_MS));
    const found = await findPost(target, key, since, posts);
    // Posts of a forum are told by the gateway, and no nonce guards a repeat: it must be up to know of none.
    if (found === "absent" && connection.health().state !== "up") throw new Error("Discord is reconnecting");
    return found;
  }
  // Inside the window the nonce makes a repeat safe, so that nothing need be seen.
  const isSafe = clock.now().getTime() - since.getTime() <= NONCE_MS;
  const blind = isSafe ? "absent" : "cannot know";
  if (!mayRead(place)) return blind;
  try {
    const found = await look(target, key, since);
    return found === "cannot know" ? blind : found;
  } catch (error) {
    log.warn("discord.find", { error: faultOf(error).message });
    return faultOf(error).status === 403 ? blind : Promise.reject(error);
  }
}

/** True where nothing says otherwise: direct messages are always read. */
export function mayRead({ permissions }: Place): boolean {
  return permissions === undefined || holds(permissions, "readMessageHistory");
}

/** Reads the channel from the moment on, and looks at our buttons: Discord keeps no nonce with a message. */
async function look(target: Target, key: string, since: Date): Promise<Found> {
  const { client, place, channel, signal } = target;
  let after = idAt(since.getTime() - SKEW_MS);
  for (let page = 0; page < PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const read = await client.rest.get(`/channels/${place.id}/messages`, { query, signal });
    const messages = read as RESTGetAPIChannelMessageResult[];
    const found = messages.find((one) => one.author.id === client.user?.id && bearsKey(one, key));
    if (found)
      return {
        channel,
        id: found.id,
        url: `https://discord.com/channels/${channel.space}/${place.id}/${found.id}`,
      };
    // Where reading may be forbidden without our knowing, an empty list says nothing.
    if (page === 0 && messages.length === 0 && place.permissions === undefined && place.kind !== "direct")
      return "cannot know";
    if (messages.length < PAGE) return "absent";
    after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
    if (madeAt(after) > since.getTime() + LONGEST_MS) return "absent";
  }
  return "cannot know";
}

/** Looks into the posts of a forum, which the gateway tells of: the first message of one, or an answer in it. */
async function findPost(target: Target, key: string, since: Date, posts: readonly string[]): Promise<Found> {
  if (!mayRead(target.place)) return "cannot know";
  for (const thread of posts) {
    const found = await look({ ...target, place: { ...target.place, id: thread } }, key, since);
    if (typeof found === "object") return { ...found, thread };
    if (found === "cannot know") return found;
  }
  return "absent";
}
