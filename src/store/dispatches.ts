import type { DatabaseSync } from "node:sqlite";
import type { Dispatch } from "../alerts/dispatch.ts";
import type { ChannelPast } from "../alerts/plan.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import { StoreError } from "./errors.ts";
import { type DispatchRow, dispatchRow, outcomeRow, toDispatch } from "./outbox-rows.ts";
import { date, present } from "./rows.ts";
import { makeInsert, makeUpdate, readRows } from "./sql.ts";

/** Not settled; word for word the condition of the index `dispatch_open`, or SQLite would not use it. */
export const OPEN = "state IN ('pending', 'sending', 'unknown')";

/** A channel begins with its space and a slash; in the order of keys the character after the slash ends the space. */
const IN_SPACE = "channel >= :from AND channel < :to";

/** A dispatch with its place in the lane. */
export interface Placed {
  readonly seq: number;
  readonly dispatch: Dispatch;
}

const SQL = {
  // Left to itself SQLite takes the index on the state and sorts what the other one holds in order.
  heads: `SELECT * FROM dispatch WHERE seq IN (
      SELECT min(seq) FROM dispatch INDEXED BY dispatch_open WHERE ${OPEN} AND kind <> 'edit' GROUP BY channel
      UNION ALL
      SELECT seq FROM dispatch INDEXED BY dispatch_open
      WHERE ${OPEN} AND kind = 'edit' AND (due_at <= ? OR state <> 'pending'))
    ORDER BY seq`,
  get: "SELECT * FROM dispatch WHERE id = ?",
  sending: `UPDATE dispatch SET state = 'sending', attempts = attempts + 1, attempted_at = ?
    WHERE id = ? AND ${OPEN} RETURNING *`,
  pending: `SELECT * FROM dispatch WHERE channel = ? AND ${OPEN} AND state = 'pending' ORDER BY seq`,
  // The last one is looked for from the newest on, which ends soon wherever something was sent lately.
  counts: `SELECT
      (SELECT count(*) FROM dispatch WHERE ${OPEN} AND kind <> 'edit' AND ${IN_SPACE}) AS waiting,
      (SELECT count(*) FROM dispatch WHERE state = 'dead' AND kind <> 'edit' AND ${IN_SPACE}) AS dead,
      (SELECT attempted_at FROM dispatch WHERE state = 'sent' AND ${IN_SPACE}
       ORDER BY attempted_at DESC LIMIT 1) AS last`,
  openDigest: `SELECT * FROM dispatch WHERE channel = ? AND kind = 'digest' AND state = 'pending'
    ORDER BY seq DESC LIMIT 1`,
  lastDigest: "SELECT max(due_at) AS at FROM dispatch WHERE channel = ? AND kind = 'digest'",
  openEdit: `SELECT * FROM dispatch WHERE target = ? AND kind = 'edit' AND state = 'pending'
    ORDER BY seq LIMIT 1`,
  remove: "DELETE FROM dispatch WHERE id = ?",
  withdraw: "DELETE FROM dispatch WHERE id = ? AND state = 'pending'",
  removeEdits: "DELETE FROM dispatch WHERE target = ? AND kind = 'edit' AND state = 'pending'",
  retarget: `UPDATE dispatch SET target = ? WHERE target = ? AND kind = 'reply' AND ${OPEN}`,
};

/** Makes the outbox of the store; what is not in `port` is for use inside a transaction. */
export function makeDispatches(db: DatabaseSync) {
  const heads = db.prepare(SQL.heads);
  const get = db.prepare(SQL.get);
  const sending = db.prepare(SQL.sending);
  const pending = db.prepare(SQL.pending);
  const counts = db.prepare(SQL.counts);
  const openDigest = db.prepare(SQL.openDigest);
  const lastDigest = db.prepare(SQL.lastDigest);
  const openEdit = db.prepare(SQL.openEdit);
  const remove = db.prepare(SQL.remove);
  const withdraw = db.prepare(SQL.withdraw);
  const removeEdits = db.prepare(SQL.removeEdits);
  const retarget = db.prepare(SQL.retarget);
  const insert = makeInsert(db, "dispatch");
  const settle = makeUpdate(db, "dispatch");
  const extend = makeUpdate(db, "dispatch");
  const advance = makeUpdate(db, "dispatch");

  const placed = (id: string): Placed | undefined => readRows(get.all(id), toPlaced)[0];

  return {
    placed,
    /** Inserts a dispatch at the end of its lane, or at the place of one that is there no more. */
    insert: (dispatch: Dispatch, seq: number | null = null): void =>
      void insert({ seq, ...dispatchRow(dispatch) }),
    /** Gives a dispatch other alerts and another place. */
    extend: (id: string, alerts: readonly string[], seq: number): void =>
      void extend(id, { alerts: JSON.stringify(alerts), seq }),
    /** Makes a dispatch due at another time. */
    advance: (id: string, dueAt: Date): void => void advance(id, { due_at: dueAt.getTime() }),
    remove: (id: string): void => void remove.run(id),
    /** The pending edit of a message, if any. */
    openEdit: (target: string): Placed | undefined => readRows(openEdit.all(target), toPlaced)[0],
    /** What was to be added to the message of one dispatch is added to that of another, which is composed afresh anyway. */
    handOver(from: string, to: string): void {
      removeEdits.run(from);
      retarget.run(to, from);
    },
    digestsOf(channel: string): Pick<ChannelPast, "openDigest" | "lastDigestAt"> {
      const [open] = readRows(openDigest.all(channel), toDispatch);
      const last = lastDigest.get(channel) as { at: number | null };
      return present({
        openDigest: open ? { id: open.id, dueAt: open.dueAt } : null,
        lastDigestAt: date(last.at),
      });
    },
    port: {
      heads: (now: Date): Dispatch[] => readRows(heads.all(now.getTime()), toDispatch),
      get: (id: string): Dispatch | undefined => placed(id)?.dispatch,
      sending(id: string, at: Date): Dispatch {
        const [dispatch] = readRows(sending.all(at.getTime(), id), toDispatch);
        if (!dispatch) throw notOpen(id, placed(id)?.dispatch);
        return dispatch;
      },
      settle(dispatch: Dispatch): void {
        if (!settle(dispatch.id, outcomeRow(dispatch))) throw notOpen(dispatch.id, undefined);
      },
      withdraw: (id: string): void => void withdraw.run(id),
      pending: (channel: Channel): Dispatch[] => readRows(pending.all(channelKey(channel)), toDispatch),
      counts(space?: string): { waiting: number; dead: number; lastSentAt?: Date } {
        const bounds =
          space === undefined ? { from: "", to: "\u{10ffff}" } : { from: `${space}/`, to: `${space}0` };
        const row = counts.get(bounds) as { waiting: number; dead: number; last: number | null };
        return { waiting: row.waiting, dead: row.dead, ...present({ lastSentAt: date(row.last) }) };
      },
    },
  };
}

function toPlaced(row: DispatchRow & { readonly seq: number }): Placed {
  return { seq: row.seq, dispatch: toDispatch(row) };
}

function notOpen(id: string, dispatch: Dispatch | undefined): StoreError {
  return new StoreError(
    "failed",
    `The dispatch ${id} is ${dispatch ? `${dispatch.state} already` : "not in the outbox"}.`,
  );
}
