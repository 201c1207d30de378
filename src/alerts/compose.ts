import type { Action, Card, Marked, Piece, Text } from "../commands/command.ts";
import { lead } from "../stories/gist.ts";
import { type Passage, shownIn } from "../stories/passage.ts";
import { quoted } from "../stories/quote.ts";
import type { StoredStory, Story } from "../stories/story.ts";
import { united } from "../text/spans.ts";
import type { Hit } from "../watches/evaluate.ts";
import type { AlertMatch } from "./alert.ts";

/** Every word of ours that these cards show. */
const WORDS = {
  between: " · ",
  guessed: " · first seen ",
  outlets: (names: string) => ` · also ${names}`,
  comma: ", ",
  more: (count: number) => ` +${count}`,
  mute: "Mute 1 day",
  why: "Why",
  stop: "Stop watching",
  stopOne: (query: string) => `Stop watching ${query} in this channel?`,
  stopSeveral: (count: number) => `${count} watches found this story. Choose next which one to stop.`,
  digest: (count: number) => (count === 1 ? "1 more story" : `${count.toLocaleString("en")} more stories`),
};

/** In UTF-16 units. */
const GIST_LIMIT = 280;
const QUOTE_LIMIT = 280;
const MOST_QUOTES = 3;
const MOST_OUTLETS = 2;
const MOST_TERMS = 8;

/** Composes the card of one alert; a match that was held (its watch is paused) is left out. */
export function composeAlert(input: {
  readonly story: StoredStory;
  readonly matches: readonly AlertMatch[];
  /** Whether the channel wants pictures; it does where nothing is said. */
  readonly images?: boolean;
}): Card {
  const { story, images = true } = input;
  const matches = input.matches.filter((match) => match.held === undefined);
  const hits = matches.flatMap((match) => match.because);
  const body = hits.filter((hit) => hit.field === "body");
  const gist = lead(story, GIST_LIMIT);
  const quotes = quotesFor(story, matches, gist);
  const marks = united(hits.filter((hit) => hit.field === "title"));
  return {
    kind: "alert",
    title: { ...titleOf(story), ...(marks.length > 0 && { marks }) },
    parts: [
      { kind: "text", pieces: originOf(story, alsoIn(story)), small: true },
      ...(gist.text ? [{ kind: "text", pieces: [marked(gist, body)] } as const] : []),
      ...quotes.map((quote) => ({ kind: "quote", pieces: [marked(quote, body)] }) as const),
      ...whatFor(matches.flatMap(termsOf)),
    ],
    ...(images && story.image !== undefined && { image: { url: story.image, alt: story.title } }),
    buttons: buttonsFor(story, matches),
  };
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
  const queries = stories.flatMap((one) => one.queries);
  return {
    kind: "digest",
    title: { text: WORDS.digest(stories.length) },
    parts: [{ kind: "list", items }, ...whatFor(queries)],
    buttons: [],
  };
}

/** Composes the card for a story whose own card cannot be rendered: title and link alone. */
export function plainCard(story: Story): Card {
  return { kind: "alert", title: titleOf(story), parts: [], buttons: [] };
}

function titleOf({ title, url }: Story): { readonly text: string; readonly url?: string } {
  return { text: title, ...(url && { url }) };
}

/** Source and age, and where else the story was found. */
function originOf(story: Story, also = ""): readonly Piece[] {
  const before = story.dateGuessed ? WORDS.guessed : WORDS.between;
  return [story.sourceName, before, { at: story.publishedAt, as: "ago" }, ...(also ? [also] : [])];
}

function alsoIn(story: StoredStory): string {
  const names = story.outlets.map((outlet) => outlet.name).filter((name) => name !== story.sourceName);
  return names.length === 0 ? "" : WORDS.outlets(someOf(names, MOST_OUTLETS));
}

/**
 * The sentences that show what the title and the gist do not: first something of each watch, then each term.
 *
 * Terms found only in a tag, a name or the link stand in no sentence.
 */
function quotesFor(story: Story, matches: readonly AlertMatch[], gist: Passage): readonly Passage[] {
  const wanted = [
    ...matches.map((match) => match.because),
    ...matches.flatMap((match) => [...Map.groupBy(match.because, (hit) => hit.term).values()]),
  ];
  const shown = [gist];
  for (const hits of wanted) {
    if (shown.length > MOST_QUOTES) break;
    const spans = hits.filter((hit) => hit.field === "body");
    const seen = spans.some((span) => shown.some((one) => shownIn(one, span)));
    if (seen || hits.some((hit) => hit.field === "title")) continue;
    const next = quoted(story.text, spans, QUOTE_LIMIT);
    if (next) shown.push(next);
  }
  return shown.slice(1);
}

function marked(shown: Passage, hits: readonly Hit[]): Marked {
  const marks = united(hits.flatMap((hit) => shownIn(shown, hit) ?? []));
  return { text: shown.text, ...(marks.length > 0 && { marks }) };
}

function termsOf(match: AlertMatch): readonly string[] {
  return match.because.length === 0 ? [match.query] : match.because.map((hit) => hit.term);
}

function whatFor(terms: readonly string[]): readonly Text[] {
  return terms.length === 0 ? [] : [{ kind: "text", pieces: [someOf(terms, MOST_TERMS)], small: true }];
}

/** The first few names, each once however it is capitalised, and how many more there are. */
function someOf(names: readonly string[], most: number): string {
  const unique = [...Map.groupBy(names, (name) => name.toLowerCase()).values()].map(([first]) => first);
  const rest = unique.length > most ? WORDS.more(unique.length - most) : "";
  return unique.slice(0, most).join(WORDS.comma) + rest;
}

function buttonsFor(story: Story, matches: readonly AlertMatch[]): readonly Action[] {
  const watches = matches.map((match) => match.watch);
  const [only] = matches.length === 1 ? matches : [];
  return [
    { id: "mute", args: watches, label: WORDS.mute, ...(only && { command: `news pause ${only.query} 1d` }) },
    {
      id: "why",
      args: [story.url || story.id],
      label: WORDS.why,
      ...(story.url && { command: `news why ${story.url}` }),
    },
    {
      id: "stop",
      args: watches,
      label: WORDS.stop,
      confirm: only ? WORDS.stopOne(only.query) : WORDS.stopSeveral(watches.length),
      ...(only && { command: `news unwatch ${only.query}` }),
    },
  ];
}
