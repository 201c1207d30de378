import type { DatabaseSync } from "node:sqlite";
import type { Alert, HeldReason } from "../alerts/alert.ts";
import type { ChannelPast } from "../alerts/plan.ts";
import { SEEN_TTL_MS } from "../stories/identity.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import { StoreError } from "./errors.ts";
import { type Messages, makeLeads } from "./leads.ts";
import { alertRow, toAlert } from "./outbox-rows.ts";
import { date, present } from "./rows.ts";
import { makeInsert, readRows, transact } from "./sql.ts";

/** So long an alert is known beyond the seen marks of its story, in ms: a story that comes back then is not told again. */
export const BEYOND_MARKS_MS = 30 * 86_400_000;

/** So long an alert is known from its decision on, in ms: as long as if each mark had been written then. */
export const KEPT_MS = SEEN_TTL_MS + BEYOND_MARKS_MS;

const SQL = {
  posts: "SELECT count(*) AS n FROM alert WHERE channel = ? AND told_by = 'post' AND decided_at >= ?",
  told: "SELECT count(*) AS total, coalesce(sum(at >= ?), 0) AS since, max(at) AS last FROM told WHERE watch = ?",
  repoint: "UPDATE alert SET dispatch = ?, told_by = 'digest' WHERE id = ? AND verdict = 'told'",
  keep: "UPDATE alert SET kept_until = :until WHERE story = :story AND kept_until < :until",
  note: "UPDATE alert SET matches = :matches, kept_until = max(kept_until, :until) WHERE id = :id",
  leader: "SELECT 1 FROM alert WHERE channel = ? AND coverage = ? AND verdict = 'told'",
  joinedTo: `SELECT * FROM alert WHERE joined IN (SELECT value FROM json_each(?)) ORDER BY decided_at, rowid`,
  further: `SELECT 1 FROM alert WHERE joined IN (SELECT value FROM json_each(:asked))
    AND id NOT IN (SELECT value FROM json_each(:asked))`,
  // The dispatch stays named, so that it goes with the alert.
  withhold: `UPDATE alert SET verdict = 'held', reason = ?, told_by = NULL, coverage = NULL
    WHERE id = ? AND verdict = 'told'`,
};

/** The columns that a release replaces. */
const DECIDED = [
  ...["matches", "verdict", "dispatch", "told_by", "follows", "coverage", "joined", "near", "reason"],
  "decided_at",
];

/** What an alert of a plan was to the store: `from` is the verdict that a release took the place of. */
export type Written =
  | { readonly kind: "inserted" | "known" }
  | { readonly kind: "released"; readonly from: Alert["verdict"] };

/** Makes the alerts of the store; what is not in `port` is for use inside a transaction. */
export function makeAlerts(db: DatabaseSync, { digestsOf, openEdit }: Messages) {
  const get = db.prepare("SELECT * FROM alert WHERE id = ?");
  const of = db.prepare("SELECT * FROM alert WHERE channel = ? AND story = ?");
  const posts = db.prepare(SQL.posts);
  const told = db.prepare(SQL.told);
  const repoint = db.prepare(SQL.repoint);
  const keep = db.prepare(SQL.keep);
  const note = db.prepare(SQL.note);
  const leader = db.prepare(SQL.leader);
  const joinedTo = db.prepare(SQL.joinedTo);
  const further = db.prepare(SQL.further);
  const withhold = db.prepare(SQL.withhold);
  const discredit = db.prepare("DELETE FROM told WHERE alert = ?");
  const replaced = DECIDED.map((column) => `${column} = excluded.${column}`).join(", ");
  const put = makeInsert(
    db,
    "alert",
    `ON CONFLICT (id) DO UPDATE SET ${replaced}, kept_until = max(alert.kept_until, excluded.kept_until)`,
  );
  const credit = makeInsert(db, "told", "ON CONFLICT DO NOTHING");

  const one = (id: string): Alert | undefined => readRows(get.all(id), toAlert)[0];
  const inChannel = (key: string, story: string): Alert | undefined =>
    readRows(of.all(key, story), toAlert)[0];
  const leadsOf = makeLeads(db, one, openEdit);

  const tell = ({ id, channel, coverage, decidedAt, matches }: Alert): void => {
    if (coverage !== undefined && leader.get(channelKey(channel), coverage)) throw outrun(channel, coverage);
    for (const match of matches) {
      if (match.held === undefined) credit({ watch: match.watch, at: decidedAt.getTime(), alert: id });
    }
  };

  return {
    /**
     * Inserts an alert, or releases one that is there; else only its matches are noted.
     *
     * Throws StoreError `stale` where it is to lead a coverage that another alert of its channel leads already.
     */
    insert(alert: Alert): Written {
      const before = one(alert.id);
      const until = alert.decidedAt.getTime() + KEPT_MS;
      if (before && !isReleased(before, alert)) {
        note.run({ id: alert.id, matches: JSON.stringify(alert.matches), until });
        return { kind: "known" };
      }
      if (alert.verdict.kind === "told") tell(alert);
      put({ ...alertRow(alert), kept_until: until });
      return before ? { kind: "released", from: before.verdict } : { kind: "inserted" };
    },
    one,
    isTold: (id: string): boolean => one(id)?.verdict.kind === "told",
    /** Keeps the alerts of a story known beyond a seen mark that lasts until then, in ms since 1970. */
    outlive: (story: string, until: number): void => void keep.run({ story, until: until + BEYOND_MARKS_MS }),
    /** From now on these alerts are told by that digest. */
    repoint(ids: readonly string[], digest: string): void {
      for (const id of ids) repoint.run(digest, id);
    },
    port: {
      get: (ids: readonly string[]): Alert[] => ids.flatMap((id) => one(id) ?? []),
      of: (channel: Channel, story: string): Alert | undefined => inChannel(channelKey(channel), story),
      past: (
        channels: readonly Channel[],
        stories: readonly string[],
        since: Date,
        coverages: readonly string[] = [],
      ) =>
        new Map(
          channels.map(channelKey).map((key): [string, ChannelPast] => {
            const alerts = stories.flatMap((story) => inChannel(key, story) ?? []);
            return [
              key,
              {
                posts: Number(posts.get(key, since.getTime())?.["n"]),
                ...digestsOf(key),
                alerts: new Map(alerts.map((alert) => [alert.story, alert])),
                ...leadsOf(key, alerts, coverages),
              },
            ];
          }),
        ),
      joinedTo: (ids: readonly string[]): Alert[] => readRows(joinedTo.all(JSON.stringify(ids)), toAlert),
      withhold: (ids: readonly string[], reason: HeldReason): boolean =>
        transact(db, () => {
          const asked = JSON.stringify(ids);
          if (further.get({ asked })) return false;
          for (const id of ids) if (withhold.run(reason, id).changes === 1) discredit.run(id);
          return true;
        }),
      told(watch: string, since: Date): { total: number; since: number; lastAt?: Date } {
        const row = told.get(since.getTime(), watch) as { total: number; since: number; last: number | null };
        return { total: row.total, since: row.since, ...present({ lastAt: date(row.last) }) };
      },
    },
  };
}

/**
 * Whether a verdict takes the place of another one. What a channel was told stays told; what was held may still be told
 * or join, and what joined may still be told. What was withheld is not told by the same decision once more.
 */
function isReleased({ verdict, decidedAt }: Alert, after: Alert): boolean {
  if (verdict.kind === "told" || after.verdict.kind === "held") return false;
  if (verdict.kind === "joined") return after.verdict.kind === "told";
  return verdict.reason !== "not about" || after.decidedAt > decidedAt;
}

function outrun(channel: Channel, coverage: string): StoreError {
  const where = channelKey(channel);
  return new StoreError("stale", `The coverage ${coverage} has been told in ${where} already. Decide again.`);
}
