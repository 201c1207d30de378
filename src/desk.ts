import type { Plan } from "./alerts/plan.ts";
import type { OnUnknown } from "./alerts/transitions.ts";
import type { Writer } from "./alerts/writer.ts";
import type { Clock } from "./commands/command.ts";
import type { Desk, WatchRow } from "./commands/desk.ts";
import type { Covering } from "./covering.ts";
import type { Archive } from "./desk/archive.ts";
import { makeCaps } from "./desk/caps.ts";
import { type LiveWatches, openLiveWatches, type WantedWatch } from "./desk/live.ts";
import { makeRemovals, type Removals } from "./desk/removed.ts";
import { makeSettings } from "./desk/settings.ts";
import { makeSplit } from "./desk/split.ts";
import { makeStatus } from "./desk/status.ts";
import { pickWatches, type Read, readQuery, unjudged } from "./desk/typed.ts";
import { makeVocabulary } from "./desk/vocabulary.ts";
import { makeWhy } from "./desk/why.ts";
import type { Platform } from "./platforms/platform.ts";
import { firstDue } from "./sources/schedule.ts";
import type { Source } from "./sources/source.ts";
import type { Store } from "./store/store.ts";
import { splitAbout } from "./watches/about.ts";
import type { Channel } from "./watches/channel.ts";
import { meaningOf } from "./watches/meaning.ts";
import { type Watch, watchId } from "./watches/watch.ts";

const WEEK_MS = 7 * 86_400_000;

interface Parts {
  readonly store: Store;
  readonly archive: Archive;
  readonly sources: Desk["sources"];
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly covering: Pick<Covering, "part" | "doubt">;
  /** Called with each plan once it is committed, never before. */
  readonly committed: (plan: Plan) => void;
  /** The language model, where one is set up. */
  readonly writer?: Pick<Writer, "counts">;
  readonly clock: Clock;
  readonly onUnknown: OnUnknown;
}

/** The desk and the one live index of all watches, which only the desk changes. */
export interface LiveDesk extends Desk, Pick<LiveWatches, "match" | "isWatched"> {
  /** Takes the watches of the configuration file: adds new ones, removes those that are no longer in it. */
  reconcile(watches: readonly WantedWatch[]): Promise<void>;
  /** Drops the watches whose channel or space has been lost for 30 days by now; returns how many. */
  readonly forget: Removals["forget"];
}

/** Opens the desk with every stored watch in the live index. */
export async function openDesk(parts: Parts): Promise<LiveDesk> {
  const { store, archive, sources, clock } = parts;
  const live = await openLiveWatches(store);
  return {
    now: () => clock.now(),
    writes: parts.writer !== undefined,
    match: live.match,
    isWatched: live.isWatched,
    reconcile: (wanted) => live.reconcile(wanted, clock.now()),
    ...watching(parts, live),
    watches: (channel) => Promise.all(live.in(channel).map((watch) => row(parts, watch))),
    watchesOf: (space) => Promise.all(live.of(space).map((watch) => row(parts, watch))),
    ...makeRemovals({ ...parts, live }),
    find: async (channel, which) => pickWatches(live.in(channel), which),
    async test(channel, typed) {
      const read = readQuery(typed);
      return read.kind === "refused" ? read : archive.test(channel, read);
    },
    latest: (channel, query, count) => archive.latest(channel, query, live.in(channel), count, "newest"),
    search: (channel, query, count) => archive.latest(channel, query, [], count, "best"),
    words: makeVocabulary(store),
    why: makeWhy({ store, archive, live }),
    split: makeSplit(parts),
    sources,
    ...makeSettings(store),
    status: makeStatus({ ...parts, live }),
  };
}

function watching(parts: Parts, live: LiveWatches): Pick<Desk, "watch" | "unwatch" | "pause"> {
  const { archive, sources, platforms, writer, clock } = parts;
  const capOf = makeCaps(live);
  return {
    async watch(channel, { id: person, name }, typed, insteadOf) {
      const read = readQuery(typed);
      if (read.kind === "refused") return read;
      if (read.about !== undefined && !writer) return unjudged(read);
      const { query, text } = read;
      const id = watchId(channel, text);
      const known = live.get(id) ?? sameIn(live, channel, read, insteadOf);
      if (known) return { kind: "exists", watch: known, told: (await row(parts, known)).told };
      const cap = capOf(channel, query, insteadOf);
      if (cap) return { kind: "full", text, ...cap };
      const createdBy = { id: person, name };
      const made = { id, channel, text, query, createdAt: clock.now(), createdBy, origin: "chat" } as const;
      const watch = await live.keep(made);
      const seen = await sources.list(channel);
      return {
        kind: "added",
        watch,
        tested: await archive.test(channel, read),
        sources: seen.length,
        nextLookAt: nextLook(seen, clock.now()),
        cannotPost: await whyNot(platforms, channel),
      };
    },
    unwatch: live.drop,
    pause(watch, until) {
      const { pausedUntil: _before, ...rest } = watch;
      return live.keep(until ? { ...rest, pausedUntil: until } : rest);
    },
  };
}

/** The watch of a channel that means what was read, though its query may be written otherwise. */
function sameIn(live: LiveWatches, channel: Channel, read: Read, insteadOf?: string): Watch | undefined {
  const meaning = meaningOf(read.query);
  const others = live
    .in(channel)
    .filter(({ id, unreadable }) => id !== insteadOf && unreadable === undefined);
  return others.find(
    ({ query, text }) => splitAbout(text).about === read.about && meaningOf(query) === meaning,
  );
}

async function row({ store, clock }: Parts, watch: Watch): Promise<WatchRow> {
  const told = await store.alerts.told(watch.id, new Date(clock.now().getTime() - WEEK_MS));
  return { watch, told: told.total, lastWeek: told.since, lastAt: told.lastAt };
}

function nextLook(seen: readonly Source[], now: Date): Date | undefined {
  const first = firstDue(seen);
  return first && new Date(Math.max(first.getTime(), now.getTime()));
}

/** Why the bot may not write here, as the platform sees it now; undefined where it may, and where nobody can tell. */
async function whyNot(platforms: Parts["platforms"], channel: Channel) {
  const place = await platforms
    .get(channel.platform)
    ?.describe(channel)
    .catch(() => undefined);
  return !place || place.canPost ? undefined : { why: place.why, fix: place.fix };
}
