import { decodeReference } from "../plain-text.ts";

/** Simple entities that a document may declare for itself; more of them are no feed's need. */
const MAX_ENTITIES = 50;

/** References that were looked up once; the bound is for documents that want to fill the memory. */
const MAX_KNOWN = 4000;

const REFERENCE = /&(#x[0-9a-f]{1,8}|#\d{1,10}|[a-z][a-z0-9]{1,31});/gi;

/** In a value, no reference and no tag: what an entity holds is never read again. */
const ENTITY = /<!ENTITY\s{1,20}([\w.-]{1,64})\s{1,20}(?:"([^"&<%]{0,1000})"|'([^'&<%]{0,1000})')\s{0,20}>/g;

/**
 * Makes a decoder of character references in XML text: those of XML and HTML, numbers, and the simple entities
 * that the prolog declares. What it does not know stays as it is written. No result is decoded twice.
 */
export function makeDecoder(prolog: string): (text: string) => string {
  const known = new Map<string, string>();
  for (const [, name = "", double, single] of prolog.matchAll(ENTITY)) {
    if (known.size < MAX_ENTITIES) known.set(`&${name};`, double ?? single ?? "");
  }
  const lookUp = (reference: string): string => {
    const before = known.get(reference);
    if (before !== undefined) return before;
    const decoded = withoutForbidden(decodeReference(reference));
    if (known.size < MAX_KNOWN) known.set(reference, decoded);
    return decoded;
  };
  return (text) => (text.includes("&") ? text.replace(REFERENCE, lookUp) : text);
}

/** Drops the characters that XML forbids, and replaces halves of surrogate pairs (XML 1.0, production 2). */
export function withoutForbidden(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uFFFD]+/g, "").toWellFormed();
}
