import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { testCoverage } from "./contract-coverage.ts";
import { testEdits } from "./contract-edits.ts";
import { testKeyed } from "./contract-keyed.ts";
import { testOutbox } from "./contract-outbox.ts";
import { testPlans } from "./contract-plans.ts";
import { testRetention } from "./contract-retention.ts";
import { testSearch } from "./contract-search.ts";
import { testTables } from "./contract-tables.ts";
import { START } from "./plans.ts";

/** Opens an empty store that reads the given clock; `drop` closes it and removes what it left. */
export type MakeStore = (now: () => Date) => Promise<{ readonly store: Store; drop(): Promise<void> }>;

/** What each test of the contract gets: an empty store, and the clock that it reads. */
export interface Subject {
  store(): Store;
  setClock(at: Date): void;
}

/** Holds a store to what its port promises; the same for every kind of store. */
export function testStore(name: string, make: MakeStore): void {
  describe(name, () => {
    let now = START;
    let made: Awaited<ReturnType<MakeStore>>;
    beforeEach(async () => {
      now = START;
      made = await make(() => now);
    });
    afterEach(() => made.drop());
    const subject: Subject = {
      store: () => made.store,
      setClock: (at) => {
        now = at;
      },
    };
    describe("plans", () => testPlans(subject));
    describe("outbox", () => testOutbox(subject));
    describe("edits", () => testEdits(subject));
    describe("coverage", () => testCoverage(subject));
    describe("tables", () => testTables(subject));
    describe("search", () => testSearch(subject));
    describe("retention", () => testRetention(subject));
    describe("keyed records", () => testKeyed(subject));
  });
}
