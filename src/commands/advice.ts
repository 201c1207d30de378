import { printQuery, type Query } from "../watches/query.ts";
import { say } from "./cards.ts";
import type { Action, Desk, Part } from "./command.ts";
import type { Tested, WatchAnswer } from "./desk.ts";
import { counted, number, rate } from "./words.ts";

const SAY = {
  much: (often: string) =>
    `That would be ${often} here. To hear less, add a word, or leave one out with -word.`,
  less: (text: string, often: string) => `${text} (${often})`,
  readAs: (text: string, matched: number, now: number) =>
    matched === now
      ? `Read it as ${text}`
      : `Read it as ${text}: ${number(matched)} instead of ${counted(now, "story", "stories")}`,
} as const;

/** More alerts a day than this and the answer says how to hear less. */
const MUCH_A_DAY = 20;

/** What a new watch might better be: a remark, and buttons that put another query in its place. */
export interface Advice {
  readonly parts: readonly Part[];
  readonly buttons: readonly Action[];
}

/** Returns advice on a new watch; every figure in it is measured on the stored stories. `typed` is the query as written. */
export async function advise(
  answer: WatchAnswer & { kind: "added" },
  typed: string,
  desk: Desk,
): Promise<Advice> {
  const { watch, tested } = answer;
  // Parentheses and commas say already what belongs together.
  const other = /[(,]/.test(typed) ? undefined : otherReading(tested.query);
  const isMuch = tested.matched / tested.days > MUCH_A_DAY;
  const buttons: Action[] = [];
  if (other) {
    const trial = await measure(other, answer, desk);
    if (trial)
      buttons.push(instead(SAY.readAs(trial.text, trial.matched, tested.matched), watch.id, trial.text));
  }
  if (isMuch && (tested.query.kind === "word" || tested.query.kind === "phrase")) {
    const trial = await measure({ kind: "field", field: "title", query: tested.query }, answer, desk);
    if (trial && trial.matched < tested.matched)
      buttons.push(instead(SAY.less(trial.text, rate(trial.matched, trial.days)), watch.id, trial.text));
  }
  return { parts: isMuch ? [say(SAY.much(rate(tested.matched, tested.days)))] : [], buttons };
}

async function measure(
  query: Query,
  { watch }: WatchAnswer & { kind: "added" },
  desk: Desk,
): Promise<Tested | undefined> {
  const trial = await desk.test(watch.channel, printQuery(query));
  return trial.kind === "tested" ? trial : undefined;
}

function instead(label: string, watch: string, text: string): Action {
  return { id: "instead", args: [watch, text], label, command: `news watch ${text}` };
}

/**
 * Returns how else a mix of OR and AND without parentheses can be meant: a OR b c as (a OR b) c, a b OR c as a (b OR c).
 *
 * Undefined for anything but one AND at an end of an OR.
 */
export function otherReading(query: Query): Query | undefined {
  if (query.kind !== "or") return undefined;
  const ands = query.queries.filter(({ kind }) => kind === "and");
  const [first, last] = [query.queries[0], query.queries.at(-1)];
  if (ands.length !== 1) return undefined;
  if (last?.kind === "and") {
    const [inner, ...rest] = last.queries;
    return inner && both({ kind: "or", queries: [...query.queries.slice(0, -1), inner] }, ...rest);
  }
  if (first?.kind !== "and") return undefined;
  const inner = first.queries.at(-1);
  return (
    inner && both(...first.queries.slice(0, -1), { kind: "or", queries: [inner, ...query.queries.slice(1)] })
  );
}

function both(...queries: readonly Query[]): Query {
  return { kind: "and", queries };
}
