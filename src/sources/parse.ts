import type { ParsedFeed } from "../stories/story.ts";
import { decode } from "./decode.ts";
import { canonicalise, findRoot } from "./parse/canonical.ts";
import { readJsonFeed } from "./parse/json.ts";
import { mapFeed } from "./parse/map.ts";
import type { RawFeed } from "./parse/raw.ts";
import { readWithRssParser } from "./parse/recipe.ts";
import { readTolerantly } from "./parse/tolerant.ts";
import { ParseError } from "./source.ts";

export type { ParsedFeed, ParsedStory } from "../stories/story.ts";

/** Elements with which web pages and pieces of them begin. */
const WEB_PAGE = /^(?:html|head|body|script|style|meta|link|title|div|p|h1|h2|table|center|a|b|br)$/i;

/**
 * Reads a feed document: RSS of any version, Atom, or JSON Feed. `url` is where it was found, after redirects; links
 * are resolved against it. It needs no clock: a story has a date only where the document gives a usable one.
 *
 * Throws ParseError, and nothing else, where the document is no feed; its message completes "The source …".
 * The time is linear in the length of the document.
 */
export async function parseFeed(
  bytes: Uint8Array,
  contentType: string | undefined,
  url: string,
): Promise<ParsedFeed> {
  const text = decode(bytes, contentType);
  if (text.trim() === "") throw new ParseError("empty", "is empty");
  if (/^\s*\{/.test(text)) return readJsonFeed(text, url);
  const root = findRoot(text);
  if (root === undefined) throw noFeed(text, contentType);
  if (/<!doctype\s+html|<html[\s>]/i.test(text.slice(0, root))) throw noFeed(text, contentType);
  const { xml, attributes } = canonicalise(text, root);
  const read = await readXml(xml);
  const feed = { ...mapFeed(read.raw, attributes, url), via: read.via };
  return read.breaksOff ? { ...feed, breaksOff: true } : feed;
}

interface XmlReading {
  readonly raw: RawFeed;
  readonly via: ParsedFeed["via"];
  readonly breaksOff?: boolean;
}

/** rss-parser goes first; where it gives up or finds nothing, the tolerant reader looks for what there is. */
async function readXml(xml: string): Promise<XmlReading> {
  const raw = await readWithRssParser(xml).catch(() => undefined); // Its reasons are of no use to anyone.
  if (raw !== undefined && raw.items.length > 0) return { raw, via: "rss-parser" };
  const tolerant = readTolerantly(xml);
  if (tolerant.items.length > 0) return { raw: tolerant, via: "tolerant", breaksOff: !tolerant.complete };
  if (raw !== undefined) return { raw, via: "rss-parser" };
  if (tolerant.complete) return { raw: tolerant, via: "tolerant" };
  throw new ParseError("truncated", "breaks off before its first story is complete");
}

function noFeed(text: string, contentType: string | undefined): ParseError {
  const first = /<([a-z][\w:.-]*)/i.exec(text)?.[1] ?? "";
  const isPage = /<!doctype\s+html/i.test(text) || WEB_PAGE.test(first);
  if (isPage || contentType?.toLowerCase().startsWith("text/html")) {
    return new ParseError("html", "is a web page, not a feed");
  }
  if (first === "" && /^\s*<\?xml/i.test(text))
    return new ParseError("truncated", "breaks off before it begins");
  if (/^\s*</.test(text)) return new ParseError("unknown", "is XML, but not a feed");
  return new ParseError("unknown", "is neither XML nor JSON, so not a feed");
}
