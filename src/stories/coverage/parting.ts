/** Which stories must not be joined, by their ids, whether they are known or not. */
export interface Parting {
  part(a: string, b: string): void;
  /** The stories that one was parted from. */
  from(id: string): Iterable<string>;
  forget(id: string): void;
}

/** Returns no partings yet. */
export function makeParting(): Parting {
  const apart = new Map<string, Set<string>>();
  const note = (a: string, b: string) => apart.set(a, (apart.get(a) ?? new Set()).add(b));
  return {
    part(a, b) {
      note(a, b);
      note(b, a);
    },
    from: (id) => apart.get(id) ?? [],
    forget(id) {
      for (const other of apart.get(id) ?? []) {
        const left = apart.get(other);
        left?.delete(id);
        if (left?.size === 0) apart.delete(other);
      }
      apart.delete(id);
    },
  };
}
