import { channelKey } from "../../watches/channel.ts";
import type { Health, Platform } from "../platform.ts";
import { type Conversation, makeConversation } from "./conversation.ts";
import { CHANNEL, makePrinter, type PrinterOptions } from "./printer.ts";
import { makeScreen, type ScreenOptions } from "./screen.ts";

/** Events of the log that say no more than what this screen has just shown. */
const SHOWN_HERE = /\b(?:command\.answered|dispatch\.sent)\b.*\bterminal:local\/main\b/;

export interface TerminalOptions extends Omit<ScreenOptions, "output">, PrinterOptions {
  /** Keeps what was typed for the next start, the oldest line first. Used only where a person types. */
  readonly history?: { load(): Promise<string[]>; save(lines: string[]): Promise<void> };
  /** The person wants to leave; called again when they insist with Ctrl-C. */
  onQuit(): void;
}

export interface Terminal extends Platform {
  /** Prints a line of the log as it is, above what is being typed; what the screen shows anyway is left out. */
  write(line: string): void;
}

/**
 * Makes the terminal a platform with one channel, `terminal:local/main`, whose one person may do everything.
 *
 * A message counts as sent when the output has taken it. It can be neither edited nor found again.
 */
export function makeTerminal(options: TerminalOptions): Terminal {
  const { clock } = options;
  const screen = makeScreen(options);
  const printer = makePrinter(screen, options);
  const history = options.interactive ? options.history : undefined;
  let health: Health = { state: "down", since: clock.now(), detail: "The terminal is not open yet." };
  let conversation: Conversation | undefined;
  let told = 0;

  return {
    name: CHANNEL.platform,
    can: { paceMs: 0, edit: false, thread: false, find: false, buttons: 0 },
    async start(_commands, handlers) {
      // The bot works without its history, so a fault there is said and stops nothing.
      const past = await history?.load().catch((error) => {
        return printer.sorry(error, "What was typed earlier could not be read");
      });
      const since = clock.now();
      health = { state: "up", since, detail: "The terminal is open." };
      conversation = makeConversation({ handlers, printer, since, onQuit: options.onQuit });
      screen.open(conversation, past ?? []);
    },
    async stop() {
      const typed = screen.close();
      if (!conversation) return;
      await conversation.end();
      conversation = undefined;
      await history?.save(typed).catch((error) => printer.sorry(error, "What was typed could not be kept"));
      health = { state: "down", since: clock.now(), detail: "The terminal is closed." };
    },
    health() {
      const fault = screen.fault();
      if (fault && health.state === "up") {
        health = { state: "down", since: clock.now(), detail: `The terminal takes no more text: ${fault}.` };
      }
      return health;
    },
    async post(channel, card, { key, signal }) {
      if (channelKey(channel) === channelKey(CHANNEL)) return await printer.post(card, key, signal);
      const detail = `a terminal has no channel ${channelKey(channel)}`;
      return { kind: "gone", scope: "channel", detail, fix: `Use ${channelKey(CHANNEL)}.` };
    },
    async edit() {
      return { kind: "invalid", scope: "message", detail: "a terminal cannot edit" };
    },
    async tell(_person, card) {
      told += 1;
      return await printer.post(card, `tell-${told}`);
    },
    async describe() {
      const why = screen.fault();
      return { name: "this terminal", canPost: !why, ...(why && { why }) };
    },
    write(line) {
      if (!SHOWN_HERE.test(line)) printer.line(line);
    },
  };
}
