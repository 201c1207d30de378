import { attribute, isElement, isText, nameOf, type PageElement, type PageNode } from "./dom.ts";
import { isBlock, isSkipped } from "./kinds.ts";

/** How much an element holds, in UTF-16 units without white space at the ends of lines. */
export interface Measure {
  readonly text: number;
  /** How much of it stands in links. */
  readonly links: number;
  /** How many long paragraphs that are no links. */
  readonly long: number;
  /** How many elements stand in it, itself not counted. */
  readonly elements: number;
  readonly children: number;
}

export type Measures = ReadonlyMap<PageElement, Measure>;

/** A paragraph so long is hardly a teaser. */
const LONG = 160;

/** A line of text as far as it has been read, and how many long ones there have been. */
interface Line {
  text: number;
  links: number;
  long: number;
}

/** Measures an element and all in it, in one walk. */
export function measure(root: PageElement): Measures {
  const measures = new Map<PageElement, Measure>();
  measureInto(measures, root, { text: 0, links: 0, long: 0 }, false);
  return measures;
}

/** Returns how much an element holds; nothing where it was not there when the page was measured. */
export function measureOf(measures: Measures, element: PageElement): Measure {
  return measures.get(element) ?? NOTHING;
}

const NOTHING: Measure = { text: 0, links: 0, long: 0, elements: 0, children: 0 };

/** How long the headline of a teaser is and how much of it is link, and how long its excerpt is. */
const HEADLINE = { least: 20, most: 200, linked: 0.9 };
const EXCERPT = { least: 40, most: 400 };

/** Returns whether something so long, with so much of it in links, is a headline that leads to another story. */
export function isHeadlineMeasure({ text, links }: Pick<Measure, "text" | "links">): boolean {
  return text >= HEADLINE.least && text <= HEADLINE.most && links >= text * HEADLINE.linked;
}

export function isExcerptLength(text: number): boolean {
  return text >= EXCERPT.least && text < EXCERPT.most;
}

function measureInto(
  measures: Map<PageElement, Measure>,
  element: PageElement,
  line: Line,
  inLink: boolean,
): Measure {
  const linked = inLink || (nameOf(element) === "a" && attribute(element, "href") !== "");
  const total = { text: 0, links: 0, long: 0, elements: 0, children: 0 };
  const breaks = isBlock(element);
  if (breaks) endLine(line);
  const before = line.long;
  for (let child: PageNode | null = element.firstChild; child; child = child.nextSibling) {
    if (isText(child)) addText(total, line, child, linked);
    else if (isElement(child) && !isSkipped(child)) {
      const inner = measureInto(measures, child, line, linked);
      total.text += inner.text;
      total.links += inner.links;
      total.elements += inner.elements + 1;
      total.children += 1;
    }
  }
  if (breaks) endLine(line);
  total.long = line.long - before;
  measures.set(element, total);
  return total;
}

function addText(total: { text: number; links: number }, line: Line, node: PageNode, linked: boolean): void {
  const length = node.textContent.trim().length;
  total.text += length;
  line.text += length;
  if (!linked) return;
  total.links += length;
  line.links += length;
}

function endLine(line: Line): void {
  if (line.text >= LONG && line.links < line.text / 2) line.long += 1;
  line.text = 0;
  line.links = 0;
}
