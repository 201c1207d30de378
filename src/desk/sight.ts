import type { Source } from "../sources/source.ts";
import type { StoredStory } from "../stories/story.ts";
import { type Channel, spaceKey } from "../watches/channel.ts";

/** Returns whose sources a channel may see: those of the instance, and those of its own space. */
export function ownersInSight(channel: Channel): readonly string[] {
  return ["instance", spaceKey(channel)];
}

/** Returns whether a channel may see a source. */
export function isInSight(source: Source, channel: Channel): boolean {
  return ownersInSight(channel).some((owner) => source.owners.includes(owner));
}

/**
 * Returns a story as each outlet in sight tells it, under that outlet's name and link; empty where none is.
 *
 * Watching holds every sighting to the watches like this, and what other spaces read stays out of it.
 */
export function tellings(story: StoredStory, inSight: ReadonlySet<string>): readonly StoredStory[] {
  const outlets = story.outlets.filter(({ source }) => inSight.has(source));
  return outlets.map(({ source, name, url }) => ({ ...story, source, sourceName: name, url, outlets }));
}
