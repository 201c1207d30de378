/** A JSON object as it came over the wire: nothing is known about its fields. */
export type Body = Record<string, unknown>;

/** A channel as a test describes it. Ids are strings of 17 to 19 digits. */
export interface ChannelSpec {
  readonly id: string;
  readonly name: string;
  readonly type: "text" | "announcement" | "forum" | "thread" | "dm";
  /** What the bot may do here, as Discord's number in a string; by default all it needs, in a thread what its parent allows. */
  readonly permissions?: string;
  /** For a thread: the channel it hangs in. */
  readonly parent?: string;
  /** For a forum: its tags, and whether a post must bear one. */
  readonly tags?: readonly { readonly id: string; readonly name: string }[];
  readonly tagRequired?: boolean;
}

/** A server as a test describes it. */
export interface GuildSpec {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly ChannelSpec[];
}

/** A channel as it now stands. */
export interface Channel extends Omit<ChannelSpec, "permissions"> {
  /** Undefined for a private conversation. */
  readonly guildId: string | undefined;
  permissions: bigint;
  deleted: boolean;
  archived: boolean;
  locked: boolean;
  /** For a private conversation: with whom, and whether that person has closed it. */
  readonly recipient?: string;
  closed: boolean;
}

/** A server as it now stands. `gone`: the bot was removed. `unavailable`: an outage on Discord's side. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  state: "here" | "unavailable" | "gone";
}

/** A message as it now stands. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  content?: string;
  embeds: Body[];
  components: Body[];
  flags: number;
  readonly nonce?: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot: boolean };
  /** The id of the message that this one answers. */
  readonly reference?: string;
  /** When it was last edited and when deleted, in milliseconds since 1970. */
  edited?: number;
  deleted?: number;
  /** For the first message of a forum post: the name of the post. */
  readonly threadName?: string;
  /** As it was sent; undefined: everything pings. */
  allowedMentions?: Body;
  /** Seen by one person only; never in a channel's list. */
  readonly ephemeral: boolean;
  /** Shown as "is thinking", until the answer is filled in. */
  loading: boolean;
  /** The interaction that this message answers. */
  readonly interaction?: string;
  published?: boolean;
  /** Embeds that vanished, because the bot may not embed links in this channel. */
  vanished: number;
}

/** One HTTP request: `path` decoded, without /api/v10, with its query; status 0 where there was no answer. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  status: number;
  /** Whether a token came with it. */
  readonly authorised: boolean;
}

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a route is given; `params` are the named parts of its pattern. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
}

/** One route: a pattern such as "POST /channels/:channel/messages" and what it does. */
export interface Route {
  readonly pattern: string;
  /** False where Discord asks for no token: interactions and their webhooks. */
  readonly token?: false;
  readonly run: (asked: Asked) => Answer;
}

/** What is wrong with a body: where, and Discord's code and sentence. `whole` replaces error 50035. */
export interface Wrong {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly whole?: number;
}

export const isBody = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Returns the objects of an array; nothing for everything else. */
export const bodies = (value: unknown): Body[] => (Array.isArray(value) ? value.filter(isBody) : []);

/** Returns every component in a message or modal, however deep it stands. */
export function everyComponent(list: unknown): Body[] {
  return bodies(list).flatMap((one) => [
    one,
    ...everyComponent(one["components"]),
    ...everyComponent(one["accessory"] === undefined ? [] : [one["accessory"]]),
    ...everyComponent(one["component"] === undefined ? [] : [one["component"]]),
  ]);
}
