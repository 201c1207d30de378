import { boundaryBefore } from "../text/graphemes.ts";
import { languageOf } from "../text/language.ts";
import { LANGUAGE_WORDS } from "../text/language-words.ts";
import { words } from "../text/sentences.ts";
import { wordSet } from "../text/word-set.ts";
import type { Article, PageRead } from "./article.ts";
import { isSound } from "./gist.ts";
import type { PageLook, ParsedStory, Story } from "./story.ts";
import { tidyText } from "./tidy.ts";

/** A text that is shorter leaves the story to its page, in UTF-16 units. */
const THIN = 600;
/** The publisher's sign that the text goes on elsewhere. */
const GOES_ON = /(?:…|\.\.\.|[[(](?:…|\.\.\.)[\])])$/;
/** So much of a text shows its language, in UTF-16 units. */
const SHOWS_LANGUAGE = 600;

/** Longer main texts are cut there, in UTF-16 units: longer than any story that people read through. */
const MOST_TEXT = 100_000;
/** So much of what stood beside a story is kept, in UTF-16 units; what is nearest to the story comes first. */
const MOST_REMOVED = 2_000;

/**
 * A page with more text than this, in UTF-16 units, is no wall; a feed with fewer words says too little to tell.
 * So much of a feed's text is looked at, in UTF-16 units.
 */
const STRANGE = { most: 2_000, leastWords: 5, feed: 20_000 };
/** So many letters make a word that may be a name or a thing; scripts that write more with less need fewer. */
const LONG = { alphabetic: 3, other: 2 };
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{M}]/u;
/** The words that every text of a language has. */
const COMMON = wordSet(Object.values(LANGUAGE_WORDS).join(" "));

/** What a story says and in which language, and where that comes from. */
export type Telling = Pick<Story, "text" | "description" | "page" | "language" | "image">;

/** Returns whether a feed's text says so little that the page of the story is worth reading. */
export function isThin(text: string): boolean {
  const trimmed = text.trimEnd();
  return trimmed.length < THIN || GOES_ON.test(trimmed);
}

/**
 * Returns the text of a story: the main text of its page where that was read and says more, else the feed's without
 * what does not belong to the story. The feed's word on language and picture counts before the page's.
 */
export function tellingOf(parsed: ParsedStory, read?: PageRead): Telling {
  const feed = tidyText(parsed.text).text;
  const article =
    read?.kind === "read" &&
    saysMore(read.article.text, feed) &&
    !isStrange(read.article.text, `${parsed.title}\n${feed}`)
      ? read.article
      : undefined;
  const text = begun(article?.text ?? feed, MOST_TEXT);
  const written = [parsed.description, ...(article ? [feed, article.description] : [])];
  const description = written.find((one) => one !== undefined && isSound(one, { title: parsed.title, text }));
  const page = read && lookOf(read, article);
  const language =
    parsed.language ?? article?.language ?? languageOf(`${parsed.title}\n${text.slice(0, SHOWS_LANGUAGE)}`);
  const image = parsed.image ?? article?.image;
  return {
    text,
    ...(description !== undefined && { description }),
    ...(page !== undefined && { page }),
    ...(language !== undefined && { language }),
    ...(image !== undefined && { image }),
  };
}

/** A page may say less than its feed: behind a wall, or where its text is a picture. */
function saysMore(page: string, feed: string): boolean {
  return page.length >= THIN || (page !== "" && page.length >= feed.length);
}

/**
 * Whether a page speaks of something else than its feed: a wall, a notice or another page, in whatever language.
 * A story shares a name or a thing with its own title.
 */
function isStrange(page: string, feed: string): boolean {
  if (page.length > STRANGE.most) return false;
  const known = new Set(contentWords(feed.slice(0, STRANGE.feed)));
  return known.size >= STRANGE.leastWords && !contentWords(page).some((word) => known.has(word));
}

function contentWords(text: string): readonly string[] {
  return words(text).filter((word) => {
    const least = OTHER_SCRIPT.test(word) ? LONG.other : LONG.alphabetic;
    return word.length >= least && /\p{L}/u.test(word) && !COMMON.has(word);
  });
}

function lookOf(read: PageRead, article: Article | undefined): PageLook {
  if (read.kind === "unread") return { kind: "unread", why: read.why };
  if (!article) return { kind: "unread", why: "empty" };
  const { canonical, removed } = article;
  return {
    kind: "read",
    ...(canonical !== undefined && { canonical }),
    ...(removed !== undefined && { removed: begun(removed, MOST_REMOVED) }),
  };
}

/** Returns so much of a text from its beginning, in whole characters. */
function begun(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, boundaryBefore(text.slice(0, most + 1), most));
}
