import type { Near } from "../stories/near.ts";
import { stableId } from "../text/id.ts";
import { type Channel, channelKey } from "../watches/channel.ts";
import type { Hit } from "../watches/evaluate.ts";

/** Why a match gave no post of its own; "not about": the language model found that the story is not what `about:` asks for. */
export type HeldReason = "first poll" | "paused" | "already told" | "not about";

/** One watch that matched the story of an alert, with its hits; `held` where this watch gave no post. */
export interface AlertMatch {
  readonly watch: string;
  /** The canonical query as it was when it matched. */
  readonly query: string;
  readonly because: readonly Hit[];
  readonly held?: HeldReason;
}

/** What was decided about an alert. */
export type Verdict =
  | {
      readonly kind: "told";
      readonly dispatch: string;
      readonly by: "post" | "digest";
      /** The alert about the same event that was told here too long ago to be joined: the message links back to it. */
      readonly follows?: string;
    }
  /** Told by the message of another alert of this channel, because their stories are near. */
  | { readonly kind: "joined"; readonly alert: string; readonly near: Near }
  | { readonly kind: "held"; readonly reason: HeldReason };

/** The duty to tell one channel of one story. There is at most one for a channel and a story. */
export interface Alert {
  readonly id: string;
  readonly channel: Channel;
  readonly story: string;
  readonly matches: readonly AlertMatch[];
  readonly verdict: Verdict;
  /** The coverage that it leads in this channel; only one told alert of a channel leads it. */
  readonly coverage?: string;
  readonly decidedAt: Date;
}

/** Returns the id of the alert for a story in a channel; it is the idempotency key of its post. */
export function alertId(channel: Channel, story: string): string {
  return stableId("alert", channelKey(channel), story);
}
