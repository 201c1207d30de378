import { action, reply, say } from "./cards.ts";
import type { Command, Reply } from "./command.ts";

const SAY = {
  managers: "Only people who manage this channel can change what it watches.",
  operator: "Only whoever runs me can do that, from the operator's channel.",
  ask: (query: string) => `You can still ask: /news latest ${query}`,
  latest: (query: string) => `Latest about ${query}`,
  failed: (why: string) => `That did not work: ${why}`,
  unchanged: "Nothing was changed.",
  look: "Look at /news watches before you try again: it shows what stands.",
  oldButton: "I no longer know what that button does. /news help shows what I can do.",
  noCommand: (word: string) => `I do not know the command "${word}". /news help shows what I can do.`,
} as const;

/** Returns the answer to somebody who may not do this; with a query, what they can do instead. */
export function notAllowed(who: Command["who"] = "managers", query = ""): Reply {
  const parts = [say(who === "operator" ? SAY.operator : SAY.managers)];
  if (query === "") return reply(parts);
  return reply([...parts, say(SAY.ask(query))], { buttons: [action(SAY.latest(query), ["latest"], query)] });
}

/** Returns the answer to a command that failed; only where it cannot change anything does it say that nothing was changed. */
export function failed(error: unknown, changes: boolean): Reply {
  const why = error instanceof Error && error.message !== "" ? error.message : "something broke inside me";
  const sentence = (why.split("\n", 1)[0] ?? "").slice(0, 200);
  const ended = /[.?…]$/.test(sentence) ? sentence : `${sentence}.`;
  return reply([say(SAY.failed(ended)), say(changes ? SAY.look : SAY.unchanged)], { tone: "error" });
}

/** Returns the answer to a button that means nothing here. */
export function oldButton(): Reply {
  return reply([say(SAY.oldButton)]);
}

/** Returns the answer to a command that is not in the table. */
export function noCommand(path: readonly string[]): Reply {
  return reply([say(SAY.noCommand(path.join(" ")))], { tone: "error" });
}
