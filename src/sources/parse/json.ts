import { z } from "zod";
import type { ParsedFeed, ParsedStory } from "../../stories/story.ts";
import { titleFromText } from "../../stories/story-from.ts";
import { parseDate } from "../dates.ts";
import { collapsed, escapeHtml } from "../plain-text.ts";
import { ParseError } from "../source.ts";
import { labels, languageFrom, withoutEmail } from "./fields.ts";
import { resolve } from "./links.ts";
import { saysAnything } from "./map.ts";
import { longer, type Prose, proseFrom } from "./prose.ts";
import { MAX_STORIES } from "./raw.ts";

/** A field of the wrong type is treated as absent: one bad field must not cost the story, nor the feed. */
const text = z.string().optional().catch(undefined);
const person = z.object({ name: text }).optional().catch(undefined);
const people = z.array(person).optional().catch(undefined);

/** https://www.jsonfeed.org/version/1.1/, together with the fields of 1.0 that feeds still use. */
const itemSchema = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  authors: people,
  author: person,
  tags: z.array(z.unknown()).optional().catch(undefined),
  language: text,
});

const feedSchema = z.object({
  title: text,
  home_page_url: text,
  language: text,
  authors: people,
  author: person,
  items: z.array(z.unknown()),
});

type Item = z.infer<typeof itemSchema>;
type Feed = z.infer<typeof feedSchema>;

/**
 * Reads a JSON Feed. Of one that breaks off, the items that are complete are read.
 *
 * Throws ParseError: "truncated" where it breaks off before that, "unknown" where it is other JSON.
 */
export function readJsonFeed(document: string, url: string): ParsedFeed {
  const { json, breaksOff } = parseJson(document);
  const parsed = feedSchema.safeParse(json);
  if (!parsed.success) throw new ParseError("unknown", "is JSON, but not a JSON Feed");
  const feed = parsed.data;
  const stories = feed.items.slice(0, MAX_STORIES).flatMap((raw) => {
    const item = itemSchema.safeParse(raw);
    return item.success ? [toStory(item.data, feed, url)] : [];
  });
  return {
    title: collapsed(feed.title ?? ""),
    link: resolve(feed.home_page_url, url),
    stories: stories.filter(saysAnything),
    hints: {},
    via: "json",
    ...(breaksOff ? { breaksOff } : {}),
  };
}

function toStory(item: Item, feed: Feed, url: string): ParsedStory {
  const prose = proseOf(item);
  const publishedAt = parseDate(item.date_published ?? "") ?? parseDate(item.date_modified ?? "");
  const language = languageFrom(item.language, feed.language);
  const image = resolve(item.image, url) || resolve(item.banner_image, url);
  const authors = names(item);
  return {
    id: item.id?.trim() ?? "",
    title: collapsed(item.title ?? "") || titleFromText(prose.text),
    url: resolve(item.url, url) || resolve(item.external_url, url),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    summaryHtml: prose.html,
    text: prose.text,
    ...(prose.description === undefined ? {} : { description: prose.description }),
    authors: authors.length > 0 ? authors : names(feed),
    tags: labels((item.tags ?? []).filter((tag) => typeof tag === "string").map(escapeHtml)),
    ...(language === undefined ? {} : { language }),
    ...(image === "" ? {} : { image }),
  };
}

function proseOf(item: Item): Prose {
  const content = proseFrom(item.content_html ?? lines(item.content_text ?? ""));
  return longer(content, proseFrom(lines(item.summary ?? "")));
}

/** In plain text a line is a line. */
function lines(plain: string): string {
  return escapeHtml(plain).replace(/\r?\n/g, "<br>");
}

function names(from: Pick<Item, "author" | "authors">): readonly string[] {
  const written = [...(from.authors ?? []), from.author].map((one) => withoutEmail(one?.name ?? ""));
  return labels(written.map(escapeHtml));
}

function parseJson(document: string): { readonly json: unknown; readonly breaksOff?: true } {
  try {
    return { json: JSON.parse(document.toWellFormed()) };
  } catch {
    return { json: parseCutOff(document.toWellFormed()), breaksOff: true };
  }
}

/** Reads JSON that breaks off inside the list of an outer object, up to the last complete member of the list. */
function parseCutOff(document: string): unknown {
  const end = lastMemberEnd(document);
  try {
    if (end > 0) return JSON.parse(`${document.slice(0, end)}]}`);
  } catch {
    // Not only cut off: the reason is given below.
  }
  if (document.trimEnd().endsWith("}")) throw new ParseError("unknown", "is JSON with a mistake in it");
  throw new ParseError("truncated", "breaks off before its first story is complete");
}

/** The index behind the last object that is closed directly inside a list of the outer object, or 0. */
function lastMemberEnd(document: string): number {
  let depth = 0;
  let end = 0;
  let inString = false;
  for (let at = 0; at < document.length; at++) {
    const character = document[at] ?? "";
    if (character === "\\") at++;
    else if (character === '"') inString = !inString;
    else if (!inString) depth += STEPS.get(character) ?? 0;
    if (character === "}" && !inString && depth === 2) end = at + 1;
  }
  return end;
}

/** How brackets change the depth. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ["{", 1],
  ["[", 1],
  ["}", -1],
  ["]", -1],
]);
