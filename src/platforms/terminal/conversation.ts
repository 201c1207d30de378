import type { Invocation } from "../../commands/command.ts";
import type { Handlers } from "../platform.ts";
import { CHANNEL, type Printer } from "./printer.ts";
import type { Listeners } from "./screen.ts";
import { completeTyped, readTyped } from "./typed.ts";

const PERSON = { id: "operator", name: "you" };

/** The label of the button that agrees to what a card asks. */
const AGREE = "Yes";
/** How long an end waits for the running command, in ms; what hangs must not keep the program from ending. */
const END_MS = 3_000;

export interface ConversationOptions {
  readonly handlers: Handlers;
  readonly printer: Printer;
  /** Sets the ids of this conversation's invocations apart from those of another start. */
  readonly since: Date;
  onQuit(): void;
}

/** What is said between the person at the terminal and the bot. */
export interface Conversation extends Listeners {
  /** Drops the lines that still wait, and resolves when the running command is answered, after 3 s at the latest. */
  end(): Promise<void>;
}

/** Makes a conversation in which each line is answered before the next one is begun. */
export function makeConversation({ handlers, printer, since, onQuit }: ConversationOptions): Conversation {
  let ended = false;
  let count = 0;
  let running = Promise.resolve();
  /** What a plain "yes" agrees to: the command that the last answer asked about. */
  let asked: string | undefined;

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
    const text = asked !== undefined && /^\/?y(?:es)?$/i.test(typed.text) ? asked : typed.text;
    asked = undefined;
    // An output that takes no more text shows in the health of the platform.
    try {
      const { card } = await handlers.line(text, invocation());
      const agreeing = card.buttons.find(({ label }) => label === AGREE)?.command;
      asked = agreeing === undefined ? undefined : `/${agreeing}`;
      await printer.card(card);
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
      await Promise.race([running, elapsed(END_MS)]);
    },
  };
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    AbortSignal.timeout(ms).addEventListener("abort", () => resolve(), { once: true });
  });
}
