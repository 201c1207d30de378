// The Web API methods that the double knows, as functions over the world.
import { isTrue, Refused, readContent, readMetadata } from "./content.ts";
import { history, replies } from "./history.ts";
import { openView, publishView, pushView, updateView } from "./views.ts";
import {
  APP,
  BOT,
  BOT_ID,
  type Conversation,
  direct,
  type Json,
  type Message,
  TEAM,
  type World,
} from "./world.ts";

/** What a method is called with. */
interface Call {
  readonly world: World;
  readonly args: Json;
  /** Gives out the address of a new socket. */
  socketUrl(): string;
}

interface Method {
  /** Any one of these scopes will do. */
  readonly scopes?: readonly string[] | ((call: Call) => readonly string[]);
  readonly token?: "app";
  readonly run: (call: Call) => Json;
}

/** A channel takes about one post per second; Slack lets small jitter pass. In milliseconds. */
const PACE_MS = 950;

const READ = ["channels:read", "groups:read", "im:read", "mpim:read"];

export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": {
    run: () => ({
      url: "https://example.slack.com/",
      team: "Example",
      user: "newshound",
      team_id: TEAM,
      user_id: BOT,
      bot_id: BOT_ID,
      app_id: APP,
      is_enterprise_install: false,
    }),
  },
  "api.test": { run: ({ args }) => ({ args }) },
  "apps.connections.open": { token: "app", run: ({ socketUrl }) => ({ url: socketUrl() }) },
  "chat.postMessage": { scopes: ["chat:write"], run: post },
  "chat.update": { scopes: ["chat:write"], run: update },
  "chat.delete": { scopes: ["chat:write"], run: remove },
  "chat.postEphemeral": { scopes: ["chat:write"], run: postEphemeral },
  "chat.getPermalink": {
    run: ({ world, args }) => {
      const { channel, ts } = find(world, args["channel"], args["message_ts"]);
      return { channel, permalink: permalink(channel, ts) };
    },
  },
  "conversations.info": {
    scopes: ({ world, args }) => readScope(world.channels.get(String(args["channel"])), "read"),
    run: ({ world, args }) => ({ channel: describe(visible(world, args["channel"])) }),
  },
  "conversations.members": {
    scopes: ({ world, args }) => readScope(world.channels.get(String(args["channel"])), "read"),
    run: ({ world, args }) => ({
      members: visible(world, args["channel"]).people ?? [...world.users.keys()],
      response_metadata: { next_cursor: "" },
    }),
  },
  "conversations.list": {
    scopes: READ,
    run: ({ world }) => ({
      channels: [...world.channels.values()].filter((one) => !one.private || one.member).map(describe),
      response_metadata: { next_cursor: "" },
    }),
  },
  "conversations.open": {
    scopes: ["im:write"],
    run: ({ world, args }) => ({ channel: { id: direct(world, person(world, args["users"])).id } }),
  },
  "conversations.history": {
    scopes: ({ world, args }) => readScope(world.channels.get(String(args["channel"])), "history"),
    run: ({ world, args }) => history(world, joined(world, args["channel"]), args),
  },
  "conversations.replies": {
    scopes: ({ world, args }) => readScope(world.channels.get(String(args["channel"])), "history"),
    run: ({ world, args }) => replies(world, joined(world, args["channel"]), args),
  },
  "users.info": {
    scopes: ["users:read"],
    run: ({ world, args }) => {
      const {
        id,
        name,
        admin = false,
      } = world.users.get(person(world, args["user"])) ?? { id: "", name: "" };
      return {
        user: {
          id,
          name,
          real_name: name,
          team_id: TEAM,
          is_admin: admin,
          is_owner: false,
          is_bot: false,
          deleted: false,
        },
      };
    },
  },
  "team.info": {
    scopes: ["team:read"],
    run: () => ({ team: { id: TEAM, name: "Example", domain: "example" } }),
  },
  "views.open": { run: ({ world, args }) => openView(world, args) },
  "views.push": { run: ({ world, args }) => pushView(world, args) },
  "views.update": { run: ({ world, args }) => updateView(world, args) },
  "views.publish": { run: ({ world, args }) => publishView(world, args, person(world, args["user_id"])) },
};

/** Finds the method, and whether this token may call it; throws `Refused` where not. */
export function allowed(name: string, call: Call, token: string): Method {
  const method = METHODS[name];
  if (!method) throw new Refused("unknown_method", { req_method: name });
  const isApp = token.startsWith("xapp-");
  if (token === "") throw new Refused("not_authed");
  if (!isApp && !token.startsWith("xoxb-")) throw new Refused("invalid_auth");
  if (call.world.revoked) throw new Refused(isApp ? "invalid_auth" : "token_revoked");
  if ((method.token === "app") !== isApp) throw new Refused("not_allowed_token_type");
  const needed = typeof method.scopes === "function" ? method.scopes(call) : (method.scopes ?? []);
  if (needed.length > 0 && !needed.some((scope) => call.world.scopes.has(scope)))
    throw new Refused("missing_scope", {
      needed: needed.join(","),
      provided: [...call.world.scopes].join(","),
    });
  return method;
}

function post({ world, args }: Call): Json {
  const channel = postable(world, args["channel"]);
  const metadata = readMetadata(args["metadata"]);
  const content = readContent(args, "post");
  pace(world, channel.id);
  const message: Message = {
    channel: channel.id,
    ts: world.ts(),
    user: BOT,
    ...content,
    ...(metadata ? { metadata } : {}),
    ...(args["thread_ts"] ? { threadTs: String(args["thread_ts"]) } : {}),
    ...(isTrue(args["reply_broadcast"]) ? { broadcast: true } : {}),
  };
  world.messages.push(message);
  return { channel: channel.id, ts: message.ts, message: asSeen(message) };
}

function update({ world, args }: Call): Json {
  const message = own(find(world, args["channel"], args["ts"]));
  const metadata = readMetadata(args["metadata"]);
  const { text, blocks } = readContent(args, "edit");
  // What is not given stays, says https://docs.slack.dev/reference/methods/chat.update.
  Object.assign(message, { text }, args["blocks"] ? { blocks } : {}, metadata ? { metadata } : {});
  if (args["metadata"] === "{}") delete message.metadata;
  message.edited = (message.edited ?? 0) + 1;
  return { channel: message.channel, ts: message.ts, text: message.text, message: asSeen(message) };
}

function remove({ world, args }: Call): Json {
  const message = own(find(world, args["channel"], args["ts"]));
  message.deleted = true;
  return { channel: message.channel, ts: message.ts };
}

function postEphemeral({ world, args }: Call): Json {
  const channel = joined(world, args["channel"]);
  if (channel.archived) throw new Refused("is_archived");
  const user = person(world, args["user"]);
  const ts = world.ts();
  world.ephemerals.push({
    channel: channel.id,
    ts,
    user,
    ...readContent(args, "ephemeral"),
    ...(args["thread_ts"] ? { threadTs: String(args["thread_ts"]) } : {}),
  });
  return { message_ts: ts };
}

/** A message as the Web API shows it to the app that wrote it. */
function asSeen({ ts, text, blocks, threadTs }: Message): Json {
  return {
    type: "message",
    user: BOT,
    bot_id: BOT_ID,
    app_id: APP,
    team: TEAM,
    ts,
    text,
    blocks,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
}

function pace(world: World, channel: string): void {
  const now = world.now();
  const waitMs = (world.posted.get(channel) ?? Number.NEGATIVE_INFINITY) + PACE_MS - now;
  if (world.paceLimit && waitMs > 0) throw new Refused("ratelimited", {}, Math.ceil(waitMs / 1000));
  world.posted.set(channel, now);
}

/** The conversation, where this bot may know of it. */
function visible(world: World, id: unknown): Conversation {
  const channel = world.channels.get(String(id));
  if (!channel || (channel.private && !channel.member)) throw new Refused("channel_not_found");
  return channel;
}

function joined(world: World, id: unknown): Conversation {
  const channel = visible(world, id);
  if (!channel.member) throw new Refused("not_in_channel");
  return channel;
}

/** The conversation to post to; a person's id means the direct messages with them. */
function postable(world: World, id: unknown): Conversation {
  const channel = world.users.has(String(id)) ? direct(world, String(id)) : visible(world, id);
  if (channel.archived) throw new Refused("is_archived");
  if (!channel.member && !world.scopes.has("chat:write.public")) throw new Refused("not_in_channel");
  return channel;
}

function person(world: World, id: unknown): string {
  if (!world.users.has(String(id))) throw new Refused("user_not_found");
  return String(id);
}

function find(world: World, channel: unknown, ts: unknown): Message {
  const { id } = visible(world, channel);
  const message = world.messages.find((one) => one.channel === id && one.ts === ts && !one.deleted);
  if (!message) throw new Refused("message_not_found");
  return message;
}

function own(message: Message): Message {
  if (message.user !== BOT) throw new Refused("cant_update_message");
  return message;
}

function readScope(channel: Conversation | undefined, what: "read" | "history"): readonly string[] {
  if (!channel) return READ.map((scope) => scope.replace("read", what));
  return [`${channel.user ? "im" : channel.private ? "groups" : "channels"}:${what}`];
}

function describe({ id, name, member, archived, creator, user, ...rest }: Conversation): Json {
  const common = { id, is_archived: archived ?? false, is_private: rest.private ?? false, is_member: member };
  if (user) return { ...common, is_im: true, user };
  return { ...common, name, name_normalized: name, is_channel: true, is_im: false, creator: creator ?? "U1" };
}

/** Where people find a message. */
export function permalink(channel: string, ts: string): string {
  return `https://example.slack.com/archives/${channel}/p${ts.replace(".", "")}`;
}
