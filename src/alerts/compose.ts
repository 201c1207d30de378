import type { Action, Card, List, Part, Piece, Text } from "../commands/command.ts";
import type { StoredStory, Story } from "../stories/story.ts";
import type { AlertMatch } from "./alert.ts";
import { marked, type OtherWords, type Showing, showing } from "./showing.ts";
import type { CardTexts } from "./writer.ts";

/** Every word of ours that these cards show. */
const WORDS = {
  between: " · ",
  guessed: " · first seen ",
  also: " · also ",
  updated: " · updated ",
  translated: (language: string) => (language === "" ? " · translated" : ` · translated from ${language}`),
  follows: "Follow-up to ",
  news: { of: "More on ", alone: [] },
  correction: { of: "Correction to ", alone: ["Correction"] },
  changed: { of: "New title of ", alone: ["New title"] },
  before: "Before: ",
  comma: ", ",
  more: (count: number) => ` +${count}`,
  mute: "Mute 1 day",
  why: "Why",
  stop: "Stop watching",
  stopOne: (query: string) => `Stop watching ${query} in this channel?`,
  stopSeveral: (count: number) => `${count} watches found this story. Choose next which one to stop.`,
  digest: (count: number) => (count === 1 ? "1 more story" : `${count.toLocaleString("en")} more stories`),
};

const MOST_OUTLETS = 2;
const MOST_TERMS = 8;

/** A name that may be a link. */
interface Link {
  readonly name: string;
  /** "" where there is none. */
  readonly url: string;
}

/** The title of a story that was told before, and the link to it or to its message. */
export interface Earlier {
  readonly title: string;
  readonly url?: string;
}

/** What the optional language model has written, to be shown instead of the story's own words. */
export interface Written {
  /** Shown instead of the gist. */
  readonly summary?: string;
  /** Shown instead of title and gist, and said to be translated. */
  readonly translated?: CardTexts;
}

/** A story to be told, and the matches that it is told for; those that were held are left out. */
interface Telling extends Written {
  readonly story: StoredStory;
  readonly matches: readonly AlertMatch[];
}

/** Composes the card of one alert, with the outlets and matches of those that have joined it. */
export function composeAlert(
  input: Telling & {
    /** Whether the channel wants pictures; it does where nothing is said. */
    readonly images?: boolean;
    /** The outlets whose stories have joined this one, the first told first. */
    readonly also?: readonly Link[];
    /** The matches of the alerts that have joined this one. */
    readonly further?: readonly AlertMatch[];
    /** What was told here of the same event, too long ago to be joined. */
    readonly follows?: Earlier;
  },
): Card {
  const { story, images = true, also = [], further = [], follows } = input;
  const matches = askedFor(input.matches);
  const all = [...matches, ...askedFor(further)];
  return {
    ...told(
      input,
      matches,
      [...originOf(story), ...outletsOf(story, also), ...notesOf(input)],
      follows ? [small(WORDS.follows, linkTo(follows))] : [],
      all,
    ),
    ...(images && story.image !== undefined && { image: { url: story.image, alt: story.title } }),
    buttons: buttonsFor(story, all),
  };
}

/**
 * Composes the card of a reply in the thread of an earlier alert: of news about its event, of a correction, or of a
 * new title of the very story (`before` is its title until then).
 *
 * It has no buttons that change watches: those stand on the message above it.
 */
export function composeReply(
  input: Telling & {
    /** What the earlier alert told, where the reply shall name it: a platform without threads does not show it. */
    readonly lead?: Earlier;
    readonly kind: "news" | "correction" | "changed";
    readonly before?: string;
  },
): Card {
  const { story, lead, kind, before } = input;
  const matches = askedFor(input.matches);
  const about = lead ? [small(WORDS[kind].of, linkTo(lead))] : WORDS[kind].alone.map((word) => small(word));
  const notes = [...about, ...(before === undefined ? [] : [small(WORDS.before, before)])];
  const origin = [...originOf(story), ...notesOf(input)];
  return { ...told(input, matches, origin, notes, matches), buttons: [whyButton(story)] };
}

/** Composes the card of a digest: every story in the order given, and what they were watched for. */
export function composeDigest(input: {
  readonly stories: readonly { readonly story: Story; readonly queries: readonly string[] }[];
}): Card {
  const { stories } = input;
  const items = stories.map(({ story }): readonly Piece[] => {
    const { text, url } = titleOf(story);
    return [url === undefined ? text : { text, url }, WORDS.between, ...originOf(story)];
  });
  const list: List = { kind: "list", items };
  const queries = stories.flatMap((one) => one.queries);
  return {
    kind: "digest",
    title: { text: WORDS.digest(stories.length) },
    parts: [list, ...whatFor(queries)],
    buttons: [],
  };
}

/** Composes the card for a story whose own card cannot be rendered: title and link alone. */
export function plainCard(story: Story): Card {
  return { kind: "alert", title: titleOf(story), parts: [], buttons: [] };
}

/** Title, origin, notes, gist, quotes, and at the end what all of it was watched for. */
function told(
  { story, ...written }: Telling,
  matches: readonly AlertMatch[],
  origin: readonly Piece[],
  notes: readonly Text[],
  all: readonly AlertMatch[],
): Omit<Card, "buttons"> {
  const hits = matches.flatMap((match) => match.because);
  const shown = showing(story, matches, otherWordsOf(written));
  return {
    kind: "alert",
    title: { ...titleOf(story), ...marked(shown.title, hits) },
    parts: [small(...origin), ...notes, ...textsOf(shown, matches), ...whatFor(all.flatMap(termsOf))],
  };
}

function textsOf({ gist, quotes }: Showing, matches: readonly AlertMatch[]): readonly Part[] {
  const hits = matches.flatMap((match) => match.because);
  return [
    ...(gist.text ? [{ kind: "text", pieces: [marked(gist, hits)] } as const] : []),
    ...quotes.map((quote) => ({ kind: "quote", pieces: [marked(quote, hits)] }) as const),
  ];
}

function otherWordsOf({ summary, translated }: Written): OtherWords {
  if (translated) return { title: translated.title, text: translated.summary };
  return summary === undefined ? {} : { text: summary };
}

function askedFor(matches: readonly AlertMatch[]): readonly AlertMatch[] {
  return matches.filter((match) => match.held === undefined);
}

function small(...pieces: readonly Piece[]): Text {
  return { kind: "text", pieces, small: true };
}

function linkTo({ title, url }: Earlier): Piece {
  return url === undefined ? title : { text: title, url };
}

function titleOf({ title, url }: Story): { readonly text: string; readonly url?: string } {
  return { text: title, ...(url && { url }) };
}

/** Source and age. */
function originOf(story: Story): readonly Piece[] {
  const before = story.dateGuessed ? WORDS.guessed : WORDS.between;
  return [story.sourceName, before, { at: story.publishedAt, as: "ago" }];
}

/** Where else the event is told: the story itself in other sources, then the stories that have joined it. */
function outletsOf({ sourceName, outlets }: StoredStory, also: readonly Link[]): readonly Piece[] {
  const others = once([{ name: sourceName, url: "" }, ...outlets, ...also], ({ name }) => name).slice(1);
  if (others.length === 0) return [];
  const named = others.slice(0, MOST_OUTLETS);
  const rest = others.length - named.length;
  const pieces = named.flatMap(({ name, url }, at): Piece[] => [
    at === 0 ? WORDS.also : WORDS.comma,
    url === "" ? name : { text: name, url },
  ]);
  return rest > 0 ? [...pieces, WORDS.more(rest)] : pieces;
}

function notesOf({ story, translated }: Telling): readonly Piece[] {
  return [
    ...(story.updatedAt ? [WORDS.updated, { at: story.updatedAt, as: "time" } as const] : []),
    ...(translated ? [WORDS.translated(languageName(story.language ?? ""))] : []),
  ];
}

/** What English calls a language; "" where it is not known. */
function languageName(tag: string): string {
  const [language = ""] = /^[a-z]{2,3}(?![a-z])/i.exec(tag) ?? [];
  if (language === "") return "";
  return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(language) ?? "";
}

function termsOf(match: AlertMatch): readonly string[] {
  return match.because.length === 0 ? [match.query] : match.because.map((hit) => hit.term);
}

/** The first few terms, each once however it is capitalised, and how many more there are. */
function whatFor(terms: readonly string[]): readonly Text[] {
  const unique = once(terms, (term) => term);
  if (unique.length === 0) return [];
  const rest = unique.length > MOST_TERMS ? WORDS.more(unique.length - MOST_TERMS) : "";
  return [small(unique.slice(0, MOST_TERMS).join(WORDS.comma) + rest)];
}

/** The first of those whose name is the same, however it is capitalised. */
function once<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const before = seen.size;
    return seen.add(nameOf(one).toLowerCase()).size > before;
  });
}

function buttonsFor(story: Story, matches: readonly AlertMatch[]): readonly Action[] {
  const unique = [...new Map(matches.map((match) => [match.watch, match])).values()];
  const watches = unique.map((match) => match.watch);
  const [only] = unique.length === 1 ? unique : [];
  return [
    { id: "mute", args: watches, label: WORDS.mute, ...(only && { command: `news pause ${only.query} 1d` }) },
    whyButton(story),
    {
      id: "stop",
      args: watches,
      label: WORDS.stop,
      confirm: only ? WORDS.stopOne(only.query) : WORDS.stopSeveral(watches.length),
      ...(only && { command: `news unwatch ${only.query}` }),
    },
  ];
}

function whyButton(story: Story): Action {
  const args = [story.url || story.id];
  return {
    id: "why",
    args,
    label: WORDS.why,
    ...(story.url && { command: `news why ${story.url}` }),
  };
}
