import type { Source, SourceState } from "../sources/source.ts";
import { urlKey } from "../stories/identity.ts";
import type { PageLook, Sighting, Story } from "../stories/story.ts";
import { splitAbout } from "../watches/about.ts";
import { type Channel, channelKey, parseChannel } from "../watches/channel.ts";
import { parseQuery, type Query } from "../watches/query.ts";
import type { Watch } from "../watches/watch.ts";
import { StoreError } from "./errors.ts";

// Each type has a function that makes its row and one that reads it back. The row's type is what the first
// one returns: the tables are STRICT and nobody else writes them, so what is read has that type too.

/** Returns the row of a source. */
export function sourceRow(source: Source) {
  return {
    id: source.id,
    url: source.url,
    name: source.name,
    topics: JSON.stringify(source.topics),
    every_ms: source.everyMs ?? null,
    owners: JSON.stringify(source.owners),
    ...stateRow(source.state),
  };
}

/** Returns the columns of a source that hold its state. */
export function stateRow(state: SourceState) {
  return {
    due_at: state.dueAt.getTime(),
    etag: state.etag ?? null,
    last_modified: state.lastModified ?? null,
    parsed_at: ms(state.parsedAt),
    body_hash: state.bodyHash ?? null,
    checked_at: ms(state.checkedAt),
    first_polled_at: ms(state.firstPolledAt),
    failures: state.failures,
    trouble: state.trouble
      ? JSON.stringify({ ...state.trouble, since: state.trouble.since.getTime() })
      : null,
    interval_ms: state.intervalMs,
    hints: state.hints ? JSON.stringify(state.hints) : null,
    newest_at: ms(state.newestAt),
    disabled: state.disabled ? 1 : 0,
  };
}

type SourceRow = ReturnType<typeof sourceRow>;

/** Reads a source from its row. */
export function toSource(row: SourceRow): Source {
  return {
    id: row.id,
    url: row.url,
    name: row.name,
    topics: JSON.parse(row.topics),
    ...present({ everyMs: row.every_ms }),
    owners: JSON.parse(row.owners),
    state: toState(row),
  };
}

function toState(row: SourceRow): SourceState {
  const trouble = row.trouble === null ? null : JSON.parse(row.trouble);
  return {
    dueAt: new Date(row.due_at),
    failures: row.failures,
    intervalMs: row.interval_ms,
    ...present({
      etag: row.etag,
      lastModified: row.last_modified,
      parsedAt: date(row.parsed_at),
      bodyHash: row.body_hash,
      checkedAt: date(row.checked_at),
      firstPolledAt: date(row.first_polled_at),
      trouble: trouble && { ...trouble, since: new Date(trouble.since) },
      hints: row.hints === null ? null : JSON.parse(row.hints),
      newestAt: date(row.newest_at),
      disabled: row.disabled === 1 ? true : null,
    }),
  };
}

/** Returns the row of a story. */
export function storyRow(story: Story) {
  return {
    id: story.id,
    source: story.source,
    source_name: story.sourceName,
    url: story.url,
    url_key: urlKey(story.url) || null,
    title: story.title,
    text: story.text,
    published_at: story.publishedAt.getTime(),
    date_guessed: story.dateGuessed ? 1 : 0,
    first_seen_at: story.firstSeenAt.getTime(),
    authors: JSON.stringify(story.authors),
    tags: JSON.stringify(story.tags),
    language: story.language ?? null,
    image: story.image ?? null,
    coverage: story.coverage ?? null,
    description: story.description ?? null,
    page: story.page ? JSON.stringify(story.page) : null,
    updated_at: ms(story.updatedAt),
  };
}

type StoryRow = ReturnType<typeof storyRow>;

/** Reads a story from its row. */
export function toStory(row: StoryRow): Story {
  return {
    id: row.id,
    source: row.source,
    sourceName: row.source_name,
    url: row.url,
    title: row.title,
    text: row.text,
    publishedAt: new Date(row.published_at),
    dateGuessed: row.date_guessed === 1,
    firstSeenAt: new Date(row.first_seen_at),
    authors: JSON.parse(row.authors),
    tags: JSON.parse(row.tags),
    ...present({
      language: row.language,
      image: row.image,
      coverage: row.coverage,
      description: row.description,
      page: row.page === null ? null : (JSON.parse(row.page) as PageLook),
      updatedAt: date(row.updated_at),
    }),
  };
}

/** Returns the row of a sighting. */
export function sightingRow(sighting: Sighting) {
  return {
    story: sighting.story,
    source: sighting.source,
    source_name: sighting.sourceName,
    url: sighting.url,
    url_key: urlKey(sighting.url) || null,
    at: sighting.at.getTime(),
  };
}

export type SightingRow = ReturnType<typeof sightingRow>;

/** Returns the row of a watch; its query is stored as the text. */
export function watchRow(watch: Watch) {
  return {
    id: watch.id,
    channel: channelKey(watch.channel),
    text: watch.text,
    created_at: watch.createdAt.getTime(),
    by_id: watch.createdBy?.id ?? null,
    by_name: watch.createdBy?.name ?? null,
    origin: watch.origin,
    paused_until: ms(watch.pausedUntil),
  };
}

type WatchRow = ReturnType<typeof watchRow>;

/** What a watch looks for whose text cannot be read. */
const NOTHING: Query = { kind: "or", queries: [] };

/**
 * Reads a watch from its row. Where this version cannot read its text as a query, it is `unreadable` and looks for
 * nothing: the row stays as it is, and another version may read it.
 */
export function toWatch(row: WatchRow): Watch {
  const parsed = parseQuery(splitAbout(row.text).query);
  return {
    id: row.id,
    channel: toChannel(row.channel),
    text: row.text,
    ...(parsed.ok ? { query: parsed.query } : { query: NOTHING, unreadable: parsed.error.message }),
    createdAt: new Date(row.created_at),
    origin: row.origin,
    ...present({
      createdBy: row.by_id === null ? null : { id: row.by_id, name: row.by_name as string },
      pausedUntil: date(row.paused_until),
    }),
  };
}

/** Returns a time in ms since 1970, or null where there is none. */
export function ms(at: Date | undefined): number | null {
  return at === undefined ? null : at.getTime();
}

/** Returns the time at so many ms since 1970, or null where there is none. */
export function date(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}

/** Leaves out the fields that are null: what is absent in a row is absent in the value. */
export function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as never;
}

/** Reads a channel from its written form. Throws StoreError `corrupt` where it is none. */
export function toChannel(key: string): Channel {
  const channel = parseChannel(key);
  if (!channel)
    throw new StoreError("corrupt", `The database names a channel ${JSON.stringify(key)}, which is none.`);
  return channel;
}
