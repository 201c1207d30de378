import { stableId } from "../text/id.ts";
import type { Alert } from "./alert.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Lane } from "./lane.ts";
import { isCorrection } from "./material.ts";
import type { Lead } from "./plan.ts";

const MINUTE_MS = 60_000;
/** So long after a lead was decided its message is edited when a further story joins it, in ms. */
export const EDIT_MS = 24 * 60 * MINUTE_MS;
/** How long edits gather before one is due, in ms: soon for the first few outlets, then seldom. */
const GATHER_MS = { soon: MINUTE_MS, seldom: 10 * MINUTE_MS } as const;
/** So many joined alerts are shown soon. */
const MOST_SOON = 5;
/** At most this many replies follow one message. */
export const MOST_REPLIES = 3;

/** An alert and the lead whose message it concerns. */
interface Concern {
  readonly alert: Alert;
  readonly lead: Lead;
  readonly now: Date;
}

/**
 * Returns what is done to the message of a lead that an alert has joined, if anything, and counts it in the lane.
 *
 * Material news is a reply; else the message names one more outlet while it is young. What a digest told stays.
 */
export function afterJoin(lane: Lane, concern: Concern, isMaterial: boolean): Dispatch | undefined {
  const { alert, now } = concern;
  const lead = { ...concern.lead, joined: concern.lead.joined + 1 };
  lane.leads.set(lead.alert.id, lead);
  if (isMaterial && mayReply(lane, lead)) return reply(lane, { alert, lead, now }, alert.id);
  const isYoung = now.getTime() - lead.alert.decidedAt.getTime() < EDIT_MS;
  return isYoung ? edit(lane, { alert, lead, now }) : undefined;
}

/**
 * Returns what is done to a message whose story bears a new title, if anything, and counts it in the lane.
 *
 * The message is edited; where the channel wants it so, each change is a reply instead. A correction is both.
 */
export function afterRevision(lane: Lane, concern: Concern, title: string): readonly Dispatch[] {
  const { updates } = lane.rules;
  if (updates === "ignore" || concern.lead.dead) return [];
  const mends = isCorrection(title);
  const said = (updates === "reply" || mends) && mayReply(lane, concern.lead);
  const spoken = said ? reply(lane, concern, concern.alert.id, title) : undefined;
  const lead = { ...concern.lead, replies: concern.lead.replies + (spoken ? 1 : 0) };
  const edited = spoken && !mends ? undefined : edit(lane, { ...concern, lead });
  return [spoken, edited].flatMap((one) => one ?? []);
}

function mayReply(lane: Lane, lead: Lead): boolean {
  return lane.rules.updates !== "ignore" && lead.replies < MOST_REPLIES;
}

/** One edit of a message at a time: while one waits, it takes whatever else there is to show. */
function edit(lane: Lane, { alert, lead, now }: Concern): Dispatch | undefined {
  const target = postOf(lead.alert);
  if (target === undefined) return undefined;
  const wait = lead.joined > MOST_SOON ? GATHER_MS.seldom : GATHER_MS.soon;
  const dueAt = lead.openEdit?.dueAt ?? new Date(now.getTime() + wait);
  const id = lead.openEdit?.id ?? editId(target, dueAt);
  lane.leads.set(lead.alert.id, { ...lead, openEdit: { id, dueAt } });
  return concerning({ id, kind: "edit", target, dueAt }, alert, now);
}

function reply(lane: Lane, { alert, lead, now }: Concern, ...parts: readonly string[]): Dispatch | undefined {
  const target = postOf(lead.alert);
  if (target === undefined) return undefined;
  lane.leads.set(lead.alert.id, { ...lead, replies: lead.replies + 1 });
  return concerning({ id: stableId("reply", ...parts), kind: "reply", target, dueAt: now }, alert, now);
}

/** Returns the id of the edit of a message (by the id of its dispatch) that is due at a time. */
export function editId(target: string, dueAt: Date): string {
  return stableId("edit", target, dueAt.toISOString());
}

/** The dispatch whose message tells of an alert alone. */
function postOf({ verdict }: Alert): string | undefined {
  return verdict.kind === "told" && verdict.by === "post" ? verdict.dispatch : undefined;
}

function concerning(
  what: Pick<Dispatch, "id" | "kind" | "dueAt"> & { readonly target: string },
  { id, channel }: Alert,
  now: Date,
): Dispatch {
  return { ...what, channel, alerts: [id], state: "pending", attempts: 0, createdAt: now };
}
