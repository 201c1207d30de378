import type { Story } from "../stories/story.ts";
import type { MatchableStory } from "./hit.ts";

/** Returns what queries are held against of a story: words only, no markup. */
export function matchable(story: Story): MatchableStory {
  return {
    title: story.title,
    text: story.text,
    url: story.url,
    source: story.sourceName,
    tags: story.tags,
    ...(story.authors.length > 0 ? { author: story.authors.join(", ") } : {}),
    ...(story.language === undefined ? {} : { language: story.language }),
  };
}
