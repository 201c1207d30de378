import { DatabaseSync } from "node:sqlite";
import { Keyv } from "keyv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeAdapter, makeKeyed } from "../../src/store/keyed.ts";
import { BASE_SCHEMA } from "../../src/store/schema.ts";

describe("the Keyv adapter", () => {
  const now = () => new Date();
  const hour = 3_600_000;
  let db: DatabaseSync;
  beforeEach(() => {
    db = new DatabaseSync(":memory:");
    db.exec(BASE_SCHEMA);
  });
  afterEach(() => db.close());
  const row = (key: string) => db.prepare("SELECT v, e FROM kv WHERE k = ?").get(key);

  test.each([[{ story: "s", at: 1 }], [":starts with a colon"], [[1, null, { deep: ":x" }]], [0], [false]])(
    "what the transaction writes, Keyv reads, and the other way round: %j",
    async (value) => {
      const adapter = makeAdapter(db, "seen", now);
      const keyv = new Keyv({ store: adapter });
      const expires = Date.now() + hour;
      adapter.write("by hand", value, expires);
      expect(await keyv.get("by hand")).toEqual(value);
      expect(await keyv.getMany(["by hand", "none"])).toEqual([value, undefined]);
      expect(await keyv.getRaw("by hand")).toEqual({ value, expires });

      await keyv.setRaw("by keyv", { value, expires });
      expect(row("by keyv")).toEqual(row("by hand"));
      expect(await makeKeyed(adapter, now, "test").get("by keyv")).toEqual(value);
    },
  );

  test("a record without a time to live has the same envelope by both ways", async () => {
    const adapter = makeAdapter(db, "seen", now);
    await new Keyv({ store: adapter }).set("by keyv", { n: 1 });
    adapter.write("by hand", { n: 1 });
    expect(row("by keyv")).toEqual(row("by hand"));
    expect(row("by hand")).toEqual({ v: '{"value":{"n":1}}', e: null });
  });

  test("a bare row reads back as absent, which is why the envelope matters", async () => {
    db.exec(`INSERT INTO kv VALUES ('seen', 'bare', '{"story":"s"}', NULL)`);
    expect(await new Keyv({ store: makeAdapter(db, "seen", now) }).get("bare")).toBeUndefined();
  });

  test("every call of Keyv reaches the table, and expired rows count as absent", async () => {
    const adapter = makeAdapter(db, "any", now);
    const keyv = new Keyv({ store: adapter, namespace: "any" });
    expect(await keyv.set("a", 1)).toBe(true);
    expect(
      await keyv.setMany([
        { key: "b", value: 2, ttl: hour },
        { key: "c", value: 3 },
      ]),
    ).toEqual([true, true]);
    adapter.write("old", 4, Date.now() - 1);
    expect(await keyv.getMany(["a", "b", "c", "old"])).toEqual([1, 2, 3, undefined]);
    expect(await keyv.has("a")).toBe(true);
    expect(await keyv.hasMany(["b", "old", "none"])).toEqual([true, false, false]);
    expect(await adapter.has("old")).toBe(false);
    expect(await adapter.hasMany(["a", "old"])).toEqual([true, false]);
    expect(await keyv.delete("a")).toBe(true);
    expect(await keyv.delete("a")).toBe(false);
    expect(await keyv.deleteMany(["b", "none"])).toEqual([true, false]);
    makeAdapter(db, "other", now).write("c", 5);
    await keyv.clear();
    expect(await keyv.get("c")).toBeUndefined();
    expect(await new Keyv({ store: makeAdapter(db, "other", now) }).get("c")).toBe(5);
  });

  test("two Keyvs on two adapters keep apart; two namespaces on one adapter are refused", async () => {
    const adapter = makeAdapter(db, "one", now);
    const one = new Keyv({ store: adapter, namespace: "one" });
    const two = new Keyv({ store: makeAdapter(db, "two", now), namespace: "two" });
    await Promise.all([one.set("k", 1), two.set("k", 2)]);
    expect([await one.get("k"), await two.get("k")]).toEqual([1, 2]);
    expect(() => new Keyv({ store: adapter, namespace: "two" })).toThrow('cannot serve "two"');
    expect(await one.get("k")).toBe(1);
  });
});

describe("keyed records over a store that fails", () => {
  const fault = new Error("disk I/O error");
  const fails = async () => {
    throw fault;
  };
  const broken = (parts: object) => {
    const adapter = {
      capabilities: { expires: true },
      get: fails,
      getMany: fails,
      set: fails,
      delete: fails,
    };
    return makeKeyed({ ...adapter, ...parts } as never, () => new Date(), "test.sqlite");
  };

  test.each([
    ["get", () => broken({}).get("k")],
    ["getMany", () => broken({}).getMany(["k"])],
    ["set", () => broken({}).set("k", 1)],
    ["set with a time to live", () => broken({}).set("k", 1, 5)],
    ["delete", () => broken({}).delete("k")],
  ])("%s throws", async (_, call) => {
    await expect(call()).rejects.toMatchObject({ name: "StoreError", code: "failed", cause: fault });
  });

  test("a write that is refused without an error throws", async () => {
    await expect(broken({ set: async () => false }).set("k", 1)).rejects.toThrow(
      'The key "k" was not written',
    );
  });

  test("a record that is no JSON throws instead of being absent", async () => {
    await expect(broken({ get: async () => "{half" }).get("k")).rejects.toMatchObject({ code: "corrupt" });
    await expect(broken({ getMany: async () => ["{half"] }).getMany(["k"])).rejects.toMatchObject({
      code: "corrupt",
    });
  });
});
