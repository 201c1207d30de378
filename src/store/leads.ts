import type { DatabaseSync } from "node:sqlite";
import type { Alert } from "../alerts/alert.ts";
import type { DispatchState } from "../alerts/dispatch.ts";
import type { ChannelPast, Lead } from "../alerts/plan.ts";
import type { makeDispatches } from "./dispatches.ts";
import { present } from "./rows.ts";

/** What is known of the messages of alerts. */
export type Messages = Pick<ReturnType<typeof makeDispatches>, "digestsOf" | "openEdit">;

const SQL = {
  // Told about a coverage was whoever leads it and whoever told one of its stories; one may outlive the other. A story
  // without a coverage is its own one. The stories come first, or every alert of the channel would be looked at.
  latest: `SELECT id FROM (
      SELECT id, decided_at, rowid AS row FROM alert
      WHERE channel = :channel AND coverage = :coverage AND verdict = 'told'
      UNION ALL
      SELECT alert.id, alert.decided_at, alert.rowid FROM story
      CROSS JOIN alert ON alert.channel = :channel AND alert.story = story.id
      WHERE story.coverage = :coverage AND alert.verdict = 'told'
      UNION ALL
      SELECT alert.id, alert.decided_at, alert.rowid FROM story
      CROSS JOIN alert ON alert.channel = :channel AND alert.story = story.id
      WHERE story.id = :coverage AND story.coverage IS NULL AND alert.verdict = 'told')
    ORDER BY decided_at DESC, row DESC LIMIT 1`,
  become: `SELECT (SELECT state FROM dispatch WHERE id = :dispatch) AS state,
      (SELECT count(*) FROM alert WHERE joined = :alert) AS joined,
      (SELECT count(*) FROM dispatch WHERE target = :dispatch AND kind = 'reply') AS replies`,
};

interface BecomeRow {
  readonly state: DispatchState | null;
  readonly joined: number;
  readonly replies: number;
}

/** Makes what finds the alerts of a channel that others may join. */
export function makeLeads(
  db: DatabaseSync,
  get: (id: string) => Alert | undefined,
  openEdit: Messages["openEdit"],
) {
  const latest = db.prepare(SQL.latest);
  const become = db.prepare(SQL.become);

  const lead = (alert: Alert, dispatch: string): Lead => {
    const { state, joined, replies } = become.get({ alert: alert.id, dispatch }) as unknown as BecomeRow;
    const edit = openEdit(dispatch)?.dispatch;
    return {
      alert,
      dead: state === null || state === "dead",
      joined,
      replies,
      ...present({ openEdit: edit ? { id: edit.id, dueAt: edit.dueAt } : null }),
    };
  };

  /** What leads the coverages and the alerts of a channel; an alert that is no longer told leads nothing. */
  return (
    channel: string,
    alerts: readonly Alert[],
    coverages: readonly string[],
  ): Pick<ChannelPast, "leads" | "latest"> => {
    const last = coverages.flatMap((coverage): [string, string][] => {
      const id = latest.get({ channel, coverage })?.["id"];
      return typeof id === "string" ? [[coverage, id]] : [];
    });
    const joined = alerts.map(({ id, verdict }) => (verdict.kind === "joined" ? verdict.alert : id));
    const ids = new Set([...joined, ...last.map(([, id]) => id)]);
    const leads = [...ids].flatMap((id): [string, Lead][] => {
      const alert = get(id);
      return alert?.verdict.kind === "told" ? [[id, lead(alert, alert.verdict.dispatch)]] : [];
    });
    return { leads: new Map(leads), latest: new Map(last) };
  };
}
