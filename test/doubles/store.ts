import { StoreError } from "../../src/store/errors.ts";
import type { Store } from "../../src/store/store.ts";

/** When a call is to fail: before it has its effect, after it, or not at all. */
export type Failure = "before" | "after" | undefined;

/** A store whose calls can fail. `calls` tells how many were made so far, those that failed included. */
export type FailingStore = Store & { calls(): number };

type Call = (...args: unknown[]) => unknown;

/**
 * Wraps a store so that chosen calls throw a StoreError.
 *
 * `decide` is asked at each call, with its name (`commit`, `dispatches.sending`, `kv(seen).get`) and its
 * number from 1. `close` and `kv` itself are not counted and never fail: they are not calls to the database.
 */
export function failing(store: Store, decide: (call: string, n: number) => Failure): FailingStore {
  let calls = 0;
  const wrap = (name: string, call: Call) => {
    return async (...args: unknown[]): Promise<unknown> => {
      const n = ++calls;
      const failure = decide(name, n);
      // Made only where it is thrown: an error notes the whole stack, and calls are many.
      const fault = () => new StoreError("failed", `Injected: ${failure} ${name}, call ${n}.`);
      if (failure === "before") throw fault();
      const result = await call(...args);
      if (failure === "after") throw fault();
      return result;
    };
  };
  const wrapGroup = <G extends object>(prefix: string, group: G): G =>
    Object.fromEntries(
      Object.entries(group).map(([name, part]) => [
        name,
        typeof part === "function" ? wrap(prefix + name, part) : wrapGroup(`${name}.`, part),
      ]),
    ) as G;
  return {
    ...wrapGroup("", store),
    kv: (namespace) => wrapGroup(`kv(${namespace}).`, store.kv(namespace)),
    close: () => store.close(),
    calls: () => calls,
  };
}
