import type { Alert, HeldReason, Verdict } from "../alerts/alert.ts";
import type { Dispatch } from "../alerts/dispatch.ts";
import { channelKey } from "../watches/channel.ts";
import { date, ms, present, toChannel } from "./rows.ts";
import type { RestingLane } from "./store.ts";

/** Returns the row of an alert. */
export function alertRow(alert: Alert) {
  const { verdict } = alert;
  return {
    id: alert.id,
    channel: channelKey(alert.channel),
    story: alert.story,
    matches: JSON.stringify(alert.matches),
    verdict: verdict.kind,
    dispatch: verdict.kind === "told" ? verdict.dispatch : null,
    told_by: verdict.kind === "told" ? verdict.by : null,
    follows: verdict.kind === "told" ? (verdict.follows ?? null) : null,
    coverage: verdict.kind === "told" ? (alert.coverage ?? null) : null,
    joined: verdict.kind === "joined" ? verdict.alert : null,
    near: verdict.kind === "joined" ? JSON.stringify(verdict.near) : null,
    reason: verdict.kind === "held" ? verdict.reason : null,
    decided_at: alert.decidedAt.getTime(),
  };
}

type AlertRow = ReturnType<typeof alertRow>;

/** Reads an alert from its row. */
export function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    channel: toChannel(row.channel),
    story: row.story,
    matches: JSON.parse(row.matches),
    verdict: toVerdict(row),
    ...present({ coverage: row.coverage }),
    decidedAt: new Date(row.decided_at),
  };
}

/** Which columns a kind of verdict fills is `alertRow`'s doing; those are never null. */
function toVerdict(row: AlertRow): Verdict {
  switch (row.verdict) {
    case "told":
      return {
        kind: "told",
        dispatch: row.dispatch as string,
        by: row.told_by as "post" | "digest",
        ...present({ follows: row.follows }),
      };
    case "joined":
      return { kind: "joined", alert: row.joined as string, near: JSON.parse(row.near as string) };
    case "held":
      return { kind: "held", reason: row.reason as HeldReason };
  }
}

/** Returns the row of a dispatch, without its place in the lane. */
export function dispatchRow(dispatch: Dispatch) {
  return {
    id: dispatch.id,
    channel: channelKey(dispatch.channel),
    kind: dispatch.kind,
    alerts: JSON.stringify(dispatch.alerts),
    target: dispatch.target ?? null,
    created_at: dispatch.createdAt.getTime(),
    ...outcomeRow(dispatch),
  };
}

/** Returns the columns of a dispatch that change while it is delivered. */
export function outcomeRow(dispatch: Dispatch) {
  return {
    state: dispatch.state,
    attempts: dispatch.attempts,
    due_at: dispatch.dueAt.getTime(),
    attempted_at: ms(dispatch.attemptedAt),
    message: dispatch.message ? JSON.stringify(dispatch.message) : null,
    reason: dispatch.reason ?? null,
    plain: dispatch.plain ? 1 : 0,
  };
}

export type DispatchRow = ReturnType<typeof dispatchRow>;

/** Reads a dispatch from its row. */
export function toDispatch(row: DispatchRow): Dispatch {
  return {
    id: row.id,
    channel: toChannel(row.channel),
    kind: row.kind,
    alerts: JSON.parse(row.alerts),
    state: row.state,
    attempts: row.attempts,
    dueAt: new Date(row.due_at),
    createdAt: new Date(row.created_at),
    ...present({
      target: row.target,
      attemptedAt: date(row.attempted_at),
      message: row.message === null ? null : JSON.parse(row.message),
      reason: row.reason,
      plain: row.plain === 1 ? true : null,
    }),
  };
}

/** Returns the row of a resting lane. */
export function laneRow(lane: RestingLane) {
  return {
    channel: channelKey(lane.channel),
    since: lane.since.getTime(),
    detail: lane.detail,
    fix: lane.fix ?? null,
    probe_at: lane.probeAt.getTime(),
  };
}

type LaneRow = ReturnType<typeof laneRow>;

/** Reads a resting lane from its row. */
export function toLane(row: LaneRow): RestingLane {
  return {
    channel: toChannel(row.channel),
    since: new Date(row.since),
    detail: row.detail,
    ...present({ fix: row.fix }),
    probeAt: new Date(row.probe_at),
  };
}
