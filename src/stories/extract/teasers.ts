import { childrenOf, isElement, isText, nameOf, type PageElement, type PageNode, tidySpace } from "./dom.ts";
import { endsSentence, isCommentHeading, isTeaserHeading } from "./furniture.ts";
import { isBlock } from "./kinds.ts";
import { isExcerptLength, isHeadlineMeasure, type Measures, measureOf } from "./measure.ts";
import { cutRuns } from "./runs.ts";

/** A teaser, its excerpt included, is shorter than this, in UTF-16 units. */
const MOST_TEASER = 400;
const MOST_HEADING = 240;
/** Pages have a handful of such headings. */
const MOST_HEADINGS = 100;
/** How far what follows a heading is looked at. */
const MOST_FOLLOWING = 1_000;
/** What follows a heading for comments holds at most this share of the page's text. */
const MOST_COMMENTS = 0.6;
/** A list of teasers that nothing announces holds at most this share of the page's text. */
const MOST_GROUP = 0.4;
const LINK_ONLY = 0.9;
const LEAST_HEADLINE = 20;
/** Paragraphs are the story's own unless they are mostly links; boxes of other kinds may be cards. */
const LINKED = { paragraph: 0.5, box: 0.2 };

/**
 * Cuts out of a page the headings that announce other stories or comments, with the teasers that follow them.
 *
 * A heading counts whatever its tag: publishers write them in divs, spans and bold paragraphs.
 */
export function cutTeasers(body: PageElement, measures: Measures): void {
  cutRuns(body, measures);
  const headings: PageElement[] = [];
  findHeadings(body, measures, headings);
  const whole = measureOf(measures, body).text;
  for (const heading of headings.slice(0, MOST_HEADINGS)) cutFrom(heading, measures, whole);
  cutGroups(body, measures, whole);
}

/**
 * Cuts out the lists of teasers that nothing announces: rows of boxes with a headline that is a link, or of such
 * headlines and texts that break off. A page's larger part stays, because it may be a story told in points.
 */
function cutGroups(parent: PageElement, measures: Measures, whole: number): void {
  cutPairs(parent, measures);
  for (const child of childrenOf(parent)) {
    if (!isElement(child)) continue;
    const { text, links } = measureOf(measures, child);
    if (links === 0) continue;
    if (text <= whole * MOST_GROUP && isTeaserGroup(child, measures)) child.remove();
    else cutGroups(child, measures, whole);
  }
}

/** Cuts a headline that is all link together with the text after it, where that breaks off. */
function cutPairs(parent: PageElement, measures: Measures): void {
  const children = childrenOf(parent).filter(isElement);
  for (const [at, child] of children.entries()) {
    const next = children[at + 1];
    if (!next || !isHeadline(child, measures)) continue;
    const { text } = measureOf(measures, next);
    if (!isExcerptLength(text) || endsSentence(tidySpace(next.textContent))) continue;
    child.remove();
    next.remove();
  }
}

function isHeadline(element: PageElement, measures: Measures): boolean {
  return isBlock(element) && isHeadlineMeasure(measureOf(measures, element));
}

/** Whether an element holds nothing but teasers, three of them or two with their excerpts. */
function isTeaserGroup(element: PageElement, measures: Measures): boolean {
  let inner = element;
  let children = filled(inner, measures);
  while (children.length === 1 && children[0] && !hasText(inner)) {
    inner = children[0];
    children = filled(inner, measures);
  }
  if (children.length < 3 || hasText(inner)) return false;
  let headlines = 0;
  for (const child of children) {
    const { text, links } = measureOf(measures, child);
    if (text >= MOST_TEASER) return false;
    if (links >= LEAST_HEADLINE && isCard(child, measures)) headlines += 1;
  }
  return headlines >= 2 && headlines * 2 >= children.length;
}

/** A headline, or a box that begins with one. */
function isCard(element: PageElement, measures: Measures): boolean {
  if (isHeadline(element, measures)) return true;
  let inner = element;
  for (;;) {
    const start = filled(inner, measures)[0];
    if (!start || hasTextBefore(inner, start)) return false;
    const { text, links } = measureOf(measures, start);
    if (links >= text * LINK_ONLY) return text >= LEAST_HEADLINE;
    inner = start;
  }
}

function filled(element: PageElement, measures: Measures): readonly PageElement[] {
  return childrenOf(element).filter(
    (child): child is PageElement => isElement(child) && measureOf(measures, child).text > 0,
  );
}

function hasTextBefore(parent: PageElement, element: PageElement): boolean {
  const children = childrenOf(parent);
  return children.slice(0, children.indexOf(element)).some(isWritten);
}

function isWritten(node: PageNode): boolean {
  return isText(node) && tidySpace(node.textContent) !== "";
}

/** Collects the outermost elements whose whole text is such a heading. */
function findHeadings(parent: PageElement, measures: Measures, found: PageElement[]): void {
  for (const child of childrenOf(parent)) {
    if (!isElement(child)) continue;
    const { text } = measureOf(measures, child);
    if (text > 0 && text <= MOST_HEADING && isCutHeading(child)) found.push(child);
    else if (text > 0) findHeadings(child, measures, found);
  }
}

function isCutHeading(element: PageElement): boolean {
  const text = tidySpace(element.textContent);
  return isTeaserHeading(text) || (isCommentHeading(text) && nameOf(element) !== "a");
}

function cutFrom(heading: PageElement, measures: Measures, whole: number): void {
  const after = following(heading);
  const isInline = !isBlock(heading) && heading.parentNode !== null && hasText(heading.parentNode);
  if (isInline) return;
  const isComments = isCommentHeading(tidySpace(heading.textContent));
  const cut = isComments ? commentsIn(after, measures, whole) : teasersIn(after, measures);
  for (const element of cut) element.remove();
  heading.remove();
}

/** Whether text that is no heading stands beside an element, so that it is a part of a sentence. */
function hasText(parent: PageElement): boolean {
  return childrenOf(parent).some(isWritten);
}

function following(element: PageElement): readonly PageElement[] {
  const found: PageElement[] = [];
  for (let next = element.nextSibling; next && found.length < MOST_FOLLOWING; next = next.nextSibling) {
    if (isElement(next)) found.push(next);
  }
  return found;
}

/** Everything after a heading for comments, unless that is most of the page. */
function commentsIn(
  after: readonly PageElement[],
  measures: Measures,
  whole: number,
): readonly PageElement[] {
  const text = after.reduce((sum, element) => sum + measureOf(measures, element).text, 0);
  return text <= whole * MOST_COMMENTS ? after : [];
}

/** The run of teasers after a heading: cards, lists of links, link lines and the excerpts that follow them. */
function teasersIn(after: readonly PageElement[], measures: Measures): readonly PageElement[] {
  const cut: PageElement[] = [];
  let pairs = 0;
  let afterLink = false;
  for (const [at, element] of after.entries()) {
    const { text, links, long } = measureOf(measures, element);
    if (text === 0) {
      cut.push(element);
      continue;
    }
    const isLink = isTeaserBox(element, text, links);
    const isExcerpt =
      afterLink && text < MOST_TEASER && mayBeExcerpt(element, pairs, after[at + 1], measures);
    const isLinkList = links > text * 0.6 && long === 0;
    if (!(isLink || isExcerpt || isLinkList || isTeaserGroup(element, measures))) break;
    if (isExcerpt && !isLink) pairs += 1;
    afterLink = isLink;
    cut.push(element);
  }
  return cut;
}

function isTeaserBox(element: PageElement, text: number, links: number): boolean {
  if (text >= MOST_TEASER || links === 0) return false;
  const isParagraph = /^(?:p|blockquote)$/.test(nameOf(element));
  return links > text * (isParagraph ? LINKED.paragraph : LINKED.box);
}

/** An excerpt breaks off, or the next teaser's link follows it, or one that did has been seen. */
function mayBeExcerpt(
  element: PageElement,
  pairs: number,
  next: PageElement | undefined,
  measures: Measures,
): boolean {
  if (pairs > 0 || !endsSentence(tidySpace(element.textContent))) return true;
  if (!next) return true;
  const { text, links } = measureOf(measures, next);
  return isTeaserBox(next, text, links);
}
