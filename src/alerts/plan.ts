import type { SourceState } from "../sources/source.ts";
import type { SeenWrite } from "../stories/identity.ts";
import type { Revision, Sighting, Story } from "../stories/story.ts";
import type { Alert } from "./alert.ts";
import type { Dispatch } from "./dispatch.ts";

/** What one poll decided: a pure value that is committed whole or not at all. */
export interface Plan {
  readonly stories: readonly Story[];
  readonly sightings: readonly Sighting[];
  readonly revisions?: readonly Revision[];
  /** Pairs of stories that are never joined again. */
  readonly parted?: readonly (readonly [string, string])[];
  /** Inserted where the channel has no alert for the story yet; a told one replaces a held or joined one, a joined one a held one. */
  readonly alerts: readonly Alert[];
  /**
   * Inserted where the id is new; a pending digest or edit of the same id takes the further alerts. What an edit adds to
   * a post that is still pending goes into the post; a change of what it tells already waits behind it.
   */
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
  /** By alert id: the told alerts among these, those that joined ones point to, and the latest told of each asked-for coverage. */
  readonly leads: ReadonlyMap<string, Lead>;
  /** By coverage: the id of the alert of this channel that was told last about it. */
  readonly latest: ReadonlyMap<string, string>;
}

/** A told alert that others may join, and what has become of its message. */
export interface Lead {
  readonly alert: Alert;
  /** True where its message could not be posted and never will be: nothing can join it. */
  readonly dead: boolean;
  /** How many alerts have joined it. */
  readonly joined: number;
  /** How many replies it has had. */
  readonly replies: number;
  /** The edit of its message that is still pending, if any. */
  readonly openEdit?: { readonly id: string; readonly dueAt: Date };
}
