import type { Card, Clock } from "./commands/command.ts";
import type { Log } from "./log.ts";
import type { Platform } from "./platforms/platform.ts";
import type { Store } from "./store/store.ts";
import { stableId } from "./text/id.ts";
import type { Channel } from "./watches/channel.ts";

/** Tells the operator of trouble once per episode, and of its end. */
export interface Notices {
  /** Opens an episode under this name; a further call while it is open says nothing. */
  trouble(episode: string, text: string): Promise<void>;
  /** Closes the episode; says nothing where none was open. */
  recovery(episode: string, text: string): Promise<void>;
}

interface Episode {
  readonly since: number;
}

/**
 * Makes the operator's notices. Episodes are kept in the keyed store, so a restart does not tell the same trouble again.
 * Without an operator channel they go to the log alone. A notice that cannot be posted is logged and not repeated.
 */
export function makeNotices(parts: {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly operator: Channel | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): Notices {
  const { store, platforms, operator, clock, log } = parts;
  const episodes = store.kv("episodes");
  const opening = new Set<string>();

  async function tell(key: string, text: string, tone: "warn" | "info"): Promise<void> {
    const platform = operator && platforms.get(operator.platform);
    if (!operator || !platform) return;
    const card: Card = { kind: "notice", parts: [{ kind: "text", pieces: [text] }], buttons: [], tone };
    try {
      const result = await platform.post(operator, card, { key, signal: AbortSignal.timeout(10_000) });
      if (result.kind !== "sent") log.warn("notice.failed", { text, result: result.kind });
    } catch (error) {
      log.warn("notice.failed", { text, error });
    }
  }

  /** Returns when a new episode began, or undefined where one is open; two who notice at once open one. */
  async function open(episode: string): Promise<number | undefined> {
    if (opening.has(episode)) return undefined;
    opening.add(episode);
    try {
      if (await episodes.get<Episode>(episode)) return undefined;
      const since = clock.now().getTime();
      await episodes.set(episode, { since } satisfies Episode);
      return since;
    } finally {
      opening.delete(episode);
    }
  }

  return {
    async trouble(episode, text) {
      const since = await open(episode);
      if (since === undefined) return;
      log.warn("trouble", { episode, text });
      await tell(stableId("trouble", episode, String(since)), text, "warn");
    },
    async recovery(episode, text) {
      const open = await episodes.get<Episode>(episode);
      if (!open) return;
      await episodes.delete(episode);
      log.info("recovery", { episode, text });
      await tell(stableId("recovery", episode, String(open.since)), text, "info");
    },
  };
}
