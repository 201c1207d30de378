import { createHash } from "node:crypto";
import type { Card, Clock } from "../../commands/command.ts";
import type { Keyed } from "../../store/store.ts";
import type { Channel, MessageRef } from "../../watches/channel.ts";
import type { Platform, PostResult } from "../platform.ts";
import type { Api, Identity } from "./api.ts";
import { type Fault, faultOf, resultOf } from "./faults.ts";
import type { Places } from "./places.ts";
import { type Rendered, renderCard, withoutImage } from "./render.ts";
import type { SlackLog } from "./sdk.ts";

/** How long the arguments of a button are kept, in ms. */
export const KEEP_MS = 180 * 86_400_000;
/** How long it is kept in which thread a reply was posted, in ms. */
const THREAD_MS = 7 * 86_400_000;
/** The wait after the store has failed, in ms. */
const STORE_MS = 10_000;
export const EVENT_TYPE = "newshound_dispatch";
/** Names our ids among the UUIDs of version 5 (RFC 9562, 5.5). */
const NAMESPACE = "8f2f6c0e-6b0b-4c5d-9d0c-2d0b6f6a7e11";

export interface PostingOptions {
  /** Undefined until Slack has been reached. */
  connection(): { readonly api: Api; readonly identity: Identity } | undefined;
  readonly places: Places;
  readonly stored: Keyed;
  readonly clock: Clock;
  readonly log: SlackLog;
  /** Hears how each call ended. */
  outcome(fault: Fault | undefined): void;
}

type Posting = Pick<Platform, "post" | "edit" | "tell"> & {
  /** Has the card rendered and its buttons' arguments kept. */
  prepare(card: Card): Promise<Rendered>;
};

/** Posts, edits and tells; each attempt is one call, and its outcome is a value. */
export function makePosting(options: PostingOptions): Posting {
  const { connection, places, stored, clock } = options;

  async function keepArgs(rendered: Rendered): Promise<Rendered> {
    for (const { key, args } of rendered.kept) await stored.set(key, args, KEEP_MS);
    return rendered;
  }

  async function say(
    method: "chat.postMessage" | "chat.update",
    channel: Channel,
    rendered: Rendered,
    more: object,
    signal?: AbortSignal,
  ): Promise<PostResult> {
    const here = connection();
    if (!here) return { kind: "later", afterMs: 1_000 };
    if (channel.space !== here.identity.team) {
      const detail = `my token is for the workspace ${here.identity.team}, not ${channel.space}`;
      return { kind: "gone", scope: "channel", detail };
    }
    if (signal?.aborted) return { kind: "later", afterMs: 0 };
    const args = { ...plainly(rendered), ...more };
    try {
      const answer = await orAborted(here.api(method, args), signal);
      options.outcome(undefined);
      await places
        .learn(channel, String(answer["channel"]))
        .catch((error: unknown) => forgot(error, options));
      return {
        kind: "sent",
        message: refOf(channel, String(answer["ts"]), String(answer["channel"]), here.identity),
      };
    } catch (error) {
      const fault = faultOf(error);
      options.outcome(fault);
      const bare = isBlocks(fault) ? withoutImage(rendered) : undefined;
      // Nothing was posted, so it may be said again at once.
      return bare ? say(method, channel, bare, more, signal) : resultOf(fault);
    }
  }

  /** Makes all ready that must stand before the call; nothing is posted where that fails. */
  async function ready(card: Card, keep?: () => Promise<void>): Promise<Rendered | PostResult> {
    let rendered: Rendered;
    try {
      rendered = renderCard(card, clock.now());
    } catch (error) {
      options.log.error("slack.card.failed", { error });
      return { kind: "invalid", scope: "message", detail: `the card cannot be rendered: ${String(error)}` };
    }
    try {
      await keep?.();
      return await keepArgs(rendered);
    } catch (error) {
      options.log.error("slack.keep.failed", { error });
      return { kind: "later", afterMs: STORE_MS };
    }
  }

  return {
    prepare: (card) => keepArgs(renderCard(card, clock.now())),
    async post(channel, card, { key, signal, replyTo }) {
      const thread = replyTo && (replyTo.thread ?? replyTo.id);
      const keep = thread ? () => stored.set(threadKey(key), thread, THREAD_MS) : undefined;
      const rendered = await ready(card, keep);
      if ("kind" in rendered) return rendered;
      const more = {
        channel: places.toPost(channel),
        metadata: { event_type: EVENT_TYPE, event_payload: { key } },
        client_msg_id: clientMessageId(key),
        ...(thread && { thread_ts: thread }),
      };
      const result = await say("chat.postMessage", channel, marked(rendered, key), more, signal);
      return thread && result.kind === "sent"
        ? { ...result, message: { ...result.message, thread } }
        : result;
    },
    async edit(message, card, signal) {
      const rendered = await ready(card);
      if ("kind" in rendered) return rendered;
      const channel = await places.toRead(message.channel);
      if (!channel)
        return { kind: "gone", scope: "message", detail: "the conversation is not known any more" };
      const result = await say("chat.update", message.channel, rendered, { channel, ts: message.id }, signal);
      return result.kind === "sent"
        ? { ...result, message: { ...message, ...urlOf(result.message) } }
        : result;
    },
    async tell(person, card) {
      const rendered = await ready(card);
      if ("kind" in rendered) return rendered;
      const channel: Channel = {
        platform: "slack",
        space: person.space.replace(/^slack:/, ""),
        id: `@${person.id}`,
      };
      return say("chat.postMessage", channel, rendered, { channel: person.id });
    },
  };
}

/** Returns the arguments of a message that pings nobody and unfolds no link. */
export function plainly({ text, blocks }: Rendered) {
  return { text, blocks, unfurl_links: false, unfurl_media: false, link_names: false };
}

/** The key under which the thread of a reply is kept until it is known to be posted. */
export function threadKey(key: string): string {
  return `thread ${key}`;
}

/** Returns the block id that marks a message as that of a key, for apps that may not read metadata. */
export function markOf(key: string): string {
  return `${EVENT_TYPE}:${key}`.slice(0, 255);
}

function marked(rendered: Rendered, key: string): Rendered {
  const [first, ...rest] = rendered.blocks;
  return first ? { ...rendered, blocks: [{ ...first, block_id: markOf(key) }, ...rest] } : rendered;
}

/** Returns where a message stands, with its address for people where the workspace's is known. */
export function refOf(channel: Channel, id: string, conversation: string, { url }: Identity): MessageRef {
  const address = url && `${url}archives/${conversation}/p${id.replace(".", "")}`;
  return { channel, id, ...(address && { url: address }) };
}

function urlOf({ url }: MessageRef) {
  return url === undefined ? {} : { url };
}

/**
 * Returns the UUID that a key always has. Slack looks it up, but does not promise to: a second net, never the first
 * (https://github.com/slackapi/java-slack-sdk/issues/852).
 */
export function clientMessageId(key: string): string {
  const hash = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replaceAll("-", ""), "hex"))
    .update(key)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex").slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function isBlocks(fault: Fault): boolean {
  return fault.kind === "refused" && /^invalid_blocks/.test(fault.code);
}

function forgot(error: unknown, { log }: PostingOptions): void {
  log.warn("slack.place.forgotten", { error: String(error) });
}

/** Resolves like `work`, or rejects as soon as the signal aborts; the call itself may still take effect. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<never>();
  const give = () => aborted.reject(new DOMException("it did not answer in time", "TimeoutError"));
  signal.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", give);
  }
}
