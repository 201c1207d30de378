import type { Store } from "../store/store.ts";
import type { StoredStory } from "../stories/story.ts";
import { tokenise } from "../text/tokens.ts";
import type { Channel } from "../watches/channel.ts";
import { isCommon } from "../watches/common-words.ts";
import { ownersInSight, tellings } from "./sight.ts";

/** So many of the newest stories are read; their titles hold the words that people ask for. */
const STORIES = 1_000;
/** Stories read at once; commands of other people get their turn in between. */
const PAGE = 250;

/** Makes what tells the words of the newest titles that a channel may see, the commonest first. */
export function makeVocabulary(store: Store): (channel: Channel) => Promise<readonly string[]> {
  async function* newest(): AsyncGenerator<StoredStory> {
    let before: StoredStory | undefined;
    for (let read = 0; read < STORIES; read += PAGE) {
      const page = await store.stories.latest({ limit: PAGE, ...(before ? { before } : {}) });
      yield* page;
      before = page.at(-1);
      if (!before || page.length < PAGE) return;
      await new Promise(setImmediate);
    }
  }

  return async (channel) => {
    const inSight = new Set(await store.sources.ownedBy(ownersInSight(channel)));
    const counts = new Map<string, { word: string; titles: number }>();
    for await (const story of newest()) {
      if (tellings(story, inSight).length === 0) continue;
      for (const { key, word } of wordsOf(story.title)) {
        const known = counts.get(key) ?? { word, titles: 0 };
        known.titles += 1;
        counts.set(key, known);
      }
    }
    return [...counts.values()].sort((a, b) => b.titles - a.titles).map(({ word }) => word);
  };
}

/** Words that name something; those without spaces between them cannot be told apart. */
function wordsOf(title: string) {
  const tokens = tokenise(title).tokens.filter(({ key, script }) => script === "spaced" && !isCommon(key));
  return tokens.filter(({ key }) => key.length > 2 && /\p{L}/u.test(key));
}
