import { isTrue } from "./content.ts";
import { APP, BOT, BOT_ID, type Conversation, type Json, type Message, TEAM, type World } from "./world.ts";

/** Messages on one page at most (https://docs.slack.dev/reference/methods/conversations.history). */
const PAGE_MAX = 999;
const PAGE_DEFAULT = 100;

/** Reads a conversation as Slack does: newest first, replies in threads left out, `oldest` itself left out. */
export function history(world: World, channel: Conversation, args: Json): Json {
  const found = inSpan(world, channel, args).filter((one) => !one.threadTs || one.broadcast);
  return page(world, found.reverse(), args);
}

/** Reads a thread: its first message and the replies, oldest first. */
export function replies(world: World, channel: Conversation, args: Json): Json {
  const ts = String(args["ts"]);
  const found = inSpan(world, channel, args).filter((one) => one.ts === ts || one.threadTs === ts);
  return page(world, found, args);
}

function inSpan(world: World, channel: Conversation, args: Json): Message[] {
  const oldest = Number(args["oldest"] ?? 0);
  const latest = Number(args["latest"] ?? Number.POSITIVE_INFINITY);
  const inclusive = isTrue(args["inclusive"]);
  return world.messages.filter(({ channel: id, deleted, ts }) => {
    if (id !== channel.id || deleted) return false;
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function page(world: World, found: readonly Message[], args: Json): Json {
  const start = Number(args["cursor"] ?? 0);
  const limit = Math.min(Number(args["limit"] ?? PAGE_DEFAULT), PAGE_MAX);
  const messages = found.slice(start, start + limit);
  const hasMore = start + limit < found.length;
  return {
    messages: messages.map((one) => asRead(world, one, isTrue(args["include_all_metadata"]))),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(start + limit) : "" },
  };
}

/**
 * A message as it is read back. Without the scope `metadata.message:read` its metadata is dropped (Slack does not say
 * whether it is, so the double is strict); without `include_all_metadata` the payload is emptied
 * (https://github.com/slackapi/python-slack-sdk/issues/1501).
 */
function asRead(world: World, message: Message, all: boolean): Json {
  const { ts, user, text, blocks, metadata, threadTs, edited } = message;
  return {
    type: "message",
    ts,
    user,
    text,
    blocks,
    team: TEAM,
    ...(user === BOT ? { bot_id: BOT_ID, app_id: APP } : {}),
    ...(threadTs ? { thread_ts: threadTs } : {}),
    ...(edited ? { edited: { user, ts } } : {}),
    ...(metadata && world.scopes.has("metadata.message:read")
      ? { metadata: { event_type: metadata.event_type, event_payload: all ? metadata.event_payload : {} } }
      : {}),
  };
}
