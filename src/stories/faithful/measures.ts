import { type Figure, isSame } from "./figures.ts";
import { type Item, type Line, REPORTS } from "./lines.ts";
import { isAlike } from "./order.ts";
import { stem } from "./said.ts";
import type { Source } from "./source.ts";

/** What narrows a number, right before it. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  about:
    /(?<!\p{L})(?:about|around|roughly|nearly|almost|some|approximately|etwa|rund|fast|environ|presque|unos|unas|circa|quasi|cerca de) $/iu,
  least:
    /(?<!\p{L})(?:at least|more than|over|above|mindestens|mehr als|über|au moins|plus de|al menos|más de|almeno|più di) $/iu,
  most: /(?<!\p{L})(?:up to|at most|less than|fewer than|under|below|as many as|as much as|höchstens|weniger als|bis zu|jusqu'à|moins de|hasta|menos de|fino a) $/iu,
  part: /(?<!\p{L})(?:third|thirds|half|quarter|quarters|fifth|tenth|most|some|part|many|few|one|share|all but) of (?:the |its |their |these |those )?$/iu,
  rate: /(?<!\p{L})(?:each|every|per|each of the|je|pro) $/iu,
};
/** What narrows a number, behind it and the words it counts. */
const AFTER: Readonly<Record<string, RegExp>> = {
  least: /^ or more(?!\p{L})/u,
  most: /^ or (?:less|fewer)(?!\p{L})/u,
  rate: /^(?: [\p{L}-]+){0,6}? (?:each|apiece|(?:per|an?|pro|im|par|por|al) (hour|day|night|week|month|year|head|person|Tag|Jahr|Monat|Woche|jour|an|mois|año|anno))(?!\p{L})/u,
};
/** How many words with meaning around a number are its own, in a summary and in a story. */
const OWN = 2;
const THEIRS = 4;
/** How far from "said" a day tells when it was said. */
const DAY_OF_REPORT = 3;
const DAYS = new Set("monday tuesday wednesday thursday friday saturday sunday".split(" ").map(stem));

/** Returns which numbers of a statement have lost or won a "third of", "up to" or "per", or count something else. */
export function measureFaults(
  statement: Line,
  sentences: readonly Line[],
  source: Source,
): readonly string[] {
  return statement.items.flatMap((item) => {
    const { figure } = item;
    // Of one that stands nowhere another rule tells.
    if (!(figure && source.said.some(({ figures }) => figures.some((one) => isSame(one, figure))))) return [];
    const found = sentences.flatMap((line) =>
      line.items.filter((one) => isAlike(one, item)).map((one) => ({ line, one })),
    );
    const own = [...narrowed(statement, item)].join(" ");
    const measured = found.filter(({ line, one }) => [...narrowed(line, one)].join(" ") === own);
    if (measured.length === 0) return [`measure: ${figure.shown}`];
    const around = neighbours(statement, item, OWN);
    const isKept = measured.some(({ line, one }) => !around.isDisjointFrom(neighbours(line, one, THEIRS)));
    return isKept || around.size === 0 ? [] : [`counts something else: ${figure.shown}`];
  });
}

/** Returns whether the day on which something is said became the day on which it happens. */
export function isDayMoved(statement: Line, sentence: Line): boolean {
  const days = ({ items }: Line) => items.filter(({ key }) => DAYS.has(key));
  return days(statement).some((day) => {
    const same = days(sentence).filter((one) => isAlike(one, day));
    return same.length > 0 && same.every((one) => isOfReport(sentence, one)) && !isOfReport(statement, day);
  });
}

function isOfReport({ tokens }: Line, { from, to }: Item): boolean {
  return tokens
    .slice(Math.max(0, from - DAY_OF_REPORT), to + DAY_OF_REPORT)
    .some(({ key }) => REPORTS.has(key));
}

function narrowed({ text }: Line, { figure }: Item): readonly string[] {
  const { from, to } = figure as Figure;
  const [before, after] = [text.slice(Math.max(0, from - 40), from), text.slice(to, to + 60)];
  const kinds = Object.keys(BEFORE);
  return kinds.flatMap((kind) => {
    const behind = AFTER[kind]?.exec(after);
    if (behind) return [`${kind} ${behind[1] ?? ""}`];
    return BEFORE[kind]?.test(before) ? [`${kind} `] : [];
  });
}

function neighbours({ items }: Line, item: Item, reach: number): ReadonlySet<string> {
  const words = items.filter((one) => one === item || !one.figure);
  const at = words.indexOf(item);
  return new Set(
    [...words.slice(Math.max(0, at - reach), at), ...words.slice(at + 1, at + 1 + reach)].map(
      ({ key }) => key,
    ),
  );
}
