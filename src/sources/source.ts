import type { PageRead } from "../stories/article.ts";
import type { FeedHints, ParsedFeed } from "../stories/story.ts";

export type { PageRead } from "../stories/article.ts";

/** A URL that is polled. One URL is polled once, however many want it. */
export interface Source {
  /** stableId("source", canonical URL). */
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly topics: readonly string[];
  /** Fixed interval in ms, honoured from 1,000; without it the interval adapts. */
  readonly everyMs?: number;
  /** Who wants it: `instance` (the configuration file) or space keys such as `slack:T1`. Never empty. */
  readonly owners: readonly string[];
  readonly state: SourceState;
}

/** What is remembered of a source between polls, and across restarts. */
export interface SourceState {
  readonly dueAt: Date;
  /** Byte for byte as received; sent back unchanged. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** When the document was last read whole; validators and body hash are dropped every 8 days. */
  readonly parsedAt?: Date;
  readonly bodyHash?: string;
  /** When the source last answered well (200 or 304). */
  readonly checkedAt?: Date;
  /** Absent until the first poll that was read is committed: until then a poll is silent. */
  readonly firstPolledAt?: Date;
  /** Failures in a row. */
  readonly failures: number;
  readonly trouble?: {
    readonly kind: FetchFault | "parse" | "empty";
    readonly detail: string;
    readonly since: Date;
  };
  /** Current adaptive interval in ms. */
  readonly intervalMs: number;
  /** What the publisher asked of pollers in the document that was read last. */
  readonly hints?: FeedHints;
  /** When its newest story was first seen. */
  readonly newestAt?: Date;
  /** True after 410 Gone: it is polled no more until someone adds it again. */
  readonly disabled?: boolean;
}

/** How fetching a URL can fail. */
export type FetchFault =
  | "address" // refused by the address guard: scheme, credentials, port, or a private address
  | "redirect" // too many redirects, a loop, or a redirect without a usable target
  | "size" // more decompressed bytes than allowed
  | "timeout"
  | "network" // DNS, connection refused or reset, TLS
  | "status" // an HTTP status that is no success; `status` says which
  | "body"; // cannot be decompressed

/** How a fetch failed, with the HTTP status and the wait that the server asked for. */
export class FetchError extends Error {
  readonly kind: FetchFault;
  readonly status?: number;
  /** From Retry-After; clamped to 1 minute … 24 hours. */
  readonly retryAfterMs?: number;
  constructor(
    kind: FetchFault,
    message: string,
    more: { status?: number; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "FetchError";
    this.kind = kind;
    if (more.status !== undefined) this.status = more.status;
    if (more.retryAfterMs !== undefined) this.retryAfterMs = more.retryAfterMs;
  }
}

/** What came back from a URL: nothing new (304), or a body. Validators are byte for byte the server's. */
export type Fetched =
  | {
      readonly kind: "unchanged";
      readonly etag?: string;
      readonly lastModified?: string;
      readonly freshForMs?: number;
    }
  | {
      readonly kind: "body";
      /** The URL that answered, after redirects. */
      readonly url: string;
      /** Set when every redirect of the chain was permanent (301, 308). */
      readonly movedTo?: string;
      readonly contentType?: string;
      readonly etag?: string;
      readonly lastModified?: string;
      /** From Cache-Control max-age less Age, else Expires less Date; absent where the server says nothing. */
      readonly freshForMs?: number;
      /** Decompressed. */
      readonly bytes: Uint8Array;
    };

/** Fetches one URL safely; throws FetchError, or the signal's reason when aborted from outside. */
export type Fetcher = (
  url: string,
  validators: { readonly etag?: string; readonly lastModified?: string },
  signal: AbortSignal,
) => Promise<Fetched>;

/** Reads what a URL served (`contentType` as declared, `url` after redirects) as a feed; throws ParseError. */
export type FeedParser = (
  bytes: Uint8Array,
  contentType: string | undefined,
  url: string,
) => Promise<ParsedFeed>;

/** Fetches a story's page and finds its main text, within 8 s; rejects only with the signal's reason. */
export type PageReader = (url: string, signal: AbortSignal) => Promise<PageRead>;

/** How a document can fail to be a feed. */
export type ParseFault =
  | "html" // a web page
  | "empty"
  | "truncated" // it ends before one story is complete
  | "unknown"; // neither XML nor JSON, or no feed in them

/** A document is not a feed; the message completes "The source …". */
export class ParseError extends Error {
  readonly kind: ParseFault;
  constructor(kind: ParseFault, message: string) {
    super(message);
    this.name = "ParseError";
    this.kind = kind;
  }
}
