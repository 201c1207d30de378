/** One thing that stands in a channel of a double, as people would see it there. */
export interface Shown {
  readonly id: string;
  /** Such as "#news". */
  readonly where: string;
  /** An alert is posted by itself; an answer was asked for. */
  readonly kind: "alert" | "answer";
  readonly text: string;
  /** Changes when the message does; left out, the text says it. */
  readonly version?: string;
}

/** Where the demo takes place when it is not the terminal: a double, the channel in it, and a person with hands. */
export interface Place {
  /** What the configuration needs to connect to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the watches are. */
  readonly channel: string;
  readonly welcome: string;
  /** All that was said so far, oldest first. */
  all(): readonly Shown[];
  /** Calls `look` whenever something may have changed. */
  watch(look: () => void): void;
  /** Sends a line of text after `/news` as a slash command of a person; resolves with a complaint where that cannot be. */
  send(line: string): Promise<string | undefined>;
}

const INDENT = "  ";

/** Makes what prints each message once, and again when it has changed. */
export function makeTranscript(print: (text: string) => void) {
  const known = new Map<string, string>();
  return (all: readonly Shown[]): void => {
    for (const { id, where, kind, text, version = text } of all) {
      const before = known.get(id);
      if (before === version) continue;
      known.set(id, version);
      const how = before === undefined ? (kind === "alert" ? "" : ", in answer") : ", changed";
      const lines = text.split("\n").map((line) => `${INDENT}${line}`.trimEnd());
      print(`── ${where}${how}\n${lines.join("\n")}\n\n`);
    }
  };
}
