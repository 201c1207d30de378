import { isNearEnough, type Near } from "../stories/near.ts";
import type { Story } from "../stories/story.ts";
import type { Alert } from "./alert.ts";
import type { Lane } from "./lane.ts";
import type { Lead } from "./plan.ts";

const HOUR_MS = 3_600_000;
/** So long after a lead was decided its message takes further stories, in ms; after that the event is told again. */
export const JOIN_MS = 48 * HOUR_MS;

/** The alert about the same event that has been told in a channel, and the story that led to it. */
export interface Leading {
  readonly lead: Lead;
  readonly near: Near;
}

/**
 * Returns the alert of a channel that leads the event of a story; undefined where none does.
 *
 * The best candidate with an alert here names it, told or joined. At level "normal", where no candidate has one, what
 * was told last of a candidate's coverage does. A lead that is too old to be joined gives way to one that is not.
 */
export function leadOf(near: readonly Near[], lane: Lane, now: Date): Leading | undefined {
  const { coverage } = lane.rules;
  if (coverage === "off") return undefined;
  const admitted = near.filter((candidate) => isNearEnough(candidate, coverage));
  const own = admitted.flatMap((candidate) => {
    return liveLead(lane, pointedTo(lane.past.alerts.get(candidate.story)), candidate);
  });
  const found =
    own.length > 0 || coverage !== "normal"
      ? own
      : admitted.flatMap((candidate) => liveLead(lane, lane.past.latest.get(candidate.coverage), candidate));
  return found.find(({ lead }) => mayBeJoined(lead, now)) ?? found[0];
}

/** Returns whether the message of a lead is young enough to take further stories. */
export function mayBeJoined({ alert }: Lead, now: Date): boolean {
  return now.getTime() - alert.decidedAt.getTime() < JOIN_MS;
}

/**
 * Returns the coverage that an alert shall lead in its channel, and claims it; undefined where it leads none.
 *
 * Where another alert leads the coverage of its story already (too old, or told before the two were known to be one
 * event), the story stands for itself.
 */
export function claimCoverage(lane: Lane, { id, coverage = id }: Story): string | undefined {
  if (lane.rules.coverage === "off") return undefined;
  const free = [coverage, id].find((one) => !lane.past.latest.has(one) && !lane.claimed.has(one));
  if (free !== undefined) lane.claimed.add(free);
  return free;
}

/** The id of the alert whose message tells of the story, if one does. */
function pointedTo(alert: Alert | undefined): string | undefined {
  if (alert?.verdict.kind === "joined") return alert.verdict.alert;
  return alert?.verdict.kind === "told" ? alert.id : undefined;
}

function liveLead(lane: Lane, id: string | undefined, near: Near): readonly Leading[] {
  const lead = id === undefined ? undefined : lane.leads.get(id);
  return lead && !lead.dead ? [{ lead, near }] : [];
}
