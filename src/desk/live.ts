import type { Match } from "../alerts/decide.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/store.ts";
import type { Story } from "../stories/story.ts";
import { type Channel, channelKey, spaceKey } from "../watches/channel.ts";
import { matchable } from "../watches/matchable.ts";
import { makeMatcher } from "../watches/matcher.ts";
import { type Watch, watchId } from "../watches/watch.ts";
import { isInSight } from "./sight.ts";
import { readQuery } from "./typed.ts";

/** All watches, in the store and in one index that answers at once. The store changes first, the index after it. */
export interface LiveWatches {
  get(id: string): Watch | undefined;
  /** Those of a channel, oldest first; their places in this list are their numbers. */
  in(channel: Channel): readonly Watch[];
  /** Those of all channels of a space, each channel's together and oldest first. */
  of(space: string): readonly Watch[];
  all(): readonly Watch[];
  /** Puts a watch in, or in the place of the one that bears its id. */
  keep(watch: Watch): Promise<Watch>;
  drop(watch: Watch): Promise<void>;
  /** The watches that match a story as a source tells it, among those whose space may see the source. */
  match(story: Story, source: Source): readonly Match[];
  /** Whether anybody watches what a source brings. */
  isWatched(source: Source): boolean;
  /** Takes the watches of the configuration file: adds new ones, removes those that are no longer in it. */
  reconcile(wanted: readonly WantedWatch[], now: Date): Promise<void>;
}

/** A watch as the configuration file has it. */
export interface WantedWatch {
  readonly channel: Channel;
  readonly query: string;
}

/** From so many of the newest stories the index learns which words are common: it looks for each watch by its rarest. */
const LEARNT_FROM = 200;

/** Opens the watches with every stored one in the index; what cannot be read is kept and listed, but finds nothing. */
export async function openLiveWatches({
  watches,
  stories,
}: {
  readonly watches: Store["watches"];
  readonly stories: Pick<Store["stories"], "latest">;
}): Promise<LiveWatches> {
  const matcher = makeMatcher();
  const live = new Map<string, Watch>();
  for (const story of await stories.latest({ limit: LEARNT_FROM })) matcher.match(matchable(story));
  for (const watch of await watches.all()) index(watch);

  function index(watch: Watch): void {
    if (watch.unreadable === undefined) matcher.add(watch.id, watch.query);
    live.set(watch.id, watch);
  }

  async function keep(watch: Watch): Promise<Watch> {
    await watches.put(watch);
    index(watch);
    return watch;
  }

  async function drop(watch: Watch): Promise<void> {
    await watches.remove(watch.id);
    matcher.remove(watch.id);
    live.delete(watch.id);
  }

  return {
    get: (id) => live.get(id),
    in(channel) {
      const key = channelKey(channel);
      return [...live.values()].filter((watch) => channelKey(watch.channel) === key).sort(byAge);
    },
    of: (space) =>
      [...live.values()].filter(({ channel }) => spaceKey(channel) === space).sort(byChannelAndAge),
    all: () => [...live.values()],
    keep,
    drop,
    match: (story, source) =>
      matcher.match(matchable(story)).flatMap((match) => {
        const watch = live.get(match.id);
        // Why it matches is worked out only where somebody may hear of it.
        return watch && isInSight(source, watch.channel) ? [{ watch, because: match.because }] : [];
      }),
    isWatched: (source) => live.values().some(({ channel }) => isInSight(source, channel)),
    async reconcile(wanted, now) {
      const inFile = new Map(wanted.map((one) => fromFile(one, now)).map((watch) => [watch.id, watch]));
      for (const watch of inFile.values()) if (!live.has(watch.id)) await keep(watch);
      for (const watch of [...live.values()])
        if (watch.origin === "file" && !inFile.has(watch.id)) await drop(watch);
    },
  };
}

/** Watches of one moment, as those of the file are, keep one order over restarts. */
function byAge(a: Watch, b: Watch): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}

function byChannelAndAge(a: Watch, b: Watch): number {
  const [one, other] = [channelKey(a.channel), channelKey(b.channel)];
  return one === other ? byAge(a, b) : one < other ? -1 : 1;
}

function fromFile({ channel, query: typed }: WantedWatch, createdAt: Date): Watch {
  const read = readQuery(typed);
  if (read.kind === "refused") throw new Error(`The watch ${typed} cannot be read: ${read.error.message}`);
  const { query, text } = read;
  return { id: watchId(channel, text), channel, text, query, createdAt, origin: "file" };
}
