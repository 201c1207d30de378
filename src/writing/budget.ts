import type { Clock } from "../commands/command.ts";
import type { Keyed } from "../store/store.ts";

/** What the writer keeps between restarts. */
export type Cache = Pick<Keyed, "get" | "set">;

const KEPT_MS = 2 * 24 * 3_600_000;

/** Counts the tokens of each day (UTC) against a limit; the count outlives a restart as far as the cache does. */
export function makeBudget({ perDay, cache, clock }: { perDay: number; cache: Cache; clock: Clock }) {
  let day = "";
  let used = 0;
  let loading: Promise<void> | undefined;
  let saving: Promise<void> = Promise.resolve();
  const today = () => clock.now().toISOString().slice(0, 10);
  const keyOf = (one: string) => `tokens:${one}`;

  async function load(): Promise<void> {
    if (day === today()) return loading;
    day = today();
    used = 0;
    loading = cache.get<number>(keyOf(day)).then(
      (kept) => {
        used += kept ?? 0;
      },
      () => {},
    );
    return loading;
  }

  /** One write after the other, or an older count might come last. Without a cache the count lasts until a restart. */
  function save(): void {
    const [key, count] = [keyOf(day), used];
    saving = saving.then(() => cache.set(key, count, KEPT_MS)).catch(() => {});
  }

  return {
    /** Takes tokens from today's budget before they are used; returns how to give the true number, or undefined where there are not so many left. */
    async take(tokens: number): Promise<((actual: number) => void) | undefined> {
      await load();
      if (used + tokens > perDay) return undefined;
      const takenOn = day;
      used += tokens;
      save();
      return (actual) => {
        if (takenOn !== day) return;
        used += actual - tokens;
        save();
      };
    },
    used: (): number => (day === today() ? used : 0),
  };
}
