import type { FeedHints } from "../../stories/story.ts";
import { parseDate } from "../dates.ts";
import { plainTitle } from "../plain-text.ts";
import { attribute, nodes, type RawNode } from "./raw.ts";

/** Dates in the order of trust: when a story came out, then when it was last changed. */
const DATES = [
  "pubdate",
  "published",
  "dcterms:issued",
  "issued",
  "dc:date",
  "dcterms:created",
  "created",
  "date",
  "updated",
  "dcterms:modified",
  "modified",
];

/** Nobody writes more; a document that does wants to fill the memory. */
const MOST_LABELS = 100;
const LONGEST_LABEL = 200;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PERIODS_MS: ReadonlyMap<string, number> = new Map([
  ["hourly", HOUR_MS],
  ["daily", 24 * HOUR_MS],
  ["weekly", 7 * 24 * HOUR_MS],
  ["monthly", 30 * 24 * HOUR_MS],
  ["yearly", 365 * 24 * HOUR_MS],
]);
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Returns the date of a story: the first of its dates that can be read. */
export function dateOf(item: RawNode): Date | undefined {
  for (const node of nodes(item, ...DATES)) {
    const date = parseDate(node.text);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** Returns the published id of a story, or "". */
export function idOf(item: RawNode): string {
  const written = nodes(item, "guid", "id", "dc:identifier").map((node) => node.text.trim());
  return written.find((id) => id !== "") ?? attribute(item, "rdf:about") ?? attribute(item, "about") ?? "";
}

/** Returns the names of authors, without their e-mail addresses. */
export function authorsOf(node: RawNode): readonly string[] {
  const written = nodes(node, "author", "dc:creator", "itunes:author").flatMap((author) => {
    const names = nodes(author, "name").map((name) => name.text);
    return names.length > 0 ? names : [author.text];
  });
  return labels(written.map(withoutEmail));
}

/** Returns what stands beside an e-mail address: me@example.com (Name), Name <me@example.com>. */
export function withoutEmail(text: string): string {
  const short = text.slice(0, LONGEST_LABEL);
  if (!short.includes("@")) return short;
  const inBrackets = /@[^()]*\(([^()]+)\)/.exec(short)?.[1];
  return inBrackets ?? short.replace(/[<([]?(?:mailto:)?[^\s<>()[\]@]{1,64}@[^\s<>()[\]@]+[>)\]]?/g, " ");
}

/** Returns the tags of a story. */
export function tagsOf(item: RawNode): readonly string[] {
  return labels(
    nodes(item, "category", "dc:subject").map(
      (tag) => attribute(tag, "label") ?? attribute(tag, "term") ?? tag.text,
    ),
  );
}

/** Returns names or tags as plain text, each once, at most 100 of them. */
export function labels(written: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const text of written) {
    if (found.size === MOST_LABELS) break;
    const label = plainTitle(text.slice(0, LONGEST_LABEL));
    const key = label.toLowerCase();
    if (label !== "" && !found.has(key)) found.set(key, label);
  }
  return [...found.values()];
}

/** Returns the first of the candidates that is a language tag (BCP 47), in its usual spelling. */
export function languageFrom(...candidates: readonly (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    try {
      const tag = Intl.getCanonicalLocales(candidate?.trim().replaceAll("_", "-") || [])[0];
      if (tag !== undefined) return tag;
    } catch {
      // A RangeError is how Intl says that this is no language tag; the next candidate is tried.
    }
  }
  return undefined;
}

/** Returns the language that a node declares. */
export function languageOf(node: RawNode): string | undefined {
  const declared = nodes(node, "language", "dc:language").map((language) => language.text);
  return languageFrom(...declared, attribute(node, "xml:lang"));
}

/** Returns what the publisher asks of pollers inside the document. */
export function hintsOf(feed: RawNode): FeedHints {
  const hours = nested(feed, "skiphours", "hour").filter((hour) => /^\d{1,2}$/.test(hour));
  const skipHours = hours.map(Number).filter((hour) => hour <= 24);
  const days = nested(feed, "skipdays", "day").map((day) => WEEKDAYS.indexOf(day.toLowerCase()));
  const everyMs = Math.max(ttlMs(feed), periodMs(feed));
  return {
    ...(everyMs > 0 ? { everyMs } : {}),
    // Some feeds count the hours from 1 to 24; 24 is midnight.
    ...(skipHours.length > 0 ? { skipHours: distinct(skipHours.map((hour) => hour % 24)) } : {}),
    ...(days.some((day) => day >= 0) ? { skipDays: distinct(days.filter((day) => day >= 0)) } : {}),
  };
}

function ttlMs(feed: RawNode): number {
  const minutes = Number(firstText(feed, "ttl"));
  return Number.isFinite(minutes) && minutes > 0 ? minutes * MINUTE_MS : 0;
}

/** The period divided by the frequency (RSS 1.0 syndication module: daily and once, where one is missing). */
function periodMs(feed: RawNode): number {
  const period = firstText(feed, "sy:updateperiod")?.toLowerCase();
  const frequency = Number(firstText(feed, "sy:updatefrequency") ?? 1);
  if (period === undefined || !(frequency > 0)) return 0;
  return Math.round((PERIODS_MS.get(period) ?? 0) / frequency);
}

function firstText(node: RawNode, name: string): string | undefined {
  return nodes(node, name)[0]?.text.trim() || undefined;
}

function nested(node: RawNode, name: string, inner: string): readonly string[] {
  return nodes(node, name).flatMap((outer) => nodes(outer, inner).map((found) => found.text.trim()));
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
