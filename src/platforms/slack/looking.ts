import type { Keyed } from "../../store/store.ts";
import type { Channel, MessageRef } from "../../watches/channel.ts";
import type { Platform } from "../platform.ts";
import type { Api, Identity } from "./api.ts";
import { faultOf } from "./faults.ts";
import { at } from "./inbound.ts";
import type { Places } from "./places.ts";
import { EVENT_TYPE, markOf, orAborted, refOf, threadKey } from "./posting.ts";
import type { SlackLog } from "./sdk.ts";

/** Messages on one page, and pages that are read: https://docs.slack.dev/reference/methods/conversations.history */
const PAGE = 200;
const PAGES = 5;

export interface LookingOptions {
  connection(): { readonly api: Api; readonly identity: Identity } | undefined;
  readonly places: Places;
  readonly stored: Keyed;
  readonly log: SlackLog;
}

type Looking = Required<Pick<Platform, "find" | "describe">>;

/** Looks for messages and at channels. */
export function makeLooking({ connection, places, stored, log }: LookingOptions): Looking {
  return {
    async find(channel, key, since, signal) {
      const here = connection();
      const conversation = await places.toRead(channel);
      if (!here || !conversation) return "cannot know";
      const thread = await stored.get<string>(threadKey(key));
      const oldest = (since.getTime() / 1000).toFixed(6);
      const args = {
        channel: conversation,
        oldest,
        inclusive: true,
        include_all_metadata: true,
        limit: PAGE,
      };
      try {
        const found = await search(here.api, { ...args, ...(thread && { ts: thread }) }, key, signal);
        if (found === "absent" || found === "cannot know") return found;
        const ref: MessageRef = refOf(channel, found, conversation, here.identity);
        return thread ? { ...ref, thread } : ref;
      } catch (error) {
        const fault = faultOf(error);
        // What Slack refuses now it will refuse again; a lost answer is for the outbox to ask for again.
        if (fault.kind !== "refused") throw error;
        log.warn("slack.find.refused", { code: fault.code, needed: fault.needed });
        return "cannot know";
      }
    },
    async describe(channel) {
      if (channel.id.startsWith("@")) return { name: "your direct messages", canPost: true };
      const here = connection();
      if (!here) return { name: channel.id, canPost: true };
      try {
        const { channel: info } = await here.api("conversations.info", { channel: channel.id });
        return judged(info as Info, channel, here.identity);
      } catch (error) {
        return unseen(channel, error, here.identity, log);
      }
    },
  };
}

/** Returns the time stamp of the message with this key. */
async function search(
  api: Api,
  args: { readonly ts?: string },
  key: string,
  signal: AbortSignal,
): Promise<string | "absent" | "cannot know"> {
  // Replies stand in their thread alone.
  const method = args.ts === undefined ? "conversations.history" : "conversations.replies";
  let cursor = "";
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await orAborted(api(method, { ...args, ...(cursor && { cursor }) }), signal);
    const messages = (answer["messages"] ?? []) as readonly unknown[];
    const found = messages.find((message) => isOf(message, key));
    if (found) return at(found, "ts");
    cursor = at(answer, "response_metadata", "next_cursor");
    if (!cursor) return "absent";
  }
  return "cannot know";
}

function isOf(message: unknown, key: string): boolean {
  const isMeta = at(message, "metadata", "event_type") === EVENT_TYPE;
  if (isMeta && at(message, "metadata", "event_payload", "key") === key) return true;
  const { blocks } = (message ?? {}) as { blocks?: readonly unknown[] };
  return at(blocks?.[0], "block_id") === markOf(key);
}

interface Info {
  readonly name?: string;
  readonly is_member?: boolean;
  readonly is_archived?: boolean;
  readonly is_private?: boolean;
  readonly is_im?: boolean;
}

type Described = Awaited<ReturnType<Platform["describe"]>>;

function judged(info: Info, channel: Channel, { name, scopes }: Identity): Described {
  const called = info.name ? `#${info.name}` : channel.id;
  if (info.is_archived) {
    return { name: called, canPost: false, why: `${called} is archived.`, fix: "Unarchive it first." };
  }
  // In public channels the scope chat:write.public stands in for membership.
  const mayUninvited = !info.is_private && (scopes.length === 0 || scopes.includes("chat:write.public"));
  if (info.is_member || info.is_im || mayUninvited) return { name: called, canPost: true };
  return { name: called, canPost: false, why: `I am not in ${called}.`, fix: invite(name) };
}

function unseen(channel: Channel, error: unknown, { name }: Identity, log: SlackLog): Described {
  const fault = faultOf(error);
  if (fault.kind === "refused" && fault.code === "channel_not_found") {
    return { name: channel.id, canPost: false, why: "I cannot see this channel.", fix: invite(name) };
  }
  // Not known to be shut: posting will say.
  log.warn("slack.describe.failed", { channel: channel.id, error: String(error) });
  return { name: channel.id, canPost: true };
}

function invite(name: string): string {
  return `Type /invite @${name} there.`;
}
