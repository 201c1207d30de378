import type { DatabaseSync } from "node:sqlite";
import type { Dispatch } from "../alerts/dispatch.ts";
import type { Plan } from "../alerts/plan.ts";
import type { makeAlerts } from "./alerts.ts";
import type { makeDispatches, Placed } from "./dispatches.ts";
import { StoreError } from "./errors.ts";
import type { KeyvAdapter } from "./keyed.ts";
import type { makeSources } from "./sources.ts";
import { transact } from "./sql.ts";
import type { makeStories } from "./stories.ts";

/** The tables that a plan touches. */
interface Tables {
  readonly stories: ReturnType<typeof makeStories>;
  readonly alerts: ReturnType<typeof makeAlerts>;
  readonly dispatches: ReturnType<typeof makeDispatches>;
  readonly sources: ReturnType<typeof makeSources>;
  /** The adapter of the namespace `seen`. */
  readonly seen: KeyvAdapter;
}

/**
 * Makes what writes plans and folds lanes.
 *
 * Committing a plan again changes nothing. Committing throws StoreError `stale` where the plan adds an alert
 * to a dispatch that is no longer pending: the alert would be lost, so it must be decided anew.
 */
export function makeCommit(db: DatabaseSync, { stories, alerts, dispatches, sources, seen }: Tables) {
  /** A post or digest tells only what the channel has not been told before this plan. */
  const tell = (dispatch: Dispatch, newlyTold: ReadonlySet<string>): void => {
    const fresh = dispatch.alerts.filter((id) => newlyTold.has(id) || !alerts.isTold(id));
    const known = dispatches.placed(dispatch.id);
    if (known) append(known, fresh);
    else if (fresh.length > 0) dispatches.insert({ ...dispatch, alerts: fresh });
  };

  const append = ({ seq, dispatch }: Placed, more: readonly string[]): void => {
    const added = union(dispatch.alerts, more);
    if (added.length === dispatch.alerts.length) return;
    if (dispatch.kind !== "digest" || dispatch.state !== "pending") throw outrun(dispatch);
    dispatches.extend(dispatch.id, added, seq);
  };

  const write = (plan: Plan): void => {
    plan.stories.forEach(stories.insert);
    plan.sightings.forEach(stories.sight);
    const newlyTold = new Set(plan.alerts.filter(alerts.insert).map((alert) => alert.id));
    for (const dispatch of plan.dispatches) {
      if (dispatch.kind === "post" || dispatch.kind === "digest") tell(dispatch, newlyTold);
      else if (!dispatches.placed(dispatch.id)) dispatches.insert(dispatch);
    }
    for (const { key, mark, ttlMs } of plan.seen) {
      seen.write(key, mark, mark.at + ttlMs);
      alerts.outlive(mark.story, mark.at + ttlMs);
    }
    if (plan.source) sources.reschedule(plan.source.id, plan.source.state);
  };

  const merge = (into: Dispatch, from: readonly string[]): void => {
    const there = from.filter((id) => id !== into.id).flatMap((id) => dispatches.placed(id) ?? []);
    const folded = there.filter(isPending);
    if (folded.length === 0) return;
    const known = dispatches.placed(into.id);
    if (known && !isPending(known)) throw outrun(known.dispatch);

    // What went out meanwhile keeps its alerts; what grew meanwhile brings them all.
    const gone = new Set(there.filter((one) => !isPending(one)).flatMap((one) => one.dispatch.alerts));
    const asked = into.alerts.filter((id) => !gone.has(id));
    const brought = folded.flatMap((one) => one.dispatch.alerts);
    const told = union(known?.dispatch.alerts ?? [], asked, brought);
    const seq = Math.min(...[...folded, ...(known ? [known] : [])].map((one) => one.seq));

    for (const one of folded) dispatches.remove(one.dispatch.id);
    if (known) dispatches.extend(into.id, told, seq);
    else dispatches.insert({ ...into, alerts: told }, seq);
    alerts.repoint(told, into.id);
  };

  return {
    commit: (plan: Plan): void => transact(db, () => write(plan)),
    fold: (into: Dispatch, from: readonly string[]): void => transact(db, () => merge(into, from)),
  };
}

function isPending(one: Placed): boolean {
  return one.dispatch.state === "pending";
}

function union(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}

function outrun({ id, kind, state }: Dispatch): StoreError {
  return new StoreError("stale", `The ${kind} ${id} takes no further alerts: it is ${state}. Decide again.`);
}
