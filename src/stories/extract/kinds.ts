import { nameOf, type PageElement } from "./dom.ts";

const BLOCK = new Set(
  (
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody " +
    "tfoot thead tr ul"
  ).split(" "),
);
const SKIPPED = new Set(
  "head script style template noscript iframe svg input select option datalist progress meter".split(" "),
);

/** Returns whether a line ends before and after an element. */
export function isBlock(element: PageElement): boolean {
  return BLOCK.has(nameOf(element));
}

/** Returns whether nothing in an element is read. */
export function isSkipped(element: PageElement): boolean {
  return SKIPPED.has(nameOf(element));
}

export function isCell(element: PageElement): boolean {
  return /^t[dh]$/.test(nameOf(element));
}

export function isHeading(element: PageElement): boolean {
  return /^h[1-6]$/.test(nameOf(element));
}
