import { escapeHtml, plainText, plainTitle } from "../plain-text.ts";
import { attribute, nodes, type RawFeed, type RawNode } from "./raw.ts";

/** A story's prose, as the feed has it and as plain text. */
export interface Prose {
  readonly html: string;
  readonly text: string;
  /** What the feed says of the story in short, where it also tells it at length. */
  readonly description?: string;
}

/** Where a feed tells a story at length, and where it does so in short. */
const LONG = ["content:encoded", "content", "xhtml:body", "body", "fullitem"];
const SHORT = [
  "description",
  "summary",
  "dcterms:abstract",
  "dc:description",
  "itunes:summary",
  "media:description",
  "itunes:subtitle",
];
const TITLES = ["title", "media:title", "dc:title", "dcterms:title", "itunes:title"];

/** Signs that a text whose type is not declared is HTML after all. */
const LOOKS_LIKE_HTML = /<\/(?:a|b|blockquote|div|em|h[1-6]|i|li|ol|p|span|strong|table|ul)\s*>|<br\s*\/?>/i;

/** Returns the title of a feed or story in plain text, or "". */
export function titleOf(node: RawNode, kind: RawFeed["kind"]): string {
  for (const title of nodes(node, ...TITLES)) {
    // Atom says that a title without a type is text. RSS says nothing, and feeds put HTML there.
    const text = plainTitle(htmlOf(title, kind === "atom" ? escapeHtml : asIs));
    if (text !== "") return text;
  }
  return "";
}

/** Returns what a feed tells of a story: its content where that says more than its summary. */
export function proseOf(item: RawNode, kind: RawFeed["kind"]): Prose {
  const untyped = kind === "atom" ? byLooks : asIs;
  const first = (names: readonly string[]): Prose => {
    for (const node of nodes(item, ...names)) {
      const prose = proseFrom(htmlOf(node, untyped));
      if (prose.text !== "") return prose;
    }
    return { html: "", text: "" };
  };
  return longer(first(LONG), first(SHORT));
}

/** Returns HTML together with its plain text. */
export function proseFrom(html: string): Prose {
  return { html, text: plainText(html) };
}

/** Returns the one that has more text, the first where they are equal; the other one is its description. */
export function longer(one: Prose, other: Prose): Prose {
  const [long, short] = one.text.length >= other.text.length ? [one, other] : [other, one];
  return short.text === "" || short.text === long.text ? long : { ...long, description: short.text };
}

/** Reads a node by its declared type (RFC 4287, section 3.1; Atom 0.3 has media types and a mode instead). */
function htmlOf(node: RawNode, untyped: (text: string) => string): string {
  const type = attribute(node, "type")?.toLowerCase() ?? "";
  const isBase64 = [attribute(node, "mode"), attribute(node, "encoding")].includes("base64");
  if (isBase64) return type.includes("html") ? fromBase64(node.text) : byLooks(fromBase64(node.text));
  if (/html|xml/.test(type)) return node.text;
  if (/^(?:text|plain)$|^text\//.test(type)) return escapeHtml(node.text);
  return type.includes("/") ? byLooks(fromBase64(node.text)) : untyped(node.text);
}

function asIs(text: string): string {
  return text;
}

function byLooks(text: string): string {
  return LOOKS_LIKE_HTML.test(text) ? text : escapeHtml(text);
}

/** Returns "" where the bytes are no text: a picture, for example. */
function fromBase64(text: string): string {
  try {
    const decoded = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64"));
    return decoded.includes("\0") ? "" : decoded;
  } catch {
    return ""; // TextDecoder's way to say that this is no UTF-8.
  }
}
