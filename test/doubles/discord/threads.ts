import { checkThread, formError } from "./checks.ts";
import { channelOf, isAnswer, type MessageRules, store } from "./messages.ts";
import { cannotSee, cannotWrite, MISSING_PERMISSIONS, may, refusal } from "./permissions.ts";
import { type Answer, type Asked, type Body, type Channel, isBody, type Route } from "./types.ts";
import { wireChannel, wireMessage } from "./world.ts";

export interface ThreadRules extends MessageRules {
  /** Tells the gateway of a channel or thread. */
  readonly announce: (event: string, channel: Channel) => void;
}

/** Makes the routes of channels themselves: reading one, threads, forum posts, private conversations. */
export function threadRoutes(rules: ThreadRules): Route[] {
  const { world } = rules;
  const inChannel = (run: (channel: Channel, asked: Asked) => Answer) => (asked: Asked) => {
    const channel = channelOf(world, asked.params["channel"]);
    return isAnswer(channel) ? channel : (cannotSee(channel) ?? run(channel, asked));
  };
  return [
    {
      pattern: "GET /channels/:channel",
      run: inChannel((channel) => ({ status: 200, body: wireChannel(world, channel) })),
    },
    { pattern: "PATCH /channels/:channel", run: inChannel((channel, asked) => patch(rules, channel, asked)) },
    {
      pattern: "POST /channels/:channel/threads",
      run: inChannel((channel, asked) =>
        channel.type === "forum" ? forumPost(rules, channel, asked.body) : thread(rules, channel, asked.body),
      ),
    },
    {
      pattern: "POST /channels/:channel/messages/:message/threads",
      run: inChannel((channel, { body }) => thread(rules, channel, body)),
    },
    { pattern: "POST /channels/:channel/typing", run: inChannel(() => ({ status: 204 })) },
    {
      pattern: "POST /users/@me/channels",
      run: ({ body }) => ({
        status: 200,
        body: wireChannel(world, world.dmWith(String(body["recipient_id"]))),
      }),
    },
  ];
}

/** A thread's archive can be left by whoever may write there; a locked one only by those who manage threads. */
function patch(rules: ThreadRules, channel: Channel, { body }: Asked): Answer {
  const isUnlocked = !channel.locked && may(channel, "sendMessagesInThreads");
  if (channel.type !== "thread" || !(isUnlocked || may(channel, "manageThreads"))) return MISSING_PERMISSIONS;
  if (typeof body["archived"] === "boolean") channel.archived = body["archived"];
  if (typeof body["locked"] === "boolean") channel.locked = body["locked"];
  rules.announce("THREAD_UPDATE", channel);
  return { status: 200, body: wireChannel(rules.world, channel) };
}

function forumPost(rules: ThreadRules, forum: Channel, body: Body): Answer {
  const refused = cannotWrite(forum, "post") ?? formError(checkThread(body, "forum"));
  if (refused) return refused;
  const tags = Array.isArray(body["applied_tags"]) ? body["applied_tags"] : [];
  if (forum.tagRequired && tags.length === 0)
    return refusal(400, 40067, "A tag is required to create a forum post in this channel");
  const known = new Set(forum.tags?.map(({ id }) => id));
  if (tags.some((tag) => !known.has(String(tag)))) return refusal(400, 10087, "Unknown tag");
  const made = open(rules, forum, body);
  const first = isBody(body["message"]) ? body["message"] : {};
  // The first message of a forum post bears the id of the post.
  const message = store(rules, made, first, { id: made.id, threadName: made.name });
  const { world } = rules;
  return { status: 201, body: { ...wireChannel(world, made), message: wireMessage(world, message) } };
}

function thread(rules: ThreadRules, parent: Channel, body: Body): Answer {
  const refused = cannotWrite(parent) ?? formError(checkThread(body, "thread"));
  if (refused) return refused;
  return { status: 201, body: wireChannel(rules.world, open(rules, parent, body)) };
}

function open(rules: ThreadRules, parent: Channel, body: Body): Channel {
  const made = rules.world.addChannel(
    {
      id: rules.world.newId(),
      name: String(body["name"]),
      type: "thread",
      parent: parent.id,
      permissions: parent.permissions.toString(),
    },
    parent.guildId,
  );
  rules.announce("THREAD_CREATE", made);
  return made;
}
