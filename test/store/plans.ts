import { type Alert, alertId, type Verdict } from "../../src/alerts/alert.ts";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import type { Plan } from "../../src/alerts/plan.ts";
import type { Source } from "../../src/sources/source.ts";
import type { Story } from "../../src/stories/story.ts";
import type { Channel } from "../../src/watches/channel.ts";

/** The moment at which every test of the store begins. */
export const START = new Date("2026-05-03T09:12:00Z");

export const MINUTE = 60_000;

/** The moment so many minutes after the start. */
export function at(minutes: number): Date {
  return new Date(START.getTime() + minutes * MINUTE);
}

export const HERE: Channel = { platform: "slack", space: "T1", id: "C1" };
export const THERE: Channel = { platform: "discord", space: "G1", id: "C2" };

/** A story with a link of its own; published so many minutes after the start as its number says. */
export function story(n: number, more: Partial<Story> = {}): Story {
  return {
    id: `story-${n}`,
    source: "wire",
    sourceName: "The Wire",
    url: `https://example.com/news/${n}`,
    title: `Lab shows model ${n}`,
    text: `The lab has shown its model number ${n} today.`,
    publishedAt: at(n),
    dateGuessed: false,
    firstSeenAt: at(n + 1),
    authors: ["Ada Example"],
    tags: ["ai"],
    ...more,
  };
}

/** What a test wants otherwise of an alert. */
interface Wanted {
  readonly channel?: Channel;
  readonly verdict?: Verdict;
  readonly watch?: string;
  readonly coverage?: string;
}

/** An alert for a story in a channel, decided at the story's minute; told by a post unless said otherwise. */
export function alert(n: number, more: Wanted = {}): Alert {
  const channel = more.channel ?? HERE;
  const id = alertId(channel, `story-${n}`);
  return {
    id,
    channel,
    story: `story-${n}`,
    matches: [
      {
        watch: more.watch ?? "watch",
        query: "lab",
        because: [{ term: "lab", field: "title", start: 0, end: 3 }],
      },
    ],
    verdict: more.verdict ?? { kind: "told", dispatch: id, by: "post" },
    ...(more.coverage !== undefined && { coverage: more.coverage }),
    decidedAt: at(n),
  };
}

/** The post of an alert, pending and due at once. */
export function post(of: Alert, more: Partial<Dispatch> = {}): Dispatch {
  return {
    id: of.id,
    channel: of.channel,
    kind: "post",
    alerts: [of.id],
    state: "pending",
    attempts: 0,
    dueAt: of.decidedAt,
    createdAt: of.decidedAt,
    ...more,
  };
}

/** A pending digest of these alerts. */
export function digest(id: string, alerts: readonly Alert[], more: Partial<Dispatch> = {}): Dispatch {
  return {
    id,
    channel: alerts[0]?.channel ?? HERE,
    kind: "digest",
    alerts: alerts.map((one) => one.id),
    state: "pending",
    attempts: 0,
    dueAt: at(10),
    createdAt: at(0),
    ...more,
  };
}

/** An alert that is told by a digest. */
export function digested(n: number, id: string, channel: Channel = HERE): Alert {
  return alert(n, { channel, verdict: { kind: "told", dispatch: id, by: "digest" } });
}

/** The verdict of an alert that joined another one. */
export function joining(lead: Alert): Extract<Verdict, { readonly kind: "joined" }> {
  const near = { story: lead.story, coverage: lead.story, similarity: 0.41, because: ["lab", "model"] };
  return { kind: "joined", alert: lead.id, near: { ...near, how: "similar" } };
}

/** A plan that holds nothing but what is given. */
export function plan(parts: Partial<Plan>): Plan {
  return { stories: [], sightings: [], alerts: [], dispatches: [], seen: [], ...parts };
}

/** The usual plan: one new story with three seen marks, one alert and its post. */
export function storyPlan(n: number, channel: Channel = HERE): Plan {
  const told = alert(n, { channel });
  return plan({
    stories: [story(n)],
    alerts: [told],
    dispatches: [post(told)],
    seen: ["i", "u", "t"].map((kind) => ({
      key: `${kind}/${n}`,
      mark: { story: `story-${n}`, at: at(n).getTime() },
      ttlMs: 90 * 24 * 60 * MINUTE,
    })),
  });
}

/** A source that is due at the start. */
export function source(id: string, more: Partial<Source> = {}): Source {
  return {
    id,
    url: `https://${id}.example/feed.xml`,
    name: id,
    topics: ["ai", "labs"],
    owners: ["instance"],
    state: { dueAt: START, failures: 0, intervalMs: 15 * MINUTE },
    ...more,
  };
}
