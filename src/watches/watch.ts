import { stableId } from "../text/id.ts";
import { type Channel, channelKey } from "./channel.ts";
import type { Query } from "./tree.ts";

/** A query set up in one channel. */
export interface Watch {
  readonly id: string;
  readonly channel: Channel;
  /** The canonical form of the query, as `printQuery` writes it; what is shown and stored. */
  readonly text: string;
  readonly query: Query;
  readonly createdAt: Date;
  /** Who set it up; absent for a watch kept in the configuration file. */
  readonly createdBy?: { readonly id: string; readonly name: string };
  /** `file`: kept in the configuration file and reconciled with it at each start. */
  readonly origin: "chat" | "file";
  /** Why the stored text is no query for this version, as the end of a sentence; `query` then matches nothing. */
  readonly unreadable?: string;
  /** Paused by a person until this time. */
  readonly pausedUntil?: Date;
}

/** Returns the id of the watch for a canonical query in a channel: the same two always give the same id. */
export function watchId(channel: Channel, canonicalQuery: string): string {
  return stableId("watch", channelKey(channel), canonicalQuery);
}

/** Returns whether a person has paused the watch beyond this moment. */
export function isPaused(watch: Watch, now: Date): boolean {
  return watch.pausedUntil !== undefined && watch.pausedUntil > now;
}
