import type { Alert } from "../../src/alerts/alert.ts";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import type { Writer, WriterCounts } from "../../src/alerts/writer.ts";
import { freshState } from "../../src/sources/schedule.ts";
import type { Source } from "../../src/sources/source.ts";
import type { StoredStory } from "../../src/stories/story.ts";
import type { Channel } from "../../src/watches/channel.ts";
import type { Watch } from "../../src/watches/watch.ts";

/** Plain values for tests, each whole and each with what a test wants otherwise. */

export const MORNING = new Date("2026-05-04T09:00:00Z");

export const newsroom: Channel = { platform: "test", space: "s1", id: "news" };

export function aStory(wanted: Partial<StoredStory> = {}): StoredStory {
  const id = wanted.id ?? "story-1";
  return {
    id,
    source: "source-1",
    sourceName: "Example wire",
    url: `https://example.com/${id}`,
    title: "OpenAI opens an office",
    text: "The lab opens an office by the sea.",
    publishedAt: MORNING,
    dateGuessed: false,
    firstSeenAt: MORNING,
    authors: [],
    tags: [],
    outlets: [],
    ...wanted,
  };
}

export function aWatch(wanted: Partial<Watch> = {}): Watch {
  const text = wanted.text ?? "OpenAI";
  return {
    id: `watch-${text}`,
    channel: newsroom,
    text,
    query: { kind: "word", text },
    createdAt: MORNING,
    origin: "chat",
    ...wanted,
  };
}

export function aSource(wanted: Partial<Source> = {}): Source {
  return {
    id: "source-1",
    url: "https://example.com/feed.xml",
    name: "Example wire",
    topics: [],
    owners: ["instance"],
    state: freshState(MORNING),
    ...wanted,
  };
}

export function aDispatch(wanted: Partial<Dispatch> = {}): Dispatch {
  const id = wanted.id ?? "dispatch-1";
  return {
    id,
    channel: newsroom,
    kind: "post",
    alerts: [id],
    state: "pending",
    attempts: 0,
    dueAt: MORNING,
    createdAt: MORNING,
    ...wanted,
  };
}

export function anAlert(wanted: Partial<Alert> = {}): Alert {
  return {
    id: "alert-1",
    channel: newsroom,
    story: "story-1",
    matches: [{ watch: "watch-OpenAI", query: "OpenAI", because: [] }],
    verdict: { kind: "told", dispatch: "alert-1", by: "post" },
    decidedAt: MORNING,
    ...wanted,
  };
}

export function plus(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}

/** A language model that has been asked nothing yet, as the desk knows it. */
export function aWriter(more: Partial<WriterCounts> = {}): Pick<Writer, "counts"> {
  const none = { ok: 0, cached: 0, gate: 0, timeout: 0, error: 0, budget: 0, breaker: 0 };
  return { counts: () => ({ ...none, tokens: 0, tokensPerDay: 200_000, ...more }) };
}
