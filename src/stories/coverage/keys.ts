import { stableId } from "../../text/id.ts";
import { words } from "../../text/sentences.ts";
import { urlKey } from "../identity.ts";

/** By what a story is known to be another one without comparing what both say; "" where a key would mean nothing. */
export interface Keys {
  readonly url: string;
  readonly content: string;
  readonly title: string;
}

/** A text of fewer letters may be a notice that stands under many stories. */
const LEAST_LETTERS = 150;
/** The text that is read for its key, in UTF-16 units; longer ones agree or differ before. */
const MOST_TEXT = 5_000;
/** As much of a title, in UTF-16 units, is read. */
const MOST_TITLE = 500;
const LEAST_WORDS = 4;
/** In scripts without spaces a word is a letter or two. */
const LEAST_TITLE_LETTERS = 12;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** What stands before a title that is else the same. */
const PREFIX =
  /^\s*(?:update\s*\d*|updated?|breaking(?: news)?|exclusive|watch|live|video|correction|corrected|refile|developing|just in)\s*\d*\s*[:|–—-]+\s*/iu;
/** An outlet behind a title: a dash or bar with space around it, then up to five words that begin with a capital. */
const OUTLET = /\s[|–—-]\s+(?:\p{Lu}[\p{L}\p{M}\d'’.&]*(?:\s+|$)|(?:of|the|and|on|for|&)\s+){1,5}$/u;

/** Returns a title without what an outlet puts before and behind it. */
export function bareTitle(title: string): string {
  const even = title.slice(0, MOST_TITLE).replace(/\s+/g, " ");
  const body = even.replace(PREFIX, "");
  const bare = body.replace(OUTLET, "");
  return bare !== body && words(bare).length >= LEAST_WORDS ? bare : body;
}

/** Returns the keys of a story; `title` is the bare one. */
export function keysOf(title: string, text: string, url: string): Keys {
  const titleWords = words(title);
  const letters = titleWords.join("").length;
  const isLong = titleWords.length >= LEAST_WORDS && letters >= LEAST_TITLE_LETTERS;
  const body = (text.slice(0, MOST_TEXT).normalize("NFKC").toLowerCase().match(WORD) ?? []).join(" ");
  return {
    url: isPage(url) ? stableId(urlKey(url)) : "",
    content: body.length < LEAST_LETTERS ? "" : stableId(body),
    title: isLong ? stableId(titleWords.join(" ")) : "",
  };
}

/** Whether a link leads to more than the front page of a site, which many stories name that have no page of their own. */
function isPage(url: string): boolean {
  const link = URL.parse(url);
  return link !== null && (link.pathname.length > 1 || link.search.length > 1);
}
