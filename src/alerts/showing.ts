import type { Marked } from "../commands/command.ts";
import { gist, lead } from "../stories/gist.ts";
import { type Passage, shownIn } from "../stories/passage.ts";
import { quoted } from "../stories/quote.ts";
import type { Story } from "../stories/story.ts";
import { type Span, united } from "../text/spans.ts";
import { type Scan, type Token, tokenise } from "../text/tokens.ts";
import type { Hit } from "../watches/evaluate.ts";
import { isCapitals, wantsCapitals } from "../watches/everyday.ts";
import type { AlertMatch } from "./alert.ts";

/** How long the gist on a card may be, in UTF-16 units. */
export const GIST_LIMIT = 280;
/** How long a quote may be, in UTF-16 units. */
const QUOTE_LIMIT = 280;
const MOST_QUOTES = 3;

/** A text of a card, and where given hits stand in it. */
export interface Shown {
  readonly text: string;
  marks(hits: readonly Hit[]): readonly Span[];
}

/** What is shown of a story instead of its own words. */
export interface OtherWords {
  readonly title?: string;
  readonly text?: string;
}

/** The texts of a card: the quotes show what title and gist do not. */
export interface Showing {
  readonly title: Shown;
  readonly gist: Shown;
  readonly quotes: readonly Shown[];
}

/**
 * Returns what a card shows of a story for the watches that found it: its title, its gist, and up to three quotes.
 *
 * Each quote is there for watched words that neither title nor gist show: first something of each watch, then each term.
 * Terms found only in a tag, a name or the link stand in no sentence.
 */
export function showing(story: Story, matches: readonly AlertMatch[], others: OtherWords = {}): Showing {
  const title =
    others.title === undefined ? fromField(wholeTitle(story), "title") : inOtherWords(others.title, story);
  const short = others.text === undefined ? gistOf(story) : inOtherWords(others.text, story);
  return { title, gist: short, quotes: quotesFor(story, matches, [title, short]) };
}

/** Returns a text with its watched words marked. */
export function marked({ text, marks }: Shown, hits: readonly Hit[]): Marked {
  const spans = united(marks(hits), { length: text.length });
  return { text, ...(spans.length > 0 && { marks: spans }) };
}

/** The story's description where it is sound, else its lead. */
function gistOf(story: Story): Shown {
  const first = lead(story, GIST_LIMIT);
  const text = gist(story, GIST_LIMIT);
  return text === first.text ? fromField(first, "body") : inOtherWords(text, story);
}

function quotesFor(story: Story, matches: readonly AlertMatch[], above: readonly Shown[]): readonly Shown[] {
  const wanted = [
    ...matches.map((match) => match.because),
    ...matches.flatMap((match) => [...Map.groupBy(match.because, (hit) => hit.term).values()]),
  ];
  const shown = [...above];
  for (const hits of wanted) {
    if (shown.length >= above.length + MOST_QUOTES) break;
    if (shown.some((one) => one.marks(hits).length > 0)) continue;
    const next = quoteOf(story, hits);
    if (next) shown.push(next);
  }
  return shown.slice(above.length);
}

/** The best sentence with a watched word; where the title alone has it, and is shown in other words, the title. */
function quoteOf(story: Story, hits: readonly Hit[]): Shown | undefined {
  const sentence = quoted(
    story.text,
    hits.filter(({ field }) => field === "body"),
    QUOTE_LIMIT,
  );
  if (sentence) return fromField(sentence, "body");
  const title = fromField(wholeTitle(story), "title");
  return title.marks(hits).length > 0 ? title : undefined;
}

function wholeTitle({ title }: Story): Passage {
  return { text: title, from: Array.from({ length: title.length }, (_, at) => at) };
}

/** Words of the story itself, which hits lead to by their offsets. */
function fromField(shown: Passage, field: Hit["field"]): Shown {
  const marks = (hits: readonly Hit[]) =>
    hits.flatMap((hit) => (hit.field === field ? (shownIn(shown, hit) ?? []) : []));
  return { text: shown.text, marks };
}

/** Other words about the story: what a hit found in title or text is marked where it stands as whole words. */
function inOtherWords(text: string, story: Story): Shown {
  const scan = tokenise(text);
  const marks = (hits: readonly Hit[]) => {
    const surfaces = new Map(hits.flatMap((hit) => surfaceOf(hit, story)));
    return [...surfaces].flatMap(([surface, isExact]) => places(scan, surface, isExact));
  };
  return { text, marks };
}

/** The words that a hit found, as they stand in the story, and whether only these very letters will do. */
function surfaceOf({ term, field, start, end }: Hit, { title, text }: Story): readonly [string, boolean][] {
  if (field !== "title" && field !== "body") return [];
  return [[(field === "title" ? title : text).slice(start, end), term.startsWith("=")]];
}

/** Where words stand one behind the other; in scripts without spaces, inside a run of characters, too. */
function places(scan: Scan, surface: string, isExact: boolean): readonly Span[] {
  const wanted = tokenise(surface);
  const [one, ...others] = wanted.tokens;
  if (one && others.length === 0 && one.script !== "spaced") return inside(scan, one.word);
  const isSaid = isExact ? isSame : isAlike;
  return scan.tokens.flatMap((first, at) => {
    const found = scan.tokens.slice(at, at + wanted.tokens.length);
    const last = found.at(-1);
    const isHere = wanted.tokens.every((token, index) => {
      const other = found[index];
      return other !== undefined && other.position === first.position + index && isSaid(token, other);
    });
    return last && isHere ? [scan.span(first.from - first.before.length, last.outer)] : [];
  });
}

function inside({ text, span }: Scan, word: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    found.push(span(at, at + word.length));
  }
  return found;
}

function isAlike(wanted: Token, found: Token): boolean {
  if (wanted.key !== found.key || (wanted.after !== "" && wanted.after !== found.after)) return false;
  return !wantsCapitals(wanted) || isCapitals(found);
}

function isSame(wanted: Token, found: Token): boolean {
  return wanted.word === found.word && isAlike(wanted, found);
}
