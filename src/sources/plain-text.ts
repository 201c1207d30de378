import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { unwrapped } from "../text/unwrap.ts";
import { wordSet } from "../text/word-set.ts";

/** Elements that begin and end a line. */
const BLOCKS = wordSet(`address article aside blockquote body br center dd details dialog div dl dt fieldset
  figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tr ul`);

/** Elements whose neighbours are words of their own. */
const CELLS = wordSet("td th");

/** Elements whose text nobody reads. */
const UNREAD = wordSet("script style");

/** Tags that people put into titles on purpose; any other, such as the <T> of Vec<T>, is meant literally. */
const IN_TITLES =
  wordSet(`a abbr acronym b bdi bdo big blockquote br center cite code del dfn div em font h1 h2 h3 h4
  h5 h6 hr i img ins kbd li mark nobr ol p pre q rp rt ruby s samp small span strike strong sub sup time tt u ul var wbr`);

/**
 * Returns the text of an HTML fragment: entities decoded once, scripts and styles dropped, white space and
 * control characters collapsed, one line feed between blocks. A fragment without any tag is text, whose lines
 * stay unless they are broken at a width. Linear in the length of the fragment.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return linesOf(html);
  const lines: string[] = [];
  let line = "";
  let unread = "";
  let all = "";
  let hasTags = false;
  const endLine = (): void => {
    const text = collapsed(line);
    if (text !== "") lines.push(text);
    line = "";
  };
  const tag = (name: string): void => {
    hasTags = true;
    if (BLOCKS.has(name)) endLine();
    else if (CELLS.has(name)) line += " ";
  };
  scan(html, {
    text: (text) => {
      if (unread === "") line += text;
      if (!hasTags) all += text;
    },
    open: (name) => {
      if (UNREAD.has(name)) unread = name;
      tag(name);
    },
    close: (name) => {
      if (name === unread) unread = "";
      tag(name);
    },
  });
  endLine();
  return hasTags ? lines.join("\n") : linesOf(all);
}

/** The lines of text without markup. */
function linesOf(text: string): string {
  return unwrapped(text).split("\n").map(collapsed).filter(Boolean).join("\n");
}

/**
 * Returns the text of an HTML title, name or label in one line. Tags that are not in use in titles stay as they
 * were written, since feeds rarely escape `Vec<T>` as they should.
 */
export function plainTitle(html: string): string {
  if (!/[<&]/.test(html)) return collapsed(html);
  const lastScriptEnd = Math.max(...[...UNREAD].map((name) => html.toLowerCase().lastIndexOf(`</${name}`)));
  let title = "";
  let unread = "";
  scan(
    html,
    {
      text: (text) => {
        if (unread === "") title += text;
      },
      open: (name, written, end) => {
        if (UNREAD.has(name) && end <= lastScriptEnd) unread = name;
        else if (unread === "") title += literal(name, written);
      },
      close: (name, written) => {
        if (unread === "") title += literal(name, written);
        else if (name === unread) unread = "";
      },
      unfinished: (written) => {
        title += written;
      },
    },
    true,
  );
  return collapsed(title);
}

function literal(name: string, written: string): string {
  if (!IN_TITLES.has(name)) return written;
  return BLOCKS.has(name) ? " " : "";
}

/** Returns text in one line, without control characters, at whose ends there is no white space. */
export function collapsed(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** Returns HTML that shows the text as it stands. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Decodes one character reference of HTML, such as &eacute; or &#8217;; an unknown one stays as it is. */
export function decodeReference(reference: string): string {
  let decoded = "";
  scan(reference, {
    text: (text) => {
      decoded += text;
    },
    open: ignore,
    close: ignore,
  });
  return decoded;
}

interface Events {
  readonly text: (text: string) => void;
  /** `written` is the tag as it stands in the source, `end` the index behind it. */
  readonly open: (name: string, written: string, end: number) => void;
  readonly close: (name: string, written: string) => void;
  /** A tag or comment that the source breaks off. */
  readonly unfinished?: (written: string) => void;
}

/**
 * Reads tags and text without keeping a stack: a parser that closes elements for us takes quadratic time on
 * deep nesting. With `plain`, no element has content of its own kind (as script and textarea have).
 */
function scan(html: string, events: Events, plain = false): void {
  let name = "";
  let start = 0;
  let read = 0;
  const opened = (last: number): void => {
    read = last + 1;
    events.open(name, html.slice(start, read), read);
  };
  const skipped = (_: number, last: number): void => {
    read = last + 1;
  };
  const tokenizer = new Tokenizer(
    {},
    {
      ...SILENT,
      ontext: (from, to) => {
        events.text(html.slice(from, to));
        read = to;
      },
      ontextentity: (point, to) => {
        events.text(String.fromCodePoint(point));
        read = to;
      },
      oncdata: (from, last, offset) => {
        events.text(html.slice(from, last - offset));
        read = last + 1;
      },
      onopentagname: (from, to) => {
        name = localName(html.slice(from, to));
        start = from - 1;
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (from, to) => {
        events.close(localName(html.slice(from, to)), `${html.slice(from - 2, to)}>`);
        read = to + 1;
      },
      onend: () => events.unfinished?.(html.slice(read)),
      isInForeignContext: () => plain,
      oncomment: skipped,
      ondeclaration: skipped,
      onprocessinginstruction: skipped,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}

function ignore(): void {}

/** Callbacks of a tokenizer, all of which do nothing. */
export const SILENT: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribend: ignore,
  onattribentity: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};

/** Without its prefix: XHTML inside of XML may have one. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}
