import { fold } from "../../text/fold.ts";
import { plain } from "../../text/plain.ts";
import { isSame, withoutFigures } from "./figures.ts";
import { contentOf, type Said, sentencesSaid, stem } from "./said.ts";
import { soundStory } from "./sound.ts";

/** A story, read to hold a summary to it. */
export interface Source {
  /** Title first. */
  readonly said: readonly Said[];
  readonly stems: ReadonlySet<string>;
  /** Stems that stand only where the page speaks to a language model. */
  readonly orders: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** As `comparable` gives it. */
  readonly text: string;
  /** German begins each noun with a capital letter, so that names do not stand out. */
  readonly isGerman: boolean;
}

/** More of a text is not read, in UTF-16 units: news is shorter, and time is bounded. */
const MOST_UNITS = 20_000;

/** Reads a story; `language` (BCP 47 tag) says what its numbers mean. */
export function sourceOf(
  story: { readonly title: string; readonly text: string },
  language: string | undefined,
): Source {
  const read = { title: story.title.slice(0, MOST_UNITS), text: story.text.slice(0, MOST_UNITS) };
  const { title, text } = soundStory(read);
  const said = [...sentencesSaid(title, language), ...sentencesSaid(text, language)];
  const stems = new Set(said.flatMap(({ content }) => [...content]));
  return {
    said,
    stems,
    orders: contentOf(withoutFigures(plain(`${read.title}\n${read.text}`).text)).difference(stems),
    names: new Set(said.flatMap(({ names }) => names.map(({ key }) => key))),
    text: comparable(`${title}\n${text}`),
    isGerman: /^de\b/i.test(language ?? ""),
  };
}

/** A text for looking up a stretch of it: folded, one kind of quotes, white space collapsed. */
export function comparable(text: string): string {
  return fold(plain(text).text)
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}

/** A sentence of the story supports one of the summary if it shares so much of what the best one shares. */
const SUPPORTS = 0.5;

/** Returns the sentences of the story that share most with what is said, and all that share half as much. */
export function supporters(
  content: ReadonlySet<string>,
  { said }: Source,
): { readonly best: readonly Said[]; readonly near: readonly Said[] } {
  const shared = said.map((one) => ({ one, count: content.intersection(one.content).size }));
  const most = Math.max(1, ...shared.map(({ count }) => count));
  const having = (least: number) => shared.flatMap(({ one, count }) => (count >= least ? [one] : []));
  return { best: having(most), near: having(most * SUPPORTS) };
}

/** Returns whether a sentence of the story speaks of the same as one of the summary: another name in common, or two words or numbers. */
export function isBound(sentence: Said, one: Said, without: string): boolean {
  const least = Math.min(2, sentence.content.size - 1);
  const figures = sentence.figures.filter((figure) => one.figures.some((other) => isSame(figure, other)));
  const shared = sentence.content.intersection(one.content).difference(new Set([stem(without)]));
  if (shared.size + figures.length >= least) return true;
  return sentence.names.some(({ key }) => key !== without && one.names.some((name) => name.key === key));
}
