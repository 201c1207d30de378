import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { makeAlerts } from "./alerts.ts";
import { makeCommit } from "./commit.ts";
import { createFolder } from "./create-folder.ts";
import { type DatabaseOptions, openDatabase } from "./database.ts";
import { makeDispatches } from "./dispatches.ts";
import { attempt } from "./errors.ts";
import { type KeyvAdapter, makeAdapter, makeKeyed } from "./keyed.ts";
import { makeLanes } from "./lanes.ts";
import { takeLock } from "./lock.ts";
import { makeRetention } from "./retention.ts";
import { makeSources } from "./sources.ts";
import type { Keyed, Store } from "./store.ts";
import { makeStories } from "./stories.ts";
import { makeWatches } from "./watches.ts";

export interface StoreOptions extends DatabaseOptions {
  /** The data folder, made where it is missing; ":memory:" keeps everything in memory, for tests. */
  readonly folder: string;
}

/** So many expired rows are deleted at once; others get their turn between. */
const TIDY_ROWS = 500;

/**
 * Opens the store in a data folder, makes or migrates its database, and holds the folder until `close`.
 *
 * Throws StoreError `locked`, `newer`, `unwritable`, `full` or `corrupt`; in each case nothing is damaged.
 */
export async function openStore({ folder, ...options }: StoreOptions): Promise<Store> {
  if (folder === ":memory:") return assemble(openDatabase(folder, options), folder, options.now, () => {});
  attempt(folder, () => createFolder(folder));
  const unlock = attempt(join(folder, "lock.sqlite"), () => takeLock(folder, options.now()));
  const file = join(folder, "newshound.sqlite");
  try {
    return attempt(file, () => assemble(openDatabase(file, options), file, options.now, unlock));
  } catch (error) {
    unlock();
    throw error;
  }
}

function assemble(db: DatabaseSync, file: string, now: () => Date, unlock: () => void): Store {
  const kv = makeNamespaces(db, now, file);
  const dispatches = makeDispatches(db);
  const alerts = makeAlerts(db, dispatches);
  const stories = makeStories(db);
  const sources = makeSources(db);
  const plans = makeCommit(db, { stories, alerts, dispatches, sources, seen: kv("seen").adapter });
  return {
    ...promised(file, { commit: plans.commit, size: () => sizeOf(db), close: makeClose(db, unlock) }),
    dispatches: promised(file, { ...dispatches.port, fold: plans.fold }),
    lanes: promised(file, makeLanes(db)),
    alerts: promised(file, alerts.port),
    sources: promised(file, sources),
    stories: promised(file, stories.port),
    watches: promised(file, makeWatches(db)),
    kv: (namespace) => kv(namespace).keyed,
    tidy: makeTidy(db, file),
    retain: makeRetention(db, stories, file),
  };
}

/** The adapter and the keyed records of each namespace, made once. */
function makeNamespaces(db: DatabaseSync, now: () => Date, file: string) {
  const made = new Map<string, { readonly adapter: KeyvAdapter; readonly keyed: Keyed }>();
  return (namespace: string) => {
    const known = made.get(namespace);
    if (known) return known;
    const adapter = makeAdapter(db, namespace, now);
    const fresh = { adapter, keyed: makeKeyed(adapter, now, file) };
    made.set(namespace, fresh);
    return fresh;
  };
}

function sizeOf(db: DatabaseSync): { stories: number; bytes: number } {
  const row = db
    .prepare(
      `SELECT (SELECT count(*) FROM story) AS stories, page_count * page_size AS bytes
       FROM pragma_page_count(), pragma_page_size()`,
    )
    .get();
  return row as { stories: number; bytes: number };
}

function makeTidy(db: DatabaseSync, file: string): (now: Date) => Promise<number> {
  const remove = db.prepare(
    "DELETE FROM kv WHERE (ns, k) IN (SELECT ns, k FROM kv WHERE e <= ? ORDER BY e LIMIT ?)",
  );
  return async (now) => {
    for (let total = 0; ; await setImmediate()) {
      const { changes } = attempt(file, () => remove.run(now.getTime(), TIDY_ROWS));
      total += Number(changes);
      if (changes < TIDY_ROWS) return total;
    }
  };
}

/** Closing twice is closing once. The log is folded into the file, so that a copy of the one file is whole. */
function makeClose(db: DatabaseSync, unlock: () => void): () => void {
  return () => {
    if (!db.isOpen) return;
    try {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      db.close();
      unlock();
    }
  };
}

type Work = (...args: never[]) => unknown;
type Promised<G> = {
  [K in keyof G]: G[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** Makes the synchronous functions of a group return promises, which reject with a StoreError alone. */
function promised<G extends Record<string, Work>>(file: string, group: G): Promised<G> {
  const wrap =
    (work: Work) =>
    async (...args: never[]) =>
      attempt(file, () => work(...args));
  return Object.fromEntries(Object.entries(group).map(([name, work]) => [name, wrap(work)])) as Promised<G>;
}
