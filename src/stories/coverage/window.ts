import type { Keys } from "./keys.ts";
import type { Compared } from "./similarity.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A story in the window. */
export interface Row extends Compared {
  readonly id: string;
  coverage: string;
  /** When it was published, in ms since 1970. */
  readonly at: number;
  readonly keys: Keys;
  /** Whether it was the first one of its coverage, so that its words were counted as those of an event. */
  readonly opens: boolean;
  /** It is found by the first so many of its terms, which are the heaviest. */
  readonly posted: number;
  readonly slot: number;
  isGone: boolean;
}

/** The stories that can be joined, by id, by key and by slot. */
export interface Window {
  get(id: string): Row | undefined;
  at(slot: number): Row | undefined;
  /** The stories that have a key, oldest first. */
  keyed(kind: keyof Keys, key: string): readonly Row[];
  /** Takes a story in, whose terms the vocabulary holds already, and lets it be found by its terms. */
  put(row: Omit<Row, "slot" | "isGone">): void;
  /** Lets go of all stories that were published before a time, and returns their ids; what they leave behind is cleared away little by little. */
  forget(before: number): readonly string[];
  /** Clears away what at most so many forgotten stories left behind. */
  clear(most: number): void;
  /** One more than the highest slot. */
  readonly slots: number;
}

const KINDS = ["url", "content", "title"] as const;

/** Returns an empty window, whose stories are found by the terms of a vocabulary. */
export function makeWindow(vocabulary: Vocabulary): Window {
  const rows: (Row | undefined)[] = [];
  const free: number[] = [];
  const gone: Row[] = [];
  const byId = new Map<string, Row>();
  // Most keys have one story, for which a list would be dear.
  const byKey = new Map<string, Row | Row[]>();

  function clearRow(row: Row): void {
    rows[row.slot] = undefined;
    free.push(row.slot);
    // It may have come in anew since.
    if (byId.get(row.id) === row) byId.delete(row.id);
    for (const kind of KINDS) if (row.keys[kind] !== "") unkey(nameOf(kind, row.keys[kind]), row);
    row.terms.forEach((term, index) => {
      if (index < row.posted) vocabulary.unpost(term >> 2, row.slot);
      vocabulary.release(term >> 2, row.opens);
    });
    if (row.opens) vocabulary.countOpened(-1);
  }

  function keyed(name: string): readonly Row[] {
    const found = byKey.get(name) ?? [];
    return Array.isArray(found) ? found : [found];
  }

  function unkey(name: string, row: Row): void {
    const left = keyed(name).filter((one) => one !== row);
    if (left.length === 0) byKey.delete(name);
    else byKey.set(name, left);
  }

  function addKey(name: string, row: Row): void {
    byKey.set(name, byKey.has(name) ? [...keyed(name), row] : row);
  }

  return {
    get(id) {
      const row = byId.get(id);
      return row?.isGone ? undefined : row;
    },
    at(slot) {
      const row = rows[slot];
      return row?.isGone ? undefined : row;
    },
    keyed: (kind, key) => keyed(nameOf(kind, key)).filter(({ isGone }) => !isGone),
    put(described) {
      const slot = free.pop() ?? rows.length;
      const row: Row = { ...described, slot, isGone: false };
      rows[slot] = row;
      byId.set(row.id, row);
      for (const kind of KINDS) if (row.keys[kind] !== "") addKey(nameOf(kind, row.keys[kind]), row);
      for (let at = 0; at < row.posted; at += 1) vocabulary.post((row.terms[at] as number) >> 2, slot);
    },
    forget(before) {
      const ids: string[] = [];
      for (const row of rows) {
        if (row === undefined || row.isGone || row.at >= before) continue;
        row.isGone = true;
        gone.push(row);
        ids.push(row.id);
      }
      return ids;
    },
    clear(most) {
      for (let count = 0; count < most && gone.length > 0; count += 1) clearRow(gone.pop() as Row);
    },
    get slots() {
      return rows.length;
    },
  };
}

function nameOf(kind: keyof Keys, key: string): string {
  return `${kind[0]}${key}`;
}
