import fc from "fast-check";
import { expect, test } from "vitest";
import type { Subject } from "./contract.ts";
import { at, MINUTE, plan } from "./plans.ts";

/** Tests the keyed records. */
export function testKeyed({ store, setClock }: Subject): void {
  test("what is set is got, whatever JSON can say", async () => {
    const kv = store().kv("any");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), fc.jsonValue(), async (key, value) => {
        await kv.set(key, value);
        // JSON knows no minus zero.
        expect(await kv.get(key)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 50 },
    );
  });

  test("a record is replaced, deleted, and absent in other namespaces", async () => {
    const [here, there] = [store().kv("here"), store().kv("there")];
    await here.set("k", { n: 1 });
    await here.set("k", { n: 2 });
    await there.set("k", ":colon first");
    expect(await here.getMany(["k", "none"])).toEqual([{ n: 2 }, undefined]);
    await here.delete("k");
    await here.delete("k");
    expect(await here.get("k")).toBeUndefined();
    expect(await there.get("k")).toBe(":colon first");
  });

  test("a record is absent once its time is over", async () => {
    const kv = store().kv("short");
    await kv.set("brief", 1, MINUTE);
    await kv.set("lasting", 2);
    setClock(new Date(at(1).getTime() - 1));
    expect(await kv.getMany(["brief", "lasting"])).toEqual([1, 2]);
    setClock(at(1));
    expect(await kv.getMany(["brief", "lasting"])).toEqual([undefined, 2]);
    await kv.set("brief", 3);
    setClock(at(9));
    expect(await kv.get("brief")).toBe(3);
  });

  test("a seen mark lasts from when it was written, and each writing renews it", async () => {
    const mark = (minutes: number) => ({ story: "story-1", at: at(minutes).getTime() });
    const seen = (minutes: number) => [{ key: "i/1", mark: mark(minutes), ttlMs: 10 * MINUTE + 0.5 }];
    await store().commit(plan({ seen: seen(0) }));
    await store().commit(plan({ seen: seen(5) }));
    setClock(at(15));
    expect(await store().kv("seen").get("i/1")).toEqual(mark(5));
    setClock(at(16));
    expect(await store().kv("seen").get("i/1")).toBeUndefined();
  });

  test("tidying deletes what has expired, nothing else, and says how much", async () => {
    const writes = Array.from({ length: 1200 }, (_, n) => ({
      key: `i/${n}`,
      mark: { story: "s", at: at(0).getTime() },
      ttlMs: (n % 2 === 0 ? 1 : 2) * MINUTE,
    }));
    await store().commit(plan({ seen: writes }));
    await store().kv("lasting").set("k", 1);
    expect(await store().tidy(at(1))).toBe(600);
    expect(await store().tidy(at(1))).toBe(0);
    expect(await store().tidy(at(2))).toBe(600);
    expect(await store().kv("lasting").get("k")).toBe(1);
  });

  test("what would read back as absent is refused", async () => {
    const kv = store().kv("strict");
    await expect(kv.set("k", undefined)).rejects.toMatchObject({ code: "failed" });
    await expect(kv.set("", 1)).rejects.toMatchObject({ code: "failed" });
    await expect(kv.get("")).rejects.toMatchObject({ code: "failed" });
    await expect(kv.set("k", Symbol("no"))).rejects.toMatchObject({ code: "failed" });
    expect(() => store().kv("a:b")).toThrow("must not be empty or hold a colon");
    expect(() => store().kv("")).toThrow("must not be empty or hold a colon");
  });
}
