import type { Article } from "./article.ts";
import { articleText } from "./extract/article-text.ts";
import { barrierOf, isMissing, type Seen } from "./extract/barrier.ts";
import { type Block, blocksOf, lengthOf } from "./extract/blocks.ts";
import { parsePage } from "./extract/dom.ts";
import { type ArticleData, articleData } from "./extract/json-ld.ts";
import { lighten } from "./extract/lighten.ts";
import { mainText } from "./extract/main-text.ts";
import { metadataOf } from "./extract/metadata.ts";
import { removedText } from "./extract/removed.ts";
import { tidyText } from "./tidy.ts";

/** Of a page so much is read, in UTF-16 units. */
const MOST_UNITS = 2_000_000;
const TAG = /<\/?[a-z!]/i;
/** The text of the page stands for itself unless the publisher's own is more than so many times longer. */
const LONGER = 2;
/** A page is a list, not a story, when so much of what is left are links and no line of it is a paragraph. */
const LIST = { linked: 0.6, paragraph: 120, headlines: 4, share: 0.4 };
const INDEX = { text: 400, paragraph: 80, headline: 20, headlines: 5 };

/**
 * Returns what a page says as a piece of news: its main text, what stood beside it, and its metadata.
 *
 * The page's own marks are pruned first, then @mozilla/readability finds the article, and lines that belong to the
 * page (headings of other stories, buttons, copies) go last. The publisher's `articleBody` stands in only where the
 * page itself says less than half of it. Text without any tag is tidied as `tidyText` does. Never throws; reads at
 * most 2,000,000 UTF-16 units of the page, in time that grows with its length.
 */
export function extractArticle(html: string, url: string): Article {
  const read = html.slice(0, MOST_UNITS);
  try {
    return TAG.test(read) ? articleIn(read, url) : { title: "", ...tidyText(read) };
  } catch {
    // The parser and Readability are others' code: what they cannot read is a page without a story.
    return { title: "", text: "" };
  }
}

function articleIn(html: string, url: string): Article {
  const light = lighten(html);
  const page = parsePage(light.html);
  const pageTitle = page.title;
  const data = articleData(light.data);
  const { isArticle, ...metadata } = metadataOf(page, { language: light.language, data }, url);
  const all = blocksOf(page.body);
  const main = mainText(page, light, metadata.title);
  const kept =
    isList(main.kept) || (!isArticle && isIndex(main.kept, all))
      ? []
      : longer(main.kept, data, metadata.title);
  const seen: Seen = {
    titles: `${metadata.title}\n${pageTitle}`,
    all,
    main: kept,
    isArticle,
    isPaid: data.isPaid,
    noscript: light.noscript,
  };
  const barrier = barrierOf(seen);
  const own = barrier === "consent" || barrier === "robots" || isMissing(seen) ? [] : kept;
  const text = own.map((one) => one.text).join("\n");
  const removed = removedText(all, main.cut, own, metadata.title);
  return { ...metadata, text, ...(removed && { removed }), ...(barrier && { barrier }) };
}

/** The lines of the page, or the publisher's own text where the page holds less than half of it. */
function longer(lines: readonly Block[], data: ArticleData, title: string): readonly Block[] {
  if (data.body.length <= LONGER * lengthOf(lines)) return lines;
  const published = articleText(data.body, title);
  return lengthOf(published) > LONGER * lengthOf(lines) ? published : lines;
}

function isList(lines: readonly Block[]): boolean {
  const whole = lengthOf(lines);
  const linked = lines.reduce((sum, one) => sum + one.linked * one.text.length, 0);
  const headlines = lines.filter((one) => one.linked > 0.9).length;
  if (lines.some((one) => one.text.length >= LIST.paragraph && one.linked < 1 - LIST.linked)) return false;
  return (
    linked > whole * LIST.linked || (headlines >= LIST.headlines && headlines >= lines.length * LIST.share)
  );
}

/** Whether a page is a list whose headlines have been cut from it already, so that only their short texts are left. */
function isIndex(lines: readonly Block[], all: readonly Block[]): boolean {
  if (lengthOf(lines) > INDEX.text || lines.some((one) => one.text.length >= INDEX.paragraph)) return false;
  return all.filter((one) => one.linked > 0.9 && one.text.length >= INDEX.headline).length >= INDEX.headlines;
}
