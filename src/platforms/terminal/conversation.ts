import type { Invocation } from "../../commands/command.ts";
import type { Handlers } from "../platform.ts";
import { CHANNEL, type Printer } from "./printer.ts";
import type { Listeners } from "./screen.ts";
import { completeTyped, readTyped } from "./typed.ts";

const PERSON = { id: "operator", name: "you" };

export interface ConversationOptions {
  readonly handlers: Handlers;
  readonly printer: Printer;
  /** Sets the ids of this conversation's invocations apart from those of another start. */
  readonly since: Date;
  onQuit(): void;
}

/** What is said between the person at the terminal and the bot. */
export interface Conversation extends Listeners {
  /** Drops the lines that still wait, and resolves when the running command is answered. */
  end(): Promise<void>;
}

/** Makes a conversation in which each line is answered before the next one is begun. */
export function makeConversation({ handlers, printer, since, onQuit }: ConversationOptions): Conversation {
  let ended = false;
  let count = 0;
  let running = Promise.resolve();

  function invocation(): Invocation {
    count += 1;
    const id = `terminal-${since.getTime()}-${count}`;
    return { id, channel: CHANNEL, person: PERSON, mayManage: async () => true, options: {} };
  }

  async function answer(line: string): Promise<void> {
    const typed = readTyped(line);
    if (ended || typed.kind === "nothing") return;
    if (typed.kind === "quit") {
      ended = true;
      onQuit();
      return;
    }
    // An output that takes no more text shows in the health of the platform.
    try {
      await printer.card((await handlers.line(typed.text, invocation())).card);
    } catch (error) {
      await printer.sorry(error, "That did not work");
    }
  }

  return {
    line(line) {
      running = running.then(() => answer(line));
    },
    quit: onQuit,
    async complete(line) {
      try {
        return await completeTyped(line, (text) => handlers.suggest(text, CHANNEL));
      } catch (error) {
        await printer.sorry(error, "I could not look for completions");
        return [];
      }
    },
    async end() {
      ended = true;
      await running;
    },
  };
}
