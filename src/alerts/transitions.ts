import type { PostResult } from "../platforms/platform.ts";
import type { MessageRef } from "../watches/channel.ts";
import type { Dispatch } from "./dispatch.ts";
import { digestId } from "./lane.ts";

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long the data of a channel that cannot be reached is kept, in ms. */
export const GRACE_MS = 30 * DAY_MS;
/** How often a resting lane is tried again by itself, in ms. */
export const PROBE_MS = HOUR_MS;
/** Posts that have waited longer than this roll into one digest, in ms. */
export const ROLL_MS = DAY_MS;
const MOST_BACKOFF_MS = 10 * 60 * SECOND_MS;

/** What to do where a platform cannot tell whether a message was posted. */
export type OnUnknown = "repeat" | "skip";

/** What one attempt means: the dispatch as it now stands, and for whom the fault counts beyond it. */
export interface Settled {
  readonly dispatch: Dispatch;
  /** Set where the lane (and not only this dispatch) is concerned. */
  readonly fault?: { readonly of: "channel" | "platform"; readonly detail: string; readonly fix?: string };
}

/** Returns what the answer of a platform makes of a dispatch that was being sent. */
export function afterPost(dispatch: Dispatch, result: PostResult, now: Date): Settled {
  if (result.kind === "sent")
    return { dispatch: { ...without(dispatch), state: "sent", message: result.message } };
  if (result.kind === "unknown") return { dispatch: lost(dispatch, result.detail, now) };
  if (result.kind !== "later") return refused(dispatch, result, now);
  const dueAt = after(now, Math.max(result.afterMs, SECOND_MS));
  return { dispatch: { ...dispatch, state: "pending", dueAt, reason: "asked to wait" } };
}

function refused(
  dispatch: Dispatch,
  result: Extract<PostResult, { readonly scope: string }>,
  now: Date,
): Settled {
  const reason = `${result.kind}: ${result.detail}`;
  if (result.scope !== "message") {
    const waiting: Dispatch = { ...dispatch, state: "pending", dueAt: now, reason };
    const of = result.scope === "platform" ? "platform" : "channel";
    return {
      dispatch: waiting,
      fault: { of, detail: result.detail, ...(result.fix ? { fix: result.fix } : {}) },
    };
  }
  // A card that the platform cannot take is said once more as title and link alone; it never blocks its lane.
  if (result.kind === "invalid" && !dispatch.plain) {
    return { dispatch: { ...dispatch, state: "pending", dueAt: now, plain: true, reason } };
  }
  return { dispatch: { ...dispatch, state: "dead", reason } };
}

/** Returns a dispatch whose outcome is not known; it is looked for after a wait that grows with its attempts. */
export function lost(dispatch: Dispatch, detail: string, now: Date): Dispatch {
  // An edit can simply be made again: it changes nothing that was right.
  const state = dispatch.kind === "edit" ? "pending" : "unknown";
  return { ...dispatch, state, dueAt: after(now, backoffMs(dispatch)), reason: detail };
}

/** Returns what a look for the message makes of a dispatch whose outcome was not known. */
export function afterFind(
  dispatch: Dispatch,
  found: MessageRef | "absent" | "cannot know",
  onUnknown: OnUnknown,
  now: Date,
): Dispatch {
  if (found === "absent" || (found === "cannot know" && onUnknown === "repeat")) {
    // The first repeat comes at once; what fails again and again waits longer each time.
    const wait = dispatch.attempts > 1 ? backoffMs(dispatch) : 0;
    return { ...without(dispatch), state: "pending", dueAt: after(now, wait) };
  }
  if (found === "cannot know") {
    return { ...dispatch, state: "dead", reason: "perhaps posted; not repeated (onUnknown: skip)" };
  }
  return { ...without(dispatch), state: "sent", message: found };
}

/** Returns whether an edit or a reply can go out, given the dispatch whose message it concerns. */
export function mayStart(dispatch: Dispatch, target: Dispatch | undefined): "yes" | "wait" | "never" {
  if (dispatch.target === undefined) return "yes";
  if (!target || target.state === "dead") return "never";
  return target.state === "sent" ? "yes" : "wait";
}

/** Returns a dispatch closed for good, with the reason. */
export function dead(dispatch: Dispatch, reason: string): Dispatch {
  return { ...dispatch, state: "dead", reason };
}

/** Returns the one digest that stands in for what has waited more than a day, or undefined where there is nothing to roll. */
export function rollUp(
  pending: readonly Dispatch[],
  now: Date,
): { readonly into: Dispatch; readonly from: readonly string[] } | undefined {
  const old = pending.filter(
    (one) =>
      one.state === "pending" &&
      (one.kind === "post" || one.kind === "digest") &&
      now.getTime() - one.createdAt.getTime() > ROLL_MS,
  );
  const [first] = old;
  if (!first || old.length < 2) return undefined;
  const into: Dispatch = {
    id: digestId(first.channel, now),
    channel: first.channel,
    kind: "digest",
    alerts: [...new Set(old.flatMap((one) => one.alerts))],
    state: "pending",
    attempts: 0,
    dueAt: now,
    createdAt: now,
  };
  return { into, from: old.map((one) => one.id) };
}

/** Returns whether a lane has rested beyond the grace period, so that what waits in it is given up. */
export function isGivenUp(restingSince: Date, now: Date): boolean {
  return now.getTime() - restingSince.getTime() >= GRACE_MS;
}

function backoffMs({ attempts }: Dispatch): number {
  return Math.min(SECOND_MS * 2 ** Math.min(attempts, 10), MOST_BACKOFF_MS);
}

function without(dispatch: Dispatch): Dispatch {
  const { reason: _reason, ...kept } = dispatch;
  return kept;
}

function after(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
