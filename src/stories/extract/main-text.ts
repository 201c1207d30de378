import { Readability } from "@mozilla/readability";
import { keepTitled } from "./articles.ts";
import { type Block, blocksOf, lengthOf } from "./blocks.ts";
import { childrenOf, isElement, type PageDocument, type PageElement, parsePage } from "./dom.ts";
import type { LightPage } from "./lighten.ts";
import { type Parted, partLines } from "./lines.ts";
import { type Measures, measure, measureOf } from "./measure.ts";
import { prune } from "./prune.ts";
import { cutTeasers } from "./teasers.ts";

/** Less text than this, in UTF-16 units, makes us look at the page again without having cut anything. */
const LEAST_TEXT = 300;
/** Readability gives up its own rules one by one below so much text; its default of 500 is more than short news. */
const THRESHOLD = 300;
/** Readability looks at some things once per pair: beyond this the page is read by a plainer rule. */
const MOST = { elements: 12_000, children: 2_000, text: 400_000 };
/** The densest part is found by going down as long as one child holds so much of the text. */
const DENSE = 0.7;

/** Returns the main text of a page as lines, and the lines that were cut from it at last. */
export function mainText(page: PageDocument, light: LightPage, title: string): Parted {
  const measures = measure(page.body);
  const fits = isModest(page.body, measures);
  keepTitled(page.body, measures, title);
  prune(page.body, measures);
  cutTeasers(page.body, measures);
  const pruned = read(page, fits, title);
  if (lengthOf(pruned.kept) >= LEAST_TEXT) return pruned;
  const whole = parsePage(light.html.replace("</body>", () => `${light.noscript}</body>`));
  cutTeasers(whole.body, measure(whole.body));
  const unpruned = read(whole, fits, title);
  return proseOf(unpruned.kept) > 2 * proseOf(pruned.kept) ? unpruned : pruned;
}

function read(page: PageDocument, fits: boolean, title: string): Parted {
  const content = fits ? readable(page) : undefined;
  return partLines(blocksOf(content ?? densest(page.body)), title);
}

/** What Readability takes for the article; it changes the page. */
function readable(page: PageDocument): PageElement | undefined {
  const options = {
    charThreshold: THRESHOLD,
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node: unknown) => node,
  };
  const reader = new Readability(page as never, options as never);
  try {
    return (reader.parse()?.content as PageElement | undefined) ?? undefined;
  } catch {
    // It stumbles over shapes that no browser makes of a page; the plainer rule reads those.
    return undefined;
  }
}

/** The narrowest element that holds most of what is no link. */
function densest(body: PageElement): PageElement {
  const measures = measure(body);
  let at = body;
  for (;;) {
    const least = proseIn(measures, at) * DENSE;
    const next = childrenOf(at).find(
      (one): one is PageElement => isElement(one) && least > 0 && proseIn(measures, one) >= least,
    );
    if (!next || /^(?:p|pre|blockquote)$/.test(next.localName)) return at;
    at = next;
  }
}

function proseIn(measures: Measures, element: PageElement): number {
  const { text, links } = measureOf(measures, element);
  return text - links;
}

function isModest(body: PageElement, measures: Measures): boolean {
  const { elements, text } = measureOf(measures, body);
  if (elements > MOST.elements || text > MOST.text) return false;
  for (const { children } of measures.values()) if (children > MOST.children) return false;
  return true;
}

/** How much of the lines is prose: longer than labels, and no links. */
function proseOf(blocks: readonly Block[]): number {
  return blocks.reduce(
    (sum, { text, linked }) => sum + (text.length >= 60 && linked < 0.5 ? text.length : 0),
    0,
  );
}
