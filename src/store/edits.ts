import type { Dispatch } from "../alerts/dispatch.ts";
import type { makeDispatches, Placed } from "./dispatches.ts";
import { grow, isPending, outrun } from "./growth.ts";

/**
 * Makes what takes edits into the outbox; for use inside a transaction.
 *
 * The first rule that applies is taken: a message that is still to be posted takes further alerts itself → an edit
 * on its way is outrun → a pending edit of the message takes them → the edit is inserted. A change of what the message
 * tells already is never taken by the message: it may have been composed before.
 * Throws StoreError `stale` where it is outrun; `mayRepeat` says that the same edit may have come before.
 */
export function makeEdits(dispatches: ReturnType<typeof makeDispatches>) {
  const add = (edit: Dispatch, open: Placed | undefined): void => {
    if (!open) {
      dispatches.insert(edit);
      return;
    }
    grow(dispatches, open, edit.alerts);
    const { id, attempts, dueAt } = open.dispatch;
    // What a platform has put off keeps its time.
    if (attempts === 0 && edit.dueAt < dueAt) dispatches.advance(id, edit.dueAt);
  };

  return (edit: Dispatch, mayRepeat: boolean): void => {
    const target = edit.target === undefined ? undefined : dispatches.placed(edit.target);
    const known = dispatches.placed(edit.id);
    if (target && isPending(target) && !isToldBy(target, edit)) grow(dispatches, target, edit.alerts);
    else if (!known) add(edit, target && dispatches.openEdit(target.dispatch.id));
    else if (isPending(known)) add(edit, known);
    else if (!mayRepeat || !isToldBy(known, edit)) throw outrun(known.dispatch);
  };
}

function isToldBy({ dispatch }: Placed, { alerts }: Dispatch): boolean {
  return alerts.every((id) => dispatch.alerts.includes(id));
}
