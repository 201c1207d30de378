import { cut } from "../text/graphemes.ts";
import type { PageRead } from "./article.ts";
import { tellingOf } from "./main-text.ts";
import type { ParsedStory, Story } from "./story.ts";
import { cleanUrl } from "./url.ts";

/** A date further ahead than this is a mistake of the publisher; nearer, it may be a zone that was left out. */
const MOST_AHEAD_MS = 24 * 3_600_000;
/** How much of the text stands in for a title, in UTF-16 units. */
const TITLE_FROM_TEXT = 100;

/**
 * Makes a story of an item that is new to this source at the given moment, with its page where that was looked at.
 *
 * An item without a title is called as its page is, else by the first words of its text, else by the host of its link,
 * else by its source. A missing date becomes that of the page; without one, and where it is more than 24 hours ahead,
 * it becomes the given moment with `dateGuessed`.
 */
export function storyFrom(
  item: { readonly storyId: string; readonly parsed: ParsedStory },
  source: { readonly id: string; readonly name: string },
  now: Date,
  read?: PageRead,
): Story {
  const { title, authors, tags } = item.parsed;
  const url = cleanUrl(item.parsed.url);
  const article = read?.kind === "read" ? read.article : undefined;
  const publishedAt = item.parsed.publishedAt ?? article?.publishedAt;
  const dated = publishedAt !== undefined && publishedAt.getTime() <= now.getTime() + MOST_AHEAD_MS;
  const telling = tellingOf(item.parsed, read);
  return {
    id: item.storyId,
    source: source.id,
    sourceName: source.name,
    url,
    title: title || article?.title || titleFromText(telling.text) || URL.parse(url)?.host || source.name,
    publishedAt: dated ? publishedAt : now,
    dateGuessed: !dated,
    firstSeenAt: now,
    authors,
    tags,
    ...telling,
  };
}

/** Returns the beginning of a text as a title for what has none: of its first line at most 100 UTF-16 units. */
export function titleFromText(text: string): string {
  const [line = ""] = text.trim().split("\n", 1);
  return cut(line, TITLE_FROM_TEXT);
}
