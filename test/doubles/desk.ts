import type { Desk, Full, Settings, Status, WatchRow, Why } from "../../src/commands/desk.ts";
import type { Source } from "../../src/sources/source.ts";
import type { StoredStory } from "../../src/stories/story.ts";
import { stableId } from "../../src/text/id.ts";
import { type Channel, channelKey, spaceKey } from "../../src/watches/channel.ts";
import { parseWanted } from "../../src/watches/wanted.ts";
import { type Watch, watchId } from "../../src/watches/watch.ts";
import { asking, inChannel, tested } from "./desk-asking.ts";

const DAY = 86_400_000;

/** What a desk double holds; tests read and change it directly. */
export interface DeskState {
  now: Date;
  watches: Watch[];
  stories: StoredStory[];
  sources: Source[];
  settings: Settings;
  /** Whether a language model is set up. */
  writes: boolean;
  status: Partial<Status>;
  /** Alerts told per watch id. */
  told: Record<string, number>;
  /** What is known of a story beyond the story, by its URL. */
  known: Record<string, Partial<Why & { kind: "known" }>>;
  /** Counting stops here, as over very many stories. */
  countsTo: number;
  /** How many days there are stories of. */
  reach: number;
  /** Why no more watches of a kind are made. */
  full?: Omit<Full, "kind" | "text">;
  cannotPost?: { why?: string; fix?: string };
  /** Channels and spaces that the bot was taken out of. */
  lost: Set<string>;
  /** Calls that changed something, in order. */
  changes: string[];
}

/** A desk on plain arrays, without store, clock or network. */
export function makeDesk(given: Partial<DeskState> = {}): { desk: Desk; state: DeskState } {
  const state: DeskState = {
    now: new Date("2026-05-04T12:00:00Z"), // a Monday
    watches: [],
    stories: [],
    sources: [],
    settings: { coverage: "normal", images: "on", updates: "edit", who: "anyone", translate: "off" },
    writes: false,
    status: {},
    told: {},
    known: {},
    countsTo: Number.POSITIVE_INFINITY,
    reach: 7,
    changes: [],
    lost: new Set(),
    ...given,
  };
  const desk: Desk = {
    now: () => state.now,
    writes: state.writes,
    ...watching(state),
    ...asking(state),
    sources: sourcing(state),
    settings: async () => state.settings,
    async set(_channel, settings) {
      state.settings = settings;
      state.changes.push("set");
    },
    status: async () => ({
      sources: state.sources,
      watches: state.watches.length,
      waiting: 0,
      dead: 0,
      resting: [],
      platforms: [],
      onUnknown: "repeat",
      ...state.status,
    }),
  };
  return { desk, state };
}

function replace(state: DeskState, watch: Watch): Watch {
  state.watches = state.watches.map((other) => (other.id === watch.id ? watch : other));
  return watch;
}

function watching(
  state: DeskState,
): Pick<Desk, "watch" | "watches" | "watchesOf" | "left" | "returned" | "find" | "unwatch" | "pause"> {
  const row = (watch: Watch): WatchRow => {
    const told = state.told[watch.id] ?? 0;
    return { watch, told, lastWeek: told, ...(told > 0 ? { lastAt: state.now } : {}) };
  };
  return {
    async watch(channel, person, text, insteadOf) {
      const read = tested(state, text);
      if (read.kind === "refused") return read;
      const known = inChannel(state, channel).find((watch) => watch.text === read.text);
      if (known) return { kind: "exists", watch: known, told: state.told[known.id] ?? 0 };
      if (state.full && insteadOf === undefined) return { kind: "full", text: read.text, ...state.full };
      const watch = makeWatch(read.text, channel, state.now, person);
      state.watches.push(watch);
      state.changes.push(`watch ${watch.text}`);
      const nextLookAt = state.sources[0]?.state.dueAt;
      return {
        kind: "added",
        watch,
        tested: read,
        sources: state.sources.length,
        ...(nextLookAt ? { nextLookAt } : {}),
        ...(state.cannotPost ? { cannotPost: state.cannotPost } : {}),
      };
    },
    watches: async (channel) => inChannel(state, channel).map(row),
    watchesOf: async (space) => state.watches.filter(({ channel }) => spaceKey(channel) === space).map(row),
    async left({ space, channel }) {
      const where = channel ? channelKey(channel) : space;
      state.lost.add(where);
      return { where, since: state.now };
    },
    async returned(channel) {
      const ended = [channelKey(channel), spaceKey(channel)].filter((where) => state.lost.delete(where));
      return ended.map((where) => ({ where, since: state.now }));
    },
    async find(channel, which) {
      const watches = inChannel(state, channel);
      const exact = watches.filter(
        (watch, index) => watch.id === which || watch.text === which || String(index + 1) === which,
      );
      if (exact.length > 0) return exact;
      return watches.filter(({ text }) => text.toLowerCase().includes(which.toLowerCase()));
    },
    async unwatch(watch) {
      state.watches = state.watches.filter(({ id }) => id !== watch.id);
      state.changes.push(`unwatch ${watch.text}`);
    },
    async pause({ pausedUntil: _, ...watch }, until) {
      state.changes.push(until ? `pause ${watch.text} ${until.toISOString()}` : `resume ${watch.text}`);
      return replace(state, until ? { ...watch, pausedUntil: until } : watch);
    },
  };
}

function sourcing(state: DeskState): Desk["sources"] {
  const readable = (url: string) => /^https?:\/\/[^/]*\.com\//.test(url);
  const trouble = (url: string) =>
    ({ kind: "trouble", url, why: "it is no web address. Try https://example.com" }) as const;
  const fine = (url: string) =>
    ({
      kind: "fine",
      url,
      title: "Example wire",
      stories: 20,
      newest: { title: "Newest", at: state.now },
    }) as const;
  return {
    list: async () => state.sources,
    check: async (url) => (readable(url) ? fine(url) : trouble(url)),
    async add(channel, url) {
      const known = state.sources.find((source) => source.url === url);
      if (known) return { kind: "exists", source: known };
      if (!readable(url)) return trouble(url);
      const source = makeSource(url, { now: state.now, owners: [spaceKey(channel)] });
      state.sources.push(source);
      state.changes.push(`add ${url}`);
      return { kind: "added", source, check: fine(url) };
    },
    async remove(_channel, which) {
      const found = state.sources.filter(({ url, name }) => url === which || name.includes(which));
      const [source] = found;
      if (!source) return { kind: "none" };
      if (found.length > 1) return { kind: "several", sources: found };
      if (source.owners.includes("instance")) return { kind: "instance", source };
      state.sources = state.sources.filter(({ id }) => id !== source.id);
      state.changes.push(`remove ${source.url}`);
      return { kind: "removed", source };
    },
  };
}

/** A watch as chat makes it. */
export function makeWatch(
  text: string,
  channel: Channel,
  createdAt: Date,
  createdBy?: { id: string; name: string },
): Watch {
  const parsed = parseWanted(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const canonical = parsed.text;
  return {
    id: watchId(channel, canonical),
    channel,
    text: canonical,
    query: parsed.query,
    createdAt,
    origin: createdBy ? "chat" : "file",
    ...(createdBy ? { createdBy } : {}),
  };
}

/** A source that was read well five minutes ago and is due in four. */
export function makeSource(
  url: string,
  {
    now,
    owners = ["instance"],
    name = "Example wire",
    ...state
  }: { now: Date; owners?: string[]; name?: string } & Partial<Source["state"]>,
): Source {
  return {
    id: stableId("source", url),
    url,
    name,
    topics: [],
    owners,
    state: {
      dueAt: new Date(now.getTime() + 4 * 60_000),
      checkedAt: new Date(now.getTime() - 5 * 60_000),
      firstPolledAt: new Date(now.getTime() - DAY),
      failures: 0,
      intervalMs: 600_000,
      ...state,
    },
  };
}

/** A stored story; `minutes` is its age. */
export function makeStory(
  title: string,
  text: string,
  { now, minutes = 12 }: { now: Date; minutes?: number },
): StoredStory {
  const url = `https://example.com/${stableId(title)}`;
  const at = new Date(now.getTime() - minutes * 60_000);
  return {
    id: stableId("story", title),
    source: "wire",
    sourceName: "Example wire",
    url,
    title,
    text,
    publishedAt: at,
    dateGuessed: false,
    firstSeenAt: at,
    authors: [],
    tags: [],
    outlets: [{ source: "wire", name: "Example wire", url }],
  };
}
