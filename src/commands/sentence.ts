import { wordSet } from "../text/word-set.ts";

/** Words with which people begin to ask: "tell me when …", "any news about …". */
const ASKING = wordSet(
  "please hey hi hello can could would will you i i'd i'm we want like need wish to know hear see read get got be am " +
    "interested tell let inform notify alert ping give show find send keep me us posted updated watch follow search look " +
    "looking any anything everything something some all the latest new newest recent breaking news story stories article " +
    "articles update updates headlines about on of in regarding concerning around when whenever if for with what what's " +
    "whats who who's how is are was there happening going up",
);
/** One of them that shows that somebody asks, */
const REQUEST = wordSet(
  "tell let inform notify alert ping give show find send keep news story stories article articles update updates " +
    "headlines anything everything something latest interested search look looking what what's whats who who's how about",
);
/** and one after which the topic begins. */
const HINGE = wordSet("about on of in regarding concerning around when whenever if for with me us is are to");
const MOST_WORDS = 8;
/** No query may be longer, in UTF-16 units. */
const LONGEST = 500;
const POLITE = /[\s,]+(?:please|thanks|thank you)(?=[.!?\s]*$)/i;

/** What a sentence asks about, in the words of a query. */
export interface Asked {
  readonly topic: string;
  /** The same with OR for "and", which people say for either. */
  readonly either?: string;
}

/** Returns what a sentence such as "tell me when Apple sues Google" asks about; undefined where a text is none. */
export function askedIn(text: string): Asked | undefined {
  if (text.length > LONGEST) return undefined;
  const words = text.trim().split(/\s+/);
  const plain = words.map((word) => word.toLowerCase().replaceAll("’", "'").replace(/[,:]$/, ""));
  const others = plain.findIndex((word) => !ASKING.has(word));
  const lead = plain.slice(0, Math.min(MOST_WORDS, others === -1 ? plain.length - 1 : others));
  const end = lead.findLastIndex((word) => HINGE.has(word)) + 1;
  if (!lead.slice(0, end).some((word) => REQUEST.has(word))) return undefined;
  const topic = words
    .slice(end)
    .join(" ")
    .replace(POLITE, "")
    .replace(/[?!.]+$/, "")
    .replace(/^(?:the|an?)\s+/i, "");
  if (topic === "") return undefined;
  const either = topic.replace(/\s+and\s+/g, " OR ");
  const isPlain = topic.split(" ").every((word) => /^[\p{L}\p{N}][\p{L}\p{N}.'’-]*$/u.test(word));
  return either !== topic && isPlain ? { topic, either } : { topic };
}
