import type { SourceState } from "../sources/source.ts";
import type { SeenWrite } from "../stories/identity.ts";
import type { Near } from "../stories/near.ts";
import type { Revision, Sighting, Story } from "../stories/story.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import type { Hit } from "../watches/evaluate.ts";
import { isPaused, type Watch } from "../watches/watch.ts";
import { type Alert, type AlertMatch, alertId } from "./alert.ts";
import { claimCoverage, type Leading, leadOf, mayBeJoined } from "./coverage.ts";
import type { Dispatch } from "./dispatch.ts";
import { type Lane, openLane, type Rules, tell } from "./lane.ts";
import { material } from "./material.ts";
import type { ChannelPast, Plan } from "./plan.ts";
import { afterJoin, afterRevision } from "./updates.ts";

export { FLOOD, type Rules } from "./lane.ts";

/** A watch and why it matches a story. */
export interface Match {
  readonly watch: Watch;
  readonly because: readonly Hit[];
}

/** A story that a poll found, new, sighted in a further source or changed by its publisher, with the watches that match it. */
export interface Arrival {
  readonly story: Story;
  readonly sighting?: Sighting;
  /** Set where the story was known and its title has changed; the story is as it stands now. */
  readonly revision?: Revision;
  /** Earlier stories about the same event, best first; empty for sightings and revisions. */
  readonly near: readonly Near[];
  readonly matches: readonly Match[];
  readonly seen: readonly SeenWrite[];
}

/** What `decide` is given: values only, nothing is read or written. */
export interface Decision {
  readonly now: Date;
  /** The source's first poll: everything is noted, nothing is told. */
  readonly silent: boolean;
  /** Oldest first: alerts come in this order. */
  readonly arrivals: readonly Arrival[];
  /** By channel key, for every channel among the matches. */
  readonly past: ReadonlyMap<string, ChannelPast>;
  /** By channel key, for every channel among the matches; the defaults where one is missing. */
  readonly rules?: ReadonlyMap<string, Rules>;
  /** By story id: the stories of the leads in `past`, and other near ones that were told here, so that no news is told as new twice. */
  readonly led?: ReadonlyMap<string, Story>;
  /** Seen marks of items that are no arrivals, to be kept fresh. */
  readonly marks: readonly SeenWrite[];
  readonly source?: { readonly id: string; readonly state: SourceState };
}

/** What a decision adds up to while its arrivals are gone through. */
interface Sum {
  readonly lanes: Map<string, Lane>;
  /** By id; a later verdict on an alert replaces the earlier one. */
  readonly alerts: Map<string, Alert>;
  readonly dispatches: Map<string, Dispatch>;
}

/** An arrival in the eyes of one channel: those of its matches that are not yet judged there. */
interface Case {
  readonly arrival: Arrival;
  readonly channel: Channel;
  readonly fresh: readonly Match[];
  readonly known: Alert | undefined;
  readonly lane: Lane;
  readonly decision: Decision;
}

/**
 * Decides what a poll's stories mean for every channel: a pure plan, to be committed whole.
 *
 * For each channel and story the first rule that applies names the verdict:
 * already told here (a new title changes the message) → first poll → every matching watch is paused →
 * a near story was told here within two days: its message is joined → a flood goes into the digest → a post of its own,
 * which links back where the event was told here longer ago.
 * It does not decide whether a story is new; that is `judge` of stories/identity.ts.
 */
export function decide(decision: Decision): Plan {
  const sum: Sum = { lanes: new Map(), alerts: new Map(), dispatches: new Map() };
  for (const arrival of decision.arrivals) {
    for (const { channel, matches } of byChannel(arrival.matches)) {
      const one = caseOf(sum, arrival, channel, matches, decision);
      if (one.known && one.known.verdict.kind !== "held") decideAgain(sum, one, one.known);
      else if (one.fresh.length > 0) decideFirst(sum, one);
    }
  }
  const { arrivals, marks, source } = decision;
  return {
    stories: arrivals.flatMap(({ story, sighting, revision }) => (sighting || revision ? [] : [story])),
    sightings: arrivals.flatMap(({ sighting }) => sighting ?? []),
    revisions: arrivals.flatMap(({ revision }) => revision ?? []),
    alerts: [...sum.alerts.values()],
    dispatches: [...sum.dispatches.values()],
    seen: [...arrivals.flatMap(({ seen }) => seen), ...marks],
    ...(source && { source }),
  };
}

function caseOf(
  { lanes }: Sum,
  arrival: Arrival,
  channel: Channel,
  matches: readonly Match[],
  decision: Decision,
): Case {
  const key = channelKey(channel);
  const lane = lanes.get(key) ?? openLane(decision.past.get(key), decision.rules?.get(key));
  lanes.set(key, lane);
  const { id } = arrival.story;
  const known = lane.decided.get(id) ?? lane.past.alerts.get(id);
  const fresh = matches.filter(({ watch }) => !isJudged(watch, known, arrival));
  return { arrival, channel, fresh, known, lane, decision };
}

/**
 * Whether a verdict stands. What was held only because one source was new may still come as news from another, but
 * not because its own source calls it otherwise.
 */
function isJudged(watch: Watch, known: Alert | undefined, { revision }: Arrival): boolean {
  if (!known) return false;
  const before = known.matches.find((match) => match.watch === watch.id);
  if (!before) return false;
  return revision !== undefined || before.held !== "first poll" || known.verdict.kind !== "held";
}

/** A story that the channel has been told: further matches are noted, and a new title may change its message. */
function decideAgain(sum: Sum, { arrival, fresh, lane, decision }: Case, known: Alert): void {
  if (fresh.length > 0) {
    const more = fresh.map((match) => matched(match, "already told"));
    note(sum, lane, { ...known, matches: [...known.matches, ...more] });
  }
  const lead = lane.leads.get(known.id);
  if (!arrival.revision || !lead || decision.silent) return;
  const { now } = decision;
  for (const one of afterRevision(lane, { alert: known, lead, now }, arrival.revision.title)) add(sum, one);
}

/** A story that the channel has not been told, by the order of rules that `decide` names. */
function decideFirst(sum: Sum, one: Case): void {
  const { arrival, channel, fresh, known, lane } = one;
  const { now, silent } = one.decision;
  const { id: story } = arrival.story;
  const id = alertId(channel, story);
  const verdicts = fresh.map((match) => matched(match, heldBack(match, silent, now)));
  const kept = known?.matches.filter(({ watch }) => !verdicts.some((match) => match.watch === watch)) ?? [];
  const base = { id, channel, story, matches: [...kept, ...verdicts], decidedAt: now };
  const [first] = verdicts;
  if (first?.held && verdicts.every((match) => match.held)) {
    note(sum, lane, { ...base, verdict: { kind: "held", reason: first.held } });
    return;
  }
  const leading = leadOf(arrival.near, lane, now);
  if (leading && mayBeJoined(leading.lead, now)) join(sum, one, base, leading);
  else tellIt(sum, one, base, leading);
}

function heldBack(match: Match, silent: boolean, now: Date): AlertMatch["held"] {
  if (silent) return "first poll";
  return isPaused(match.watch, now) ? "paused" : undefined;
}

function join(sum: Sum, one: Case, base: Omit<Alert, "verdict">, { lead, near }: Leading): void {
  const { lane, decision } = one;
  const alert: Alert = { ...base, verdict: { kind: "joined", alert: lead.alert.id, near } };
  note(sum, lane, alert);
  add(sum, afterJoin(lane, { alert, lead, now: decision.now }, isMaterial(one, lead.alert)));
}

/** Whether a story brings news beyond what this channel was told of its event. */
function isMaterial({ arrival, lane, decision }: Case, lead: Alert): boolean {
  const toldNear = arrival.near.filter(({ story }) => {
    const verdict = lane.past.alerts.get(story)?.verdict;
    return verdict !== undefined && verdict.kind !== "held";
  });
  const ids = new Set([lead.story, ...toldNear.map(({ story }) => story)]);
  const told = [...ids].flatMap((id) => decision.led?.get(id) ?? []);
  const ageMs = decision.now.getTime() - lead.decidedAt.getTime();
  return material(arrival.story, told, ageMs) !== undefined;
}

function tellIt(sum: Sum, one: Case, base: Omit<Alert, "verdict">, old: Leading | undefined): void {
  const { arrival, channel, lane, decision } = one;
  const { kind, dispatch, dueAt } = tell(lane, base.id, channel, decision.now);
  const coverage = claimCoverage(lane, arrival.story);
  note(sum, lane, {
    ...base,
    verdict: { kind: "told", dispatch, by: kind, ...(old && { follows: old.lead.alert.id }) },
    ...(coverage !== undefined && { coverage }),
  });
  add(sum, {
    id: dispatch,
    channel,
    kind,
    alerts: [base.id],
    state: "pending",
    attempts: 0,
    dueAt,
    createdAt: decision.now,
  });
}

function note({ alerts }: Sum, lane: Lane, alert: Alert): void {
  alerts.set(alert.id, alert);
  lane.decided.set(alert.story, alert);
}

/** A digest or an edit that is there already takes the further alerts. */
function add({ dispatches }: Sum, dispatch: Dispatch | undefined): void {
  if (!dispatch) return;
  const known = dispatches.get(dispatch.id);
  const alerts = [...new Set([...(known?.alerts ?? []), ...dispatch.alerts])];
  dispatches.set(dispatch.id, { ...dispatch, alerts });
}

function matched(match: Match, held: AlertMatch["held"]): AlertMatch {
  const { watch, because } = match;
  return { watch: watch.id, query: watch.text, because, ...(held ? { held } : {}) };
}

function byChannel(matches: readonly Match[]): { channel: Channel; matches: Match[] }[] {
  const groups = new Map<string, { channel: Channel; matches: Match[] }>();
  for (const match of matches) {
    const key = channelKey(match.watch.channel);
    const group = groups.get(key) ?? { channel: match.watch.channel, matches: [] };
    group.matches.push(match);
    groups.set(key, group);
  }
  return [...groups.values()];
}
