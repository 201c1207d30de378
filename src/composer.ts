import type { Alert } from "./alerts/alert.ts";
import { composeAlert, composeDigest, plainCard } from "./alerts/compose.ts";
import type { Dispatch } from "./alerts/dispatch.ts";
import type { Card } from "./commands/command.ts";
import { settingsOf } from "./desk/settings.ts";
import { isInSight, tellings } from "./desk/sight.ts";
import type { Store } from "./store/store.ts";
import type { StoredStory } from "./stories/story.ts";
import type { Channel } from "./watches/channel.ts";

/** Why there is no card: nothing that a further attempt could mend. */
export interface Unfit {
  readonly kind: "unfit";
  readonly detail: string;
}

/** Composes the card of a dispatch; rejects only where the store does. */
export type Composer = (dispatch: Dispatch) => Promise<Card | Unfit>;

interface Told {
  readonly alert: Alert;
  readonly story: StoredStory;
}

/** Makes a composer that reads what a dispatch tells from the store, afresh for each attempt. */
export function makeComposer({ store }: { readonly store: Store }): Composer {
  /** The story as its first outlet in sight of the channel tells it; as it is where those are gone. */
  async function asSeenFrom(channel: Channel, story: StoredStory): Promise<StoredStory> {
    const sources = await Promise.all(story.outlets.map(({ source }) => store.sources.get(source)));
    const inSight = sources.flatMap((source) => (source && isInSight(source, channel) ? [source.id] : []));
    return tellings(story, new Set(inSight))[0] ?? story;
  }

  return async (dispatch) => {
    const alerts = await store.alerts.get(dispatch.alerts);
    const stories = await store.stories.get(alerts.map((alert) => alert.story));
    const seen = await Promise.all(stories.map((story) => asSeenFrom(dispatch.channel, story)));
    const byId = new Map(seen.map((story) => [story.id, story]));
    const told = alerts.flatMap((alert): Told[] => {
      const story = byId.get(alert.story);
      return story ? [{ alert, story }] : [];
    });
    const images = (await settingsOf(store, dispatch.channel)).images === "on";
    try {
      return cardOf(dispatch, told, images);
    } catch (error) {
      return { kind: "unfit", detail: `the card cannot be composed: ${String(error)}` };
    }
  };
}

function cardOf({ kind, plain }: Dispatch, told: readonly Told[], images: boolean): Card | Unfit {
  const [first] = told;
  if (!first) return { kind: "unfit", detail: "its story is no longer stored" };
  if (kind === "digest") {
    return composeDigest({
      stories: told.map(({ alert, story }) => ({ story, queries: queriesOf(alert) })),
    });
  }
  return plain
    ? plainCard(first.story)
    : composeAlert({ story: first.story, matches: first.alert.matches, images });
}

/** What a story is told for: matches that were held back have no part in it. */
function queriesOf({ matches }: Alert): readonly string[] {
  return matches.filter((match) => !match.held).map(({ query }) => query);
}
