import type { Dispatch } from "../alerts/dispatch.ts";
import type { Why } from "../commands/desk.ts";
import type { Store } from "../store/store.ts";
import { urlKey } from "../stories/identity.ts";
import type { StoredStory } from "../stories/story.ts";
import type { Channel } from "../watches/channel.ts";
import { explain } from "../watches/evaluate.ts";
import { matchable } from "../watches/matchable.ts";
import type { Watch } from "../watches/watch.ts";
import type { Archive } from "./archive.ts";
import type { LiveWatches } from "./live.ts";

/** How many stories are named where the one asked about is not known. */
const NEAREST = 3;

interface Parts {
  readonly store: Store;
  readonly archive: Archive;
  readonly live: LiveWatches;
}

type Known = Why & { kind: "known" };

/** Makes what tells why a story, named by a link or its id, was or was not told in a channel. */
export function makeWhy({ store, archive, live }: Parts): (channel: Channel, link: string) => Promise<Why> {
  async function storyAt(link: string): Promise<StoredStory | undefined> {
    const [byId] = await store.stories.get([link]);
    return byId ?? store.stories.byUrl(urlKey(link));
  }

  /** What became of the message that tells an alert. */
  async function delivery(alert: Known["alert"]): Promise<Pick<Known, "state" | "toldAt" | "reason">> {
    if (alert?.verdict.kind !== "told") return {};
    const dispatch = await store.dispatches.get(alert.verdict.dispatch);
    if (!dispatch) return {};
    const { state, attemptedAt, reason } = dispatch;
    return { state: stateOf(dispatch), toldAt: state === "sent" ? attemptedAt : undefined, reason };
  }

  return async (channel, link) => {
    const story = await storyAt(link);
    const alert = story && (await store.alerts.of(channel, story.id));
    const seen = story ? await archive.tellings(channel, story) : [];
    // What was decided here stays known here, though its source may be gone.
    const told = story && alert && seen.length === 0 ? [story] : seen;
    const [first] = told;
    if (!first) return { kind: "unknown", link, nearest: await archive.nearest(channel, link, NEAREST) };
    const watches = live.in(channel).map((watch) => judged(watch, told));
    return { kind: "known", story: first, watches, alert, ...(await delivery(alert)) };
  };
}

/** A watch against a story: as an outlet tells it with which it matches, else as the first one does. */
function judged(watch: Watch, told: readonly StoredStory[]): Known["watches"][number] {
  const all = told.map((story) => explain(watch.query, matchable(story)));
  const explanation = all.find(({ matched }) => matched) ?? all[0];
  return { watch, matched: false, because: [], missing: [], ...explanation };
}

function stateOf({ state }: Dispatch): "waiting" | "sent" | "dead" {
  return state === "sent" || state === "dead" ? state : "waiting";
}
