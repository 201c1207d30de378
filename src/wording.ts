import type { AlertMatch } from "./alerts/alert.ts";
import { GIST_LIMIT } from "./alerts/showing.ts";
import type { CardTexts, Writer } from "./alerts/writer.ts";
import type { Clock } from "./commands/command.ts";
import type { Settings } from "./commands/desk.ts";
import { gist } from "./stories/gist.ts";
import type { StoredStory } from "./stories/story.ts";
import { splitAbout } from "./watches/about.ts";

/** What a card says in other words than the story's own. */
export interface Words {
  readonly summary?: string;
  /** Title and summary in another language than the story's. */
  readonly translated?: CardTexts;
}

/** What a language model adds to one card, all of it within its time. */
export interface Turn {
  /** Those of the matches whose watches want the story: without `about:` all of them. */
  relevant(story: StoredStory, matches: readonly AlertMatch[]): Promise<readonly AlertMatch[]>;
  words(story: StoredStory, matches: readonly AlertMatch[], settings: Settings): Promise<Words>;
}

/** What a language model adds to cards; where it has no answer in time, the stories speak for themselves. */
export interface Wording {
  /** Begins with a card: its time runs from now on. */
  begin(): Turn;
}

interface Parts {
  readonly writer: Writer;
  readonly summaries: boolean;
  /** For one card, in ms, whatever is asked for it. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** Makes what asks a writer about stories that are about to be told. */
export function makeWording({ writer, summaries, timeoutMs, clock }: Parts): Wording {
  async function isWanted(story: StoredStory, { query }: AlertMatch): Promise<boolean> {
    const { about } = splitAbout(query);
    return about === undefined || (await writer.relevant(about, story)) !== false;
  }

  async function wordsFor(
    story: StoredStory,
    matches: readonly AlertMatch[],
    { translate }: Settings,
  ): Promise<Words> {
    if (isForeign(story, translate)) {
      const own = { title: story.title, summary: gist(story, GIST_LIMIT) };
      const translated = await writer.translation(own, translate);
      return translated ? { translated } : {};
    }
    if (!summaries) return {};
    const watched = matches.flatMap(({ because }) => because.map(({ term }) => term));
    const summary = await writer.summary(story, [...new Set(watched)]);
    return summary === undefined ? {} : { summary };
  }

  /** The words where they come in time; they are kept for the next card of the story in any case. */
  async function inTime(words: Promise<Words>, until: number): Promise<Words> {
    const come = new AbortController();
    const late = clock.sleep(Math.max(0, until - clock.now().getTime()), come.signal).then(
      () => ({}),
      () => words,
    );
    const first = await Promise.race([words, late]);
    come.abort();
    return first;
  }

  return {
    begin() {
      const until = clock.now().getTime() + timeoutMs;
      return {
        async relevant(story, matches) {
          const wanted = await Promise.all(matches.map((match) => isWanted(story, match)));
          return matches.filter((_match, at) => wanted[at]);
        },
        words: (...asked) => inTime(wordsFor(...asked), until),
      };
    },
  };
}

/** A story whose language nobody knows stays as it is. */
function isForeign({ language }: StoredStory, wanted: Settings["translate"]): boolean {
  return wanted !== "off" && language !== undefined && language.split("-")[0]?.toLowerCase() !== wanted;
}
