import type { ParsedFeed, ParsedStory } from "../../stories/story.ts";
import { titleFromText } from "../../stories/story-from.ts";
import { authorsOf, dateOf, hintsOf, idOf, languageFrom, languageOf, tagsOf } from "./fields.ts";
import { baseOf, imageOf, linkOf } from "./links.ts";
import { proseOf, titleOf } from "./prose.ts";
import { attribute, NOTHING, nodes, type RawFeed, type RawNode } from "./raw.ts";

/** What holds for all stories of a document unless they say otherwise. */
interface Frame {
  readonly kind: RawFeed["kind"];
  readonly base: string;
  readonly language: string | undefined;
  readonly authors: readonly string[];
}

/**
 * Turns the raw nodes of either XML reader into a feed, so that the readers cannot disagree.
 *
 * `root` are the attributes of the document's root, `url` is where the document was found.
 */
export function mapFeed(
  raw: RawFeed,
  root: Readonly<Record<string, string>>,
  url: string,
): Omit<ParsedFeed, "via"> {
  const rootNode: RawNode = { ...NOTHING, attributes: root };
  const around = baseOf(rootNode, url);
  const base = baseOf(raw.feed, around);
  const frame: Frame = {
    kind: raw.kind,
    base,
    language: languageFrom(languageOf(raw.feed), attribute(rootNode, "xml:lang")),
    // RFC 4287, section 4.2.1: the authors of a feed are those of its entries that name none.
    authors: raw.kind === "atom" ? authorsOf(raw.feed) : [],
  };
  return {
    title: titleOf(raw.feed, raw.kind),
    link: linkOf(raw.feed, around),
    stories: raw.items.map((item) => mapItem(item, frame)).filter(saysAnything),
    hints: hintsOf(raw.feed),
  };
}

function mapItem(item: RawNode, frame: Frame): ParsedStory {
  const whole = withMedia(item);
  const prose = proseOf(whole, frame.kind);
  const publishedAt = dateOf(item);
  const authors = authorsOf(item);
  const language = languageOf(item) ?? frame.language;
  const image = imageOf(whole, frame.base);
  return {
    id: idOf(item),
    title: titleOf(whole, frame.kind) || titleFromText(prose.text),
    url: linkOf(item, frame.base),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    summaryHtml: prose.html,
    text: prose.text,
    ...(prose.description === undefined ? {} : { description: prose.description }),
    authors: authors.length > 0 ? authors : frame.authors,
    tags: tagsOf(item),
    ...(language === undefined ? {} : { language }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Adds to an item what stands inside its media:group and media:content. */
function withMedia(item: RawNode): RawNode {
  const containers = nodes(item, "media:group", "media:content");
  if (containers.length === 0) return item;
  const inner = containers.flatMap((node) => [node, ...nodes(node, "media:content")]);
  const children: Record<string, readonly RawNode[]> = { ...item.children };
  for (const name of ["media:content", "media:description", "media:thumbnail", "media:title"]) {
    children[name] = [...nodes(item, name), ...inner.flatMap((node) => nodes(node, name))];
  }
  return { ...item, children };
}

/** Returns whether there is anything to tell of an item. */
export function saysAnything({ title, url, text }: ParsedStory): boolean {
  return title !== "" || url !== "" || text !== "";
}
