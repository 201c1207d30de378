import type { Card, Clock } from "../../commands/command.ts";
import { messageOf } from "../../text/error.ts";
import type { Channel } from "../../watches/channel.ts";
import type { PostResult } from "../platform.ts";
import { renderCard } from "./render.ts";
import type { Screen } from "./screen.ts";

const USUAL_COLUMNS = 80;

/** The one channel of a terminal. */
export const CHANNEL: Channel = { platform: "terminal", space: "local", id: "main" };

export interface PrinterOptions {
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  readonly clock: Clock;
  readonly color: boolean;
  /** IANA name for the times shown; by default the machine's own. */
  readonly timeZone?: string;
}

/** Puts cards and lines on a screen. */
export interface Printer {
  /** Resolves when the output has taken the card, or with what went wrong. Rejects where it cannot be rendered. */
  card(card: Card): Promise<string | undefined>;
  /** Prints a card as a message of that id; never rejects. */
  post(card: Card, id: string, signal?: AbortSignal): Promise<PostResult>;
  /** Says in one sentence that something failed. */
  sorry(error: unknown, what: string): Promise<void>;
  /** Prints a line as it is. */
  line(text: string): void;
}

/** Makes a printer; a blank line follows each card and parts it from lines printed before. */
export function makePrinter(screen: Screen, options: PrinterOptions): Printer {
  const { output, clock, color, timeZone } = options;
  let afterLine = false;

  async function card(shown: Card): Promise<string | undefined> {
    const columns = output.columns || USUAL_COLUMNS;
    const lines = renderCard(shown, { columns, color, now: clock.now(), ...(timeZone && { timeZone }) });
    const apart = afterLine ? "\n" : "";
    afterLine = false;
    return await screen.print(`${apart}${lines.join("\n")}\n\n`);
  }

  return {
    card,
    async post(shown, id, signal) {
      if (signal?.aborted) return { kind: "later", afterMs: 0 };
      try {
        const wrong = await orAborted(card(shown), signal);
        return wrong === undefined
          ? { kind: "sent", message: { channel: CHANNEL, id } }
          : { kind: "unknown", detail: `the terminal did not take it: ${wrong}` };
      } catch (error) {
        return { kind: "invalid", scope: "message", detail: `the card cannot be shown: ${messageOf(error)}` };
      }
    },
    async sorry(error, what) {
      const message = messageOf(error).replace(/[.\s]+$/, "");
      const parts = [{ kind: "text", pieces: [`${what}: ${message}.`] }] as const;
      await card({ kind: "notice", parts, buttons: [], tone: "error" });
    },
    line(text) {
      afterLine = true;
      // What went wrong is kept by the screen and shows in the health of the platform.
      void screen.print(`${text}\n`);
    },
  };
}

/** Resolves like `taken`, or with a reason as soon as the signal aborts. */
async function orAborted(
  taken: Promise<string | undefined>,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const aborted = Promise.withResolvers<string>();
  const give = () => aborted.resolve("it did not answer in time");
  signal?.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([taken, aborted.promise]);
  } finally {
    signal?.removeEventListener("abort", give);
  }
}
