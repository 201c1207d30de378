import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IntMap } from "../../../src/watches/index/int-map.ts";
import { Lists } from "../../../src/watches/index/lists.ts";
import { Arena, Column, Shelf, Slots } from "../../../src/watches/index/memory.ts";

const read = (arena: Arena, address: number, size: number) => {
  const at = Arena.at(address);
  return [...arena.page(address).subarray(at, at + size)];
};

describe("Column and Shelf", () => {
  it("keep what was set in each slot, over many pages", () => {
    const [column, shelf] = [new Column(), new Shelf<string>()];
    for (const store of [column, shelf]) store.reserve(50_000);
    expect([column.get(50_000), shelf.get(50_000)]).toEqual([0, undefined]);
    for (const slot of [0, 8191, 8192, 50_000]) {
      column.set(slot, -slot);
      shelf.set(slot, `${slot}`);
    }
    expect([8191, 8192, 50_000].map((slot) => column.get(slot))).toEqual([-8191, -8192, -50_000]);
    expect([0, 8192, 50_000].map((slot) => shelf.get(slot))).toEqual(["0", "8192", "50000"]);
  });
});

describe("Slots", () => {
  it("give out numbers from 1 on, first those that came back, and make room for each", () => {
    const column = new Column();
    const slots = new Slots([column]);
    expect([slots.take(), slots.take(), slots.take()]).toEqual([1, 2, 3]);
    slots.give(2);
    slots.give(1);
    expect([slots.take(), slots.take(), slots.take()]).toEqual([1, 2, 4]);
    expect(column.get(4)).toBe(0);
  });
});

describe("Arena", () => {
  it("never lets two living records overlap, and gives the place of a freed one to the next of its size", () => {
    const records = fc.array(
      fc.record({ size: fc.integer({ min: 1, max: 12 }), dies: fc.nat({ max: 30 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(records, (steps) => {
        const arena = new Arena();
        const living = new Map<number, readonly number[]>();
        for (const [step, { size, dies }] of steps.entries()) {
          const record = Array.from({ length: size }, (_, index) => step * 100 + index);
          living.set(arena.put(record), record);
          const [address, old] = [...living][dies] ?? [];
          if (address !== undefined && old) {
            arena.free(address, old.length);
            living.delete(address);
          }
          for (const [there, kept] of living) expect(read(arena, there, kept.length)).toEqual(kept);
        }
      }),
    );
  });

  it("reuses places, and begins a page where a record has no room in the last one", () => {
    const arena = new Arena();
    const first = arena.put([1, 2, 3]);
    const second = arena.put([4, 5, 6]);
    arena.free(first, 3);
    arena.free(second, 3);
    expect([arena.put([7, 7, 7]), arena.put([8, 8, 8])]).toEqual([second, first]);
    const long = Array.from({ length: 65_536 }, (_, index) => index);
    const address = arena.put(long);
    expect(read(arena, address, 65_536)).toEqual(long);
    expect(read(arena, first, 3)).toEqual([8, 8, 8]);
  });
});

interface Change {
  readonly key: number;
  readonly slot: number;
  readonly out: boolean;
}

function change(map: IntMap | Map<number, number>, { key, slot, out }: Change): void {
  if (out) map.delete(key);
  else map.set(key, slot);
}

describe("IntMap", () => {
  // Keys that meet in one table, and at one place in it.
  const keys = fc.oneof(
    fc.integer(),
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 0, max: 8 }).map((n) => n << 4),
  );

  it("does what a Map does", () => {
    const steps = fc.array(fc.record({ key: keys, slot: fc.integer({ min: 1 }), out: fc.boolean() }), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(steps, (all) => {
        const [map, model] = [new IntMap(), new Map<number, number>()];
        for (const step of all) {
          change(map, step);
          change(model, step);
          expect([...model.keys()].map((key) => map.get(key))).toEqual([...model.values()]);
          expect(map.get(step.key)).toBe(model.get(step.key) ?? 0);
        }
      }),
    );
  });
});

describe("Lists", () => {
  it("do what a map of sets does", () => {
    const steps = fc.array(fc.record({ slot: fc.nat({ max: 3 }), value: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (all) => {
        const lists = new Lists();
        lists.reserve(3);
        const model = [0, 1, 2, 3].map(() => new Set<number>());
        const of = (slot: number) => {
          const known = lists.get(slot);
          return known < 0 ? lists.several(known).toSorted() : [known].filter(Boolean);
        };
        for (const { slot, value } of all) {
          if (model[slot]?.delete(value)) lists.remove(slot, value);
          else {
            model[slot]?.add(value);
            lists.add(slot, value);
          }
          expect([0, 1, 2, 3].map(of)).toEqual(model.map((values) => [...values].toSorted()));
        }
      }),
    );
  });
});
