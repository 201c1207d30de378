import { checkEdit, checkMessage, formError } from "./checks.ts";
import {
  cannotSee,
  cannotWrite,
  isClosed,
  MISSING_ACCESS,
  MISSING_PERMISSIONS,
  may,
  refusal,
  UNKNOWN_CHANNEL,
  UNKNOWN_MESSAGE,
} from "./permissions.ts";
import {
  type Answer,
  type Asked,
  type Body,
  bodies,
  type Channel,
  isBody,
  type Message,
  type Route,
} from "./types.ts";
import { EPHEMERAL, type World, wireMessage } from "./world.ts";

/** Flags that a bot may set itself: suppress embeds, suppress notifications, Components V2. */
const SETTABLE = (1 << 2) | (1 << 12) | (1 << 15);

export interface MessageRules {
  readonly world: World;
  /** How long a nonce is remembered; Discord says "the past few minutes". */
  readonly nonceWindowMs: number;
  /** Tells the gateway of what happened in a channel. */
  readonly tell: (event: string, message: Message) => void;
}

type In = (channel: Channel, asked: Asked) => Answer;
type On = (message: Message, channel: Channel, asked: Asked) => Answer;

/** Returns the channel of a request, or the refusal. */
export function channelOf(world: World, id: string | undefined): Channel | Answer {
  const channel = world.channels.get(id ?? "");
  if (!channel || channel.deleted) return UNKNOWN_CHANNEL;
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  return guild?.state === "gone" ? MISSING_ACCESS : channel;
}

export const isAnswer = (value: object): value is Answer => "status" in value;

/** Makes the routes of messages in channels. */
export function messageRoutes(rules: MessageRules): Route[] {
  const { world } = rules;
  const inChannel = (run: In) => (asked: Asked) => {
    const channel = channelOf(world, asked.params["channel"]);
    if (isAnswer(channel)) return channel;
    return cannotSee(channel) ?? run(channel, asked);
  };
  const onMessage = (run: On) =>
    inChannel((channel, asked) => {
      const message = world.message(asked.params["message"] ?? "");
      const isHere = message?.channelId === channel.id && !message.ephemeral && message.deleted === undefined;
      return isHere ? run(message, channel, asked) : UNKNOWN_MESSAGE;
    });
  const one = "/channels/:channel/messages/:message";
  return [
    {
      pattern: "POST /channels/:channel/messages",
      run: inChannel((channel, asked) => create(rules, channel, asked)),
    },
    {
      pattern: "GET /channels/:channel/messages",
      run: inChannel((channel, asked) => list(world, channel, asked)),
    },
    { pattern: `GET ${one}`, run: onMessage((message, channel) => read(world, message, channel)) },
    {
      pattern: `PATCH ${one}`,
      run: onMessage((message, channel, asked) => edit(rules, message, channel, asked)),
    },
    { pattern: `DELETE ${one}`, run: onMessage((message) => erase(rules, message)) },
    {
      pattern: `POST ${one}/crosspost`,
      run: onMessage((message, channel) => publish(world, message, channel)),
    },
  ];
}

function create(rules: MessageRules, channel: Channel, { body }: Asked): Answer {
  const { world } = rules;
  const refused = cannotWrite(channel) ?? formError(checkMessage(body)) ?? cannotRefer(world, channel, body);
  if (refused) return refused;
  const again = body["enforce_nonce"] === true ? sameNonce(rules, body["nonce"]) : undefined;
  // Posted and then deleted: Discord says so on purpose, and posts nothing.
  if (again?.deleted !== undefined) return UNKNOWN_MESSAGE;
  if (again) return { status: 200, body: wireMessage(world, again, { nonce: true }) };
  // It counts here alone: not in forum posts, and not in the answers to interactions.
  const nonce = body["nonce"] ?? undefined;
  const message = store(rules, channel, body, nonce === undefined ? {} : { nonce: String(nonce) });
  return { status: 200, body: wireMessage(world, message, { nonce: true }) };
}

/** The same author's message with this nonce, in whatever channel, if it is young enough. */
function sameNonce({ world, nonceWindowMs }: MessageRules, nonce: unknown): Message | undefined {
  const since = world.now() - nonceWindowMs;
  return world.messages.find(
    (message) => message.nonce !== undefined && message.nonce === String(nonce) && bornAt(message) >= since,
  );
}

const bornAt = ({ id }: Message) => Number(BigInt(id) >> 22n) + 1_420_070_400_000;

function cannotRefer(world: World, channel: Channel, body: Body): Answer | undefined {
  const reference = body["message_reference"];
  if (!isBody(reference)) return undefined;
  if (channel.guildId !== undefined && !may(channel, "readMessageHistory"))
    return refusal(400, 160_002, "Cannot reply without permission to read message history");
  if (refersTo(world, channel, body) !== undefined || reference["fail_if_not_exists"] === false)
    return undefined;
  const message = "Unknown message";
  return formError([{ path: "message_reference", code: "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", message }]);
}

function refersTo(world: World, channel: Channel, body: Body): string | undefined {
  const reference = body["message_reference"];
  const target = isBody(reference) ? world.message(String(reference["message_id"])) : undefined;
  return target?.channelId === channel.id && target.deleted === undefined ? target.id : undefined;
}

/** Keeps a message of the bot: of a create, of the first message in a forum post, of an interaction. */
export function store(
  rules: Pick<MessageRules, "world" | "tell">,
  channel: Channel,
  body: Body,
  also: Partial<Message> = {},
): Message {
  const { world } = rules;
  const reference = refersTo(world, channel, body);
  const message: Message = {
    id: world.newId(),
    channelId: channel.id,
    embeds: [],
    components: [],
    flags: Number(body["flags"] ?? 0) & SETTABLE,
    author: world.bot,
    ephemeral: (Number(body["flags"] ?? 0) & EPHEMERAL) !== 0,
    loading: false,
    vanished: 0,
    ...(reference === undefined ? {} : { reference }),
    ...also,
  };
  fill(message, channel, body);
  world.messages.push(message);
  if (!message.ephemeral) rules.tell("MESSAGE_CREATE", message);
  world.changes.emit("change");
  return message;
}

/** Puts what a body says into a message; what it does not name stays. Without Embed Links embeds vanish silently. */
export function fill(message: Message, channel: Channel, body: Body): void {
  if (body["content"] !== undefined) message.content = String(body["content"] ?? "").trim();
  if (body["components"] !== undefined) message.components = structuredClone(bodies(body["components"]));
  if (isBody(body["allowed_mentions"])) message.allowedMentions = structuredClone(body["allowed_mentions"]);
  if (body["embeds"] === undefined) return;
  const embeds = structuredClone(bodies(body["embeds"]));
  const vanish = channel.guildId !== undefined && !may(channel, "embedLinks") && !message.interaction;
  message.embeds = vanish ? [] : embeds;
  message.vanished = vanish ? embeds.length : 0;
}

function list(world: World, channel: Channel, { query }: Asked): Answer {
  const limit = Number(query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return formError([
      { path: "limit", code: "NUMBER_TYPE_MAX", message: "int value should be 1 to 100." },
    ]) as Answer;
  // Not "forbidden": the list just comes back empty.
  if (channel.guildId !== undefined && !may(channel, "readMessageHistory")) return { status: 200, body: [] };
  const before = query.get("before");
  const after = query.get("after");
  const here = world.messages
    .filter((one) => one.channelId === channel.id && !one.ephemeral && one.deleted === undefined)
    .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === null || BigInt(id) > BigInt(after))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const page = after === null ? here.slice(-limit) : here.slice(0, limit);
  return { status: 200, body: page.reverse().map((message) => wireMessage(world, message)) };
}

function read(world: World, message: Message, channel: Channel): Answer {
  if (channel.guildId !== undefined && !may(channel, "readMessageHistory")) return MISSING_PERMISSIONS;
  return { status: 200, body: wireMessage(world, message) };
}

function edit(rules: MessageRules, message: Message, channel: Channel, { body }: Asked): Answer {
  if (message.author.id !== rules.world.bot.id)
    return refusal(403, 50005, "Cannot edit a message authored by another user");
  return isClosed(channel) ?? change(rules, message, channel, body) ?? ok(rules.world, message);
}

const ok = (world: World, message: Message): Answer => ({ status: 200, body: wireMessage(world, message) });

/** Changes a message if the result would be one, or returns the refusal. */
export function change(
  rules: Pick<MessageRules, "world" | "tell">,
  message: Message,
  channel: Channel,
  body: Body,
): Answer | undefined {
  const refused = formError(checkEdit(message, body));
  if (refused) return refused;
  if (body["flags"] !== undefined) message.flags = Number(body["flags"]) & SETTABLE;
  fill(message, channel, body);
  if (message.loading) message.loading = false;
  else message.edited = rules.world.now();
  if (!message.ephemeral) rules.tell("MESSAGE_UPDATE", message);
  rules.world.changes.emit("change");
  return undefined;
}

/** Deletes a message, by the bot or by a person. */
export function erase({ world, tell }: Pick<MessageRules, "world" | "tell">, message: Message): Answer {
  message.deleted = world.now();
  if (!message.ephemeral) tell("MESSAGE_DELETE", message);
  world.changes.emit("change");
  return { status: 204 };
}

function publish(world: World, message: Message, channel: Channel): Answer {
  if (channel.type !== "announcement")
    return refusal(400, 50024, "Cannot execute action on this channel type");
  if (message.published) return refusal(400, 40033, "This message has already been crossposted");
  message.published = true;
  message.flags |= 1;
  return { status: 200, body: wireMessage(world, message) };
}
