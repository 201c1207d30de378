import type { DatabaseSync } from "node:sqlite";
import { Keyv, KeyvJsonSerializer, keyvStorageCapability } from "keyv";
import { StoreError, storeError } from "./errors.ts";
import { transact } from "./sql.ts";
import type { Keyed } from "./store.ts";

/** What Keyv hands to `setMany` of an adapter. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly expires?: number;
}

export type KeyvAdapter = ReturnType<typeof makeAdapter>;

/** JSON drops these without a word; such a record would read back as absent. */
const NOT_JSON = new Set(["undefined", "symbol", "function"]);

const serializer = new KeyvJsonSerializer();

/**
 * Makes the Keyv storage adapter of one namespace over the table `kv`, with a write for use inside a transaction.
 *
 * An adapter serves one namespace for ever: Keyv writes its namespace onto the adapter, so a second Keyv with
 * another one would redirect the first; that throws StoreError `failed`. Rows are absent from the moment at
 * which they expire, by the clock given.
 */
export function makeAdapter(db: DatabaseSync, namespace: string, now: () => Date) {
  if (namespace === "" || namespace.includes(":")) {
    throw new StoreError(
      "failed",
      `"${namespace}" cannot name a namespace: it must not be empty or hold a colon.`,
    );
  }
  const select = db.prepare("SELECT v FROM kv WHERE ns = ? AND k = ? AND (e IS NULL OR e > ?)");
  const upsert = db.prepare(
    "INSERT INTO kv (ns, k, v, e) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET v = excluded.v, e = excluded.e",
  );
  const remove = db.prepare("DELETE FROM kv WHERE ns = ? AND k = ?");
  const removeAll = db.prepare("DELETE FROM kv WHERE ns = ?");

  const read = (key: string) => select.get(namespace, key, now().getTime())?.["v"] as string | undefined;
  const put = (key: string, value: string, expires?: number): boolean =>
    upsert.run(namespace, key, value, expires === undefined ? null : Math.ceil(expires)).changes === 1;
  const drop = (key: string): boolean => remove.run(namespace, key).changes === 1;

  const adapter = {
    get namespace(): string {
      return namespace;
    },
    set namespace(other: string | undefined) {
      if (other === namespace) return;
      throw new StoreError(
        "failed",
        `The adapter of "${namespace}" cannot serve "${other}": each needs its own.`,
      );
    },
    // Says that we take an absolute `expires` (ms since 1970); without it Keyv would wrap us in a bridge.
    get capabilities() {
      return keyvStorageCapability(adapter);
    },
    get: async (key: string) => read(key),
    getMany: async (keys: readonly string[]) => keys.map(read),
    has: async (key: string) => read(key) !== undefined,
    hasMany: async (keys: readonly string[]) => keys.map((key) => read(key) !== undefined),
    set: async (key: string, value: string, expires?: number) => put(key, value, expires),
    setMany: async (entries: readonly Entry[]) =>
      transact(db, () => entries.map(({ key, value, expires }) => put(key, value, expires))),
    delete: async (key: string) => drop(key),
    deleteMany: async (keys: readonly string[]) => transact(db, () => keys.map(drop)),
    clear: async () => void removeAll.run(namespace),
    /** Writes at once, in Keyv's own envelope: a bare value would read back as absent. */
    write(key: string, value: unknown, expires?: number): void {
      put(key, serializer.stringify({ value, expires }), expires);
    },
  };
  return adapter;
}

/**
 * Makes the keyed records of one namespace: a Keyv that never keeps an error to itself.
 *
 * There must never be an `error` listener on this Keyv: with one, a failed read comes back as `undefined`
 * and a failed write as `false`. `place` names the database in errors.
 */
export function makeKeyed(adapter: KeyvAdapter, now: () => Date, place: string): Keyed {
  // The adapter judges what has expired, by our clock; Keyv would judge by its own and delete while reading.
  const keyv = new Keyv({ store: adapter, serialization: serializer, checkExpired: false });
  const loud = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, place);
    }
  };
  return {
    get: <T>(key: string) => loud(() => keyv.get<T>(checked(key))),
    getMany: <T>(keys: readonly string[]) => loud(() => keyv.getMany<T>(keys.map(checked))),
    set: (key, value, ttlMs) =>
      loud(async () => {
        if (NOT_JSON.has(typeof value)) {
          throw new StoreError(
            "failed",
            `The value for "${key}" is ${typeof value}, which cannot be stored.`,
          );
        }
        const expires = ttlMs === undefined ? undefined : now().getTime() + ttlMs;
        const written = await keyv.setRaw(checked(key), { value, expires });
        if (!written) throw new StoreError("failed", `The key "${key}" was not written.`);
      }),
    delete: (key) => loud(async () => void (await keyv.delete(checked(key)))),
  };
}

/** Keyv reads an empty key as absent and writes it nowhere. */
function checked(key: string): string {
  if (key === "") throw new StoreError("failed", "A key must not be empty.");
  return key;
}
