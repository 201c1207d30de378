import type { Alert } from "../alerts/alert.ts";
import type { WriterCounts } from "../alerts/writer.ts";
import type { Source } from "../sources/source.ts";
import type { Near } from "../stories/near.ts";
import type { StoredStory } from "../stories/story.ts";
import type { Channel, MessageRef } from "../watches/channel.ts";
import type { Hit } from "../watches/evaluate.ts";
import type { Query, QueryError } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";

/** What commands may ask and change. Implemented by src/desk.ts. */
export interface Desk {
  now(): Date;
  /** Whether a language model is set up, which `about:` and the setting translate need. */
  readonly writes: boolean;
  /** Sets up a watch; `insteadOf` is the id of one that it will replace, which then counts for no cap. */
  watch(
    channel: Channel,
    person: { id: string; name: string },
    text: string,
    insteadOf?: string,
  ): Promise<WatchAnswer>;
  /** Reads a query and holds it against the stored stories; changes nothing. */
  test(channel: Channel, text: string): Promise<Tested | Refused>;
  watches(channel: Channel): Promise<readonly WatchRow[]>;
  /** Those of all channels of a space (`spaceKey`), each channel's together and oldest first. */
  watchesOf(space: string): Promise<readonly WatchRow[]>;
  /** Notes that the bot has lost a channel or a whole space; what is watched there is kept for the grace period. */
  left(scope: Scope): Promise<Loss>;
  /** Takes that back for a channel and its space; returns what had been lost. */
  returned(channel: Channel): Promise<readonly Loss[]>;
  /** Finds the watches that a person means: by query, by number in the list (from 1), by id, or else by a part. */
  find(channel: Channel, which: string): Promise<readonly Watch[]>;
  unwatch(watch: Watch): Promise<void>;
  /** Pauses until a moment, or resumes with undefined. Returns the watch as it now stands. */
  pause(watch: Watch, until: Date | undefined): Promise<Watch>;
  /** The newest stories that match, or that any watch of the channel matches where no query is given. */
  latest(channel: Channel, query: Query | undefined, count: number): Promise<Latest>;
  /** The stories that match best: those in which the words are rarest and stand most often. */
  search(channel: Channel, query: Query, count: number): Promise<Latest>;
  /** Words that the titles of the newest stories have, the commonest first, to mend slips of the finger by. */
  words(channel: Channel): Promise<readonly string[]>;
  /** What became of a story, named by its link, its id or words of its title. */
  why(channel: Channel, named: string): Promise<Why>;
  /** Parts the story of a joined alert (by id) from the one whose message it joined, for good, and tells it here by itself. */
  split(channel: Channel, alert: string): Promise<Split>;
  readonly sources: {
    /** Those that this channel's watches draw on. */
    list(channel: Channel): Promise<readonly Source[]>;
    add(channel: Channel, url: string): Promise<SourceAnswer>;
    /** By URL, name or number; `instance` where it belongs to the configuration file and cannot be removed here. */
    remove(
      channel: Channel,
      which: string,
    ): Promise<
      | { kind: "removed"; source: Source }
      | { kind: "none" }
      | { kind: "instance"; source: Source }
      | { kind: "several"; sources: readonly Source[] }
    >;
    /** Fetches and reads the URL now, and stores nothing. */
    check(url: string): Promise<SourceCheck>;
  };
  settings(channel: Channel): Promise<Settings>;
  set(channel: Channel, settings: Settings): Promise<void>;
  status(channel: Channel): Promise<Status>;
}

/** A whole space, written `slack:T1`, or one channel in it. */
export interface Scope {
  readonly space: string;
  readonly channel?: Channel;
}

/** A channel or a space, by its key, that was lost at a moment. */
export interface Loss {
  readonly where: string;
  readonly since: Date;
}

export interface Refused {
  readonly kind: "refused";
  readonly text: string;
  readonly error: QueryError;
}

/** A query as read, and what it would have matched. */
export interface Tested {
  readonly kind: "tested";
  readonly query: Query;
  /** Canonical form. */
  readonly text: string;
  readonly notes: readonly string[];
  readonly days: number;
  /** How many of these days there are stories of, from the first one stored on: a young store knows less than a week. */
  readonly reach: number;
  /** Stored stories of the last `days` days that match, and all stored ones of that time. */
  readonly matched: number;
  readonly of: number;
  /** True where counting stopped at `matched` because there are so many. */
  readonly more: boolean;
  /** The newest matching stories, at most three. */
  readonly samples: readonly Found[];
  /** The titles of the counted stories, newest first: from them comes advice on how to hear less. */
  readonly titles: readonly string[];
}

/** Why a watch was not made: there are as many of its kind as are allowed, in its space or in the whole instance. */
export interface Full {
  readonly kind: "full";
  /** Canonical form. */
  readonly text: string;
  readonly what: "regexes" | "unanchored" | "prefixes";
  readonly where: "space" | "instance";
  readonly most: number;
}

export type WatchAnswer =
  | Refused
  | Full
  | { readonly kind: "exists"; readonly watch: Watch; readonly told: number }
  | {
      readonly kind: "added";
      readonly watch: Watch;
      readonly tested: Tested;
      readonly sources: number;
      readonly nextLookAt?: Date | undefined;
      readonly cannotPost?:
        | { readonly why?: string | undefined; readonly fix?: string | undefined }
        | undefined;
    };

export interface Found {
  readonly story: StoredStory;
  readonly because: readonly Hit[];
}

export interface WatchRow {
  readonly watch: Watch;
  readonly told: number;
  readonly lastWeek: number;
  readonly lastAt?: Date | undefined;
}

export interface Latest {
  readonly found: readonly Found[];
  /** All matches in the time looked at; where `more`, counting stopped here and there are more. */
  readonly total: number;
  readonly more: boolean;
  /** Stories looked at. */
  readonly of: number;
  readonly days: number;
  readonly sources: number;
  /** The watches asked about, where no query was given. */
  readonly watches?: readonly Watch[] | undefined;
}

export type Why =
  /** No story is that link, and none is clearly meant by those words. */
  | { readonly kind: "unknown"; readonly named: string; readonly nearest: readonly StoredStory[] }
  | {
      readonly kind: "known";
      readonly story: StoredStory;
      readonly alert?: Alert | undefined;
      /** When the alert's message was sent, and its state until then. */
      readonly toldAt?: Date | undefined;
      readonly state?: "waiting" | "sent" | "dead" | undefined;
      readonly reason?: string | undefined;
      /** The message of the alert, once it was sent. */
      readonly message?: MessageRef | undefined;
      /** Where the alert joined the message of another one or follows it: that one's story and message. */
      readonly lead?: { readonly story: StoredStory; readonly message?: MessageRef | undefined } | undefined;
      /** The alerts that joined the message of this one, oldest first, with their stories. */
      readonly members?: readonly Member[] | undefined;
      /** Every watch of this channel held against the story as it is today. */
      readonly watches: readonly {
        readonly watch: Watch;
        readonly matched: boolean;
        readonly because: readonly Hit[];
        readonly missing: readonly string[];
        readonly excludedBy?: Hit;
      }[];
    };

/** An alert of this channel that joined the message of another one. */
export interface Member {
  readonly alert: string;
  readonly story: StoredStory;
  readonly near: Near;
  readonly at: Date;
}

/** What came of parting two stories; `gone` where the alert is not joined to another one (any more). */
export type Split =
  | { readonly kind: "split"; readonly story: StoredStory; readonly from: StoredStory }
  | { readonly kind: "gone" };

export type SourceAnswer =
  | { readonly kind: "added"; readonly source: Source; readonly check: SourceCheck & { kind: "fine" } }
  | { readonly kind: "exists"; readonly source: Source }
  | SourceTrouble;

export interface SourceTrouble {
  readonly kind: "trouble";
  readonly url: string;
  /** What is wrong, as it is said of the source: "refuses connections". */
  readonly why: string;
}

export type SourceCheck =
  | {
      readonly kind: "fine";
      readonly url: string;
      readonly title: string;
      readonly stories: number;
      readonly newest?: { readonly title: string; readonly at?: Date | undefined } | undefined;
    }
  | SourceTrouble;

/** Per channel. */
export interface Settings {
  readonly coverage: "off" | "exact" | "normal" | "strict";
  readonly images: "on" | "off";
  readonly updates: "edit" | "ignore" | "reply";
  readonly who: "anyone" | "creator" | "admins";
  /** The language that stories in others are put into where a language model is set up; a BCP 47 tag. */
  readonly translate: "off" | Tongue;
}

/** Languages that alerts can be put into. */
export type Tongue =
  | "en"
  | "de"
  | "fr"
  | "es"
  | "pt"
  | "it"
  | "nl"
  | "pl"
  | "ru"
  | "uk"
  | "tr"
  | "ar"
  | "hi"
  | "ja"
  | "ko"
  | "zh";

export interface Status {
  readonly sources: readonly Source[];
  readonly watches: number;
  readonly waiting: number;
  readonly dead: number;
  readonly lastSentAt?: Date;
  readonly resting: readonly {
    readonly channel: Channel;
    readonly since: Date;
    readonly detail: string;
    readonly fix?: string;
    readonly waiting: number;
  }[];
  readonly platforms: readonly {
    readonly name: string;
    readonly state: "up" | "degraded" | "down";
    readonly since: Date;
    readonly detail: string;
    readonly find: boolean;
  }[];
  readonly onUnknown: "repeat" | "skip";
  /** What the language model has done, where one is set up. */
  readonly writing?: WriterCounts;
  /** Why nothing can be stored at the moment, in whole sentences: a full disk above all. */
  readonly storeFault?: string;
}
