import type { Platform, PostResult } from "../../../src/platforms/platform.ts";
import type { Channel, MessageRef } from "../../../src/watches/channel.ts";
import type { TestClock } from "../../doubles/clock.ts";
import type { DeskState } from "../../doubles/desk.ts";
import { eventually } from "../../doubles/eventually.ts";

/** What somebody got for an answer. */
export interface Heard {
  readonly text: string;
  readonly isPrivate: boolean;
}

/** A message of the bot as it stands. */
export interface Said {
  readonly id: string;
  readonly text: string;
}

/** Everybody may change watches as a manager; a reader may not. */
export type Who = "manager" | "reader";

/** What people do, in the words of the platform. */
export interface People {
  command(line: string, by?: Who): Promise<Heard>;
  /** Types a beginning, or a slip, for which the platform has its own way to help; gives what is offered. */
  suggest(): Promise<string>;
  press(label: string, by?: Who): Promise<Heard>;
  /** Presses a button that opens a form, and fills in a query. */
  submit(label: string, query: string): Promise<Heard>;
  mention(text: string): Promise<Heard>;
  direct(text: string): Promise<Heard>;
  /** Says something to the bot that the platform delivers twice; then something else. Gives the number of answers. */
  twice(text: string, then: string): Promise<number>;
}

/** How an answer gets lost. */
export type Loss = { readonly by: "a TCP drop" | "a 502"; readonly effect: boolean };

/** What makes life hard for a bot. */
export interface Trouble {
  limit(seconds: number): void;
  lose(loss: Loss): void;
  /** The next card is refused. */
  refuseCard(): void;
  /** The bot may not post in the channel any more; and may again. */
  forbid(): Promise<void>;
  allow(): Promise<void>;
  /** The bot may not read what was said in the channel. */
  blind(): Promise<void>;
  /** Deletes the channel. */
  destroy(): void;
  /** Closes a channel in a way that keeps it, and says which. */
  archive(): Channel;
  deleteMessage(id: string): void;
  /** The token is refused at the next post. */
  refuseToken(): void;
  /** The token is refused at a start. */
  badToken(): void;
  down(): Promise<void>;
  up(): Promise<void>;
}

/** One platform on one double, with the real commands over a desk in memory. */
export interface Stage {
  readonly clock: TestClock;
  readonly desk: DeskState;
  readonly events: () => readonly string[];
  platform(): Platform;
  readonly channel: Channel;
  /** A channel that never was. */
  readonly nowhere: Channel;
  /** Starts the bot, and waits until it can be spoken to. */
  start(): Promise<void>;
  /** Starts the bot, whatever becomes of that. */
  begin(): Promise<void>;
  /** Ends the bot and starts another on the same memory. */
  restart(): Promise<void>;
  /** The bot's messages in the channel, those for one person alone left out. */
  messages(): readonly Said[];
  /** What was sent against the rules of the platform. */
  wrongs(): readonly string[];
  /** How often the commands were registered; undefined where people type lines. */
  registrations(): number | undefined;
  readonly people: People;
  readonly trouble: Trouble;
}

/** What a platform has no part in, with the reason. */
export type Lacks = Partial<Record<keyof People | keyof Trouble | "edit" | "find" | "reply", string>>;

export interface Face {
  readonly name: string;
  readonly lacks: Lacks;
  open(): Promise<Stage>;
}

/** Waits until something holds, while time passes in small steps, so that waits of any length come to their end. */
export function inTime({ clock }: Pick<Stage, "clock">, holds: () => unknown): Promise<void> {
  return eventually(() => {
    if (holds()) return true;
    clock.advance(100);
    return false;
  });
}

/** The message that a post or an edit made; throws where there is none. */
export function sent(result: PostResult): MessageRef {
  if (result.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(result)}`);
  return result.message;
}

/** Stands for what a platform has no part in; a case that needs it is skipped by `Lacks`. */
export function lacking<T extends object>(): T {
  return new Proxy({} as T, {
    get: (_, name) => () => Promise.reject(new Error(`there is no ${String(name)} here`)),
  });
}
