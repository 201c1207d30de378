import { DOMParser } from "linkedom";

/** What is read of a node of a page; the DOM library's own types never leave this file. */
export interface PageNode {
  readonly nodeType: number;
  readonly parentNode: PageElement | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly textContent: string;
  remove(): void;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  getElementsByTagName(name: string): Iterable<PageElement>;
}

export interface PageDocument {
  title: string;
  readonly body: PageElement;
}

const ELEMENT = 1;
const TEXT = 3;

/** Returns a page as a document; `html` comes from `lighten`, so that it has a head and a body and is not deep. */
export function parsePage(html: string): PageDocument {
  return new DOMParser().parseFromString(html, "text/html") as unknown as PageDocument;
}

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: PageNode): boolean {
  return node.nodeType === TEXT;
}

/** Returns the name of an element in small letters; Readability makes elements with capital ones. */
export function nameOf(element: PageElement): string {
  return element.localName.toLowerCase();
}

/** Returns the child nodes in order, as they are now: the page may be changed while they are gone through. */
export function childrenOf(parent: PageElement): readonly PageNode[] {
  const children: PageNode[] = [];
  for (let child = parent.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** Returns an attribute, "" where it is absent or empty. */
export function attribute(element: PageElement, name: string): string {
  return element.getAttribute(name) ?? "";
}

/** Returns a text with white space collapsed and without the marks that only say where a word may break. */
export function tidySpace(text: string): string {
  return text
    .replace(/[\u00ad\u200b\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
