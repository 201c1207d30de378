import { figuresIn } from "../stories/faithful/figures.ts";
import { plain } from "../text/plain.ts";
import { type Token, tokenise } from "../text/tokens.ts";
import { isCommon } from "../watches/common-words.ts";
import { figuresOfTitle, isNews, isTitleCase } from "./headline-figures.ts";

/** So long after an event was told, further figures about it are no news, in ms: first reports always differ. */
export const SETTLING_MS = 30 * 60_000;

/** So much of a title is read, in UTF-16 units: no headline is longer. */
const MOST_TITLE = 500;

/** What one outlet says. */
interface Report {
  readonly title: string;
  readonly text: string;
  readonly language?: string;
}

/** Why a story about an event that was told is news all the same, with the words that say so. */
export interface Material {
  readonly why: "correction" | "update" | "figure" | "name";
  readonly what: string;
}

const MARKS = {
  correction:
    "correct(?:ion|ed)|clarifi(?:cation|ed)|retract(?:ion|ed)|korrektur|korrigiert|berichtigung|rectificatif|correctif|correcci[oó]n|rectificaci[oó]n|fe de erratas|corre[cç][aã]o|correzione|rettifica|訂正|更正",
  update:
    "updated?|aktualisiert|mise à jour|actualis[eé]|actualizaci[oó]n|atualiza[cç][aã]o|aggiornamento|更新",
};
/** What follows a mark that opens a title; without a blank only a mark in capitals, since "update-driven" is none. */
const opens = (mark: string) => new RegExp(`^[\\s\\[(【*]*(?:${mark})(?:\\s*[:|\\])】]|\\s+[-–—]\\s)`, "iu");
const opensInCapitals = (mark: string) =>
  new RegExp(`^[\\s\\[(【*]*(?:${mark.toUpperCase()})\\s?[-–—]\\s?(?=\\S)`, "u");
const closes = (mark: string) => new RegExp(`[\\[(【]\\s*(?:${mark})\\s*[\\])】]\\s*$`, "iu");

const waysOf = (mark: string): readonly RegExp[] => [opens(mark), opensInCapitals(mark), closes(mark)];
const WAYS = { correction: waysOf(MARKS.correction), update: waysOf(MARKS.update) } as const;

/** How an agency numbers the versions of one story: "UPDATE 2-Bank cuts rates". It says so each time, news or not. */
const VERSION = /^\s*(?:UPDATE|WRAPUP|REFILE|RPT|TIMELINE)(?:\s+\d{1,2})?\s?[-–—]\s?(?=\S)/u;

/** Returns whether a title says that its story corrects, clarifies or takes back an earlier one. */
export function isCorrection(title: string): boolean {
  return markOf(title)?.why === "correction";
}

/**
 * Returns what is news in a story beyond the tellings of its event so far; undefined where it is one more report of it.
 *
 * A title marked as a correction always is, unless a telling is so marked, too. From half an hour after the event was
 * told (`ageMs`) also one marked as an update, and one with a number or amount that no telling gives. The numbered
 * versions of an agency are news only by a new number or name. Without any telling only marks count.
 */
export function material(story: Report, told: readonly Report[], ageMs: number): Material | undefined {
  const mark = markOf(story.title);
  const isMarkedToo = told.some(({ title }) => markOf(title)?.why === mark?.why);
  if (mark?.why === "correction" && !isMarkedToo) return mark;
  if (ageMs < SETTLING_MS) return undefined;
  if (mark && !isMarkedToo) return mark;
  return told.length === 0 ? undefined : newsIn(story, told);
}

function newsIn(story: Report, told: readonly Report[]): Material | undefined {
  const whole = story.title.slice(0, MOST_TITLE);
  const title = whole.replace(VERSION, "");
  const known = told.flatMap((one) => figuresIn(plain(wordsOf(one)).text, one.language));
  const figure = figuresOfTitle(title, story.language).find((one) => isNews(one, known));
  if (figure) return { why: "figure", what: figure.shown };
  const name = title === whole ? undefined : nameIn(title, told);
  return name && { why: "name", what: name.word };
}

/** A name in a title that stands in no telling; its first word has its capital anyway. */
function nameIn(title: string, told: readonly Report[]): Token | undefined {
  if (isTitleCase(title)) return undefined;
  const known = new Set(told.flatMap((one) => tokenise(wordsOf(one)).tokens.map(({ key }) => key)));
  const [, ...others] = tokenise(title).tokens;
  return others.find(({ word, key }) => /^\p{Lu}/u.test(word) && !isCommon(key) && !known.has(key));
}

function wordsOf({ title, text }: Report): string {
  return `${title}\n${text}`;
}

function markOf(title: string): { readonly why: keyof typeof MARKS; readonly what: string } | undefined {
  const even = title.slice(0, MOST_TITLE).normalize("NFKC");
  for (const why of ["correction", "update"] as const) {
    for (const way of WAYS[why]) {
      const [found] = way.exec(even) ?? [];
      if (found !== undefined) return { why, what: found.trim() };
    }
  }
  return undefined;
}
