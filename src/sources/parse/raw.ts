import { wordSet } from "../../text/word-set.ts";

/** An element under its canonical name (see names.ts), as both XML readers hand it on. */
export interface RawNode {
  /** Its own characters, decoded once. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Readonly<Record<string, readonly RawNode[]>>;
}

/** A feed document, not yet understood. */
export interface RawFeed {
  readonly kind: "rss" | "atom";
  /** The channel of an RSS document, the feed element of an Atom document. */
  readonly feed: RawNode;
  /** The complete ones, in the order of the document. */
  readonly items: readonly RawNode[];
}

/** Elements that are read from a feed and from its items; anything else is left aside. */
export const ELEMENTS: ReadonlySet<string> = wordSet(`
  author body category content content:encoded created date dc:creator dc:date dc:description dc:identifier
  dc:language dc:subject dc:title dcterms:abstract dcterms:created dcterms:issued dcterms:modified dcterms:title
  description enclosure feedburner:origlink fullitem guid id issued itunes:author itunes:image itunes:subtitle
  itunes:summary itunes:title language link media:content media:description media:group media:thumbnail
  media:title modified pubdate published skipdays skiphours subtitle summary sy:updatefrequency sy:updateperiod
  tagline title ttl updated xhtml:body`);

/** Elements that are read from inside one of those. */
export const NESTED: ReadonlySet<string> = wordSet(
  "day hour media:content media:description media:thumbnail media:title name",
);

/** Elements that hold prose: tags in them are part of the text, not of the feed. */
export const PROSE: ReadonlySet<string> = wordSet(`
  body content content:encoded dc:description dc:title dcterms:abstract dcterms:title description fullitem
  itunes:subtitle itunes:summary itunes:title media:description media:title subtitle summary tagline title
  xhtml:body`);

/** Elements that make up the frame of a document. */
export const FRAME: ReadonlySet<string> = wordSet("channel entry feed item rdf:rdf rss");

/** Elements that are one story each. */
export const ITEMS: ReadonlySet<string> = wordSet("entry item");

/** Roots of a feed document. A channel alone is RSS without its wrapper. */
export const ROOTS: ReadonlySet<string> = wordSet("channel feed rdf:rdf rss");

/** No more stories than these are read of one document: the first ones. No feed comes near. */
export const MAX_STORIES = 10_000;

export const NOTHING: RawNode = { text: "", attributes: {}, children: {} };

/** Returns the children with one of the names, in the order of the names. */
export function nodes(node: RawNode, ...names: readonly string[]): readonly RawNode[] {
  return names.flatMap((name) => node.children[name] ?? []);
}

/** Returns an attribute's value without white space at its ends, or undefined where it is absent or empty. */
export function attribute(node: RawNode, name: string): string | undefined {
  return node.attributes[name]?.trim() || undefined;
}
