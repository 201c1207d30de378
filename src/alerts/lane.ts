import { stableId } from "../text/id.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import type { Alert } from "./alert.ts";
import type { ChannelPast, Lead } from "./plan.ts";

/** At most this many posts per channel within the window; the rest goes into a digest. */
export const FLOOD = { posts: 10, windowMs: 10 * 60_000 } as const;
/** How long a digest gathers before it is due, so that one burst makes one digest. */
const GATHER_MS = 10_000;

/** What a channel wants of stories about one event, and of stories that change. */
export interface Rules {
  readonly coverage: "off" | "exact" | "normal" | "strict";
  readonly updates: "edit" | "ignore" | "reply";
}

const DEFAULT_RULES: Rules = { coverage: "normal", updates: "edit" };
const NOTHING: ChannelPast = { posts: 0, alerts: new Map(), leads: new Map(), latest: new Map() };

/** What is known of a channel while the arrivals of one decision are gone through; it grows with what is decided. */
export interface Lane {
  readonly rules: Rules;
  readonly past: ChannelPast;
  /** By story: what this decision made of it. */
  readonly decided: Map<string, Alert>;
  /** By alert id: the leads of the past, with what this decision adds to them. */
  readonly leads: Map<string, Lead>;
  /** The coverages that alerts of this decision lead. */
  readonly claimed: Set<string>;
  posts: number;
  digest: { readonly id: string; readonly dueAt: Date } | undefined;
}

/** Returns the lane of a channel at the beginning of a decision. */
export function openLane(past: ChannelPast = NOTHING, rules: Rules = DEFAULT_RULES): Lane {
  return {
    rules,
    past,
    decided: new Map(),
    leads: new Map(past.leads),
    claimed: new Set(),
    posts: past.posts,
    digest: past.openDigest,
  };
}

/** By which dispatch an alert is told, and when. */
export interface ToldBy {
  readonly kind: "post" | "digest";
  readonly dispatch: string;
  readonly dueAt: Date;
}

/** A post of its own while the channel has room, else its digest: one that is open takes all, so that order is kept. */
export function tell(lane: Lane, id: string, channel: Channel, now: Date): ToldBy {
  if (!lane.digest && lane.posts < FLOOD.posts) {
    lane.posts += 1;
    return { kind: "post", dispatch: id, dueAt: now };
  }
  if (!lane.digest) {
    const { lastDigestAt } = lane.past;
    const earliest = lastDigestAt ? lastDigestAt.getTime() + FLOOD.windowMs : 0;
    const dueAt = new Date(Math.max(now.getTime() + GATHER_MS, earliest));
    lane.digest = { id: digestId(channel, dueAt), dueAt };
  }
  return { kind: "digest", dispatch: lane.digest.id, dueAt: lane.digest.dueAt };
}

/** Returns the id of a channel's digest for the window that ends at `dueAt`. */
export function digestId(channel: Channel, dueAt: Date): string {
  return stableId("digest", channelKey(channel), dueAt.toISOString());
}
