import type { Block } from "./blocks.ts";
import {
  endsSentence,
  isClosingHeading,
  isCommentHeading,
  isCutOff,
  isFurniture,
  isInlineTeaser,
  isMargin,
  isTeaserHeading,
} from "./furniture.ts";
import { textOfPost } from "./post.ts";
import { isSameTitle } from "./title.ts";

/** Lines of a page, parted into what is the story's and what is not. */
export interface Parted {
  readonly kept: readonly Block[];
  readonly cut: readonly Block[];
}

/** A line so long is a paragraph, and one so long that comes twice is a copy. */
const PARAGRAPH = 80;
const MOST_TEASER = 400;
/** So much text stands before furniture may end it, in UTF-16 units. */
const LEAST_STORY = 200;
/** What follows a heading of teasers is at most this share of what stands before it. */
const MOST_TAIL = 0.6;
/** A line that is all link, as long as a headline. */
const HEADLINE = { least: 20, most: 200, linked: 0.9 };
const MOST_MARGINS = 6;
const LETTER = /\p{L}/u;
/** A title so long is not said again by chance. */
const LEAST_TITLE = 20;
/** Before the first paragraph, a line with so much of it in links leads elsewhere. */
const NAVIGATION = 0.6;

/** Parts the lines of a page's main text by what stands in them: furniture, teasers, copies and the tail go. */
export function partLines(blocks: readonly Block[], title: string): Parted {
  const post = textOfPost(blocks.map((one) => one.text));
  const text = blocks.slice(post.start, post.end);
  const own = new Set(withoutCopies(withoutMargin(withoutTail(withoutTeasers(text)), title)));
  return { kept: blocks.filter((one) => own.has(one)), cut: blocks.filter((one) => !own.has(one)) };
}

/** Takes the title, bylines and dates from the beginning, and furniture from everywhere. */
function withoutMargin(blocks: readonly Block[], title: string): readonly Block[] {
  const first = blocks.findIndex((one) => one.text.length >= PARAGRAPH && !isMargin(one.text));
  const heading = blocks.slice(0, Math.max(0, first)).findIndex((one) => isSameTitle(one.text, title));
  return blocks.filter(({ text, linked }, at) => {
    if (at <= heading || isFurniture(text) || isCredit(text)) return false;
    if (text.length >= LEAST_TITLE && isSameTitle(text, title)) return false;
    const isBefore = at < Math.max(first, MOST_MARGINS);
    return !(
      isBefore &&
      (isMargin(text) || isSameTitle(text, title) || (at < first && linked >= NAVIGATION))
    );
  });
}

/** A credit that stands alone between paragraphs. */
function isCredit(text: string): boolean {
  return (
    text.length <= 120 &&
    /^(?:photo|image|picture|foto|bild|crédit)s?(?: credit| by|:)/i.test(text) &&
    isMargin(text)
  );
}

/** Takes out lines that lead to other stories and the excerpts after them. */
function withoutTeasers(blocks: readonly Block[]): readonly Block[] {
  const cut = new Set<Block>();
  for (const [at, block] of blocks.entries()) {
    const before = blocks[at - 1];
    const isExcerpt = before !== undefined && cut.has(before) && before.linked > 0;
    if (isLeading(block)) cut.add(block);
    else if (isExcerpt && block.text.length < MOST_TEASER && !endsSentence(block.text)) cut.add(block);
    else if (isCard(block, blocks[at + 1])) cut.add(block);
  }
  return blocks.filter((one) => !cut.has(one));
}

/** Whether a line is all link and a headline, or says that it leads to one. */
function isLeading({ text, linked, kind }: Block): boolean {
  if (linked >= 0.4 && text.length < 250 && isInlineTeaser(text)) return true;
  if (kind !== "text" || linked < HEADLINE.linked || endsSentence(text)) return false;
  return text.length >= HEADLINE.least && text.length <= HEADLINE.most;
}

/** A heading that is all link, before an excerpt that breaks off. */
function isCard({ linked, kind }: Block, next: Block | undefined): boolean {
  if (kind !== "heading" || linked < HEADLINE.linked || !next) return false;
  return next.text.length < MOST_TEASER && (isCutOff(next.text) || next.linked >= HEADLINE.linked);
}

/** Takes the end of a text from a heading for teasers or comments on, when nothing but short lines follows. */
function withoutTail(blocks: readonly Block[]): readonly Block[] {
  const end = endOfStory(blocks);
  const kept = blocks.slice(0, end);
  while (isLoose(kept)) kept.pop();
  return kept;
}

/** The offset of the first heading from which on nothing is the story's. */
function endOfStory(blocks: readonly Block[]): number {
  const whole = blocks.reduce((sum, one) => sum + one.text.length, 0);
  let before = 0;
  for (const [at, { text, longest }] of withLongest(blocks).entries()) {
    if (before >= LEAST_STORY && endsHere(text, (whole - before) / before, longest)) return at;
    before += text.length;
  }
  return blocks.length;
}

/** Each line with the length of the longest after it. */
function withLongest(
  blocks: readonly Block[],
): readonly { readonly text: string; readonly longest: number }[] {
  let longest = 0;
  const backwards = blocks.toReversed().map(({ text }) => {
    const looked = { text, longest };
    longest = Math.max(longest, text.length);
    return looked;
  });
  return backwards.reverse();
}

function endsHere(text: string, share: number, longest: number): boolean {
  if (isTeaserHeading(text)) return longest < MOST_TEASER && share < MOST_TAIL;
  if (isCommentHeading(text)) return share < MOST_TAIL;
  return isClosingHeading(text) && longest < 2 * MOST_TEASER && share < MOST_TAIL / 2;
}

/** Whether a text ends in a heading with nothing under it, or in lines that belong to the page. */
function isLoose(blocks: readonly Block[]): boolean {
  const last = blocks.at(-1);
  if (!last || blocks.length < 3) return false;
  return (
    (isMargin(last.text) && !endsSentence(last.text)) ||
    isFurniture(last.text) ||
    isTeaserHeading(last.text) ||
    !LETTER.test(last.text) ||
    (last.kind === "text" && last.linked > 0.95 && !endsSentence(last.text))
  );
}

/** Takes out paragraphs that have been there before, and the short lines that came with them. */
function withoutCopies(blocks: readonly Block[]): readonly Block[] {
  const seen = new Set<string>();
  const repeats = blocks.map(({ text }) => {
    const isRepeat = seen.has(text);
    seen.add(text);
    return isRepeat;
  });
  const isCopy = blocks.map(
    ({ text, kind }, at) => repeats[at] && text.length >= PARAGRAPH && kind !== "code",
  );
  return blocks.filter((_, at) => !(isCopy[at] || (repeats[at] && (isCopy[at - 1] || isCopy[at + 1]))));
}
