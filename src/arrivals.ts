import type { Arrival, Match } from "./alerts/decide.ts";
import type { Covering } from "./covering.ts";
import type { PageRead, Source } from "./sources/source.ts";
import type { Store } from "./store/store.ts";
import type { Identified, Judgement, SeenMark } from "./stories/identity.ts";
import { isNearEnough } from "./stories/near.ts";
import type { Story } from "./stories/story.ts";
import { storyFrom } from "./stories/story-from.ts";
import { cleanUrl } from "./stories/url.ts";

/** The watches that match a story as a source tells it, among those that may see the source. */
export type MatchStory = (story: Story, source: Source) => readonly Match[];

/** An arrival before its seen marks are made. */
type Found = Omit<Arrival, "seen">;

/** Where and when an item was found, and what is remembered of it. */
interface Finding {
  readonly source: Source;
  readonly now: Date;
  readonly mark: (key: string) => SeenMark | undefined;
  readonly page: PageRead | undefined;
}

interface Parts {
  readonly store: Store;
  readonly match: MatchStory;
  readonly covering: Pick<Covering, "near">;
}

/** Makes what turns an item into news: a story, a sighting of one, or its new title; with the watches that match it. */
export function makeArrivals({ store, match, covering }: Parts) {
  async function arrive(item: Identified, { source, now, page }: Finding): Promise<Found> {
    const told = storyFrom(item, source, now, page);
    const near = await covering.near(told);
    const joined = near.find((one) => isNearEnough(one, "normal"));
    const story = { ...told, coverage: joined?.coverage ?? told.id };
    return { story, near, matches: match(story, source) };
  }

  /**
   * A known story in a further source: it may still satisfy watches that its first source did not. Of those that it
   * did satisfy, `decide` knows which were told; one that is younger than the story asks for news, not for this.
   */
  async function sight(id: string, item: Identified, finding: Finding): Promise<Found> {
    const { source, now, mark } = finding;
    const [story] = await store.stories.get([id]);
    // Its mark outlived it. Under its old id, the alerts that outlived it as well say where it was told.
    if (!story) {
      const again = await arrive({ ...item, storyId: id }, finding);
      const noted = notedAt(item, id, mark);
      const isOld = ({ watch }: Match) => watch.createdAt.getTime() <= noted;
      return { ...again, matches: again.matches.filter(isOld) };
    }
    const first = (await store.sources.get(story.source)) ?? source;
    const before = idsOf(match(story, first));
    const url = cleanUrl(item.parsed.url);
    const here = { ...story, source: source.id, sourceName: source.name, url };
    const isNews = ({ watch }: Match) => !before.has(watch.id) || watch.createdAt < story.firstSeenAt;
    return {
      story,
      sighting: { story: id, source: source.id, sourceName: source.name, url, at: now },
      near: [],
      matches: match(here, source).filter(isNews),
    };
  }

  /** A story that its own source calls otherwise now. Whoever may have been told of it is among the matches, too. */
  async function revise(
    id: string,
    { parsed }: Identified,
    { source, now }: Finding,
  ): Promise<Found | undefined> {
    const [story] = await store.stories.get([id]);
    const { title } = parsed;
    if (!story || story.source !== source.id || title === "" || title === story.title) return undefined;
    const before = match(story, source);
    const known = idsOf(before);
    const revised = { ...story, title, updatedAt: now };
    return {
      story: revised,
      revision: { story: id, title, at: now },
      near: [],
      matches: [
        ...match(revised, source).filter(({ watch }) => !known.has(watch.id)),
        ...before.filter(({ watch }) => watch.createdAt < story.firstSeenAt),
      ],
    };
  }

  return {
    /** What an item is news of; undefined where it is known and as it was. */
    async of(item: Identified, judgement: Judgement, finding: Finding): Promise<Found | undefined> {
      if (judgement.kind === "new") return arrive(item, finding);
      if (judgement.kind === "sighting") return sight(judgement.story, item, finding);
      const isRenamed = judgement.kind === "seen" && judgement.renamed;
      return isRenamed ? revise(judgement.story, item, finding) : undefined;
    },
  };
}

function idsOf(matches: readonly Match[]): ReadonlySet<string> {
  return new Set(matches.map(({ watch }) => watch.id));
}

/** When the links of an item were last noted as those of a story, in ms since 1970. */
function notedAt({ keys }: Identified, story: string, mark: (key: string) => SeenMark | undefined): number {
  const marks = keys.urls.map(mark).filter((one) => one?.story === story);
  return Math.min(...marks.map((one) => one?.at ?? 0));
}
