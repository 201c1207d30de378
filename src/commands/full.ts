import { action, reply, say, strong } from "./cards.ts";
import type { Piece, Reply } from "./command.ts";
import type { Full } from "./desk.ts";
import { number } from "./words.ts";

const SAY = {
  cannot: (text: string): Piece[] => ["I cannot watch ", strong(text), " as well."],
  space: (most: number, what: string) =>
    `A workspace or server may watch ${number(most)} ${what}; with this there would be more.`,
  instance: (most: number, what: string) =>
    `I can watch ${number(most)} ${what} in all; with this there would be more.`,
  what: {
    unanchored: "regular expressions that hold no word",
    regexes: "regular expressions",
    prefixes: "beginnings of words (word*)",
  },
  way: {
    unanchored: "Each story is searched for those from end to end. Add a word that the story must name,",
    regexes: "Words and phrases have no limit: say it with those,",
    prefixes: "Whole words have no limit: name them with OR between,",
  },
  orStop: (way: string) => `${way} or stop a watch that nobody needs any more.`,
  list: "What is watched here",
} as const;

/** Returns the answer to a watch of which there are as many as are allowed: what to do instead. */
export function full({ text, what, where, most }: Full): Reply {
  return reply(
    [say(...SAY.cannot(text)), say(SAY[where](most, SAY.what[what])), say(SAY.orStop(SAY.way[what]))],
    {
      tone: "error",
      buttons: [action(SAY.list, ["watches"])],
    },
  );
}
