import RssParser from "rss-parser";
import { ELEMENTS, FRAME, NESTED, type RawFeed, type RawNode } from "./raw.ts";

/** Stands before the names of all elements but the frame, so that rss-parser has no opinion on them. */
const MARK = "~";

/** How deep the elements that are read can lie inside one another: group, content, thumbnail. */
const DEEPEST = 3;

const FIELDS = [...ELEMENTS].map((name): [string, string, { keepArray: boolean }] => [
  MARK + name,
  MARK + name,
  { keepArray: true },
]);

/** Attributes of the element itself. */
const OWN: [string, string, { keepArray: boolean }] = ["$", "$", { keepArray: true }];

/**
 * Reads canonical XML with rss-parser, and rejects where that cannot.
 *
 * rss-parser finds the frame of the document: its root, its feed, its items. What stands in them is handed on as
 * raw nodes. Left to its own reading, one bad date or link costs the whole feed, prose is read in a time that grows
 * with the square of its length, and dates without a zone are taken for local ones.
 */
export async function readWithRssParser(xml: string): Promise<RawFeed> {
  const parser = new RssParser<Loose, Loose>({
    defaultRSS: 2,
    xml2js: { strict: true, emptyTag: "", tagNameProcessors: [marked] },
    customFields: { feed: [...FIELDS, OWN] as never, item: [...FIELDS, OWN] as never },
  });
  const feed: Loose = await parser.parseString(xml);
  const items = Array.isArray(feed["items"]) ? feed["items"] : [];
  return {
    kind: /^\s*<feed\b/.test(xml) ? "atom" : "rss",
    feed: toNode(feed, ELEMENTS),
    items: items.map((item) => toNode(item, ELEMENTS)),
  };
}

type Loose = Record<string, unknown>;

function marked(name: string): string {
  if (name === "rdf:rdf") return "rdf:RDF"; // as rss-parser spells it
  return FRAME.has(name) ? name : MARK + name;
}

/** Reads what xml2js makes of an element: its text, or an object of text (_), attributes ($) and children. */
function toNode(value: unknown, names: ReadonlySet<string>, depth = 0): RawNode {
  if (typeof value === "string") return { text: value, attributes: {}, children: {} };
  const element = (value ?? {}) as Loose;
  const children: Record<string, readonly RawNode[]> = {};
  for (const [key, found] of Object.entries(element)) {
    const name = key.slice(MARK.length);
    if (!key.startsWith(MARK) || !names.has(name) || !Array.isArray(found) || depth >= DEEPEST) continue;
    children[name] = found.map((child) => toNode(child, NESTED, depth + 1));
  }
  return {
    text: typeof element["_"] === "string" ? element["_"] : "",
    attributes: (element["$"] ?? {}) as Record<string, string>,
    children,
  };
}
