const UNTIL_MS = 5000;

/** Makes a wait for conditions that are looked at whenever something has changed. */
export function makeUntil() {
  const watchers = new Set<() => void>();
  return {
    changed(): void {
      for (const look of watchers) look();
    },
    /** Resolves as soon as a condition holds, as seen after anything happens here; rejects after 5 s. */
    until(condition: () => unknown, ms = UNTIL_MS): Promise<void> {
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const look = () => condition() && end(resolve);
        const late = () => reject(new Error(`It did not happen within ${ms} ms: ${condition}`));
        const timer = setTimeout(() => end(late), ms);
        watchers.add(look);
        look();
      });
    },
  };
}
