/** So many turns of the event loop are looked at one after another: most of what is waited for comes within them. */
const TURNS = 100;
/** After them the look is taken this often, in ms. Looking on every turn would take a whole core from other tests. */
const PAUSE_MS = 2;

/**
 * Resolves when a condition holds that something over a wire or in another thread brings about. It is looked at on
 * every turn of the event loop at first and every 2 ms later; rejects when it does not hold within `ms` (8 s).
 */
export async function eventually(holds: () => unknown | Promise<unknown>, ms = 8_000): Promise<void> {
  const until = performance.now() + ms;
  for (let turn = 0; !(await holds()); turn += 1) {
    if (performance.now() > until) throw new Error(`It did not happen: ${holds}`);
    await new Promise<void>((resolve) => {
      if (turn < TURNS) setImmediate(resolve);
      else setTimeout(resolve, PAUSE_MS);
    });
  }
}
