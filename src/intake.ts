import { type Arrival, type Decision, decide, FLOOD } from "./alerts/decide.ts";
import type { Plan } from "./alerts/plan.ts";
import { type MatchStory, makeArrivals } from "./arrivals.ts";
import type { Clock } from "./commands/command.ts";
import type { Covering } from "./covering.ts";
import { settingsOf } from "./desk/settings.ts";
import type { PageRead, PageReader, Source, SourceState } from "./sources/source.ts";
import type { Store } from "./store/store.ts";
import {
  type Identified,
  identify,
  judge,
  keysOf,
  marksAfter,
  type SeenMark,
  type SeenWrite,
} from "./stories/identity.ts";
import { isThin } from "./stories/main-text.ts";
import type { ParsedFeed } from "./stories/story.ts";
import { codeOf } from "./text/error.ts";
import { type Channel, channelKey } from "./watches/channel.ts";

/** Items of one transaction: enough to spare the disk, few enough to keep commands quick. */
const BATCH = 50;
/** Pages read at once for a poll: few, so that a slow page keeps few stories waiting; and for all of it, the newest. */
const PAGES = { atOnce: 8, most: 24 };

/** What a poll has read, to be taken in. */
export interface Reading {
  readonly source: Source;
  readonly feed: ParsedFeed;
  /** Note everything, tell nothing. */
  readonly silent: boolean;
  /** The state of the source once all is stored, given how many stories were new. */
  readonly stateAfter: (news: number) => SourceState;
  /** Breaks off what waits for pages. */
  readonly signal: AbortSignal;
}

export interface Intake {
  /** Commits what is new of a reading, oldest first, and returns how many stories were new. */
  take(reading: Reading): Promise<number>;
}

interface Parts {
  readonly store: Store;
  readonly match: MatchStory;
  /** Whether anybody watches what a source brings. */
  readonly isWatched: (source: Source) => boolean;
  readonly readPage: PageReader;
  readonly covering: Pick<Covering, "near" | "learn" | "doubt">;
  /** Called with each plan once it is committed, never before. */
  readonly committed: (plan: Plan) => void;
  readonly clock: Clock;
}

/** What came of looking at the pages of some items. */
type Pages = ReadonlyMap<Identified, PageRead>;

/** The items whose page is worth looking at, and those among them that there are too many of. */
type Worth = ReadonlyMap<Identified, "read" | "passed over">;

const BUSY = { kind: "unread", why: "busy" } as const;

/** How far a reading has been taken in. */
interface Progress {
  readonly taken: number;
  readonly news: number;
}

/**
 * Makes the one place where stories come in: seen? → page → near → match → decide → commit.
 *
 * Pages are read before it is a batch's turn. Batches of all polls go through one queue, so that two sources with the
 * same new story cannot both find it new; a story that will be told ends its batch, so that the next one can join it.
 */
export function makeIntake(parts: Parts): Intake {
  const { store, covering, clock } = parts;
  const arriving = makeArrivals(parts);
  const seen = store.kv("seen");
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  /** The marks that are kept under the keys of some items. */
  async function marksOf(items: readonly Identified[]): Promise<Map<string, SeenMark>> {
    const keys = [...new Set(items.flatMap(keysOf))];
    const found = await seen.getMany<SeenMark>(keys);
    return new Map(keys.flatMap((key, at) => (found[at] ? [[key, found[at]]] : [])));
  }

  async function pagesOf(batch: readonly Identified[], worth: Worth, { signal }: Reading): Promise<Pages> {
    const read = batch.filter((item) => worth.has(item));
    const pages = read.map(async (item): Promise<[Identified, PageRead]> => {
      const isRead = worth.get(item) === "read";
      return [item, isRead ? await parts.readPage(item.parsed.url, signal) : BUSY];
    });
    return new Map(await Promise.all(pages));
  }

  async function commitSome(
    batch: readonly Identified[],
    pages: Pages,
    reading: Reading,
    before: Progress,
    isLast: (taken: number) => boolean,
  ): Promise<Progress> {
    const now = clock.now();
    const { arrivals, marks, ...weighed } = await weigh(batch, pages, reading, now);
    const isNew = ({ sighting, revision }: Arrival) => !sighting && !revision;
    const news = before.news + arrivals.filter(isNew).length;
    const taken = before.taken + weighed.taken;
    const source = isLast(taken) ? { id: reading.source.id, state: reading.stateAfter(news) } : undefined;
    await settle({ now, silent: reading.silent, arrivals, marks, ...(source ? { source } : {}) });
    return { taken, news };
  }

  /** Decides on what the store holds now; again where a message left for its platform in between. */
  async function settle(
    given: Pick<Decision, "now" | "silent" | "arrivals" | "marks" | "source">,
    tries = 3,
  ): Promise<void> {
    const plan = decide({ ...given, ...(await pastOf(given.arrivals, given.now)) });
    try {
      await store.commit(plan);
    } catch (error) {
      if (tries > 1 && codeOf(error) === "stale") return settle(given, tries - 1);
      // It may have taken effect although its answer is lost.
      covering.doubt();
      throw error;
    }
    for (const story of plan.stories) await covering.learn(story);
    parts.committed(plan);
  }

  /** What `decide` must know of the channels that the arrivals may be told in. */
  async function pastOf(
    arrivals: readonly Arrival[],
    now: Date,
  ): Promise<Pick<Decision, "past" | "rules" | "led">> {
    const told = arrivals.filter(({ matches }) => matches.length > 0);
    const channels = distinct(told.flatMap(({ matches }) => matches.map(({ watch }) => watch.channel)));
    const near = told.flatMap((arrival) => arrival.near);
    const stories = new Set([...told.map(({ story }) => story.id), ...near.map(({ story }) => story)]);
    // A story may lead its own coverage where another alert leads the one that it belongs to.
    const own = told.flatMap(({ story: { id, coverage } }) => [id, coverage ?? id]);
    const coverages = new Set([...own, ...near.map(({ coverage }) => coverage)]);
    const since = new Date(now.getTime() - FLOOD.windowMs);
    const past = await store.alerts.past(channels, [...stories], since, [...coverages]);
    const leads = [...past.values()].flatMap(({ leads }) => [...leads.values()]);
    const led = new Set([...near.map(({ story }) => story), ...leads.map(({ alert }) => alert.story)]);
    const rules = channels.map(
      async (channel) => [channelKey(channel), await settingsOf(store, channel)] as const,
    );
    return {
      past,
      rules: new Map(await Promise.all(rules)),
      led: new Map((await store.stories.get([...led])).map((story) => [story.id, story])),
    };
  }

  /** Sorts items into arrivals and marks to keep fresh, up to the first story that will be told. */
  async function weigh(batch: readonly Identified[], pages: Pages, { source, silent }: Reading, now: Date) {
    const known = await marksOf(batch);
    const mark = (key: string) => known.get(key);
    const found: Arrival[] = [];
    const marks: SeenWrite[] = [];
    let taken = 0;
    for (const item of batch) {
      taken += 1;
      const judgement = judge(item, mark);
      const arrival = await arriving.of(item, judgement, { source, now, mark, page: pages.get(item) });
      const fresh = marksAfter(item, judgement, arrival?.story.id ?? item.storyId, mark, now);
      for (const write of fresh) known.set(write.key, write.mark);
      if (!arrival) marks.push(...fresh);
      else found.push({ ...arrival, seen: fresh });
      if (!silent && arrival && arrival.matches.length > 0) break;
    }
    return { arrivals: found, marks, taken };
  }

  return {
    async take(reading) {
      const items = inOrder(identify(reading.source.id, reading.feed.stories));
      const worth = await worthReading(items, reading);
      let progress: Progress = { taken: 0, news: 0 };
      do {
        const batch = batchFrom(items, progress.taken, worth);
        const pages = await pagesOf(batch, worth, reading);
        const end = progress.taken + batch.length;
        const isLast = (taken: number) => taken >= items.length;
        do {
          const soFar = progress;
          const rest = items.slice(soFar.taken, end);
          progress = await inTurn(() => commitSome(rest, pages, reading, soFar, isLast));
        } while (progress.taken < end);
      } while (progress.taken < items.length);
      return progress.news;
    },
  };

  /** Worth a look are pages of new stories whose feed says little, where somebody listens. */
  async function worthReading(items: readonly Identified[], { source, silent }: Reading): Promise<Worth> {
    if (silent || !parts.isWatched(source)) return new Map();
    const thin = items.filter(({ parsed }) => parsed.url !== "" && isThin(parsed.text));
    const known = await marksOf(thin);
    const fresh = thin.filter((item) => judge(item, (key) => known.get(key)).kind === "new");
    const from = fresh.length - PAGES.most;
    return new Map(fresh.map((item, at) => [item, at < from ? "passed over" : "read"]));
  }
}

/** Oldest first. Feeds list the newest first, so where dates are equal or missing the document is read from its end. */
function inOrder(items: readonly Identified[]): readonly Identified[] {
  const time = (item: Identified) => item.parsed.publishedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return [...items].reverse().sort((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
}

/** The next items that make one transaction. */
function batchFrom(items: readonly Identified[], from: number, worth: Worth): readonly Identified[] {
  let pages = 0;
  const most = items.slice(from, from + BATCH);
  const end = most.findIndex((item) => worth.get(item) === "read" && ++pages > PAGES.atOnce);
  return end === -1 ? most : most.slice(0, end);
}

function distinct(channels: readonly Channel[]): readonly Channel[] {
  return [...new Map(channels.map((channel) => [channelKey(channel), channel])).values()];
}
