// How an item of a document is known again. Its keys, strongest first:
//   i/ the published id, within the source        s/ the canonical link, within the source
//   c/ title and text, within the source: written only where an item has neither of the two
//   u/ the canonical link, for the whole instance  t/ the title, within the source, for 72 hours
// No key holds a date: publishers bump dates. An id or link that several stories of one document share says
// nothing about any of them and drops out for that document.

import { stableId } from "../text/id.ts";
import { words } from "../text/sentences.ts";
import type { ParsedStory } from "./story.ts";
import { readLink } from "./url.ts";

/** A seen mark in the keyed store, namespace `seen`. */
export interface SeenWrite {
  readonly key: string;
  readonly mark: SeenMark;
  readonly ttlMs: number;
}

/** What the keyed store remembers under a key that was seen. */
export interface SeenMark {
  readonly story: string;
  /** When the mark was last written, in ms since 1970; it is refreshed while the item stays in its feed. */
  readonly at: number;
  /** Under what proves an item: the titles it has borne, as short hashes, the latest last. */
  readonly titles?: readonly string[];
}

/** An item of a document with the keys it can be known by, ready for the keyed store. */
export interface Identified {
  readonly parsed: ParsedStory;
  /** The id its story has if it is new: the same at each poll of the source. */
  readonly storyId: string;
  readonly keys: {
    /** What proves the item within its source, strongest first; never empty. */
    readonly own: readonly string[];
    /** Title and text: judged always, written only where it is all there is (then it stands in `own`). */
    readonly content: string;
    /** Its links, for the whole instance. */
    readonly urls: readonly string[];
    readonly title?: string;
  };
  /** A short hash of the words of its title. */
  readonly called: string;
}

/** What an item of a document is: a new story, or which known story. */
export type Judgement =
  | { readonly kind: "new" }
  /** Known from this source; `renamed` where its title is one that it has not borne before. */
  | { readonly kind: "seen"; readonly story: string; readonly renamed?: true }
  /** This source told it lately under another id and link: only the title is the same. */
  | { readonly kind: "edited"; readonly story: string }
  /** Known, but only from another source. */
  | { readonly kind: "sighting"; readonly story: string };

/** How long a mark lasts that is not refreshed: longer than any item is expected to return to its feed after. */
export const SEEN_TTL_MS = 90 * 24 * 3_600_000;
/** How long a title counts; never refreshed, so that next week's column of the same title is a new story. */
export const TITLE_TTL_MS = 72 * 3_600_000;

const LEAST_TITLE_WORDS = 4;
/** A publisher that tries titles out on its readers goes back and forth; after so many nothing is new. */
const MOST_TITLES = 5;
const AMP_ON = new Set(["", "1", "true"]);

/**
 * Returns the canonical key of a link, or "" where it is no http(s) link.
 *
 * Two links that differ only in scheme, `www.`, trackers, parameter order, fragment, AMP form, wrapper or a
 * closing slash have the same key. It is for comparing, not for fetching or showing.
 */
export function urlKey(url: string): string {
  const link = readLink(url);
  if (!link) return "";
  const host = link.host.replace(/^(?:(?:www|amp)\.)+(?=[^.]+\.)/, "");
  const segments = link.pathname.split("/").filter((segment) => segment !== "amp");
  while (segments.at(-1) === "") segments.pop();
  const query = [...link.searchParams]
    .filter(([name, value]) => name !== "amp" || !AMP_ON.has(value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join("&");
  return `https://${host}${segments.join("/")}${query && `?${query}`}`;
}

/**
 * Gives the items of one document their keys and story ids.
 *
 * Items that are the same story become one: exact repeats, and items that share a title of four words or more
 * together with the id or the link. The first in the document stands for them, with the keys of all.
 */
export function identify(source: string, stories: readonly ParsedStory[]): readonly Identified[] {
  const items = withoutRepeats(stories);
  const alone = {
    id: usedOnce(items.flatMap((item) => [...item.ids])),
    url: usedOnce(items.flatMap((item) => [...item.urls])),
    title: usedOnce(items.map((item) => item.title)),
  };
  const found = new Map<string, Identified>();
  for (const item of items) {
    const ids = [...item.ids].filter(alone.id);
    const urls = [...item.urls].filter(alone.url);
    const content = `c/${stableId(source, item.content)}`;
    const proofs = [
      ...ids.map((id) => `i/${stableId(source, id)}`),
      ...urls.map((url) => `s/${stableId(source, url)}`),
    ];
    const [strongest = content] = proofs;
    const storyId = stableId("story", strongest);
    // Items that nothing tells apart are one.
    if (found.has(storyId)) continue;
    const keys = {
      own: proofs.length > 0 ? proofs : [content],
      content,
      urls: urls.map((url) => `u/${stableId(url)}`),
      ...(item.title && alone.title(item.title) && { title: `t/${stableId(source, item.title)}` }),
    };
    found.set(storyId, { parsed: item.parsed, storyId, keys, called: item.called });
  }
  return [...found.values()];
}

/** Returns every key whose mark `judge` may ask for. */
export function keysOf(item: Identified): readonly string[] {
  const { own, content, urls, title } = item.keys;
  return [...new Set([...own, content, ...urls, title ?? content])];
}

/** Decides what an item is, from the marks that are kept under its keys. */
export function judge(item: Identified, mark: (key: string) => SeenMark | undefined): Judgement {
  const { own, content, urls, title } = item.keys;
  const first = (keys: readonly string[]) => keys.map(mark).find((one) => one !== undefined);
  const known = first([...own, content]);
  if (known) return { kind: "seen", story: known.story, ...(isRenamed(item, known) && { renamed: true }) };
  const elsewhere = first(urls);
  if (elsewhere) return { kind: "sighting", story: elsewhere.story };
  const before = title === undefined ? undefined : mark(title);
  return before ? { kind: "edited", story: before.story } : { kind: "new" };
}

/** Returns the marks that make an item known from now on; for one that was judged new or a sighting. */
export function marksFor(item: Identified, story: string, now: Date): readonly SeenWrite[] {
  const { own, urls, title } = item.keys;
  const mark = { story, at: now.getTime() };
  const lasting = [
    ...own.map((key) => ({ key, mark: { ...mark, titles: [item.called] }, ttlMs: SEEN_TTL_MS })),
    ...urls.map((key) => ({ key, mark, ttlMs: SEEN_TTL_MS })),
  ];
  return title === undefined ? lasting : [...lasting, { key: title, mark, ttlMs: TITLE_TTL_MS }];
}

/**
 * Returns the marks to write for an item that is still in its feed, judged seen or edited: those that are
 * missing, due to be refreshed, or do not know its title. Each keeps the story it stands for. Keys of titles are never
 * among them.
 */
export function refreshFor(
  item: Identified,
  story: string,
  mark: (key: string) => SeenMark | undefined,
  now: Date,
): readonly SeenWrite[] {
  const { own, urls } = item.keys;
  return [...own, ...urls].flatMap((key) => {
    const kept = mark(key);
    const titles = own.includes(key) ? titlesWith(item, kept) : undefined;
    const isCurrent = kept && !needsRefresh(kept, now) && titles?.length === kept.titles?.length;
    if (isCurrent) return [];
    const next = { story: kept?.story ?? story, at: now.getTime(), ...(titles && { titles }) };
    return [{ key, mark: next, ttlMs: SEEN_TTL_MS }];
  });
}

/** Returns the marks to write for an item, given what it was judged to be and the story that it is now. */
export function marksAfter(
  item: Identified,
  judgement: Judgement,
  story: string,
  mark: (key: string) => SeenMark | undefined,
  now: Date,
): readonly SeenWrite[] {
  const isKnown = judgement.kind === "seen" || judgement.kind === "edited";
  return isKnown ? refreshFor(item, judgement.story, mark, now) : marksFor(item, story, now);
}

/** Marks of an earlier version name no titles: the first one they are given is nothing new. */
function isRenamed(item: Identified, { titles }: SeenMark): boolean {
  return titles !== undefined && titles.length < MOST_TITLES && !titles.includes(item.called);
}

function titlesWith(item: Identified, mark: SeenMark | undefined): readonly string[] {
  const known = mark?.titles ?? [];
  return known.includes(item.called) || known.length >= MOST_TITLES ? known : [...known, item.called];
}

/** Returns whether a mark has used up a quarter of its time, so that it is worth writing again. */
export function needsRefresh(mark: SeenMark, now: Date): boolean {
  return now.getTime() - mark.at > SEEN_TTL_MS / 4;
}

/** An item of a document before it is known which of its ids and links are its alone. */
interface Item {
  readonly parsed: ParsedStory;
  readonly ids: Set<string>;
  readonly urls: Set<string>;
  /** The words of the title, or "" where there are too few to tell stories apart. */
  readonly title: string;
  readonly called: string;
  readonly content: string;
}

function withoutRepeats(stories: readonly ParsedStory[]): readonly Item[] {
  const items = new Set<Item>();
  const byName = new Map<string, Item>();
  for (const parsed of stories) {
    const next = itemOf(parsed);
    const names = namesOf(next);
    const item = names.map((name) => byName.get(name)).find((one) => one !== undefined) ?? next;
    items.add(item);
    for (const id of next.ids) item.ids.add(id);
    for (const url of next.urls) item.urls.add(url);
    for (const name of names) byName.set(name, item);
  }
  return [...items];
}

function itemOf(parsed: ParsedStory): Item {
  const id = idKey(parsed.id);
  const url = urlKey(parsed.url);
  const titleWords = words(parsed.title);
  const title = titleWords.join(" ");
  return {
    parsed,
    ids: new Set(id ? [id] : []),
    urls: new Set(url ? [url] : []),
    title: titleWords.length < LEAST_TITLE_WORDS ? "" : title,
    called: stableId(title).slice(0, 8),
    content: `${title}\n${parsed.text}`,
  };
}

/** Names that two items of one document share only where they are the same story. */
function namesOf({ ids, urls, title, content }: Item): readonly string[] {
  const all = [...ids, ...urls];
  return [[...all, content].join(" "), ...(title ? all.map((one) => `${one}\n${title}`) : [])];
}

/** A published id that is a link is compared as one, but keeps its fragment: feeds tell stories apart by it. */
function idKey(id: string): string {
  const key = urlKey(id);
  return key ? key + new URL(id).hash : id.trim();
}

function usedOnce(values: readonly string[]): (value: string) => boolean {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (once.has(value) ? again : once).add(value);
  return (value) => !again.has(value);
}
