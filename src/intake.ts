import { type Arrival, type Decision, decide, FLOOD, type Match } from "./alerts/decide.ts";
import type { Plan } from "./alerts/plan.ts";
import type { Clock } from "./commands/command.ts";
import type { Source, SourceState } from "./sources/source.ts";
import type { Store } from "./store/store.ts";
import {
  type Identified,
  identify,
  judge,
  keysOf,
  marksFor,
  refreshFor,
  type SeenMark,
  type SeenWrite,
} from "./stories/identity.ts";
import { type ParsedFeed, type Story, storyFrom } from "./stories/story.ts";
import { cleanUrl } from "./stories/url.ts";
import { codeOf } from "./text/error.ts";
import { type Channel, channelKey } from "./watches/channel.ts";
import type { Watch } from "./watches/watch.ts";

/** Stories of one transaction: enough to spare the disk, few enough to keep commands quick. */
const BATCH = 50;

/** The watches that match a story as a source tells it, among those that may see the source. */
export type MatchStory = (story: Story, source: Source) => readonly Match[];

/** What a poll has read, to be taken in. */
export interface Reading {
  readonly source: Source;
  readonly feed: ParsedFeed;
  /** Note everything, tell nothing. */
  readonly silent: boolean;
  /** The state of the source once all is stored, given how many stories were new. */
  readonly stateAfter: (news: number) => SourceState;
}

export interface Intake {
  /** Commits what is new of a reading, oldest first, and returns how many stories were new. */
  take(reading: Reading): Promise<number>;
}

interface Parts {
  readonly store: Store;
  readonly match: MatchStory;
  /** Called with each plan once it is committed, never before. */
  readonly committed: (plan: Plan) => void;
  readonly clock: Clock;
}

/**
 * Makes the one place where stories come in: seen? → match → decide → commit, one batch at a time.
 *
 * Batches of all polls go through one queue, so that two sources with the same new story cannot both find it new.
 */
export function makeIntake({ store, match, committed, clock }: Parts): Intake {
  const seen = store.kv("seen");
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  async function commitBatch(
    batch: readonly Identified[],
    reading: Reading,
    before: number,
    last: boolean,
  ): Promise<number> {
    const now = clock.now();
    const { arrivals, marks } = await weigh(batch, reading.source, now);
    const news = before + arrivals.filter((arrival) => !arrival.sighting).length;
    const source = last ? { id: reading.source.id, state: reading.stateAfter(news) } : undefined;
    await settle({ now, silent: reading.silent, arrivals, marks, ...(source ? { source } : {}) });
    return news;
  }

  /** Decides on what the store holds now; again where a digest left for its platform in between. */
  async function settle(given: Omit<Decision, "past">, tries = 3): Promise<void> {
    const channels = given.arrivals.flatMap((arrival) => arrival.matches.map(({ watch }) => watch.channel));
    const stories = given.arrivals
      .filter((arrival) => arrival.matches.length > 0)
      .map((arrival) => arrival.story.id);
    const plan = decide({ ...given, past: await pastOf(channels, stories, given.now) });
    try {
      await store.commit(plan);
    } catch (error) {
      if (tries > 1 && codeOf(error) === "stale") return settle(given, tries - 1);
      throw error;
    }
    committed(plan);
  }

  async function pastOf(channels: readonly Channel[], stories: readonly string[], now: Date) {
    const distinct = [...new Map(channels.map((channel) => [channelKey(channel), channel])).values()];
    return store.alerts.past(distinct, stories, new Date(now.getTime() - FLOOD.windowMs));
  }

  /** Sorts a batch into arrivals and marks to keep fresh. */
  async function weigh(batch: readonly Identified[], source: Source, now: Date) {
    const known = await readMarks(batch);
    const mark = (key: string) => known.get(key);
    const arrivals: Arrival[] = [];
    const marks: SeenWrite[] = [];
    for (const item of batch) {
      const judgement = judge(item, mark);
      if (judgement.kind === "seen" || judgement.kind === "edited") {
        marks.push(...refreshFor(item, judgement.story, mark, now));
        continue;
      }
      const arrival =
        judgement.kind === "new"
          ? arrive(item, source, now)
          : await sight(judgement.story, item, source, now, notedAt(item, judgement.story, mark));
      const fresh = marksFor(item, arrival.story.id, now);
      arrivals.push({ ...arrival, seen: fresh });
      for (const write of fresh) known.set(write.key, write.mark);
    }
    return { arrivals, marks };
  }

  function arrive(item: Identified, source: Source, now: Date): Omit<Arrival, "seen"> {
    const story = storyFrom(item, source, now);
    return { story, matches: match(story, source) };
  }

  /**
   * A known story in a further source: it may still satisfy watches that its first source did not. Of those that it
   * did satisfy, `decide` knows which were told; one that is younger than the story asks for news, not for this.
   */
  async function sight(
    id: string,
    item: Identified,
    source: Source,
    now: Date,
    noted: number,
  ): Promise<Omit<Arrival, "seen">> {
    const [story] = await store.stories.get([id]);
    // Its mark outlived it. Under its old id, the alerts that outlived it as well say where it was told.
    if (!story) {
      const again = arrive({ ...item, storyId: id }, source, now);
      const isOld = ({ watch }: Match) => watch.createdAt.getTime() <= noted;
      return { ...again, matches: again.matches.filter(isOld) };
    }
    const first = (await store.sources.get(story.source)) ?? source;
    const before = new Set(match(story, first).map(({ watch }) => watch.id));
    const isNewsFor = (watch: Watch) => !before.has(watch.id) || watch.createdAt < story.firstSeenAt;
    const url = cleanUrl(item.parsed.url);
    const here = { ...story, source: source.id, sourceName: source.name, url };
    return {
      story,
      sighting: { story: id, source: source.id, sourceName: source.name, url, at: now },
      matches: match(here, source).filter(({ watch }) => isNewsFor(watch)),
    };
  }

  async function readMarks(batch: readonly Identified[]): Promise<Map<string, SeenMark>> {
    const keys = [...new Set(batch.flatMap(keysOf))];
    const found = await seen.getMany<SeenMark>(keys);
    return new Map(keys.flatMap((key, at) => (found[at] ? [[key, found[at]]] : [])));
  }

  return {
    async take(reading) {
      const items = inOrder(identify(reading.source.id, reading.feed.stories));
      let news = 0;
      for (let at = 0; at === 0 || at < items.length; at += BATCH) {
        const last = at + BATCH >= items.length;
        const soFar = news;
        news = await inTurn(() => commitBatch(items.slice(at, at + BATCH), reading, soFar, last));
      }
      return news;
    },
  };
}

/** When the links of an item were last noted as those of a story, in ms since 1970. */
function notedAt({ keys }: Identified, story: string, mark: (key: string) => SeenMark | undefined): number {
  const marks = keys.urls.map(mark).filter((one) => one?.story === story);
  return Math.min(...marks.map((one) => one?.at ?? 0));
}

/** Oldest first. Feeds list the newest first, so where dates are equal or missing the document is read from its end. */
function inOrder(items: readonly Identified[]): readonly Identified[] {
  const time = (item: Identified) => item.parsed.publishedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return [...items].reverse().sort((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
}
