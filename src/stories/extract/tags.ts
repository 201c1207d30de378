/** The attributes that tell what an element is; the others are left out. */
const KEPT = new Set(
  (
    "id class role hidden aria-hidden aria-modal style href rel property name content itemprop itemtype datetime lang " +
    "http-equiv src data-component data-testid data-qa summary colspan rowspan"
  ).split(" "),
);
/** What may stand in an attribute, in UTF-16 units: pictures and states of programs are longer. */
const MOST_VALUE = 4000;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;
const GREATER = 62;

/** Returns the offset after the ">" that ends a tag, quoted values passed over; the end of the page where none does. */
export function endOfTag(html: string, from: number): number {
  let isValue = false;
  for (let at = from; at < html.length; at += 1) {
    const code = html.charCodeAt(at);
    if (code === GREATER) return at + 1;
    if (isValue && (code === QUOTE || code === APOSTROPHE)) {
      at = html.indexOf(String.fromCharCode(code), at + 1);
      if (at < 0) break;
    }
    if (code > 32) isValue = code === EQUALS;
  }
  return html.length + 1;
}

/** Returns the attributes of a tag that are read anywhere, ready to stand between quotation marks. */
export function attributesOf(given: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, written = "", double, single, bare] of given.matchAll(ATTRIBUTE)) {
    const name = written.toLowerCase();
    if (!KEPT.has(name) || attributes.has(name)) continue;
    const value = (double ?? single ?? bare ?? "").replaceAll('"', "&quot;");
    if (name === "style" && !/display|visibility/i.test(value)) continue;
    attributes.set(name, value.length > MOST_VALUE ? "" : value);
  }
  return attributes;
}
