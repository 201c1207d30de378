import { describe, expect, it } from "vitest";
import { underlined } from "../../src/commands/refusals.ts";
import { makeScene } from "./scene.ts";

describe("a query that cannot be", () => {
  it("is shown with carets under what is wrong, and a query that works", async () => {
    const scene = makeScene();
    const { card } = await scene.line("watch -musk");
    expect(card.tone).toBe("error");
    expect(card.parts[1]).toEqual({ kind: "code", text: "-musk\n^^^^^" });
    expect(scene.state.changes).toEqual([]);
  });

  it.each([
    "-musk",
    "a*",
    "*",
    "title:*",
    "tesla OR a* -musk",
    `${"a".repeat(500)}b`,
    "word ".repeat(60),
    `${"(".repeat(30)}x`,
    "中文 *a a*",
    "Sora /(a/",
    "/a(?=b)/ Sora",
    String.raw`/(a)\1/`,
    "/x*/",
    `/${"ab".repeat(120)}/`,
  ])("of each kind shows the place in one line, and a way on that works: %s", async (query) => {
    const scene = makeScene();
    const { card } = await scene.line(`watch ${query}`);
    const [why, code] = card.parts;
    expect(why).toMatchObject({ pieces: [expect.stringMatching(/^I cannot watch that: \S.*\.$/)] });
    const [line = "", carets = "", ...more] = code?.kind === "code" ? code.text.split("\n") : [];
    expect(carets).toMatch(/^[ \u3000]*\^+$/);
    expect(carets.length).toBeLessThanOrEqual(line.length + 1);
    expect(more).toEqual([]);
    for (const { id, args } of card.buttons) expect(await scene.press(id, args)).toContain("Watching ");
    expect(scene.state.changes).toHaveLength(card.buttons.length);
  });

  it("with nothing in it is answered without a place", async () => {
    const { card } = await makeScene().line('test ""');
    expect(card.buttons).toEqual([
      { id: "test", args: ["OpenAI"], label: "OpenAI", command: "news test OpenAI" },
    ]);
  });

  it.each([
    ["a (b", 2, 3, "a (b\n  ^"],
    ["abc", 3, 3, "abc\n   ^"],
    ["中文 x", 3, 4, "中文 x\n\u3000\u3000 ^"],
    ["中文", 0, 2, "中文\n^^^^"],
    ["e\u0301 x", 3, 4, "e\u0301 x\n  ^"],
    ["a\tb\n", 2, 3, "a b \n  ^"],
  ])("underlines %j from %i to %i", (text, start, end, expected) => {
    expect(underlined(text, start, end)).toBe(expected);
  });

  it("shows of a long text only the part around the place", () => {
    const [line = "", carets = ""] = underlined(`${"a".repeat(100)}X${"b".repeat(100)}`, 100, 101).split(
      "\n",
    );
    expect(line).toMatch(/^…a{12}Xb{59}…$/);
    expect(line.charAt(carets.indexOf("^"))).toBe("X");
  });
});
