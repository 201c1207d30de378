import type { SourceState } from "../sources/source.ts";
import type { SeenWrite } from "../stories/identity.ts";
import type { Sighting, Story } from "../stories/story.ts";
import type { Alert } from "./alert.ts";
import type { Dispatch } from "./dispatch.ts";

/** What one poll decided: a pure value that is committed whole or not at all. */
export interface Plan {
  readonly stories: readonly Story[];
  readonly sightings: readonly Sighting[];
  /** Inserted where the channel has no alert for the story yet; a held one is replaced by a told one. */
  readonly alerts: readonly Alert[];
  /** Inserted where the id is new; a pending digest of the same id takes the further alerts. */
  readonly dispatches: readonly Dispatch[];
  readonly seen: readonly SeenWrite[];
  /** The state of the polled source; comes with the poll's last plan. */
  readonly source?: { readonly id: string; readonly state: SourceState };
}

/** What `decide` must know of a channel. */
export interface ChannelPast {
  /** Posts decided for this channel since the asked-for moment. */
  readonly posts: number;
  /** Its digest that is still pending, if any. */
  readonly openDigest?: { readonly id: string; readonly dueAt: Date };
  /** When the last digest of this channel was due. */
  readonly lastDigestAt?: Date;
  /** The channel's alerts for the asked-for stories, by story id. */
  readonly alerts: ReadonlyMap<string, Alert>;
}
