import { Parser } from "htmlparser2";
import { ELEMENTS, FRAME, ITEMS, NESTED, NOTHING, type RawFeed, type RawNode, ROOTS } from "./raw.ts";

/** No feed nests deeper, and keeping the stack of a document that does takes quadratic time. */
const MAX_DEPTH = 200;

/** What the tolerant reader could make of a document. */
export interface TolerantFeed extends RawFeed {
  /** False where the document ends, or was given up, before its root is closed. */
  readonly complete: boolean;
}

/**
 * Reads canonical XML of which the tags need not match. Items that the document leaves unfinished are dropped, and
 * it is given up where it nests deeper than 200 elements: what was complete by then counts.
 */
export function readTolerantly(xml: string): TolerantFeed {
  const reading: Reading = {
    stack: [],
    items: [],
    feed: undefined,
    kind: "rss",
    complete: false,
    over: false,
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        enter(reading, name, attributes);
        if (reading.stack.length <= MAX_DEPTH) return;
        reading.over = true;
        parser.pause();
      },
      ontext: (text) => {
        const element = reading.stack.at(-1);
        if (element !== undefined) element.text += text;
      },
      onclosetag: () => leave(reading),
    },
    { xmlMode: true },
  );
  parser.write(xml);
  reading.over = true; // What is closed from here on is closed by the end of the document.
  parser.end();
  const { items, kind, complete } = reading;
  return { items, kind, complete, feed: reading.feed ?? NOTHING };
}

interface Element {
  readonly name: string;
  text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Record<string, RawNode[]>;
}

interface Reading {
  readonly stack: Element[];
  readonly items: RawNode[];
  feed: RawNode | undefined;
  kind: "rss" | "atom";
  complete: boolean;
  over: boolean;
}

function enter(reading: Reading, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === "feed" && reading.stack.length === 0) reading.kind = "atom";
  const element: Element = { name, text: "", attributes, children: {} };
  reading.stack.push(element);
  // The feed counts from its start tag on: a document that breaks off has a title all the same.
  if (name === "feed" || name === "channel") reading.feed ??= element;
}

function leave(reading: Reading): void {
  const element = reading.stack.pop();
  if (element === undefined || reading.over) return;
  if (ITEMS.has(element.name)) {
    reading.items.push(element);
    return;
  }
  if (reading.stack.length === 0 && ROOTS.has(element.name)) reading.complete = true;
  const parent = reading.stack.at(-1);
  if (parent === undefined || FRAME.has(element.name)) return;
  if (!ELEMENTS.has(element.name) && !NESTED.has(element.name)) return;
  const siblings = parent.children[element.name] ?? [];
  parent.children[element.name] = siblings;
  siblings.push(element);
}
