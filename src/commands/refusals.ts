import type { QueryError } from "../watches/query.ts";
import { action, reply, say } from "./cards.ts";
import type { Command, Reply } from "./command.ts";
import { typed } from "./options.ts";

const SAY = {
  cannotWatch: (why: string) => `I cannot watch that: ${why}`,
  cannotLook: (why: string) => `I cannot look for that: ${why}`,
  tryThis: (line: string) => `Try: ${line}`,
  managers: "Only people who manage this channel can change what it watches.",
  spaceManagers: "Only people who manage this workspace or server can change its sources.",
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
  const parts = [say(SAY[who === "anyone" ? "managers" : who])];
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

/** Returns the answer to a query that cannot be: what is wrong, where, and what would work instead. */
export function refused(text: string, error: QueryError, path: readonly string[]): Reply {
  const why = path[0] === "watch" ? SAY.cannotWatch(error.message) : SAY.cannotLook(error.message);
  const { suggestion } = error;
  return reply(
    [
      say(why),
      ...(text.trim() === ""
        ? []
        : [{ kind: "code", text: underlined(text, error.start, error.end) } as const]),
      ...(suggestion === undefined ? [] : [say(SAY.tryThis(`${typed(path)} ${suggestion}`))]),
    ],
    { tone: "error", buttons: suggestion === undefined ? [] : [action(suggestion, path, suggestion)] },
  );
}

const LINE = 72;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;

/** Returns a text with carets under the place from start to end (UTF-16 offsets); of a long one only the part around it. */
export function underlined(text: string, start: number, end: number): string {
  const from = start < LINE - 12 ? 0 : start - 12;
  const shown = text.slice(from, from + LINE).replace(/[\s\p{C}]/gu, " ");
  const before = from > 0 ? "…" : "";
  const after = from + LINE < text.length ? "…" : "";
  const indent = widths(before + shown.slice(0, start - from), " ", "\u3000");
  const carets = widths(shown.slice(start - from, Math.max(end, start + 1) - from), "^", "^^") || "^";
  return `${before}${shown}${after}\n${indent}${carets}`;
}

/** One sign for each cell column of a text, so that carets stand under wide letters too. */
function widths(text: string, narrow: string, wide: string): string {
  return [...text].map((sign) => (/\p{Mn}/u.test(sign) ? "" : WIDE.test(sign) ? wide : narrow)).join("");
}
