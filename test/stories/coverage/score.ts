/**
 * A judge for coverage: streams a labelled set of invented stories through it, as the bot does, and counts.
 *
 * What is one event (the guideline of the labels):
 * - An event is one thing that happened at one place and time: a quake, a match, a decision, a release, a filing, a
 *   day in court. Stories have the same label if that thing is their main news, so that a reader who was told of the
 *   one would say of the other "I know that already".
 * - Later figures (a death toll), corrections, reactions, portraits and explanations that are told because of the
 *   event belong to it, also where they look at another side of it. A tribute belongs to the death.
 * - What needs telling anew is an event of its own, even with the same names: the scrub and the launch, a deal and its
 *   approval, a vote to strike and the strike, a forecast and the landfall, an evacuation and the collapse, a theft and
 *   the arrests, a firm's two quarters, two versions, two outages, two days of a trial, a boss who goes and the next.
 * - Two things of one kind in two places are two events, however alike the words of the wire are.
 * - Each issue of a column (a briefing, a market report, a forecast) is its own event.
 * - One article under several links, or carried by several outlets, is one event.
 *
 * Four in ten events are made to be confused with another one, far more than in a day's news: "like" marks twins,
 * "follows" marks sequels, and the set without both is an ordinary day.
 */
import { readFileSync } from "node:fs";

/** A story of the set; event is its label, text its lead ("" where an outlet gives the title alone). */
export interface LabelledStory {
  readonly id: string;
  readonly event: string;
  /** The event of the same names that this one continues, if it is a sequel: the launch after the scrub. */
  readonly follows?: string;
  /** The event that this one is a twin of: of the same kind, elsewhere, of another firm, or the next issue. */
  readonly like?: string;
  readonly outlet: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

/** What the judge uses of a coverage. */
export interface JudgedCoverage {
  near(story: JudgedStory): readonly {
    readonly story: string;
    readonly coverage: string;
    readonly similarity: number;
    readonly how: "url" | "content" | "title" | "similar";
  }[];
  add(story: JudgedStory, coverage: string): void;
}

/** What a coverage may see of a story: no label, no outlet. */
export interface JudgedStory {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly publishedAt: Date;
}

/** A story that joined a coverage: because of an earlier story, the nearest, and told under another, the founder. */
export interface Join {
  readonly title: string;
  readonly event: string;
  readonly follows: string | undefined;
  readonly nearest: string;
  readonly nearestEvent: string;
  readonly founder: string;
  readonly founderEvent: string;
  readonly similarity: number;
  readonly how: string;
}

/** Shares are from 0 to 1, and 1 where there was nothing to get wrong. */
export interface Score {
  readonly stories: number;
  readonly events: number;
  readonly joins: number;
  /** Stories with an earlier story of the same event in the set. */
  readonly repeats: number;
  /** Of the stories that joined, the share whose nearest story is of their event. */
  readonly joinP: number;
  /** Of the repeats, the share that joined by a nearest story of their event. */
  readonly joinR: number;
  /** The same two by the founder: stricter, since one wrong join makes each later story of the twin count as wrong. */
  readonly founderP: number;
  readonly founderR: number;
  /** B³ over all stories: for each one, how pure its coverage is, how much of its event is there; F their mean. */
  readonly b3: { readonly p: number; readonly r: number; readonly f: number };
  /** Joins by a story of another event. */
  readonly wrong: readonly Join[];
  /** Joins by a story of their own event, which itself had joined a coverage of another one before. */
  readonly carried: readonly Join[];
  /** Repeats that founded a coverage of their own, with the title of the first story of their event. */
  readonly missed: readonly { readonly title: string; readonly event: string; readonly first: string }[];
}

export interface ScoreOptions {
  /** Leaves each text out, as feeds of bare headlines do. */
  readonly headlinesOnly?: boolean;
  /** The least similarity at which a similar story counts; exact ones (by url, content or title) always do. */
  readonly least?: number;
  /** The stories in the order in which they come; by default the whole set, by time. */
  readonly stories?: readonly LabelledStory[];
}

/** The labelled set in the order of publication. */
export function labelledStories(): readonly LabelledStory[] {
  const set: readonly LabelledStory[] = JSON.parse(
    readFileSync(new URL("./set.json", import.meta.url), "utf8"),
  );
  return set.toSorted((a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.id.localeCompare(b.id));
}

/** The stories without the events that continue an earlier one of the same names. */
export function withoutSequels(stories: readonly LabelledStory[]): readonly LabelledStory[] {
  return stories.filter(({ follows }) => follows === undefined);
}

/** The stories without the second event of each pair of twins. */
export function withoutTwins(stories: readonly LabelledStory[]): readonly LabelledStory[] {
  return stories.filter(({ like }) => like === undefined);
}

/** Streams the stories: each joins the coverage of the best result, or founds one that bears its own id. */
export function score(coverage: JudgedCoverage, options: ScoreOptions = {}): Score {
  const stories = options.stories ?? labelledStories();
  const byId = new Map(stories.map((story) => [story.id, story]));
  const firsts = new Map<string, LabelledStory>();
  const placed: { story: LabelledStory; coverage: string }[] = [];
  const joins: Join[] = [];
  const missed: Score["missed"][number][] = [];
  let repeats = 0;
  for (const story of stories) {
    const seen = judged(story, options.headlinesOnly ?? false);
    const best = coverage
      .near(seen)
      .find(({ how, similarity }) => how !== "similar" || similarity >= (options.least ?? 0));
    const first = firsts.get(story.event);
    if (first) repeats += 1;
    else firsts.set(story.event, story);
    if (best) joins.push(joinOf(story, best, byId));
    else if (first) missed.push({ title: story.title, event: story.event, first: first.title });
    const joined = best?.coverage ?? story.id;
    coverage.add(seen, joined);
    placed.push({ story, coverage: joined });
  }
  const counts = { stories: stories.length, events: firsts.size, joins: joins.length, repeats };
  return { ...counts, ...sharesOf(joins, repeats), b3: bCubed(placed), missed };
}

function sharesOf(joins: readonly Join[], repeats: number) {
  const wrong = joins.filter(({ event, nearestEvent }) => event !== nearestEvent);
  const carried = joins.filter((one) => one.event === one.nearestEvent && one.event !== one.founderEvent);
  const linked = joins.length - wrong.length;
  const told = joins.filter(({ event, founderEvent }) => event === founderEvent).length;
  return {
    joinP: share(linked, joins.length),
    joinR: share(linked, repeats),
    founderP: share(told, joins.length),
    founderR: share(told, repeats),
    wrong,
    carried,
  };
}

function share(part: number, all: number): number {
  return all ? part / all : 1;
}

function judged(story: LabelledStory, headlinesOnly: boolean): JudgedStory {
  const { id, title, url } = story;
  return { id, title, url, text: headlinesOnly ? "" : story.text, publishedAt: new Date(story.publishedAt) };
}

function joinOf(
  { title, event, follows }: LabelledStory,
  best: ReturnType<JudgedCoverage["near"]>[number],
  byId: ReadonlyMap<string, LabelledStory>,
): Join {
  const founder = byId.get(best.coverage);
  const nearest = byId.get(best.story);
  if (!founder || !nearest) throw new Error(`near("${title}") names a story that was never added`);
  return {
    title,
    event,
    follows,
    nearest: nearest.title,
    nearestEvent: nearest.event,
    founder: founder.title,
    founderEvent: founder.event,
    similarity: best.similarity,
    how: best.how,
  };
}

/** Bagga and Baldwin's B³ (1998), each story counting alike. */
function bCubed(placed: readonly { story: LabelledStory; coverage: string }[]): Score["b3"] {
  const inCoverage = Map.groupBy(placed, ({ coverage }) => coverage);
  const inEvent = Map.groupBy(placed, ({ story }) => story.event);
  let p = 0;
  let r = 0;
  for (const { story, coverage } of placed) {
    const together = inCoverage.get(coverage) ?? [];
    const alike = together.filter((one) => one.story.event === story.event).length;
    p += alike / together.length;
    r += alike / (inEvent.get(story.event)?.length ?? 1);
  }
  return { p: p / placed.length, r: r / placed.length, f: (2 * p * r) / (p + r) / placed.length };
}
