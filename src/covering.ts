import type { Clock } from "./commands/command.ts";
import type { Store } from "./store/store.ts";
import { type CoverageStory, makeCoverage, WINDOW_MS } from "./stories/coverage.ts";
import type { Near } from "./stories/near.ts";
import type { Story } from "./stories/story.ts";

/** Stories taken in at once when the window is filled after a start; in between, commands are answered. */
const PAGE = 100;

/** What is known of the events of the last three days; it reads before a commit and learns after it. */
export interface Covering {
  /** Earlier stories about the same event, best first. */
  near(story: Story): Promise<readonly Near[]>;
  /** Takes note of a story that was committed. */
  learn(story: Story): Promise<void>;
  /** Reads the store again when it is next asked: it may hold more than was learnt. */
  doubt(): void;
  /** Never joins the two again; the first one begins a coverage of its own. */
  part(story: Story, from: string): Promise<void>;
  /** Drops what is too old to be joined. */
  forget(now: Date): void;
}

/** Makes the coverage of what is stored; it is read when it is first asked for. */
export function makeCovering({ store, clock }: { readonly store: Store; readonly clock: Clock }): Covering {
  const coverage = makeCoverage();
  let filled: Promise<void> | undefined;

  async function fill(): Promise<void> {
    const since = new Date(clock.now().getTime() - WINDOW_MS);
    let after: number | undefined;
    do {
      const rows = await store.stories.covered({ since, limit: PAGE, ...(after !== undefined && { after }) });
      coverage.load(rows);
      after = rows.length < PAGE ? undefined : rows.at(-1)?.place;
      await new Promise(setImmediate);
    } while (after !== undefined);
    for (const [one, other] of await store.stories.parted()) coverage.part(one, other);
  }

  /** Once; after a failure the next one who asks tries again. */
  function ready(): Promise<void> {
    filled ??= fill().catch((error: unknown) => {
      filled = undefined;
      throw error;
    });
    return filled;
  }

  return {
    async near(story) {
      await ready();
      return coverage.near(covered(story));
    },
    async learn(story) {
      await ready();
      coverage.add(covered(story), story.coverage ?? story.id);
    },
    doubt() {
      filled = undefined;
    },
    async part(story, from) {
      await ready();
      coverage.part(story.id, from);
      coverage.add(covered(story), story.id);
    },
    forget: (now) => coverage.forget(new Date(now.getTime() - WINDOW_MS)),
  };
}

/** A page may name another address as its own: copies of one article agree on that. */
function covered({ id, title, text, url, page, publishedAt }: Story): CoverageStory {
  const canonical = page?.kind === "read" ? page.canonical : undefined;
  return { id, title, text, url: canonical ?? url, publishedAt };
}
