import type { Card, Command, Invocation, Reply } from "../commands/command.ts";
import type { Channel, MessageRef } from "../watches/channel.ts";

/** What became of a post or an edit. Platforms return it and do not throw; a throw counts as `unknown`. */
export type PostResult =
  | { readonly kind: "sent"; readonly message: MessageRef }
  /** Certainly not posted; the platform asks to wait (429). */
  | { readonly kind: "later"; readonly afterMs: number }
  /** Perhaps posted: the answer was lost, late or a server error. */
  | { readonly kind: "unknown"; readonly detail: string }
  | {
      readonly kind: "gone" | "forbidden" | "invalid" | "unauthorised";
      readonly scope: "message" | "channel" | "space" | "platform";
      readonly detail: string;
      /** What a person can do about it, as a sentence. */
      readonly fix?: string;
    };

export interface Health {
  readonly state: "up" | "degraded" | "down";
  readonly since: Date;
  readonly detail: string;
}

/** One thing that the doctor looked at, as one sentence, and what to do where it is not right. */
export interface Finding {
  /** A note is for the operator to know; only what is wrong has to be mended. */
  readonly state: "right" | "note" | "wrong";
  readonly says: string;
  readonly fix?: string;
}

/** What the doctor found out about one platform, without starting it. */
export interface Examination {
  readonly findings: readonly Finding[];
  /** By how much the platform's clock is ahead of ours, in ms; absent where it did not say. */
  readonly skewMs?: number;
}

/** A place where people read and type: Slack, Discord, the terminal. */
export interface Platform {
  readonly name: string;
  readonly can: {
    /** Least time between two posts to one channel. */
    readonly paceMs: number;
    readonly edit: boolean;
    readonly thread: boolean;
    readonly find: boolean;
    /** Buttons on one card; 0 where the platform has none. */
    readonly buttons: number;
  };
  /** Rejects only on a configuration fault; an unreachable platform starts as down and keeps trying. */
  start(commands: readonly Command[], handlers: Handlers): Promise<void>;
  stop(): Promise<void>;
  health(): Health;
  post(
    channel: Channel,
    card: Card,
    options: {
      readonly key: string;
      readonly signal: AbortSignal;
      readonly replyTo?: MessageRef;
      readonly silent?: boolean;
    },
  ): Promise<PostResult>;
  edit(message: MessageRef, card: Card, signal: AbortSignal): Promise<PostResult>;
  /** Looks for the message that was posted under a key at or after `since`. */
  find?(
    channel: Channel,
    key: string,
    since: Date,
    signal: AbortSignal,
  ): Promise<MessageRef | "absent" | "cannot know">;
  /** Tells one person privately. */
  tell(person: { readonly space: string; readonly id: string }, card: Card): Promise<PostResult>;
  describe(channel: Channel): Promise<{
    readonly name: string;
    readonly canPost: boolean;
    readonly why?: string;
    readonly fix?: string;
  }>;
}

/** What a platform hands in. Each returns the reply and never throws for what a person typed; none posts. */
export interface Handlers {
  command(path: readonly string[], invocation: Invocation): Promise<Reply>;
  /** A line of text after `/news`, for platforms without native commands. */
  line(text: string, invocation: Invocation): Promise<Reply>;
  /** Completions for a line of text after `/news`, whole lines, best first. */
  suggest(text: string, channel: Channel): Promise<readonly string[]>;
  press(
    action: { readonly id: string; readonly args: readonly string[] },
    invocation: Invocation,
  ): Promise<Reply>;
  submit(
    form: { readonly id: string; readonly values: Readonly<Record<string, string>> },
    invocation: Invocation,
  ): Promise<Reply>;
  mention(text: string, invocation: Invocation): Promise<Reply>;
  shortcut(name: string, text: string, invocation: Invocation): Promise<Reply>;
  home(person: {
    readonly space: string;
    readonly id: string;
    /** What a channel is called, for this person; undefined where they may not know of it. */
    place?(channel: Channel): Promise<string | undefined>;
  }): Promise<Card>;
  joined(channel: Channel): Promise<Reply | undefined>;
  removed(scope: { readonly space: string; readonly channel?: Channel }): Promise<void>;
  /** Something changed that may let the bot post again: in one channel, or with `channel` left out in the whole space. */
  mended?(scope: { readonly space: string; readonly channel?: Channel }): Promise<void>;
}
