import { unwrappedAtWidth } from "../../text/unwrap.ts";
import {
  attribute,
  childrenOf,
  isElement,
  nameOf,
  type PageElement,
  type PageNode,
  tidySpace,
} from "./dom.ts";
import { isBlock, isCell, isHeading, isSkipped } from "./kinds.ts";

/** A line of a page: what stands between two ends of blocks. */
export interface Block {
  /** White space collapsed; never "". */
  readonly text: string;
  /** The share of the text that stands in links, 0 to 1. */
  readonly linked: number;
  readonly kind: "text" | "heading" | "item" | "quote" | "code";
}

/** A cell with so much text is a place of a layout, not a figure in a table. */
const LONG_CELL = 100;

/** A line that is being read. */
interface Reading {
  readonly blocks: Block[];
  text: string;
  links: number;
  kind: Block["kind"];
  inLayout: boolean;
}

/** Returns the lines of an element in order; what is glued in the source and shown apart is set apart. */
export function blocksOf(root: PageElement): readonly Block[] {
  const reading: Reading = { blocks: [], text: "", links: 0, kind: "text", inLayout: false };
  read(reading, root, "text", false);
  end(reading);
  return reading.blocks;
}

function read(reading: Reading, element: PageElement, outer: Block["kind"], inLink: boolean): void {
  if (isSkipped(element)) return;
  const { inLayout } = reading;
  const kind = kindOf(element, outer);
  const linked = inLink || (nameOf(element) === "a" && attribute(element, "href") !== "");
  const breaks = isBlock(element) || (isCell(element) && inLayout);
  if (breaks) end(reading);
  if (breaks) reading.inLayout = isLayout(element);
  for (let child: PageNode | null = element.firstChild; child; child = child.nextSibling) {
    if (isElement(child)) read(reading, child, kind, linked);
    else add(reading, child.textContent, kind, linked);
  }
  reading.inLayout = inLayout;
  if (breaks) end(reading);
  else if (isCell(element)) reading.text += " ";
}

/** Whether one of the cells of a row is a place of a layout; Readability makes rows into other elements. */
function isLayout(row: PageElement): boolean {
  return childrenOf(row).some((one) => isElement(one) && isCell(one) && one.textContent.length >= LONG_CELL);
}

function add(reading: Reading, text: string, kind: Block["kind"], linked: boolean): void {
  if (kind === "code" && text.includes("\n")) {
    for (const line of unwrappedAtWidth(text).split("\n")) {
      reading.text += line;
      reading.kind = kind;
      end(reading);
    }
    return;
  }
  reading.text += text;
  const length = text.trim().length;
  if (length === 0) return;
  reading.kind = kind;
  if (linked) reading.links += length;
}

function end(reading: Reading): void {
  const text = tidySpace(reading.text);
  if (text) {
    reading.blocks.push({ text, linked: Math.min(1, reading.links / text.length), kind: reading.kind });
  }
  reading.text = "";
  reading.links = 0;
}

function kindOf(element: PageElement, outer: Block["kind"]): Block["kind"] {
  const name = nameOf(element);
  if (isHeading(element)) return "heading";
  if (name === "pre") return "code";
  if (name === "blockquote") return "quote";
  if (name === "li" || name === "dd" || name === "dt") return "item";
  return outer;
}

/** Returns how much text blocks hold, in UTF-16 units. */
export function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, one) => sum + one.text.length, 0);
}
