import type { Channel } from "../watches/channel.ts";
import type { Desk } from "./desk.ts";

export type { Desk } from "./desk.ts";

/** The clock and the wait, so that time is an argument everywhere. `sleep` rejects with the signal's reason when aborted. */
export interface Clock {
  now(): Date;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

// ── Cards: what is said, free of any platform ────────────────────────────────────────────────────────

/** A stretch of raw text, start and end as UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Raw text with marked ranges (watched words) and perhaps a link; the platform escapes it. */
export interface Marked {
  readonly text: string;
  readonly marks?: readonly Range[];
  readonly url?: string;
  readonly tone?: "strong" | "quiet";
}

/** A moment; the platform says it as people do: "12 min ago", "14:05", "3 May", "in 4 min". */
export interface Moment {
  readonly at: Date;
  readonly as: "ago" | "time" | "day" | "in";
}

export type Piece = string | Marked | Moment;

export interface Text {
  readonly kind: "text";
  readonly pieces: readonly Piece[];
  readonly small?: boolean;
}
export interface List {
  readonly kind: "list";
  readonly items: readonly (readonly Piece[])[];
  readonly numbered?: boolean;
}
/** Lines in columns; a cell is a list of pieces. */
export interface Rows {
  readonly kind: "rows";
  readonly rows: readonly (readonly (readonly Piece[])[])[];
  /** The buttons of each row, where a platform can set them beside it; for others they are left out. */
  readonly buttons?: readonly (readonly Action[])[];
}
/** Text in a fixed pitch, shown as it is: an error with its caret, an export. */
export interface Code {
  readonly kind: "code";
  readonly text: string;
}
/** Words of somebody else. */
export interface Quote {
  readonly kind: "quote";
  readonly pieces: readonly Piece[];
}
export type Part = Text | List | Rows | Code | Quote;

/** A button. `command` is what to type where a platform has none, without the leading slash: `news unwatch OpenAI`. */
export interface Action {
  readonly id: string;
  readonly args: readonly string[];
  readonly label: string;
  readonly confirm?: string;
  readonly command?: string;
  /** The channel (`channelKey`) that it acts on, where that is not the one in which it stands; the right to is judged there. */
  readonly channel?: string;
}

/** A platform-neutral message; a platform renders it. */
export interface Card {
  readonly kind: "alert" | "answer" | "notice" | "digest";
  readonly title?: { readonly text: string; readonly url?: string; readonly marks?: readonly Range[] };
  readonly parts: readonly Part[];
  readonly image?: { readonly url: string; readonly alt: string };
  readonly buttons: readonly Action[];
  readonly tone?: "info" | "warn" | "error";
}

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────────

/** One value that a command takes. At most one option of a command is `rest`: it takes all words no other option claims. */
export interface Option {
  readonly name: string;
  readonly summary: string;
  readonly type: "text" | "integer" | "choice";
  readonly required: boolean;
  readonly rest?: boolean;
  readonly choices?: readonly string[];
  /** The least and the greatest value of an integer. */
  readonly min?: number;
  readonly max?: number;
  /**
   * What autocomplete offers: the watches of the channel, the sources in its sight, the commands, or the values of the
   * setting that is named before; where it is absent, the choices.
   */
  readonly suggests?: "watches" | "sources" | "commands" | "values";
  readonly example: string;
}

/** One use of a command by a person. Its id is the platform's own, for de-duplication. */
export interface Invocation {
  readonly id: string;
  readonly channel: Channel;
  readonly person: { readonly id: string; readonly name: string };
  mayManage(): Promise<boolean>;
  /** Whether they may change what all channels of the space share; where it is absent, `mayManage` decides. */
  mayManageSpace?(): Promise<boolean>;
  readonly locale?: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export interface Reply {
  readonly card: Card;
  readonly visibility: "private" | "public";
}

export interface Command {
  /** Without the root: `["watch"]`, `["source", "add"]`. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: readonly Option[];
  readonly visibility: "private" | "public";
  readonly who: "anyone" | "managers" | "spaceManagers" | "operator";
  /** Examples that work, without `/news`. */
  readonly examples: readonly string[];
  run(invocation: Invocation, desk: Desk): Promise<Reply>;
}
