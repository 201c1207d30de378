import type { Keyed } from "../../store/store.ts";
import type { SlackLog } from "./sdk.ts";

/** Slack delivers an event again for minutes, up to an hour after failures; in ms. */
const REMEMBER_MS = 3_600_000;

/** Returns whether an id comes for the first time; the memory outlives the process. */
export function makeFirstTime(memory: Keyed, log: SlackLog): (id: string) => Promise<boolean> {
  // Two sockets may hand in the same event at once, before the first is written down.
  const now = new Set<string>();
  return async (id) => {
    if (id === "") return true;
    if (now.has(id)) return false;
    now.add(id);
    try {
      if ((await memory.get(id)) !== undefined) return false;
      await memory.set(id, true, REMEMBER_MS);
      return true;
    } catch (error) {
      log.warn("slack.memory.failed", { error: String(error) });
      // Better twice than not at all.
      return true;
    } finally {
      now.delete(id);
    }
  };
}
