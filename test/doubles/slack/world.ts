import type { Block } from "./blocks.ts";

export type Json = Readonly<Record<string, unknown>>;

/** A conversation as it stands in the workspace; a direct message has the person as `user`. */
export interface Conversation {
  readonly id: string;
  readonly name: string;
  member: boolean;
  readonly private?: boolean;
  archived?: boolean;
  /** Who made it; U1 where nothing is said. */
  readonly creator?: string;
  readonly user?: string;
  /** Who is in it; everybody where nothing is said. */
  readonly people?: readonly string[];
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly admin?: boolean;
}

/** A message in a conversation. Deleted ones stay on record. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** The bot's user id, or who wrote it. */
  readonly user: string;
  text: string;
  blocks: readonly Block[];
  metadata?: Metadata;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  /** How many times. */
  edited?: number;
  deleted?: boolean;
}

/** What one person alone sees; Slack forgets it, the double does not. */
export interface Ephemeral {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  text: string;
  blocks: readonly Block[];
  readonly threadTs?: string;
  deleted?: boolean;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Json;
}

export interface View {
  readonly id: string;
  readonly type: "modal" | "home";
  readonly user: string;
  readonly how: "opened" | "pushed" | "published";
  callbackId: string;
  privateMetadata: string;
  title: string;
  blocks: readonly Block[];
  hash: string;
  closed?: boolean;
  /** As the app sent it last. */
  raw: Json;
}

/** The workspace: what would outlive any bot. */
export interface World {
  readonly now: () => number;
  readonly scopes: ReadonlySet<string>;
  readonly channels: Map<string, Conversation>;
  readonly users: Map<string, User>;
  readonly messages: Message[];
  readonly ephemerals: Ephemeral[];
  readonly views: View[];
  /** When a trigger was given out, in milliseconds. */
  readonly triggers: Map<string, number | "used">;
  /** When the bot last posted in a channel. */
  readonly posted: Map<string, number>;
  readonly paceLimit: boolean;
  revoked: boolean;
  /** A new id such as `V7`, never given before. */
  id(prefix: string): string;
  /** A new message time, later than all before. */
  ts(): string;
}

export const TEAM = "T1";
export const BOT = "UBOT";
export const BOT_ID = "BBOT";
export const APP = "A1";

/** What an app made from the manifest may do, and may read back. */
export const SCOPES: readonly string[] = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "chat:write.public",
  "commands",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "metadata.message:read",
  "users:read",
];

export interface WorldOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly scopes?: readonly string[];
  readonly channels?: readonly Readonly<Conversation>[];
  readonly users?: readonly User[];
  /** Whether a channel takes only one post per second. */
  readonly paceLimit?: boolean;
}

/** Makes a workspace with the channels C1 (the bot is in) and C2 (it is not), Ann (U1) and the admin Bob (U2). */
export function makeWorld({
  now = Date.now,
  scopes = SCOPES,
  channels = [
    { id: "C1", name: "news", member: true },
    { id: "C2", name: "general", member: false },
  ],
  users = [
    { id: "U1", name: "ann" },
    { id: "U2", name: "bob", admin: true },
  ],
  paceLimit = false,
}: WorldOptions = {}): World {
  let ids = 0;
  let lastMicros = 0;
  return {
    now,
    scopes: new Set(scopes),
    channels: new Map(channels.map((one) => [one.id, { ...one }])),
    users: new Map(users.map((one) => [one.id, one])),
    messages: [],
    ephemerals: [],
    views: [],
    triggers: new Map(),
    posted: new Map(),
    paceLimit,
    revoked: false,
    id(prefix) {
      ids += 1;
      return `${prefix}${ids}`;
    },
    ts() {
      lastMicros = Math.max(now() * 1000, lastMicros + 1);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
    },
  };
}

/** The direct conversation of the bot with a person, made where there is none. */
export function direct(world: World, user: string): Conversation {
  const id = `D${user}`;
  const known = world.channels.get(id);
  if (known) return known;
  const made = { id, name: `with ${user}`, member: true, user };
  world.channels.set(id, made);
  return made;
}

/** What the bot said in a channel, or anywhere, oldest first. */
export function botMessages(world: World, channel?: string): readonly Message[] {
  return world.messages.filter(
    (one) => one.user === BOT && (channel === undefined || one.channel === channel),
  );
}
