import type { Dispatch } from "../alerts/dispatch.ts";
import type { makeDispatches, Placed } from "./dispatches.ts";
import { StoreError } from "./errors.ts";

/** Whether a dispatch still takes further alerts. */
export function isPending({ dispatch }: Placed): boolean {
  return dispatch.state === "pending";
}

/** Whether a dispatch is over, one way or the other. */
export function isSettled({ dispatch }: Placed): boolean {
  return dispatch.state === "sent" || dispatch.state === "dead";
}

/** Gives a dispatch further alerts behind those that it has. */
export function grow(
  dispatches: ReturnType<typeof makeDispatches>,
  { seq, dispatch }: Placed,
  more: readonly string[],
): void {
  const alerts = union(dispatch.alerts, more);
  if (alerts.length > dispatch.alerts.length) dispatches.extend(dispatch.id, alerts, seq);
}

/** Returns the error for what comes too late for a dispatch. */
export function outrun({ id, kind, state }: Dispatch): StoreError {
  return new StoreError("stale", `The ${kind} ${id} takes no further alerts: it is ${state}. Decide again.`);
}

/** Returns all that the lists hold, once each, in their order. */
export function union(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
