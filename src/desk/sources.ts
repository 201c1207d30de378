import { isDeepStrictEqual } from "node:util";
import type { Clock, Desk } from "../commands/command.ts";
import type { SourceCheck } from "../commands/desk.ts";
import { freshState } from "../sources/schedule.ts";
import {
  type FeedParser,
  FetchError,
  type Fetcher,
  ParseError,
  type Source,
  type SourceState,
} from "../sources/source.ts";
import type { Store } from "../store/store.ts";
import { urlKey } from "../stories/identity.ts";
import { stableId } from "../text/id.ts";
import { type Channel, spaceKey } from "../watches/channel.ts";
import { isInSight } from "./sight.ts";

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly fetch: Fetcher;
  readonly parse: FeedParser;
}

/** Returns the id of the source at a URL: spellings of one URL share one source. */
export function sourceId(url: string): string {
  return stableId("source", urlKey(url) || url);
}

/** Makes what people may ask and change about sources. */
export function makeSourceDesk({ store, clock, fetch, parse }: Parts): Desk["sources"] {
  async function list(channel: Channel): Promise<readonly Source[]> {
    const all = await store.sources.all();
    return all.filter((source) => isInSight(source, channel));
  }

  async function check(url: string): Promise<SourceCheck> {
    try {
      const fetched = await fetch(url, {}, AbortSignal.timeout(30_000));
      // Nothing was asked that could be answered so.
      if (fetched.kind === "unchanged") return { kind: "trouble", url, why: "answers 304" };
      const feed = await parse(fetched.bytes, fetched.contentType, fetched.url);
      const [newest] = feed.stories;
      return {
        kind: "fine",
        url: fetched.movedTo ?? url,
        title: feed.title || new URL(url).hostname,
        stories: feed.stories.length,
        newest: newest && { title: newest.title, at: newest.publishedAt },
      };
    } catch (error) {
      if (error instanceof FetchError || error instanceof ParseError)
        return { kind: "trouble", url, why: error.message };
      throw error;
    }
  }

  return {
    list,
    check,
    async add(channel, url) {
      const known = await store.sources.get(sourceId(url));
      if (known && isRead(known, channel)) return { kind: "exists", source: known };
      const checked = await check(url);
      if (checked.kind === "trouble") return checked;
      // A URL that has moved for good may have moved to one that is read.
      const id = sourceId(checked.url);
      const before = await store.sources.get(id);
      if (before && isRead(before, channel)) return { kind: "exists", source: before };
      const owners = [...new Set([...(before?.owners ?? []), spaceKey(channel)])];
      const state = freshState(clock.now());
      const source: Source = before
        ? { ...before, owners }
        : { id, url: checked.url, name: checked.title, topics: [], owners, state };
      await store.sources.put(source);
      if (before?.state.disabled) await store.sources.reschedule(id, { ...state, ...pastOf(before) });
      return { kind: "added", source, check: checked };
    },
    async remove(channel, which) {
      const found = pick(await list(channel), which);
      const [source] = found;
      if (!source) return { kind: "none" };
      if (found.length > 1) return { kind: "several", sources: found };
      const space = spaceKey(channel);
      if (source.owners.includes(space)) await letGo(store, source, space);
      return { kind: source.owners.includes("instance") ? "instance" : "removed", source };
    },
  };
}

function isRead(source: Source, channel: Channel): boolean {
  return !source.state.disabled && isInSight(source, channel);
}

/** A source that is polled again after it was gone keeps what was seen of it. */
function pastOf({ state }: Source) {
  const { firstPolledAt, parsedAt } = state;
  return { ...(firstPolledAt ? { firstPolledAt } : {}), ...(parsedAt ? { parsedAt } : {}) };
}

/** By number in the list, by URL, by whole name, else by a part of the name or URL. */
function pick(sources: readonly Source[], which: string): readonly Source[] {
  const wanted = which.trim().toLowerCase();
  const numbered = /^\d+$/.test(wanted) ? sources[Number(wanted) - 1] : undefined;
  if (numbered) return [numbered];
  const exact = sources.filter(
    ({ id, name }) => id === sourceId(which.trim()) || name.toLowerCase() === wanted,
  );
  // Whoever types a number means the list: a part of some URL must not stand in for a number that is gone.
  if (exact.length > 0 || /^\d*$/.test(wanted)) return exact;
  return sources.filter(
    ({ name, url }) => name.toLowerCase().includes(wanted) || url.toLowerCase().includes(wanted),
  );
}

/** Takes the sources of the configuration file: adds new ones, and lets go of those that are no longer in it. */
export async function reconcileSources(
  store: Store,
  wanted: readonly WantedSource[],
  now: Date,
): Promise<void> {
  const stored = new Map((await store.sources.all()).map((source) => [source.id, source]));
  const kept = wanted.map((one) => configured(one, stored.get(sourceId(one.url)), now));
  for (const source of kept) {
    const known = stored.get(source.id);
    if (!known || !isDeepStrictEqual(source, known)) await store.sources.put(source);
    if (known && source.state !== known.state) await store.sources.reschedule(source.id, source.state);
    stored.delete(source.id);
  }
  for (const source of stored.values()) {
    if (source.owners.includes("instance")) await letGo(store, source, "instance");
  }
}

function configured(wanted: WantedSource, known: Source | undefined, now: Date): Source {
  const { name, url, everyMs, topics } = wanted;
  return {
    id: sourceId(url),
    url,
    name: name ?? new URL(url).hostname,
    topics,
    owners: [...new Set(["instance", ...(known?.owners ?? [])])],
    state: known ? soonest(known.state, everyMs, now) : freshState(now),
    ...(everyMs === undefined ? {} : { everyMs }),
  };
}

/** A shorter interval counts from now on, not after the longer one has passed. */
function soonest(state: SourceState, everyMs: number | undefined, now: Date): SourceState {
  const dueAt = new Date(now.getTime() + (everyMs ?? 0));
  return everyMs !== undefined && state.failures === 0 && state.dueAt > dueAt ? { ...state, dueAt } : state;
}

/** A source that nobody wants any more is polled no more. */
async function letGo(store: Store, source: Source, owner: string): Promise<void> {
  const owners = source.owners.filter((one) => one !== owner);
  if (owners.length > 0) await store.sources.put({ ...source, owners });
  else await store.sources.remove(source.id);
}

interface WantedSource {
  readonly name?: string;
  readonly url: string;
  readonly everyMs?: number;
  readonly topics: readonly string[];
}
