import type { Alert, HeldReason } from "../alerts/alert.ts";
import type { Dispatch } from "../alerts/dispatch.ts";
import type { ChannelPast, Plan } from "../alerts/plan.ts";
import type { Source, SourceState } from "../sources/source.ts";
import type { StoredStory, Story } from "../stories/story.ts";
import type { Channel } from "../watches/channel.ts";
import type { Condition } from "../watches/condition.ts";
import type { Watch } from "../watches/watch.ts";

/** A lane that rests because of a fault; its dispatches wait. */
export interface RestingLane {
  readonly channel: Channel;
  readonly since: Date;
  readonly detail: string;
  readonly fix?: string;
  /** When the lane is tried again. */
  readonly probeAt: Date;
}

/** Keyed records of one namespace. Every failure throws; nothing ever reads as absent because of an error. */
export interface Keyed {
  get<T>(key: string): Promise<T | undefined>;
  getMany<T>(keys: readonly string[]): Promise<readonly (T | undefined)[]>;
  set(key: string, value: unknown, ttlMs?: number): Promise<void>;
  delete(key: string): Promise<void>;
}

/** All that outlives the process. Every method throws a StoreError when the database does not do it. */
export interface Store {
  /**
   * Writes a plan in one transaction; writing it again changes nothing. Throws StoreError `stale` where the plan
   * adds to a digest or an edit that is no longer pending, has an alert join one that is not told (any more), or tells
   * a coverage that another alert leads there, because the channel must then be judged anew.
   */
  commit(plan: Plan): Promise<void>;
  readonly dispatches: {
    /** The head of each lane: its oldest dispatch that is not settled, due or not. Edits never hold a lane and come besides it once due by `now`. */
    heads(now: Date): Promise<readonly Dispatch[]>;
    get(id: string): Promise<Dispatch | undefined>;
    /** Makes the intent to post durable; the state becomes `sending`. Returns the row as it now stands. */
    sending(id: string, at: Date): Promise<Dispatch>;
    /** Writes what became of a dispatch: its next state, due time, reason, attempts and message. */
    settle(dispatch: Dispatch): Promise<void>;
    /** Deletes a dispatch that is pending and has nothing to tell any more. */
    withdraw(id: string): Promise<void>;
    /**
     * Replaces pending posts and digests by one digest that tells their alerts, in one transaction. What has joined
     * them and what pending edits were to add stays among its alerts; open replies concern the digest from then on.
     */
    fold(into: Dispatch, from: readonly string[]): Promise<void>;
    /** The pending dispatches of a lane in order. */
    pending(channel: Channel): Promise<readonly Dispatch[]>;
    /** Of the whole outbox, or of the channels of one space (`spaceKey` of watches/channel.ts). */
    counts(
      space?: string,
    ): Promise<{ readonly waiting: number; readonly dead: number; readonly lastSentAt?: Date }>;
  };
  readonly lanes: {
    resting(): Promise<readonly RestingLane[]>;
    rest(lane: RestingLane): Promise<void>;
    wake(channel: Channel): Promise<void>;
  };
  readonly alerts: {
    get(ids: readonly string[]): Promise<readonly Alert[]>;
    /** The alerts of one story in one channel's eyes. */
    of(channel: Channel, story: string): Promise<Alert | undefined>;
    /** What `decide` must know of these channels: their alerts of the stories, what leads the coverages there, and posts from `since` on. */
    past(
      channels: readonly Channel[],
      stories: readonly string[],
      since: Date,
      coverages?: readonly string[],
    ): Promise<ReadonlyMap<string, ChannelPast>>;
    /** The alerts that joined these, oldest first. */
    joinedTo(ids: readonly string[]): Promise<readonly Alert[]>;
    /**
     * Takes back told alerts whose message will never be posted: they are held for that reason from now on. Changes
     * nothing and returns false where an alert that is not among them has joined one of them.
     */
    withhold(ids: readonly string[], reason: HeldReason): Promise<boolean>;
    /** Told alerts of a watch: how many in all, how many since a moment, and the last. */
    told(
      watch: string,
      since: Date,
    ): Promise<{ readonly total: number; readonly since: number; readonly lastAt?: Date }>;
  };
  readonly sources: {
    /** Sources whose time has come, most overdue first. */
    due(now: Date, limit: number): Promise<readonly Source[]>;
    all(): Promise<readonly Source[]>;
    get(id: string): Promise<Source | undefined>;
    /** The ids of the sources that belong to one of these owners. */
    ownedBy(owners: readonly string[]): Promise<readonly string[]>;
    /** Inserts a source or replaces its name, topics, interval and owners; the state of a known one stays. */
    put(source: Source): Promise<void>;
    /** Replaces the state alone, outside a plan. */
    reschedule(id: string, state: SourceState): Promise<void>;
    remove(id: string): Promise<void>;
  };
  readonly stories: {
    /**
     * Stories that may meet a condition, all that do among them: whether one does is the judge's to say. Without a
     * condition all stories.
     */
    search(asked: Asked): Promise<readonly Candidate[]>;
    /** Newest first by time of publication; `before` pages on (exclusive, by the last row's cursor). */
    latest(options: {
      readonly limit: number;
      readonly since?: Date;
      readonly before?: StoryCursor;
    }): Promise<readonly StoredStory[]>;
    get(ids: readonly string[]): Promise<readonly StoredStory[]>;
    /** By the key of a link (`urlKey` of stories/identity.ts), of the story or of one of its sightings. */
    byUrl(urlKey: string): Promise<StoredStory | undefined>;
    /** All stories, or those published since a moment. */
    count(since?: Date): Promise<number>;
    /** What coverage must know again after a restart, a page at a time in the order of publication: stories published since a moment, or behind a place. */
    covered(asked: {
      readonly since: Date;
      readonly after?: number;
      readonly limit: number;
    }): Promise<readonly Covered[]>;
    /** Pairs of stories that are never joined again. */
    parted(): Promise<readonly (readonly [string, string])[]>;
  };
  readonly watches: {
    /** Every stored watch, also those whose text this version cannot read (`unreadable`). */
    all(): Promise<readonly Watch[]>;
    in(channel: Channel): Promise<readonly Watch[]>;
    put(watch: Watch): Promise<void>;
    remove(id: string): Promise<void>;
  };
  kv(namespace: string): Keyed;
  /** Rows and bytes, for start-up, `/news status` and bench. */
  size(): Promise<{ readonly stories: number; readonly bytes: number }>;
  /** Deletes the keyed records that have expired by now, a few at a time; returns how many. */
  tidy(now: Date): Promise<number>;
  /**
   * Deletes the stories that are too old or too many by now, a few at a time, but none that is still to be told. What
   * was told of them goes once their seen marks have been gone for 30 days: then nothing can bring them back.
   */
  retain(now: Date, retention: Retention): Promise<{ readonly stories: number; readonly alerts: number }>;
  close(): Promise<void>;
}

/** How long stories are kept: so many days from their publication, and so many stories at most. */
export interface Retention {
  readonly days: number;
  readonly stories: number;
}

/** What stories are looked for. */
export interface Asked {
  readonly where?: Condition;
  /** Published at this moment or later. */
  readonly since?: Date;
  /** Pages on from the last one's place; for the newest alone. */
  readonly before?: number;
  readonly limit: number;
  /** Newest first unless the best are asked for, which are those among the newest 2,000 in which the words weigh most. */
  readonly order?: Order;
}

/** Which stories come first. */
export type Order = "newest" | "best";

/** A story that may be what is looked for, with its place in the order of publication. */
export interface Candidate {
  readonly id: string;
  readonly place: number;
}

/** A story as coverage knows it, under the link that its page names as its own; its coverage, and its place in the order of publication. */
export interface Covered {
  readonly story: Pick<Story, "id" | "title" | "text" | "url" | "publishedAt">;
  readonly coverage: string;
  readonly place: number;
}

export interface StoryCursor {
  readonly publishedAt: Date;
  readonly id: string;
}
