import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeId, encodeId, yesId } from "../../../src/platforms/discord/ids.ts";
import { hostile } from "./hostile.ts";

const KEY = "abcdefghijklmnopqrstuv";

describe("the id of a button", () => {
  it("says the action, its place, the key of the dispatch and the args", () => {
    const { id, keep } = encodeId({
      action: "source add",
      place: 0,
      args: ["https://e.example/feed", "", "a|b ~c%"],
      key: KEY,
    });
    expect(id).toBe(`v1|source add|0|${KEY}|https://e.example/feed||a%7Cb %7Ec%25`);
    expect(keep).toBeUndefined();
    expect(decodeId(id)).toEqual({
      action: "source add",
      mode: "do",
      key: KEY,
      args: ["https://e.example/feed", "", "a|b ~c%"],
    });
  });

  it("is read back, whatever the args, and never longer than 100", () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { maxLength: 4 }),
        fc.option(hostile, { nil: undefined }),
        fc.boolean(),
        (args, confirm, first) => {
          const { id, keep } = encodeId({
            action: "source remove",
            place: 24,
            args,
            ...(confirm !== undefined && { confirm }),
            ...(first && { key: KEY }),
          });
          expect(id.length).toBeLessThanOrEqual(100);
          expect(id.trim()).toBe(id);
          const read = decodeId(id);
          expect(read).toMatchObject({
            action: "source remove",
            mode: confirm === undefined ? "do" : "ask",
            ...(first && { key: KEY }),
          });
          expect(read?.args ?? keep?.[1].args).toEqual(args);
          expect(read?.keptAs).toBe(keep?.[0]);
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);

  it("of a yes is that of the same action", () => {
    const [keptAs = ""] = encodeId({ action: "stop", place: 2, args: ["w"], confirm: "Sure?" }).keep ?? [];
    expect(decodeId(yesId("stop", keptAs))).toEqual({ action: "stop", mode: "yes", keptAs });
  });

  it.each(["", "v1", "v2|mute|0|", "v1||0|", "v1|mute|x|", "v1|mute|0z|", "mute"])(
    "%j is none of ours",
    (id) => {
      expect(decodeId(id)).toBeUndefined();
    },
  );

  it("with a broken code is read as it stands", () => {
    expect(decodeId("v1|why|0||%E0%A4%A")).toMatchObject({ args: ["%E0%A4%A"] });
  });
});
