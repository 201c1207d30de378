import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { SILENT } from "../plain-text.ts";
import { makeNames, type Names } from "./names.ts";
import { ITEMS, MAX_STORIES, PROSE, ROOTS } from "./raw.ts";
import { makeDecoder, withoutForbidden } from "./references.ts";

/** A document in the one dialect that the XML readers have to know. */
export interface Canonical {
  readonly xml: string;
  /** The attributes of the root: base and language often stand there. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Start tags without an end that are put up with; the readers' time and memory go with them. */
const MAX_OPEN = 10_000;

/** A comment, or the start tag of a root. */
const COMMENT_OR_ROOT = /<!--[\s\S]*?(?:-->|$)|<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)(?=[\s/>])/gi;

/** Returns where the root element of a feed begins, or undefined; what stands before it is prolog or junk. */
export function findRoot(text: string): number | undefined {
  for (const found of text.matchAll(COMMENT_OR_ROOT)) {
    if (!found[0].startsWith("<!")) return found.index;
  }
  return undefined;
}

/**
 * Rewrites the document that begins at `root` so that a strict XML parser can read it, in one linear pass.
 *
 * Names become canonical, attributes are quoted, character references become characters. What XML forbids is
 * dropped, as are comments and whatever stands before the root. Tags inside elements of prose become their text,
 * and such an element is marked type="xhtml". Whether the other tags match is not looked at. A document with more
 * stories or more open elements than any feed has is cut off there.
 */
export function canonicalise(text: string, root: number): Canonical {
  const source = withoutForbidden(text.slice(root));
  const pass: Pass = {
    source,
    names: makeNames(),
    decode: makeDecoder(text.slice(0, root)),
    out: [],
    text: "",
    items: 0,
    depth: 0,
    stop: () => tokenizer.pause(),
  };
  const options = { decodeEntities: false, recognizeSelfClosing: true };
  const tokenizer: Tokenizer = new Tokenizer(options, callbacks(pass));
  tokenizer.write(source);
  tokenizer.end();
  // Prose that is still open here was cut off; without its end its story is incomplete.
  return { xml: pass.out.join(""), attributes: pass.root ?? {} };
}

type Attributes = Record<string, string>;

interface Pass {
  readonly source: string;
  readonly names: Names;
  readonly decode: (text: string) => string;
  readonly out: string[];
  /** Text outside of prose that is not yet written. */
  text: string;
  items: number;
  /** Start tags less end tags. */
  depth: number;
  /** Reads no further. */
  readonly stop: () => void;
  /** Attributes of the root, once it was met. */
  root?: Attributes;
  /** The element of prose that is being read. */
  prose?: Prose | undefined;
}

interface Prose {
  readonly name: string;
  readonly attributes: Attributes;
  /** Where its content begins. */
  readonly from: number;
  readonly pieces: string[];
  /** Elements of the same name that are open inside it. */
  depth: number;
  /** Whether its content is markup rather than characters. */
  isMarkup: boolean;
}

/** Turns the tokenizer's positions into the few events that matter. */
function callbacks(pass: Pass): TokenizerCallbacks {
  let tag = { name: "", start: 0 };
  let written: [name: string, value: string][] = [];
  const piece = (text: string): void => {
    if (pass.prose === undefined) pass.text += text;
    else pass.prose.pieces.push(text);
  };
  return {
    ...SILENT,
    ontext: (from, to) => piece(pass.decode(pass.source.slice(from, to))),
    oncdata: (from, last, offset) => piece(pass.source.slice(from, last - offset)),
    onopentagname: (from, to) => {
      tag = { name: pass.source.slice(from, to), start: from - 1 };
      written = [];
    },
    onattribname: (from, to) => {
      written.push([pass.source.slice(from, to), ""]);
    },
    onattribdata: (from, to) => {
      const last = written.at(-1);
      if (last !== undefined) last[1] += pass.source.slice(from, to);
    },
    onopentagend: (at) => open(pass, { ...tag, written, end: at + 1, empty: false }),
    onselfclosingtag: (at) => open(pass, { ...tag, written, end: at + 1, empty: true }),
    onclosetag: (from, to) => close(pass, pass.names.canonical(pass.source.slice(from, to)), from - 2),
    // Elements that HTML treats in a way of its own, such as title and script, are like all others here.
    isInForeignContext: () => true,
  };
}

interface Tag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly written: readonly [name: string, value: string][];
  readonly empty: boolean;
}

function open(pass: Pass, tag: Tag): void {
  const attributes = pass.prose === undefined ? read(pass, tag.written) : {};
  const name = pass.names.canonical(tag.name);
  if (pass.prose !== undefined && !ITEMS.has(name)) {
    pass.prose.isMarkup = true;
    if (name === pass.prose.name && !tag.empty) pass.prose.depth++;
    return;
  }
  endText(pass, tag.start);
  pass.root ??= attributes;
  if (ITEMS.has(name)) pass.items++;
  if (!tag.empty) pass.depth++;
  if (pass.items > MAX_STORIES || pass.depth > MAX_OPEN) pass.stop();
  if (PROSE.has(name) && !tag.empty) {
    const isMarkup = attributes["type"]?.toLowerCase() === "xhtml";
    pass.prose = { name, attributes, from: tag.end, pieces: [], depth: 0, isMarkup };
  } else {
    pass.out.push(startTag(name, attributes, tag.empty));
  }
}

function close(pass: Pass, name: string, at: number): void {
  const prose = pass.prose;
  if (prose !== undefined && !ITEMS.has(name) && !ROOTS.has(name)) {
    if (name !== prose.name) prose.isMarkup = true;
    else if (prose.depth > 0) prose.depth--;
    else endText(pass, at);
    return;
  }
  endText(pass, at);
  pass.depth--;
  pass.out.push(`</${name}>`);
}

/** Writes the text, or the element of prose, that ends at an index of the source. */
function endText(pass: Pass, end: number): void {
  if (pass.text !== "") pass.out.push(characters(pass.text));
  pass.text = "";
  const prose = pass.prose;
  if (prose === undefined) return;
  pass.prose = undefined;
  pass.depth--;
  const text = prose.isMarkup
    ? pass.source.slice(prose.from, end).replaceAll("<![CDATA[", "").replaceAll("]]>", "")
    : prose.pieces.join("");
  const attributes = prose.isMarkup ? { ...prose.attributes, type: "xhtml" } : prose.attributes;
  pass.out.push(startTag(prose.name, attributes, false), characters(text), `</${prose.name}>`);
}

/** Reads the attributes of a tag and takes note of the namespaces that it declares. */
function read(pass: Pass, written: Tag["written"]): Attributes {
  if (written.length === 0) return {};
  for (const [name, value] of written) {
    if (/^xmlns:/i.test(name)) pass.names.declare(name.slice("xmlns:".length), pass.decode(value));
  }
  const attributes: Attributes = {};
  for (const [name, value] of written) {
    const canonical = pass.names.canonical(name);
    const isUsable = /^[a-z][\w.-]*(?::[a-z][\w.-]*)?$/.test(canonical) && !canonical.startsWith("xmlns");
    if (isUsable) attributes[canonical] ??= pass.decode(value);
  }
  return attributes;
}

function startTag(name: string, attributes: Attributes, empty: boolean): string {
  let tag = `<${name}`;
  for (const [attribute, value] of Object.entries(attributes)) tag += ` ${attribute}="${quoted(value)}"`;
  return empty ? `${tag}/>` : `${tag}>`;
}

function quoted(value: string): string {
  if (!/[&<"]/.test(value)) return value;
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function characters(text: string): string {
  if (!/[<&\]]/.test(text)) return text;
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
