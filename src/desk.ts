import type { Match } from "./alerts/decide.ts";
import type { Dispatch } from "./alerts/dispatch.ts";
import type { OnUnknown } from "./alerts/transitions.ts";
import type { Clock } from "./commands/command.ts";
import type { Desk, Refused, Settings, Status, WatchRow, Why } from "./commands/desk.ts";
import type { Archive } from "./desk/archive.ts";
import type { Platform } from "./platforms/platform.ts";
import type { Source } from "./sources/source.ts";
import type { Store } from "./store/store.ts";
import { urlKey } from "./stories/identity.ts";
import type { Story } from "./stories/story.ts";
import { type Channel, channelKey, spaceKey } from "./watches/channel.ts";
import { explain } from "./watches/evaluate.ts";
import { matchable } from "./watches/matchable.ts";
import { makeMatcher } from "./watches/matcher.ts";
import { parseQuery, printQuery, type Query } from "./watches/query.ts";
import { type Watch, watchId } from "./watches/watch.ts";

const WEEK_MS = 7 * 86_400_000;
const DEFAULT_SETTINGS: Settings = { coverage: "normal", images: "on", updates: "edit", who: "anyone" };

interface Parts {
  readonly store: Store;
  readonly archive: Archive;
  readonly sources: Desk["sources"];
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly clock: Clock;
  readonly onUnknown: OnUnknown;
}

/** The desk and the one live index of all watches, which only the desk changes. */
export interface LiveDesk extends Desk {
  /** The watches that match a story as a source tells it, among those whose space may see the source. */
  match(story: Story, source: Source): readonly Match[];
  /** Takes the watches of the configuration file: adds new ones, removes those that are no longer in it. */
  reconcile(watches: readonly { readonly channel: Channel; readonly query: string }[]): Promise<void>;
}

/** Opens the desk: loads every stored watch into the live index. Commands change the store first and the index after it. */
export async function openDesk({
  store,
  archive,
  sources,
  platforms,
  clock,
  onUnknown,
}: Parts): Promise<LiveDesk> {
  const matcher = makeMatcher();
  const live = new Map<string, Watch>();
  const settings = store.kv("settings");
  for (const watch of await store.watches.all()) index(watch);

  function index(watch: Watch): void {
    if (!live.has(watch.id)) matcher.add(watch.id, watch.query);
    live.set(watch.id, watch);
  }

  async function keep(watch: Watch): Promise<Watch> {
    await store.watches.put(watch);
    index(watch);
    return watch;
  }

  async function drop(watch: Watch): Promise<void> {
    await store.watches.remove(watch.id);
    matcher.remove(watch.id);
    live.delete(watch.id);
  }

  function watchesIn(channel: Channel): readonly Watch[] {
    const key = channelKey(channel);
    const here = [...live.values()].filter((watch) => channelKey(watch.channel) === key);
    return here.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  async function row(watch: Watch): Promise<WatchRow> {
    const told = await store.alerts.told(watch.id, new Date(clock.now().getTime() - WEEK_MS));
    return { watch, told: told.total, lastWeek: told.since, lastAt: told.lastAt };
  }

  function nextLook(seen: readonly Source[]): Date | undefined {
    const times = seen.filter(({ state }) => !state.disabled).map(({ state }) => state.dueAt.getTime());
    return times.length > 0 ? new Date(Math.max(Math.min(...times), clock.now().getTime())) : undefined;
  }

  /** Why the bot may not write here, as the platform sees it now; undefined where it may. */
  async function whyNot(channel: Channel) {
    const place = await platforms.get(channel.platform)?.describe(channel);
    return !place || place.canPost ? undefined : { why: place.why, fix: place.fix };
  }

  return {
    now: () => clock.now(),

    match(story, source) {
      return matcher.match(matchable(story)).flatMap(({ id, because }) => {
        const watch = live.get(id);
        const isVisible =
          watch && (source.owners.includes("instance") || source.owners.includes(spaceKey(watch.channel)));
        return isVisible ? [{ watch, because }] : [];
      });
    },

    async reconcile(wanted) {
      const kept = new Set<string>();
      for (const { channel, query: typed } of wanted) {
        const read = readQuery(typed);
        if (read.kind === "refused")
          throw new Error(`The watch ${typed} cannot be read: ${read.error.message}`);
        const id = watchId(channel, read.text);
        kept.add(id);
        const { query, text } = read;
        if (!live.has(id)) await keep({ id, channel, text, query, createdAt: clock.now(), origin: "file" });
      }
      for (const watch of [...live.values()])
        if (watch.origin === "file" && !kept.has(watch.id)) await drop(watch);
    },

    async watch(channel, person, typed) {
      const read = readQuery(typed);
      if (read.kind === "refused") return read;
      const id = watchId(channel, read.text);
      const known = live.get(id);
      if (known) return { kind: "exists", watch: known, told: (await row(known)).told };
      const createdBy = { id: person.id, name: person.name };
      const { query, text } = read;
      const watch = await keep({
        id,
        channel,
        text,
        query,
        createdAt: clock.now(),
        createdBy,
        origin: "chat",
      });
      const seen = await sources.list(channel);
      const tested = await archive.test(channel, read);
      return {
        kind: "added",
        watch,
        tested,
        sources: seen.length,
        nextLookAt: nextLook(seen),
        cannotPost: await whyNot(channel),
      };
    },

    async test(channel, typed) {
      const read = readQuery(typed);
      return read.kind === "refused" ? read : archive.test(channel, read);
    },

    watches: (channel) => Promise.all(watchesIn(channel).map(row)),

    async find(channel, which) {
      return pick(watchesIn(channel), which);
    },

    unwatch: drop,

    pause(watch, until) {
      const { pausedUntil: _before, ...rest } = watch;
      return keep(until ? { ...rest, pausedUntil: until } : rest);
    },

    latest: (channel, query, count) => archive.latest(channel, query, watchesIn(channel), count),

    async why(channel, link): Promise<Why> {
      const [byId] = await store.stories.get([link]);
      const story = byId ?? (await store.stories.byUrl(urlKey(link)));
      if (!story) return { kind: "unknown", link, nearest: await archive.nearest(channel, link, 3) };
      const alert = await store.alerts.of(channel, story.id);
      const dispatch =
        alert?.verdict.kind === "told" ? await store.dispatches.get(alert.verdict.dispatch) : undefined;
      return {
        kind: "known",
        story,
        watches: watchesIn(channel).map((watch) => ({ watch, ...explain(watch.query, matchable(story)) })),
        alert,
        state: dispatch && stateOf(dispatch),
        toldAt: dispatch?.state === "sent" ? dispatch.attemptedAt : undefined,
        reason: dispatch?.reason,
      };
    },

    sources,

    async settings(channel) {
      return { ...DEFAULT_SETTINGS, ...(await settings.get<Partial<Settings>>(channelKey(channel))) };
    },

    set: (channel, wanted) => settings.set(channelKey(channel), wanted),

    async status(channel): Promise<Status> {
      const counts = await store.dispatches.counts();
      const resting = await store.lanes.resting();
      const waiting = await Promise.all(
        resting.map(async (lane) => (await store.dispatches.pending(lane.channel)).length),
      );
      return {
        sources: await sources.list(channel),
        watches: watchesIn(channel).length,
        ...counts,
        resting: resting.map((lane, at) => ({ ...lane, waiting: waiting[at] ?? 0 })),
        platforms: [...platforms.values()].map((platform) => ({
          name: platform.name,
          ...platform.health(),
          find: platform.can.find,
        })),
        onUnknown,
      };
    },
  };
}

function stateOf({ state }: Dispatch): "waiting" | "sent" | "dead" {
  return state === "sent" || state === "dead" ? state : "waiting";
}

function readQuery(
  typed: string,
): Refused | { kind: "read"; query: Query; text: string; notes: readonly string[] } {
  const parsed = parseQuery(typed);
  if (!parsed.ok) return { kind: "refused", text: typed, error: parsed.error };
  return { kind: "read", query: parsed.query, text: printQuery(parsed.query), notes: parsed.notes };
}

/** By number in the list, by the query however it is spelled, else by a part of it. */
function pick(watches: readonly Watch[], which: string): readonly Watch[] {
  const wanted = which.trim();
  const byId = watches.filter(({ id }) => id === wanted);
  if (byId.length > 0) return byId;
  const numbered = /^#?\d+$/.test(wanted) ? watches[Number(wanted.replace("#", "")) - 1] : undefined;
  if (numbered) return [numbered];
  const read = readQuery(wanted);
  const exact = watches.filter(({ text }) => text === wanted || (read.kind === "read" && text === read.text));
  if (exact.length > 0 || wanted === "") return exact;
  return watches.filter(({ text }) => text.toLowerCase().includes(wanted.toLowerCase()));
}
