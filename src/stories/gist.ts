import { sentences, words } from "../text/sentences.ts";
import type { Span } from "../text/spans.ts";
import { joined, type Passage, passage, shortened } from "./passage.ts";

const MOST_SENTENCES = 3;
const LEAST_LINE_WORDS = 6;
/** Enough of a line, in UTF-16 units, to count so many words in. */
const LINE_START = 200;

/** Lines and sentences that belong to the page, not to the story. */
const JUNK = opening(
  "(?:(?:first |last )?(?:published|updated|modified)\\b|by \\p{L}{2,}(?= )(?=.{0,40}$))[^.!?]*$",
  "(?:read (?:more|also|next|the (?:full|whole|rest))|(?:continue|keep) reading|click here|scroll down)\\b",
  "(?:(?:sign up|subscribe) (?:for|to|now)|follow us|share this|listen to th(?:is|e)|see also|more from)\\b",
  "(?:advertisement|related(?: \\w+)?|recommended(?: for you)?|most read|trending(?: now)?|you may also like):?$",
  "(?:photo|photograph|image|picture|illustration|credit|source)s?\\s?(?:by\\b|credit|:)",
  "comments?(?: \\(|:)|submitted by \\/?u\\/|the post .* appeared first on\\b",
  "this (?:article|story|post) (?:was )?(?:first |originally )?(?:appeared|published)\\b",
  "(?:[\\w# ]{1,24}: ?)?https?:\\/\\/\\S+$|©|copyright (?:©|\\(c\\)|\\d{4})",
);
/** Openings that lean on a sentence before; "This week" and its like do not. */
const LEANS = opening(
  "(?:this|that|these|those)(?! (?:week|weekend|month|quarter|year|morning|afternoon|evening|spring|summer|autumn|fall|winter)\\b)(?![\\p{L}-])",
  "(?:he|she|it|they|his|her|their|its|both|such|the (?:former|latter)|after that|then|so|as a result)(?![\\p{L}-])",
  "(?:but|and|or|yet|still|also|meanwhile|however|instead|nevertheless|nonetheless|by contrast|on the other hand)(?![\\p{L}-])",
  "(?:moreover|furthermore|besides|similarly|likewise|additionally|therefore|thus|for (?:example|instance))(?![\\p{L}-])",
  "in (?:response|addition|contrast|turn|fact|other words)\\b",
);
const HAS_END = /[.!?…]["'”’»)\]]*(?:\s|$)|[。！？]/u;
const ENDS = /[.!?。！？]["'”’»)\]]*$/u;
/** The publisher's own sign that the text goes on elsewhere. */
const CUT_OFF = /\s*[[(]?(?:…|\.\.\.)[\])]?$/;

/** Shortest and longest description, in UTF-16 units, that an editor is taken to have written. */
const DESCRIPTION = { least: 60, most: 280, wordsInStory: 0.8, wordLength: 4 };

/**
 * Returns what a story says in at most `limit` UTF-16 units: its description where that is sound, else its lead.
 *
 * Every sentence stands in the story as it is shown, white space collapsed; one that is too long is cut with
 * "…". "" where the text says nothing beyond the title.
 */
export function gist(
  story: { readonly title: string; readonly text: string; readonly description?: string },
  limit: number,
): string {
  const description = story.description?.replace(/\s+/g, " ").trim() ?? "";
  return description.length <= limit && isSound(description, story) ? description : lead(story, limit).text;
}

/**
 * Returns the first sentences of a story, at most three, that read well on their own under its title.
 *
 * Bylines, furniture and a repetition of the title are passed over, and so is a first sentence that leans on
 * one that is not shown.
 */
export function lead(story: { readonly title: string; readonly text: string }, limit: number): Passage {
  const chosen: (Passage | string)[] = [];
  let room = limit;
  let count = 0;
  for (const sentence of cleanSentences(story)) {
    const next = withPlainEnd(passage(story.text, sentence));
    if (count === 0 && leans(next.text)) continue;
    const gap = count === 0 ? "" : gapBefore(story.text, sentence.start);
    room -= gap.length + next.text.length;
    if (count > 0 && room < 0) break;
    chosen.push(gap, shortened(next, limit));
    count += 1;
    if (count === MOST_SENTENCES || !ENDS.test(next.text)) break;
  }
  return joined(chosen);
}

/** Chinese and Japanese have no space between sentences, and are shown as they are written. */
function gapBefore(text: string, start: number): string {
  return /\s/.test(text.charAt(start - 1)) ? " " : "";
}

/** Returns whether a sentence only makes sense after the one before it. */
export function leans(sentence: string): boolean {
  return LEANS.test(sentence);
}

/** Returns whether a line or sentence belongs to the page around a story. */
export function isJunk(line: string): boolean {
  return JUNK.test(line);
}

/** What is prose of the story's own; where no line ends a sentence, any line that is long enough. */
function* cleanSentences(story: { readonly title: string; readonly text: string }): Generator<Span> {
  const titleWords = words(story.title);
  let found = false;
  for (const mustEnd of [true, false]) {
    for (const sentence of proseOf(story.text, mustEnd)) {
      if (!saysMore(story.text.slice(sentence.start, sentence.end), titleWords)) continue;
      found = true;
      yield sentence;
    }
    if (found) return;
  }
}

function* proseOf(text: string, mustEnd: boolean): Generator<Span> {
  let start = 0;
  for (const line of text.split("\n")) {
    for (const sentence of isProse(line, mustEnd) ? sentences(line) : []) {
      yield { start: start + sentence.start, end: start + sentence.end };
    }
    start += line.length + 1;
  }
}

/** Matches a text that opens in one of these ways, in any case. */
function opening(...ways: readonly string[]): RegExp {
  return new RegExp(`^(?:${ways.join("|")})`, "iu");
}

function isProse(line: string, mustEnd: boolean): boolean {
  const trimmed = line.trim();
  if ((mustEnd && !HAS_END.test(trimmed)) || isJunk(trimmed)) return false;
  return words(trimmed.slice(0, LINE_START)).length >= LEAST_LINE_WORDS;
}

function saysMore(sentence: string, titleWords: readonly string[]): boolean {
  const own = words(sentence);
  return own.length > 0 && !isJunk(sentence) && !repeats(own, titleWords);
}

/** Whether one begins with all of the other and at most three words set them apart, such as an outlet's name. */
function repeats(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return longer.length - shorter.length <= 3 && shorter.every((word, index) => word === longer[index]);
}

/** Ends a sentence that its publisher has cut off the way we do: with "…" alone. */
function withPlainEnd(sentence: Passage): Passage {
  const text = sentence.text.replace(CUT_OFF, "");
  return text === sentence.text
    ? sentence
    : joined([{ text, from: sentence.from.slice(0, text.length) }, "…"]);
}

/** Returns whether an editor has written the description of this story: whole, of fair length, in the story's words. */
export function isSound(
  description: string,
  story: { readonly title: string; readonly text: string },
): boolean {
  const { least, most, wordsInStory, wordLength } = DESCRIPTION;
  if (description.length < least || description.length > most || !ENDS.test(description)) return false;
  if (CUT_OFF.test(description) || isJunk(description) || leans(description)) return false;
  const own = words(description);
  if (repeats(own, words(story.title))) return false;
  const known = new Set(words(`${story.title}\n${story.text}`));
  const content = own.filter((word) => word.length >= wordLength);
  return content.filter((word) => known.has(word)).length >= content.length * wordsInStory;
}
