import type { SourceState } from "../sources/source.ts";
import type { SeenWrite } from "../stories/identity.ts";
import type { Sighting, Story } from "../stories/story.ts";
import { stableId } from "../text/id.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import type { Hit } from "../watches/evaluate.ts";
import { isPaused, type Watch } from "../watches/watch.ts";
import { type Alert, type AlertMatch, alertId } from "./alert.ts";
import type { Dispatch } from "./dispatch.ts";
import type { ChannelPast, Plan } from "./plan.ts";

/** At most this many posts per channel within the window; the rest goes into a digest. */
export const FLOOD = { posts: 10, windowMs: 10 * 60_000 } as const;
/** How long a digest gathers before it is due, so that one burst makes one digest. */
const GATHER_MS = 10_000;

/** A watch and why it matches a story. */
export interface Match {
  readonly watch: Watch;
  readonly because: readonly Hit[];
}

/** A story that a poll found, new or sighted in a further source, with the watches that match it. */
export interface Arrival {
  readonly story: Story;
  readonly sighting?: Sighting;
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
  /** Seen marks of items that are no arrivals, to be kept fresh. */
  readonly marks: readonly SeenWrite[];
  readonly source?: { readonly id: string; readonly state: SourceState };
}

/** What is known of a channel while the arrivals of one decision are gone through. */
interface Lane {
  posts: number;
  digest: { id: string; dueAt: Date } | undefined;
  lastDigestAt: Date | undefined;
}

/**
 * Decides what a poll's stories mean for every channel: a pure plan, to be committed whole.
 *
 * For each channel and story the first rule that applies names the verdict:
 * already told here → first poll → every matching watch is paused → a flood goes into the digest → a post of its own.
 * It does not decide whether a story is new; that is `judge` of stories/identity.ts.
 */
export function decide(decision: Decision): Plan {
  const lanes = new Map<string, Lane>();
  const alerts: Alert[] = [];
  const dispatches = new Map<string, Dispatch>();
  for (const arrival of decision.arrivals) {
    for (const { channel, matches } of byChannel(arrival.matches)) {
      const key = channelKey(channel);
      const past = decision.past.get(key);
      const lane = lanes.get(key) ?? openLane(past);
      lanes.set(key, lane);
      const known = past?.alerts.get(arrival.story.id);
      const fresh = matches.filter(({ watch }) => !isJudged(watch, known));
      if (fresh.length === 0) continue;
      if (known && known.verdict.kind !== "held") {
        alerts.push({
          ...known,
          matches: [...known.matches, ...fresh.map((match) => matched(match, "already told"))],
        });
        continue;
      }
      const alert = judgeAlert(arrival.story.id, channel, fresh, known, lane, decision);
      alerts.push(alert);
      if (alert.verdict.kind === "told") addTo(dispatches, alert, alert.verdict, lane, decision.now);
    }
  }
  return {
    stories: decision.arrivals.flatMap((arrival) => (arrival.sighting ? [] : [arrival.story])),
    sightings: decision.arrivals.flatMap((arrival) => arrival.sighting ?? []),
    alerts,
    dispatches: [...dispatches.values()],
    seen: [...decision.arrivals.flatMap((arrival) => arrival.seen), ...decision.marks],
    ...(decision.source ? { source: decision.source } : {}),
  };
}

/** Whether a verdict stands. What was held only because one source was new may still come as news from another. */
function isJudged(watch: Watch, known: Alert | undefined): boolean {
  const before = known?.matches.find((match) => match.watch === watch.id);
  if (!known || !before) return false;
  return before.held !== "first poll" || known.verdict.kind !== "held";
}

/** The alert of a channel that has not been told of the story, by the order of rules that `decide` names. */
function judgeAlert(
  story: string,
  channel: Channel,
  matches: readonly Match[],
  known: Alert | undefined,
  lane: Lane,
  { now, silent }: Decision,
): Alert {
  const id = alertId(channel, story);
  const verdicts = matches.map((match) => matched(match, heldBack(match, silent, now)));
  const kept = known?.matches.filter(({ watch }) => !verdicts.some((match) => match.watch === watch)) ?? [];
  const base = { id, channel, story, matches: [...kept, ...verdicts], decidedAt: now };
  const [first] = verdicts;
  if (first?.held && verdicts.every((match) => match.held))
    return { ...base, verdict: { kind: "held", reason: first.held } };
  return { ...base, verdict: tell(id, channel, lane, now) };
}

function heldBack(match: Match, silent: boolean, now: Date): AlertMatch["held"] {
  if (silent) return "first poll";
  return isPaused(match.watch, now) ? "paused" : undefined;
}

/** A post of its own while the channel has room, else its digest: one that is open takes all, so that order is kept. */
function tell(id: string, channel: Channel, lane: Lane, now: Date): Alert["verdict"] {
  if (!lane.digest && lane.posts < FLOOD.posts) {
    lane.posts += 1;
    return { kind: "told", dispatch: id, by: "post" };
  }
  if (!lane.digest) {
    const earliest = lane.lastDigestAt ? lane.lastDigestAt.getTime() + FLOOD.windowMs : 0;
    const dueAt = new Date(Math.max(now.getTime() + GATHER_MS, earliest));
    lane.digest = { id: digestId(channel, dueAt), dueAt };
  }
  return { kind: "told", dispatch: lane.digest.id, by: "digest" };
}

/** Returns the id of a channel's digest for the window that ends at `dueAt`. */
export function digestId(channel: Channel, dueAt: Date): string {
  return stableId("digest", channelKey(channel), dueAt.toISOString());
}

function addTo(
  dispatches: Map<string, Dispatch>,
  alert: Alert,
  verdict: { readonly dispatch: string; readonly by: "post" | "digest" },
  lane: Lane,
  now: Date,
): void {
  const known = dispatches.get(verdict.dispatch);
  const dueAt = verdict.by === "digest" && lane.digest ? lane.digest.dueAt : now;
  dispatches.set(verdict.dispatch, {
    id: verdict.dispatch,
    channel: alert.channel,
    kind: verdict.by,
    alerts: [...(known?.alerts ?? []), alert.id],
    state: "pending",
    attempts: 0,
    dueAt,
    createdAt: now,
  });
}

function openLane(past: ChannelPast | undefined): Lane {
  return { posts: past?.posts ?? 0, digest: past?.openDigest, lastDigestAt: past?.lastDigestAt };
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
