import { childrenOf, isElement, nameOf, type PageElement } from "./dom.ts";
import { type Measures, measureOf } from "./measure.ts";
import { isSameTitle } from "./title.ts";

/** An article with so much text, in UTF-16 units, is a story and not its heading in a live report. */
const LEAST_STORY = 400;

/**
 * Cuts out the stories that a page loads below its own: where several stand side by side as `article`, the one under
 * the title of the page is the story.
 */
export function keepTitled(body: PageElement, measures: Measures, title: string): void {
  const articles: PageElement[] = [];
  findArticles(body, articles);
  if (articles.length < 2) return;
  const own = articles.find((one) => isTitled(one, title) && measureOf(measures, one).text >= LEAST_STORY);
  if (!own) return;
  for (const other of articles) if (other !== own && hasHeading(other)) other.remove();
}

/** Collects the articles that stand in no other. */
function findArticles(parent: PageElement, found: PageElement[]): void {
  for (const child of childrenOf(parent)) {
    if (!isElement(child)) continue;
    if (nameOf(child) === "article") found.push(child);
    else findArticles(child, found);
  }
}

function isTitled(article: PageElement, title: string): boolean {
  return [...article.getElementsByTagName("h1")].some((one) => isSameTitle(one.textContent, title));
}

function hasHeading(article: PageElement): boolean {
  return ["h1", "h2"].some((name) => [...article.getElementsByTagName(name)].length > 0);
}
