import type { DatabaseSync } from "node:sqlite";
import type { Alert } from "../alerts/alert.ts";
import type { ChannelPast } from "../alerts/plan.ts";
import { SEEN_TTL_MS } from "../stories/identity.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import { alertRow, toAlert } from "./outbox-rows.ts";
import { date, present } from "./rows.ts";
import { makeInsert, readRows } from "./sql.ts";

/** So long an alert is known beyond the seen marks of its story, in ms: a story that comes back then is not told again. */
export const BEYOND_MARKS_MS = 30 * 86_400_000;

/** So long an alert is known from its decision on, in ms: as long as if each mark had been written then. */
export const KEPT_MS = SEEN_TTL_MS + BEYOND_MARKS_MS;

/** What the outbox knows of a channel's digests. */
export type DigestsOf = (channel: string) => Pick<ChannelPast, "openDigest" | "lastDigestAt">;

/** Makes the alerts of the store; what is not in `port` is for use inside a transaction. */
export function makeAlerts(db: DatabaseSync, digestsOf: DigestsOf) {
  const get = db.prepare("SELECT * FROM alert WHERE id = ?");
  const of = db.prepare("SELECT * FROM alert WHERE channel = ? AND story = ?");
  const posts = db.prepare(
    "SELECT count(*) AS n FROM alert WHERE channel = ? AND told_by = 'post' AND decided_at >= ?",
  );
  const told = db.prepare(
    "SELECT count(*) AS total, coalesce(sum(at >= ?), 0) AS since, max(at) AS last FROM told WHERE watch = ?",
  );
  const repoint = db.prepare(
    "UPDATE alert SET dispatch = ?, told_by = 'digest' WHERE id = ? AND verdict = 'told'",
  );
  // What a channel was told stays told; only what was held back may still be told. Further matches are always noted.
  const isReleased = "alert.verdict = 'held' AND excluded.verdict = 'told'";
  const released = ["verdict", "dispatch", "told_by", "reason", "decided_at"]
    .map((column) => `${column} = iif(${isReleased}, excluded.${column}, alert.${column})`)
    .join(", ");
  const put = makeInsert(
    db,
    "alert",
    `ON CONFLICT (id) DO UPDATE SET matches = excluded.matches, ${released},
       kept_until = max(alert.kept_until, excluded.kept_until)`,
  );
  const keep = db.prepare(
    "UPDATE alert SET kept_until = :until WHERE story = :story AND kept_until < :until",
  );
  const credit = makeInsert(db, "told", "ON CONFLICT DO NOTHING");

  const one = (id: string): Alert | undefined => readRows(get.all(id), toAlert)[0];
  const inChannel = (key: string, story: string): Alert | undefined =>
    readRows(of.all(key, story), toAlert)[0];

  return {
    /** Inserts an alert unless there is one; returns whether the alert is told from now on and was not before. */
    insert(alert: Alert): boolean {
      const wasTold = one(alert.id)?.verdict.kind === "told";
      put({ ...alertRow(alert), kept_until: alert.decidedAt.getTime() + KEPT_MS });
      if (wasTold || alert.verdict.kind !== "told") return false;
      const at = alert.decidedAt.getTime();
      for (const match of alert.matches) {
        if (match.held === undefined) credit({ watch: match.watch, at, alert: alert.id });
      }
      return true;
    },
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
      past: (channels: readonly Channel[], stories: readonly string[], since: Date) =>
        new Map(
          channels.map(channelKey).map((key): [string, ChannelPast] => {
            const alerts = stories.flatMap((story) => inChannel(key, story) ?? []);
            return [
              key,
              {
                posts: Number(posts.get(key, since.getTime())?.["n"]),
                ...digestsOf(key),
                alerts: new Map(alerts.map((alert) => [alert.story, alert])),
              },
            ];
          }),
        ),
      told(watch: string, since: Date): { total: number; since: number; lastAt?: Date } {
        const row = told.get(since.getTime(), watch) as { total: number; since: number; last: number | null };
        return { total: row.total, since: row.since, ...present({ lastAt: date(row.last) }) };
      },
    },
  };
}
