/** A connection that held so long was a good one, in ms; what ends sooner counts as a failure. */
export const STEADY_MS = 10_000;
const FIRST_MS = 500;
const MOST_MS = 60_000;

/**
 * Returns how long (ms) to wait before the next attempt, after so many failures in a row; at once after none.
 *
 * The wait doubles up to a minute. `chance` (0 to 1) spreads it over its second half, so that many do not come at once.
 */
export function backoffMs(failures: number, chance: number, atLeastMs = 0): number {
  if (failures <= 0) return atLeastMs;
  const full = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 16), MOST_MS);
  return Math.max(atLeastMs, Math.round(full * (0.5 + chance / 2)));
}
