import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";

const PROMPT = "> ";
const HISTORY_LINES = 500;

export interface ScreenOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /**
   * A person sits at a terminal: show a prompt, keep what is typed, offer history and completion.
   *
   * Must be false where TERM is "dumb": readline edits no line there.
   */
  readonly interactive: boolean;
}

/** What a screen tells of the person in front of it. */
export interface Listeners {
  line(line: string): void;
  /** Ctrl-C, or Ctrl-D on an empty line; never for the end of piped input. */
  quit(): void;
  /** Must not reject. */
  complete(line: string): Promise<string[]>;
}

/** A terminal as two streams, on which text appears above the line that is being typed. */
export interface Screen {
  /** Prints text that ends in a line feed. Resolves when the output has taken it, or with what went wrong. */
  print(text: string): Promise<string | undefined>;
  /** Begins to read lines; `history` is the oldest line first. */
  open(listeners: Listeners, history: readonly string[]): void;
  /** Stops reading and returns the history, the oldest line first. Printing stays possible. */
  close(): string[];
  /** What is wrong with the output, if anything. */
  fault(): string | undefined;
}

/** Makes a screen over two streams. From then on an error of the output is noted instead of ending the process. */
export function makeScreen({ input, output, interactive }: ScreenOptions): Screen {
  let reader: Interface | undefined;
  let history: readonly string[] = [];
  let broken: string | undefined;
  output.on("error", (error: Error) => {
    broken ??= error.message;
  });
  const fault = (): string | undefined => broken ?? (output.writable ? undefined : "the output is closed");
  const prompt = (): Interface | undefined => (interactive && !fault() ? reader : undefined);

  return {
    fault,
    print(text) {
      const wrong = fault();
      if (wrong) return Promise.resolve(wrong);
      const shown = prompt();
      if (shown) wipe(shown, output);
      const taken = new Promise<string | undefined>((resolve) => {
        output.write(text, (error) => resolve(error ? error.message : undefined));
      });
      shown?.prompt(true);
      return taken;
    },
    open(listeners, oldestFirst) {
      history = oldestFirst;
      const made = makeReader({ input, output, interactive }, oldestFirst, listeners);
      reader = made;
      made.on("history", (newestFirst: string[]) => {
        history = newestFirst.toReversed();
      });
      made.on("line", (line: string) => {
        // The prompt comes back at once: answers appear above it, and the next command can be typed meanwhile.
        prompt()?.prompt();
        listeners.line(line);
      });
      made.on("SIGINT", listeners.quit);
      // An input that fails has ended.
      made.on("error", () => made.close());
      made.on("close", () => {
        const byPerson = reader === made && interactive;
        reader = undefined;
        if (!byPerson) return;
        output.write("\n");
        listeners.quit();
      });
      prompt()?.prompt();
    },
    close() {
      const open = reader;
      if (prompt() && open) wipe(open, output);
      reader = undefined;
      open?.close();
      return [...history];
    },
  };
}

/** Clears the prompt with what is typed in it, so that the next drawing of it starts where the cursor is. */
function wipe(reader: Interface, output: NodeJS.WritableStream): void {
  moveCursor(output, 0, -reader.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
  // Readline remembers here how many rows it must go up to draw the prompt anew. Nothing documented sets it back.
  Object.assign(reader, { prevRows: 0 });
}

function makeReader(
  { input, output, interactive }: ScreenOptions,
  oldestFirst: readonly string[],
  { complete }: Listeners,
): Interface {
  if (!interactive) return createInterface({ input, terminal: false });
  let closed = false;
  const reader = createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    history: oldestFirst.toReversed(),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, result: [string[], string]) => void): void => {
      // A closed reader throws when completions reach it.
      void complete(line).then((lines) => closed || done(null, [lines, line]));
    },
  });
  return reader.once("close", () => {
    closed = true;
  });
}
