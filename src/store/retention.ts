import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { OPEN } from "./dispatches.ts";
import { attempt } from "./errors.ts";
import { placeAt } from "./place.ts";
import { readRows, transact } from "./sql.ts";
import type { Candidate, Retention } from "./store.ts";
import type { makeStories } from "./stories.ts";

const DAY_MS = 86_400_000;
/** So many rows go in one transaction; others get their turn between. */
const AT_ONCE = 50;
/** A story with an old or a wrong date is kept so long from its coming in, that people may ask why they were told of it. */
const SETTLED_MS = 7 * DAY_MS;
/** An alert that must not go yet is looked at again after so long. */
const AGAIN_MS = DAY_MS;

/** The alerts that an open dispatch tells, and those told by the message that it concerns. */
const WAITING = `SELECT told.value FROM dispatch, json_each(dispatch.alerts) AS told WHERE ${OPEN}
  UNION ALL SELECT told.value FROM dispatch, json_each(dispatch.alerts) AS told
  WHERE dispatch.id IN (SELECT target FROM dispatch WHERE ${OPEN})`;
/** Stories that nobody waits for, the oldest first. */
const FREE = `id NOT IN (SELECT story FROM alert WHERE id IN (${WAITING})) ORDER BY place LIMIT :limit`;
const SQL = {
  old: `SELECT id, place FROM story WHERE place < :before AND first_seen_at <= :settled AND ${FREE}`,
  oldest: `SELECT id, place FROM story WHERE ${FREE}`,
  // An alert goes after its story: as long as that is there, people may ask why they were told of it.
  past: `SELECT id, dispatch, id IN (${WAITING}) OR EXISTS (SELECT 1 FROM story WHERE id = alert.story) AS needed
    FROM alert WHERE kept_until <= :now ORDER BY kept_until LIMIT :limit`,
  settledAlone: `DELETE FROM dispatch WHERE id = ? AND NOT ${OPEN}
    AND NOT EXISTS (SELECT 1 FROM json_each(alerts) AS told JOIN alert ON alert.id = told.value
      WHERE alert.dispatch = dispatch.id)`,
};

interface PastAlert {
  readonly id: string;
  readonly dispatch: string | null;
  readonly needed: 0 | 1;
}

/** Makes what keeps the store within its bounds; see `retain` of the port. */
export function makeRetention(db: DatabaseSync, stories: ReturnType<typeof makeStories>, file: string) {
  const old = db.prepare(SQL.old);
  const oldest = db.prepare(SQL.oldest);
  const forget = makeForgetting(db);
  const candidate = (row: Candidate) => row;

  const dropOld = (now: number, { days }: Retention): number => {
    const before = placeAt(new Date(now - days * DAY_MS));
    const found = old.all({ before, settled: now - SETTLED_MS, limit: AT_ONCE });
    readRows(found, candidate).forEach(stories.remove);
    return found.length;
  };
  const dropSurplus = ({ stories: most }: Retention): number => {
    const surplus = stories.port.count() - most;
    const found = surplus > 0 ? oldest.all({ limit: Math.min(surplus, AT_ONCE) }) : [];
    readRows(found, candidate).forEach(stories.remove);
    return found.length;
  };
  /** Takes a step until it finds no more for a whole transaction; returns how much it did in all. */
  const inTurns = async (step: () => number): Promise<number> => {
    for (let total = 0; ; await setImmediate()) {
      const done = attempt(file, () => transact(db, step));
      total += done;
      if (done < AT_ONCE) return total;
    }
  };

  return async (at: Date, retention: Retention): Promise<{ stories: number; alerts: number }> => {
    const now = at.getTime();
    const dropped = await inTurns(() => dropOld(now, retention));
    const surplus = await inTurns(() => dropSurplus(retention));
    let alerts = 0;
    await inTurns(() => {
      const { seen, forgotten } = forget(now);
      alerts += forgotten;
      return seen;
    });
    return { stories: dropped + surplus, alerts };
  };
}

/** Makes what forgets alerts that no seen mark can bring back, with what hangs on them; for use inside a transaction. */
function makeForgetting(db: DatabaseSync): (now: number) => { seen: number; forgotten: number } {
  const past = db.prepare(SQL.past);
  const later = db.prepare("UPDATE alert SET kept_until = ? WHERE id = ?");
  const removeTold = db.prepare("DELETE FROM told WHERE alert = ?");
  const removeAlert = db.prepare("DELETE FROM alert WHERE id = ?");
  const removeDispatch = db.prepare(SQL.settledAlone);
  const removeFurther = db.prepare(`DELETE FROM dispatch WHERE target = ? AND NOT ${OPEN}`);

  return (now) => {
    const rows = readRows(past.all({ now, limit: AT_ONCE }), (row: PastAlert) => row);
    const gone = rows.filter(({ needed }) => needed === 0);
    for (const { id, needed } of rows) if (needed === 1) later.run(now + AGAIN_MS, id);
    for (const { id } of gone) {
      removeTold.run(id);
      removeAlert.run(id);
    }
    for (const dispatch of new Set(gone.flatMap((alert) => alert.dispatch ?? []))) {
      if (removeDispatch.run(dispatch).changes === 1) removeFurther.run(dispatch);
    }
    return { seen: rows.length, forgotten: gone.length };
  };
}
