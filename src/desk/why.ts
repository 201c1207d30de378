import type { Alert } from "../alerts/alert.ts";
import type { Dispatch } from "../alerts/dispatch.ts";
import type { Member, Why } from "../commands/desk.ts";
import type { Store } from "../store/store.ts";
import { urlKey } from "../stories/identity.ts";
import type { StoredStory } from "../stories/story.ts";
import { tokenise } from "../text/tokens.ts";
import type { Channel } from "../watches/channel.ts";
import { isCommon } from "../watches/common-words.ts";
import { explain } from "../watches/evaluate.ts";
import { matchable } from "../watches/matchable.ts";
import type { Watch } from "../watches/watch.ts";
import type { Archive } from "./archive.ts";
import type { LiveWatches } from "./live.ts";
import { readQuery } from "./typed.ts";

/** How many stories are named where the one asked about is not known, or several can be meant. */
const NEAREST = 3;

interface Parts {
  readonly store: Store;
  readonly archive: Archive;
  readonly live: LiveWatches;
}

type Known = Why & { kind: "known" };
type Delivery = Pick<Known, "state" | "toldAt" | "reason" | "message">;

/** Makes what tells why a story, named by a link, its id or words of its title, was or was not told in a channel. */
export function makeWhy({ store, archive, live }: Parts): (channel: Channel, named: string) => Promise<Why> {
  async function storyAt(link: string): Promise<StoredStory | undefined> {
    const [byId] = await store.stories.get([link]);
    return byId ?? store.stories.byUrl(urlKey(link));
  }

  /** The stories whose titles hold all the words, the best match first. */
  async function titled(channel: Channel, words: string): Promise<readonly StoredStory[]> {
    const read = readQuery(words);
    if (read.kind === "refused") return [];
    const query = { kind: "field", field: "title", query: read.query } as const;
    const { found } = await archive.latest(channel, query, [], NEAREST, "best");
    return found.map(({ story }) => story);
  }

  /** What became of the message that tells an alert. */
  async function delivery(alert: Alert): Promise<Delivery> {
    if (alert.verdict.kind !== "told") return {};
    const dispatch = await store.dispatches.get(alert.verdict.dispatch);
    if (!dispatch) return {};
    const { state, attemptedAt, reason, message } = dispatch;
    return { state: stateOf(dispatch), toldAt: state === "sent" ? attemptedAt : undefined, reason, message };
  }

  /** The stories of alerts as the channel may see them, by their ids. */
  async function seenOf(
    channel: Channel,
    alerts: readonly Alert[],
  ): Promise<ReadonlyMap<string, StoredStory>> {
    const stories = await store.stories.get(alerts.map(({ story }) => story));
    const seen = stories.map(async (story) => (await archive.tellings(channel, story))[0] ?? story);
    return new Map((await Promise.all(seen)).map((story) => [story.id, story]));
  }

  /** The alert that this one joined or follows, and those that joined it. */
  async function others({ id, channel, verdict }: Alert): Promise<Pick<Known, "lead" | "members">> {
    if (verdict.kind === "held") return {};
    const before = verdict.kind === "joined" ? verdict.alert : verdict.follows;
    const [lead] = before === undefined ? [] : await store.alerts.get([before]);
    const joined = await store.alerts.joinedTo([id]);
    const stories = await seenOf(channel, lead ? [lead, ...joined] : joined);
    const leading = lead && stories.get(lead.story);
    const { message } = lead ? await delivery(lead) : {};
    const members = joined.flatMap((alert) => memberOf(alert, stories.get(alert.story)));
    return {
      ...(leading && { lead: { story: leading, message } }),
      ...(members.length > 0 && { members }),
    };
  }

  /** Undefined where the channel may not see the story. */
  async function known(channel: Channel, story: StoredStory): Promise<Known | undefined> {
    const alert = await store.alerts.of(channel, story.id);
    const seen = await archive.tellings(channel, story);
    // What was decided here stays known here, though its source may be gone.
    const told = alert && seen.length === 0 ? [story] : seen;
    const [first] = told;
    if (!first) return undefined;
    const watches = live.in(channel).map((watch) => judged(watch, told));
    if (!alert) return { kind: "known", story: first, watches };
    return {
      kind: "known",
      story: first,
      watches,
      alert,
      ...(await delivery(alert)),
      ...(await others(alert)),
    };
  }

  return async (channel, named) => {
    const story = await storyAt(named);
    const answer = story && (await known(channel, story));
    if (answer) return answer;
    const candidates = isAddress(named) ? [] : await titled(channel, named);
    const one = meant(named, candidates);
    const nearest = candidates.length > 0 ? candidates : await archive.nearest(channel, named, NEAREST);
    return (one && (await known(channel, one))) ?? { kind: "unknown", named, nearest };
  };
}

/** Returns the one story that is clearly meant by words of its title: no other has them, or it alone has no further words. */
function meant(words: string, stories: readonly StoredStory[]): StoredStory | undefined {
  const [only, another] = stories;
  if (!another) return only;
  const wanted = keysOf(words);
  const whole = stories.filter(({ title }) => [...keysOf(title)].every((key) => wanted.has(key)));
  return whole.length === 1 ? whole[0] : undefined;
}

function keysOf(text: string): ReadonlySet<string> {
  const keys = tokenise(text).tokens.map(({ key }) => key);
  return new Set(keys.filter((key) => !isCommon(key)));
}

function isAddress(text: string): boolean {
  return /^\w+:\/\//.test(text);
}

/** A watch against a story: as an outlet tells it with which it matches, else as the first one does. */
function judged(watch: Watch, told: readonly StoredStory[]): Known["watches"][number] {
  const all = told.map((story) => explain(watch.query, matchable(story)));
  const explanation = all.find(({ matched }) => matched) ?? all[0];
  return { watch, matched: false, because: [], missing: [], ...explanation };
}

function memberOf({ id, verdict, decidedAt }: Alert, story: StoredStory | undefined): readonly Member[] {
  if (verdict.kind !== "joined" || !story) return [];
  return [{ alert: id, story, near: verdict.near, at: decidedAt }];
}

function stateOf({ state }: Dispatch): "waiting" | "sent" | "dead" {
  return state === "sent" || state === "dead" ? state : "waiting";
}
