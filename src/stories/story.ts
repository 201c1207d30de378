/** What a feed document says of one story; no clock, no network. Made by `parseFeed`. */
export interface ParsedStory {
  /** The published id (guid, atom:id, JSON Feed id), or "". */
  readonly id: string;
  /** Plain text, entities decoded, white space collapsed. */
  readonly title: string;
  /** Absolute link of the story, or "" where the document gives none. */
  readonly url: string;
  readonly publishedAt?: Date;
  /** The description or content as the feed has it; may hold any HTML, so never hand it to a platform. */
  readonly summaryHtml: string;
  /** The same as plain text: no scripts, styles or tags, entities decoded; one line feed between blocks. */
  readonly text: string;
  /** What the feed says of the story in short as plain text, where it also tells it at length. */
  readonly description?: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** BCP 47 tag of the item or its feed, where one is declared. */
  readonly language?: string;
  /** Absolute http(s) URL of a picture. */
  readonly image?: string;
}

/** A feed document, read. */
export interface ParsedFeed {
  readonly title: string;
  readonly link: string;
  /** In the order of the document. */
  readonly stories: readonly ParsedStory[];
  /** What the publisher asks of pollers inside the document. */
  readonly hints: FeedHints;
  /** Which reader made sense of it. */
  readonly via: "rss-parser" | "tolerant" | "json";
  /** Set where the document ends before its end: there may be more stories behind the same validators. */
  readonly breaksOff?: true;
}

export interface FeedHints {
  /** From ttl or sy:updatePeriod and sy:updateFrequency. */
  readonly everyMs?: number;
  /** Hours of the day, GMT, 0 to 23, in which the publisher asks not to be polled. */
  readonly skipHours?: readonly number[];
  /** Days of the week in GMT, 0 is Sunday. */
  readonly skipDays?: readonly number[];
}

/** One news item, free of any platform. */
export interface Story {
  readonly id: string;
  /** Id and name of the source that it was first seen in. */
  readonly source: string;
  readonly sourceName: string;
  /** The link shown to people: the published one without trackers; "" where there is none. */
  readonly url: string;
  readonly title: string;
  /** Plain text: the main text of its page where that was read, else the feed's. */
  readonly text: string;
  /** What the publisher says of it in the feed or on its page, where that is not the beginning of `text` anyway. */
  readonly description?: string;
  /** What came of looking at its page; absent where nobody looked. */
  readonly page?: PageLook;
  readonly publishedAt: Date;
  /** True where the document gave no usable date and the time of the poll stands in for it. */
  readonly dateGuessed: boolean;
  readonly firstSeenAt: Date;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly language?: string;
  readonly image?: string;
  /** When its publisher last changed its title, where that was seen. */
  readonly updatedAt?: Date;
  /** The id of the coverage that it belongs to: that of the first story about its event. */
  readonly coverage?: string;
}

/** Why the main text of a page could not be had, so that the feed's text stands for it. */
export type PageFault =
  | "paywall"
  | "consent" // a wall that asks for consent stands before the text
  | "robots" // a check that keeps robots out
  | "refused" // an HTTP status that is no success, or an address that is not reached
  | "slow" // no answer, or no reading, in time
  | "large"
  | "empty" // no main text in it
  | "busy"; // too many pages at once

/** What came of looking at a story's page: whether its text is the story's, and what stood beside the story there. */
export type PageLook =
  | { readonly kind: "read"; readonly canonical?: string; readonly removed?: string }
  | { readonly kind: "unread"; readonly why: PageFault };

/** A further source in which a known story was found: one more of its outlets. */
export interface Sighting {
  readonly story: string;
  readonly source: string;
  readonly sourceName: string;
  readonly url: string;
  readonly at: Date;
}

/** What a publisher has changed about a known story. */
export interface Revision {
  readonly story: string;
  readonly title: string;
  readonly at: Date;
}

/** A story with every source it was found in, its first one included. */
export interface StoredStory extends Story {
  readonly outlets: readonly { readonly source: string; readonly name: string; readonly url: string }[];
}
