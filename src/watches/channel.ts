/** A place in which people talk: a Slack or Discord channel, a direct message, the terminal. */
export interface Channel {
  readonly platform: string;
  readonly space: string;
  readonly id: string;
}

/** Names a message that a platform has posted. */
export interface MessageRef {
  readonly channel: Channel;
  readonly id: string;
  readonly thread?: string;
  readonly url?: string;
}

/** Returns the written form of a channel, such as `slack:T1/C1`, which is also its key everywhere. */
export function channelKey(channel: Channel): string {
  return `${spaceKey(channel)}/${channel.id}`;
}

/** Returns the written form of the space that a channel lies in, such as `slack:T1`. */
export function spaceKey(channel: Channel): string {
  return `${channel.platform}:${channel.space}`;
}

/** Reads the written form of a channel; undefined where the text is not one. */
export function parseChannel(text: string): Channel | undefined {
  const found = /^([a-z]+):([^/\s]+)\/([^/\s]+)$/.exec(text);
  if (!found) return undefined;
  const [, platform = "", space = "", id = ""] = found;
  return { platform, space, id };
}
