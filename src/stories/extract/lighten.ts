import { attributesOf, endOfTag } from "./tags.ts";

/** A page without what no reader sees, so that parsing it is cheap whatever it holds. */
export interface LightPage {
  /** A whole document: a head with the first title, and a body in which everything else stands. */
  readonly html: string;
  /** What the first `html` tag declares as its language. */
  readonly language: string;
  /** The bodies of the JSON-LD scripts. */
  readonly data: readonly string[];
  /** What stands in `noscript`, as HTML. */
  readonly noscript: string;
}

/** Deeper elements than this are opened out into their parents; news pages nest up to about 60 deep. */
const MOST_DEPTH = 120;
/** Beyond so many elements, further tags only end lines. */
const MOST_ELEMENTS = 30_000;

/** What stands for the tags that are left out. */
const LINE_END = "\n<br>";

const VOID = new Set(
  "area base br col embed hr img input link meta param source track wbr basefont frame keygen".split(" "),
);
/** Elements whose content is not part of what a page says. */
const DROPPED = new Set(
  "script style svg math iframe object video audio canvas select noscript title noembed noframes map".split(
    " ",
  ),
);
/** Tags of the skeleton, which is made anew: misplaced ones make the parser lose the body. */
const SKELETON = new Set(["html", "head", "body", "frameset", "template"]);
const BLOCK = new Set(
  (
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 " +
    "h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);
/** What an opening tag ends when that is still open: HTML lets these ends be left out. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  li: ["li"],
  dt: ["dt", "dd"],
  dd: ["dt", "dd"],
  tr: ["td", "th", "tr"],
  td: ["td", "th"],
  th: ["td", "th"],
  tbody: ["td", "th", "tr", "thead", "tbody"],
  option: ["option"],
};

/** What is known while a page is read from its beginning to its end. */
interface Reading {
  readonly html: string;
  readonly out: string[];
  readonly open: string[];
  /** How many opening tags of a name were left out and wait for their closing tags. */
  readonly leftOut: Map<string, number>;
  /** Names whose closing tag does not come any more. */
  readonly endless: Set<string>;
  readonly data: string[];
  readonly noscript: string[];
  elements: number;
  language: string;
  title: string | undefined;
}

/**
 * Returns a page without scripts, styles, comments and embedded things, at most 120 deep, in linear time.
 *
 * Names of tags and attributes are in small letters; attributes that nobody reads are left out. The tokens are
 * those of https://html.spec.whatwg.org/multipage/parsing.html, without its repairs of the tree.
 */
export function lighten(html: string): LightPage {
  const reading: Reading = {
    html,
    out: [],
    open: [],
    leftOut: new Map(),
    endless: new Set(),
    data: [],
    noscript: [],
    elements: 0,
    language: "",
    title: undefined,
  };
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf("<", at);
    if (next > at || next < 0) reading.out.push(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    at = readTag(reading, next);
  }
  return {
    html: `<!doctype html><html><head><title>${reading.title ?? ""}</title></head><body>${reading.out.join("")}</body></html>`,
    language: reading.language,
    data: reading.data,
    noscript: reading.noscript.join("\n"),
  };
}

/** Reads what begins with "<" and returns where to go on. */
function readTag(reading: Reading, at: number): number {
  const { html } = reading;
  const code = html.charCodeAt(at + 1) | 32;
  if (code >= 97 && code <= 122) return readOpening(reading, at);
  if (html.startsWith("</", at)) return readClosing(reading, at);
  if (html.startsWith("<!--", at)) return after(html, "-->", at + 2);
  if (html.startsWith("<![CDATA[", at)) return after(html, "]]>", at);
  if (html.startsWith("<!", at) || html.startsWith("<?", at)) return after(html, ">", at);
  reading.out.push("&lt;");
  return at + 1;
}

function after(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found < 0 ? html.length : found + what.length;
}

function readOpening(reading: Reading, at: number): number {
  const name = nameAt(reading.html, at + 1);
  const end = endOfTag(reading.html, at + 1 + name.length);
  const given = reading.html.slice(at + 1 + name.length, end - 1);
  const tag = name.toLowerCase();
  if (DROPPED.has(tag)) return drop(reading, tag, given, end);
  if (tag === "html") reading.language ||= attributesOf(given).get("lang") ?? "";
  if (SKELETON.has(tag)) return tag === "template" ? dropTemplate(reading, given, end) : end;
  if (tag === "plaintext" || !/^[a-z][a-z0-9-]*$/.test(tag)) return end;
  open(reading, tag, given);
  return end;
}

function open(reading: Reading, tag: string, given: string): void {
  endBefore(reading.open, tag);
  const isVoid = VOID.has(tag);
  if (reading.elements >= MOST_ELEMENTS || (!isVoid && reading.open.length >= MOST_DEPTH)) {
    reading.leftOut.set(tag, (reading.leftOut.get(tag) ?? 0) + 1);
    if ((BLOCK.has(tag) || tag === "br") && reading.out.at(-1) !== LINE_END) reading.out.push(LINE_END);
    return;
  }
  reading.elements += 1;
  if (!isVoid) reading.open.push(tag);
  const kept = given && [...attributesOf(given)].map(([name, value]) => ` ${name}="${value}"`).join("");
  reading.out.push(`<${tag}${kept}>`);
}

/** Takes off the elements that an opening tag ends, as the parser will. */
function endBefore(openOnes: string[], tag: string): void {
  const ended = ENDS[tag] ?? (BLOCK.has(tag) ? ["p"] : []);
  while (ended.includes(openOnes.at(-1) ?? "")) openOnes.pop();
}

function readClosing(reading: Reading, at: number): number {
  const name = nameAt(reading.html, at + 2);
  const end = after(reading.html, ">", at);
  const tag = name.toLowerCase();
  const waiting = reading.leftOut.get(tag) ?? 0;
  if (waiting > 0) {
    reading.leftOut.set(tag, waiting - 1);
    return end;
  }
  const found = isHeadingName(tag)
    ? reading.open.findLastIndex(isHeadingName)
    : reading.open.lastIndexOf(tag);
  if (found >= 0) {
    // The end of any heading ends the one that is open.
    reading.out.push(`</${reading.open[found]}>`);
    reading.open.length = found;
  } else if ((tag === "br" || tag === "p") && reading.out.at(-1) !== LINE_END) reading.out.push(LINE_END);
  return end;
}

/** Leaves out an element with all it holds; where it has no end, its tag alone. */
function drop(reading: Reading, tag: string, given: string, from: number): number {
  const end = given.endsWith("/") && tag !== "script" ? -1 : closingOf(reading, tag, from);
  if (end < 0) return tag === "script" || tag === "style" ? reading.html.length : from;
  const content = reading.html.slice(from, end);
  if (tag === "title") reading.title ??= content;
  if (tag === "noscript") reading.noscript.push(content);
  if (tag === "script" && /ld\+json/i.test(given)) reading.data.push(content);
  return after(reading.html, ">", end);
}

/** A template holds nothing to see, unless it is the shadow tree of an element. */
function dropTemplate(reading: Reading, given: string, from: number): number {
  if (/shadowroot/i.test(given)) return from;
  const end = closingOf(reading, "template", from);
  return end < 0 ? from : after(reading.html, ">", end);
}

function closingOf(reading: Reading, tag: string, from: number): number {
  if (reading.endless.has(tag)) return -1;
  const closing = new RegExp(`</${tag}(?=[\\s/>])`, "gi");
  closing.lastIndex = from;
  const found = closing.exec(reading.html)?.index ?? -1;
  if (found < 0) reading.endless.add(tag);
  return found;
}

function isHeadingName(tag: string): boolean {
  return /^h[1-6]$/.test(tag);
}

function nameAt(html: string, at: number): string {
  const name = /[^\s/>]*/y;
  name.lastIndex = at;
  name.test(html);
  return html.slice(at, name.lastIndex);
}
