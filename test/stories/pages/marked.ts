import { readdirSync, readFileSync } from "node:fs";
import { words } from "../../../src/text/sentences.ts";
import { furniture } from "./furniture.ts";

/** What the first line of a page file says of the page, as JSON; what is not said is not asked of the extractor. */
export interface Expected {
  readonly url: string;
  readonly title?: string;
  readonly language?: string;
  /** ISO 8601 in UTC. */
  readonly publishedAt?: string;
  readonly canonical?: string;
  readonly image?: string;
  readonly description?: string;
  /** Absent where the text can be read. */
  readonly barrier?: "paywall" | "consent" | "robots";
  /** No story stands on the page. */
  readonly empty?: boolean;
  /** The least F1 that a careful reader would let pass; lower where the story is short or its edges are a matter of taste. */
  readonly floor?: number;
}

/** A page whose main text a person has marked. */
export interface MarkedPage {
  readonly name: string;
  readonly expected: Expected;
  /** As a server would send it: no mark is left in it. */
  readonly html: string;
  /** What is main text beyond doubt. */
  readonly main: string;
  /** The same with what may be taken or left: footnotes, captions of a gallery, answers in a forum. */
  readonly most: string;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const BLOCK =
  /<\/?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|br|hr|tr|td|th|table|thead|tbody|pre|blockquote|section|figure|article|aside|footer)\b[^>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": " ",
  "&amp;": "&",
};

/** Reads the pages of this folder: ⟦main text⟧, ⟨text that may be taken or left⟩, {{what stands around}}. */
export function markedPages(): readonly MarkedPage[] {
  const folder = new URL("./", import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".page"))
    .sort()
    .map((file) => pageOf(file.replace(".page", ""), readFileSync(new URL(file, folder), "utf8")));
}

function pageOf(name: string, file: string): MarkedPage {
  const end = file.indexOf("\n");
  const marked = file.slice(end + 1).replace(/\{\{([a-z-]+)\}\}/g, (_, block: string) => {
    const html = furniture[block];
    if (html === undefined) throw new Error(`${name} names "${block}", which furniture.ts does not have`);
    return html;
  });
  return {
    name,
    expected: JSON.parse(file.slice(0, end)),
    html: marked.replaceAll(/[⟦⟧⟨⟩]/g, ""),
    main: textWithin(marked, /⟦([^⟧]*)⟧/g),
    most: textWithin(marked, /[⟦⟨]([^⟧⟩]*)[⟧⟩]/g),
  };
}

function textWithin(marked: string, marks: RegExp): string {
  return Array.from(marked.matchAll(marks), ([, html = ""]) => html)
    .join("\n")
    .replaceAll(BLOCK, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("\\n", "\n")
    .replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}

/**
 * Returns how much of a text is main text, and how much of the main text is in it, in runs of four words that are
 * counted as often as they stand there. Text that may be taken or left counts neither for it nor against it.
 */
export function score(text: string, page: Pick<MarkedPage, "main" | "most">): Score {
  const found = shingles(text);
  const [least, most] = [shingles(page.main), shingles(page.most)];
  const precision = shared(found, larger(least, most)) / Math.max(1, total(found));
  const recall = Math.max(
    ...[least, most].map((wanted) => shared(found, wanted) / Math.max(1, total(wanted))),
  );
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

type Counts = ReadonlyMap<string, number>;

function shingles(text: string): Counts {
  const said = words(text);
  const counts = new Map<string, number>();
  for (let at = 0; at <= Math.max(0, said.length - 4) && said.length > 0; at += 1) {
    const key = said.slice(at, at + 4).join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const total = (counts: Counts) => [...counts.values()].reduce((sum, one) => sum + one, 0);

function shared(found: Counts, wanted: Counts): number {
  return [...found].reduce((sum, [key, count]) => sum + Math.min(count, wanted.get(key) ?? 0), 0);
}

function larger(one: Counts, other: Counts): Counts {
  return new Map(
    [...one.keys(), ...other.keys()].map((key) => [key, Math.max(one.get(key) ?? 0, other.get(key) ?? 0)]),
  );
}
