import { differ, type Labels } from "./labels.ts";
import { turnApart } from "./turns.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How a term stands in a story, as bits. */
export const TERM = { title: 1, name: 2 } as const;
const TITLE_NAME = TERM.title | TERM.name;

/**
 * How much a term counts by how it stands, by its bits: a title says what is new, and names tell events of one kind apart.
 *
 * These and the figures below were found by trying, on headlines of 35 events, on 38 twin events and on
 * test/stories/coverage/set.json.
 */
const FACTORS = [0.5, 1, 0.75, 1.25] as const;
const AGAINST = {
  /** Each title names what the other story never names: at most so much is taken off. */
  names: 0.7,
  /** What is left where two titles are much the same, but each names something of its own: "X beats Y", "X beats Z". */
  frame: 0.35,
  /** A title names something, and the two stories have no name in common: so much is taken off. */
  nameless: 0.2,
  /** What is left where both number the same thing differently, tell different turns, or are titles of a column. */
  labels: 0.3,
  turns: 0.45,
  column: 0.35,
  /** Taken off at the edge of the window. Mild, since news of one event may well be days apart. */
  window: 0.06,
} as const;
/** So much of the similarity is how far each story tells what the title of the other says; the rest, how far all is the same. */
const BY_TITLES = 0.2;
/**
 * A title finds its words more easily in a title with its lead than in a bare headline. Up to the weight of a headline the
 * similarity is raised by this, from that of a title with its lead on by nothing, so that one threshold is right for both.
 */
const RAISED = { by: 0.25, from: 60, to: 30 };
/** From this share of the lighter title on two titles are much the same. */
const FRAME = 0.4;
/** A text of less weight is no lead. */
const LEAST_TOLD = 5;
/** A text of less weight may differ from another one by chance. */
const LEAST_LEAD = 20;
/** A title of less weight is that of a column: it says nothing but when it is read. */
const LEAST_TITLE = 14;
/** What weighs less tells nothing: every other story has it. */
const LEAST_TELLING = 1.5;
/** One word in common, be it ever so rare, is a topic and no event. */
const LEAST_REASONS = 2;

/** A story as it is compared. */
export interface Compared {
  /** Its terms: the number of each in the vocabulary, times four, plus its bits of `TERM`. */
  readonly terms: Int32Array;
  readonly labels: Labels;
  readonly turns: number;
}

/** A story that is held against others. */
export interface Probe {
  /** The bits of each of its terms by the number of the term, plus one; 0 for all that it has not. */
  readonly marks: Uint8Array;
  /** What all its terms count, and those that are not in its title; then the weight of the title and of the names in it. */
  readonly total: number;
  readonly lead: number;
  readonly title: number;
  readonly titleNames: number;
  /** What the terms of the title count. */
  readonly titleTotal: number;
  readonly labels: Labels;
  readonly turns: number;
}

/** What two stories have in common, in nats. */
interface Common {
  shared: number;
  /** How many of the shared terms tell something. */
  reasons: number;
  total: number;
  title: number;
  /** Shared names, those that both titles have, and those that only the title of the other has. */
  names: number;
  titleNames: number;
  otherNames: number;
  /** Of what is no part of a title. */
  lead: number;
  leadShared: number;
  /** What the terms of its title count, and those of them that the probe has; what it has of the title of the probe. */
  titleTotal: number;
  titleTold: number;
  titleTells: number;
  /** What the terms count that stand in both titles. */
  titles: number;
}

/** Returns what of the weight of a term tells what happened. */
export function telling(weight: number): number {
  return weight < LEAST_TELLING ? 0 : weight;
}

/** Returns how much a term of this weight counts. */
export function counted(weight: number, flags: number): number {
  return weight * (FACTORS[flags] as number);
}

/**
 * Returns how alike two stories are: 0 where they have nothing in common, about 1 where they are the same.
 *
 * It is the weighted Jaccard similarity of their terms, the weight of what they share by the weight of all, and for a part
 * how much of each title the other story tells; lower where names, numbered things or turns speak against one event.
 * `away` is how far apart they are in time, 0 to 1 of the window.
 */
export function similarity(probe: Probe, other: Compared, away: number, vocabulary: Vocabulary): number {
  const common = commonOf(probe, other, vocabulary);
  const { shared, reasons, total } = common;
  if (reasons < LEAST_REASONS) return 0;
  const whole = shared / (probe.total + total - shared);
  const alike = whole + BY_TITLES * (told(probe, common) - whole);
  const size = (Math.min(total, probe.total) - RAISED.from) / (RAISED.to - RAISED.from);
  const raised = 1 + RAISED.by * Math.min(1, Math.max(0, size));
  return Math.min(1, alike * raised * (1 - AGAINST.window * away) * doubt(probe, other, common));
}

/** Returns how much of both titles the other story tells, 0 to 1, on the scale of a Jaccard similarity: c ÷ (2 - c). */
function told(probe: Probe, { titleTotal, titleTold, titleTells }: Common): number {
  const share = (titleTold / (titleTotal || 1) + titleTells / (probe.titleTotal || 1)) / 2;
  return share / (2 - share);
}

/** Returns whether what stands under two titles is so different that the titles prove nothing. */
export function leadsDiffer(probe: Probe, other: Compared, vocabulary: Vocabulary): boolean {
  const { lead, leadShared } = commonOf(probe, other, vocabulary);
  const least = Math.min(lead, probe.lead);
  return least > LEAST_LEAD && leadShared < least * 0.1;
}

/** Returns whether a title says what happened, and not only that it is morning. */
export function isTelling(title: number): boolean {
  return title >= LEAST_TITLE;
}

function doubt(probe: Probe, other: Compared, common: Common): number {
  const unshared = Math.min(common.otherNames, probe.titleNames - common.titleNames);
  const names = unshared > 0 ? 1 - (AGAINST.names * unshared) / (unshared + common.names) : 1;
  // Only leads that do not have the other's name show that it is another event's.
  const areTold = Math.min(common.lead, probe.lead) > LEAST_TOLD;
  const isFrame =
    areTold && unshared > 0 && common.titles >= FRAME * Math.min(common.titleTotal, probe.titleTotal);
  const isNameless = common.names === 0 && common.otherNames + probe.titleNames > 0;
  const labels = differ(probe.labels, other.labels) ? AGAINST.labels : 1;
  const turns = turnApart(probe.turns, other.turns) ? AGAINST.turns : 1;
  const column = isTelling(Math.max(probe.title, common.title)) ? 1 : AGAINST.column;
  return (
    names * (isFrame ? AGAINST.frame : 1) * (isNameless ? 1 - AGAINST.nameless : 1) * labels * turns * column
  );
}

function commonOf(probe: Probe, { terms }: Compared, vocabulary: Vocabulary): Common {
  const common: Common = {
    shared: 0,
    reasons: 0,
    total: 0,
    title: 0,
    names: 0,
    titleNames: 0,
    otherNames: 0,
    lead: 0,
    leadShared: 0,
    titleTotal: 0,
    titleTold: 0,
    titleTells: 0,
    titles: 0,
  };
  for (const term of terms) {
    const id = term >> 2;
    addTerm(common, vocabulary.weight(id), term & TITLE_NAME, probe.marks[id] as number);
  }
  return common;
}

/** Adds a term of the other story; `mark` is what the probe has of it. */
function addTerm(common: Common, weight: number, flags: number, mark: number): void {
  const inTitle = (flags & TERM.title) !== 0;
  const own = counted(weight, flags);
  common.total += own;
  if (inTitle) {
    common.title += telling(weight);
    common.titleTotal += own;
  } else common.lead += own;
  if (mark === 0) {
    if (flags === TITLE_NAME) common.otherNames += weight;
    return;
  }
  const probed = mark - 1;
  const others = counted(weight, probed);
  common.shared += Math.min(own, others);
  if ((probed & TERM.title) !== 0) common.titleTells += others;
  if ((probed & flags & TERM.title) !== 0) common.titles += Math.min(own, others);
  if (telling(weight) > 0) common.reasons += 1;
  if (inTitle) common.titleTold += own;
  else common.leadShared += own;
  if (((flags | probed) & TERM.name) !== 0) common.names += weight;
  if (probed === TITLE_NAME) common.titleNames += weight;
}
