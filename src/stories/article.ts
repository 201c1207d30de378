import type { PageFault } from "./story.ts";

/** What a page says as a piece of news: its main text without what stands around it. */
export interface Article {
  /** "" where the page names none. */
  readonly title: string;
  /** Plain text, one line feed between blocks; "" where nothing on the page is a story. */
  readonly text: string;
  /** What stood on the page beside the main text (teasers, comments, furniture), so that it can be explained; cut to 4,000 UTF-16 units. */
  readonly removed?: string;
  /** What the publisher says of the story in its metadata. */
  readonly description?: string;
  /** Absolute http(s) URL. */
  readonly image?: string;
  /** BCP 47 tag that the page declares. */
  readonly language?: string;
  readonly publishedAt?: Date;
  /** Absolute http(s) URL that the page names as its own (`rel=canonical`, else `og:url`). */
  readonly canonical?: string;
  /** What stands before the text, so that `text` is not the story's. */
  readonly barrier?: "paywall" | "consent" | "robots";
}

/** The main text of a story's page, or why it could not be had. */
export type PageRead =
  | { readonly kind: "read"; readonly article: Article }
  | { readonly kind: "unread"; readonly why: PageFault };
