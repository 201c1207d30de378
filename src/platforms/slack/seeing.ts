import type { Clock } from "../../commands/command.ts";
import type { Channel } from "../../watches/channel.ts";
import type { Api } from "./api.ts";
import { at } from "./inbound.ts";
import type { SlackLog } from "./sdk.ts";

/** So long an answer of Slack is good, in ms. */
const GOOD_MS = 5 * 60_000;
/** So many channels and people are remembered. */
const REMEMBERED = 1_000;
/** People on one page, and pages that are read: https://docs.slack.dev/reference/methods/conversations.members */
const PAGE = 1_000;
const PAGES = 10;

export interface SeeingOptions {
  readonly api: Api;
  readonly clock: Pick<Clock, "now">;
  readonly log: SlackLog;
}

/** What people may know of, without being in it at the moment. */
export interface Seeing {
  /**
   * Returns what a channel is called, where the person may know of it: public channels, and private ones that they are
   * in; guests only those that they are in. Undefined elsewhere, and where Slack does not say.
   */
  nameFor(channel: Channel, person: string): Promise<string | undefined>;
}

/** Asks Slack who may know of which channel; its answers are good for five minutes. */
export function makeSeeing({ api, clock, log }: SeeingOptions): Seeing {
  const info = remembering(
    clock,
    async (channel) => (await api("conversations.info", { channel }))["channel"],
  );
  const isGuest = remembering(clock, async (user) => {
    const answer = await api("users.info", { user });
    const { is_restricted, is_ultra_restricted } = (answer["user"] ?? {}) as Record<string, unknown>;
    return is_restricted === true || is_ultra_restricted === true;
  });
  const members = remembering(clock, (channel) => membersOf(api, channel));

  return {
    async nameFor(channel, person) {
      if (channel.id.startsWith("@")) return channel.id === `@${person}` ? "your direct messages" : undefined;
      try {
        const known = await info(channel.id);
        const isPublic = (known as { is_private?: unknown } | undefined)?.is_private === false;
        const maySee = (isPublic && !(await isGuest(person))) || (await members(channel.id)).has(person);
        const name = at(known, "name");
        return maySee ? (name ? `#${name}` : channel.id) : undefined;
      } catch (error) {
        log.warn("slack.seeing.failed", { channel: channel.id, person, error: String(error) });
        return undefined;
      }
    },
  };
}

async function membersOf(api: Api, channel: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let cursor = "";
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await api("conversations.members", { channel, limit: PAGE, ...(cursor && { cursor }) });
    for (const one of (answer["members"] ?? []) as readonly string[]) found.add(one);
    cursor = at(answer, "response_metadata", "next_cursor");
    if (!cursor) break;
  }
  return found;
}

/** Returns what asks once per key and five minutes; a question that failed is asked again. */
function remembering<T>(
  clock: Pick<Clock, "now">,
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const answers = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  return async (key) => {
    const now = clock.now().getTime();
    const known = answers.get(key);
    if (known && known.until > now) return known.answer;
    if (answers.size >= REMEMBERED) answers.clear();
    const answer = ask(key);
    answers.set(key, { until: now + GOOD_MS, answer });
    try {
      return await answer;
    } catch (error) {
      answers.delete(key);
      throw error;
    }
  };
}
