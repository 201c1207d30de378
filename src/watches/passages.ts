import { type Scan, tokenise } from "../text/tokens.ts";
import type { Hit, MatchableStory } from "./hit.ts";
import { inOneCase } from "./literal.ts";
import { hostOf, isLanguage, isWithin } from "./site.ts";
import type { Field } from "./tree.ts";

/** One part of a story, read word by word. */
export interface Passage {
  readonly field: Hit["field"];
  /** The number of the tag, from 0. */
  readonly index?: number;
  readonly scan: Scan;
  /** The even text as `inOneCase` gives it, made when it is first asked for. */
  oneCase(): string;
}

/** A story made ready for any number of queries. */
export interface Reader {
  /** The passages in which a term is looked for; without a field these are title, body and tags. */
  passages(field: Field | undefined): readonly Passage[];
  /** Where the story's site or language is the wanted one, as offsets into its URL or language tag. */
  attribute(field: Field, wanted: string): { readonly start: number; readonly end: number } | undefined;
}

/** Returns a story made ready for queries: a part of it is read once, and only when a query asks for it. */
export function readerOf(story: MatchableStory): Reader {
  const known = new Map<Field | undefined, readonly Passage[]>();
  const passages = (field: Field | undefined): readonly Passage[] => {
    const read = known.get(field) ?? (field === undefined ? everyday() : passagesOf(story, field));
    known.set(field, read);
    return read;
  };
  const everyday = () => (["title", "body", "tag"] as const).flatMap(passages);
  return { passages, attribute: (field, wanted) => attributeOf(story, field, wanted) };
}

function passagesOf(story: MatchableStory, field: Field): readonly Passage[] {
  switch (field) {
    case "title":
      return [passage(field, tokenise(story.title))];
    case "body":
      return [passage(field, tokenise(story.text))];
    case "tag":
      return (story.tags ?? []).map((tag, index) => ({ ...passage(field, tokenise(tag)), index }));
    case "link":
      return [passage(field, tokenise(story.url, { links: true }))];
    case "source":
    case "author":
      return story[field] === undefined ? [] : [passage(field, tokenise(story[field]))];
    default:
      // Site and language are attributes; they are compared, not read.
      return [];
  }
}

function passage(field: Field, scan: Scan): Passage {
  let made: string | undefined;
  const oneCase = () => {
    made ??= inOneCase(scan.text);
    return made;
  };
  return { field, scan, oneCase };
}

function attributeOf(story: MatchableStory, field: Field, wanted: string) {
  if (field === "site") {
    const found = hostOf(story.url);
    const site = hostOf(wanted)?.host ?? wanted;
    return found && isWithin(found.host, site) ? { start: found.start, end: found.end } : undefined;
  }
  const { language = "" } = story;
  return field === "lang" && isLanguage(language, wanted) ? { start: 0, end: language.length } : undefined;
}
