import type { DatabaseSync } from "node:sqlite";
import type { Dispatch } from "../alerts/dispatch.ts";
import type { Plan } from "../alerts/plan.ts";
import type { makeAlerts } from "./alerts.ts";
import type { makeDispatches, Placed } from "./dispatches.ts";
import { makeEdits } from "./edits.ts";
import { StoreError } from "./errors.ts";
import { makeFold } from "./fold.ts";
import { grow, isPending, isSettled, outrun, union } from "./growth.ts";
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

/** What storing the facts of a plan came to: a plan that holds some and brings none has been committed before. */
interface Facts {
  readonly held: boolean;
  readonly brought: boolean;
  readonly newlyTold: ReadonlySet<string>;
}

/**
 * Makes what writes plans and folds lanes.
 *
 * Committing a plan again changes nothing. Committing throws StoreError `stale` where the plan adds an alert
 * to a dispatch that is no longer pending, joins one to what is not told, or tells a coverage anew that another alert
 * leads: the alert would be lost or doubled, so it must be decided anew.
 */
export function makeCommit(db: DatabaseSync, tables: Tables) {
  const { alerts, dispatches, sources, seen } = tables;
  const tell = makeTelling(tables);
  const edit = makeEdits(dispatches);
  const fold = makeFold(dispatches, alerts);

  const queue = (dispatch: Dispatch, { held, brought, newlyTold }: Facts): void => {
    if (dispatch.kind === "post" || dispatch.kind === "digest") tell(dispatch, newlyTold);
    else if (dispatch.kind === "reply") dispatches.placed(dispatch.id) ?? dispatches.insert(dispatch);
    // Whether an edit has gone into its post is no longer to be seen there; that its facts were known says so.
    else if (brought || !held) edit(dispatch, !held);
  };

  const write = (plan: Plan): void => {
    const facts = store(tables, plan);
    for (const dispatch of plan.dispatches) queue(dispatch, facts);
    for (const { key, mark, ttlMs } of plan.seen) {
      seen.write(key, mark, mark.at + ttlMs);
      alerts.outlive(mark.story, mark.at + ttlMs);
    }
    if (plan.source) sources.reschedule(plan.source.id, plan.source.state);
  };

  return {
    commit: (plan: Plan): void => transact(db, () => write(plan)),
    fold: (into: Dispatch, from: readonly string[]): void => transact(db, () => fold(into, from)),
  };
}

/** Stores what a plan says of stories and alerts. */
function store(tables: Tables, plan: Plan): Facts {
  const { stories, alerts } = tables;
  const news = [
    ...plan.stories.map((story) => stories.insert(story)),
    ...plan.sightings.map((sighting) => stories.sight(sighting)),
    ...(plan.revisions ?? []).map((revision) => stories.revise(revision)),
    ...(plan.parted ?? []).map((pair) => stories.part(pair)),
  ];
  const written = plan.alerts.map((alert) => ({ alert, as: alerts.insert(alert) }));
  const fresh = written.filter(({ as }) => as.kind !== "known");
  for (const { alert, as } of fresh) {
    if (alert.verdict.kind === "joined") checkLead(tables, alert.verdict.alert);
    else if (as.kind === "released" && as.from.kind === "joined") leave(tables, alert.id, as.from.alert);
  }
  const told = fresh.filter(({ alert }) => alert.verdict.kind === "told");
  return {
    held: news.length + written.length > 0,
    brought: news.includes(true) || fresh.length > 0,
    newlyTold: new Set(told.map(({ alert }) => alert.id)),
  };
}

/** Makes what takes posts and digests into the outbox: they tell only what the channel has not been told before this plan. */
function makeTelling({ alerts, dispatches }: Pick<Tables, "alerts" | "dispatches">) {
  const append = (known: Placed, more: readonly string[]): void => {
    const { dispatch } = known;
    if (union(dispatch.alerts, more).length === dispatch.alerts.length) return;
    if (dispatch.kind !== "digest" || !isPending(known)) throw outrun(dispatch);
    grow(dispatches, known, more);
  };

  return (dispatch: Dispatch, newlyTold: ReadonlySet<string>): void => {
    const fresh = dispatch.alerts.filter((id) => newlyTold.has(id) || !alerts.isTold(id));
    const known = dispatches.placed(dispatch.id);
    // A post that is dead while its alert is told only now was withheld: it is posted after all.
    const isWithheld = known?.dispatch.state === "dead" && newlyTold.has(dispatch.id);
    if (isWithheld) dispatches.remove(dispatch.id);
    if (known && !isWithheld) append(known, fresh);
    else if (fresh.length > 0) dispatches.insert({ ...dispatch, alerts: fresh });
  };
}

/** Throws StoreError `stale` where an alert joins what is not told, or was withheld or given up since: it would be lost. */
function checkLead({ alerts, dispatches }: Tables, id: string): void {
  const verdict = alerts.one(id)?.verdict;
  const isTold = verdict?.kind === "told" && dispatches.placed(verdict.dispatch)?.dispatch.state !== "dead";
  if (!isTold)
    throw new StoreError("stale", `The alert ${id} takes no others: it is not told. Decide again.`);
}

/** What is told by itself from now on leaves the message that it had joined, where that is not settled. */
function leave({ alerts, dispatches }: Tables, id: string, lead: string): void {
  const verdict = alerts.one(lead)?.verdict;
  const message = verdict?.kind === "told" ? dispatches.placed(verdict.dispatch) : undefined;
  if (!message || isSettled(message)) return;
  const left = message.dispatch.alerts.filter((other) => other !== id);
  dispatches.extend(message.dispatch.id, left, message.seq);
}
