import type { Answer, Channel } from "./types.ts";

/** Discord's permission bits, https://discord.com/developers/docs/topics/permissions */
export const MAY = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  readMessageHistory: 1n << 16n,
  useApplicationCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  sendMessagesInThreads: 1n << 38n,
} as const;

export type May = keyof typeof MAY;

/** Every bit that Discord may set here. */
const ALL = (1n << 50n) - 1n;

/** Returns the permissions as Discord's number in a string. */
export function permissions(...names: readonly May[]): string {
  return names.reduce((sum, name) => sum | MAY[name], 0n).toString();
}

/** What the bot needs in a channel, as the invite asks for it. */
export const NEEDED = permissions(
  "viewChannel",
  "sendMessages",
  "sendMessagesInThreads",
  "embedLinks",
  "readMessageHistory",
  "useApplicationCommands",
);

/** The same without some of them. */
export function without(...names: readonly May[]): string {
  return (BigInt(NEEDED) & ~BigInt(permissions(...names))).toString();
}

/** An ordinary member of a server. */
export const MEMBER = permissions(
  "viewChannel",
  "sendMessages",
  "readMessageHistory",
  "useApplicationCommands",
);

/** Somebody who runs the server. */
export const MANAGER = (BigInt(MEMBER) | MAY.manageChannels | MAY.manageGuild).toString();

/** True if the bot may do this in the channel. */
export function may(channel: Channel, name: May): boolean {
  return (channel.permissions & (MAY[name] | MAY.administrator)) !== 0n;
}

/** Returns the overwrite that gives the bot exactly its permissions in a channel. */
export function overwrite(channel: Channel, botId: string) {
  const allow = channel.permissions;
  return { id: botId, type: 1, allow: allow.toString(), deny: (ALL & ~allow).toString() };
}

/** Returns Discord's refusal. */
export function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { message, code } };
}

export const MISSING_ACCESS = refusal(403, 50001, "Missing Access");
export const MISSING_PERMISSIONS = refusal(403, 50013, "Missing Permissions");
export const UNKNOWN_CHANNEL = refusal(404, 10003, "Unknown Channel");
export const UNKNOWN_MESSAGE = refusal(404, 10008, "Unknown Message");

/** Returns why the bot may not read or see a channel, or undefined. */
export function cannotSee(channel: Channel): Answer | undefined {
  return channel.guildId !== undefined && !may(channel, "viewChannel") ? MISSING_ACCESS : undefined;
}

/** Returns why the bot may not write into a channel, or undefined. `into` is a message or a whole forum post. */
export function cannotWrite(channel: Channel, into: "message" | "post" = "message"): Answer | undefined {
  if (channel.guildId === undefined)
    return channel.closed ? refusal(403, 50007, "Cannot send messages to this user") : undefined;
  const unseen = cannotSee(channel);
  if (unseen) return unseen;
  if (channel.type === "forum" && into === "message")
    return refusal(400, 50008, "Cannot send messages in a non-text channel");
  if (!may(channel, channel.type === "thread" ? "sendMessagesInThreads" : "sendMessages"))
    return MISSING_PERMISSIONS;
  return isClosed(channel);
}

/** Returns the refusal of an archived thread, or undefined. */
export function isClosed(channel: Channel): Answer | undefined {
  return channel.archived ? refusal(400, 50083, "Thread is archived") : undefined;
}
