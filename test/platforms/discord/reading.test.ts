import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { INVITE, lackOf, MAY, reckoned } from "../../../src/platforms/discord/permissions.ts";
import { choicesOf, commandOf, lineOf, spokenTo } from "../../../src/platforms/discord/reading.ts";
import { idAt, madeAt } from "../../../src/platforms/discord/snowflake.ts";

describe("what people do", () => {
  it("is read from nested options", () => {
    const add = { name: "add", type: 1, options: [{ name: "url", type: 3, value: "https://e.example" }] };
    const used = commandOf({ options: [{ name: "source", type: 2, options: [add] }] });
    expect(used).toEqual({ path: ["source", "add"], options: { url: "https://e.example" } });
    expect(commandOf({})).toEqual({ path: [], options: {} });
  });

  it("while they type is a line up to there", () => {
    const pause = {
      name: "pause",
      type: 1,
      options: [
        { name: "for", type: 3, value: "2h" },
        { name: "watch", type: 3, value: "Spu", focused: true },
      ],
    };
    expect(lineOf(commandOf({ options: [pause] }))).toEqual({ line: "pause Spu", before: "pause " });
  });

  it("has choices of at most 100 characters, each once, without half a character", () => {
    const long = `${"x".repeat(99)}😀 and more`;
    const lines = ["unwatch Spud", "unwatch Spud", `unwatch ${long}`, "unwatch ", "other line"];
    const choices = choicesOf(lines, "unwatch ");
    expect(choices.map(({ value }) => value)).toEqual(["Spud", "x".repeat(99)]);
    expect(choices.every(({ name }) => name.length <= 100 && name.isWellFormed())).toBe(true);
    expect(
      choicesOf(
        Array.from({ length: 40 }, (_, n) => `a ${n}`),
        "a ",
      ),
    ).toHaveLength(25);
  });

  it("is said to me where I am named", () => {
    expect(spokenTo("<@1> latest  Sora", "1")).toBe("latest Sora");
    expect(spokenTo("hey <@!1>", "1")).toBe("hey");
    expect(spokenTo("<@12> latest", "1")).toBeUndefined();
  });
});

describe("permissions", () => {
  const all = INVITE;

  it("of the invite are these", () => {
    expect(INVITE).toBe(274877991936n);
    expect(readFileSync("docs/discord.md", "utf8")).toContain(`&permissions=${INVITE}`);
    expect(lackOf(all, "text", "#news")).toBeUndefined();
  });

  it("that are missing are named, with who can give them", () => {
    expect(lackOf(all & ~MAY.embedLinks & ~MAY.readMessageHistory, "text", "#news")).toEqual({
      blocks: true,
      why: "In #news I lack Embed Links and Read Message History.",
      fix: "I need Embed Links and Read Message History in #news. A server admin can allow it under Edit Channel, Permissions.",
    });
    expect(lackOf(all & ~MAY.readMessageHistory, "forum", "#news")).toMatchObject({ blocks: false });
    expect(lackOf(all & ~MAY.sendMessagesInThreads, "thread", "#t")).toMatchObject({ blocks: true });
    expect(lackOf(0n, "direct", "direct messages")).toBeUndefined();
    expect(lackOf(all, "other", "#category")).toMatchObject({ blocks: true });
    expect(lackOf(MAY.administrator, "text", "#news")).toBeUndefined();
  });

  it("of a person are those of their roles, changed by the channel", () => {
    const server = {
      id: "s",
      owner: "o",
      roles: new Map([
        ["s", 1n],
        ["editor", MAY.manageChannels],
        ["admin", MAY.administrator],
      ]),
    };
    const at = (id: string, roles: string[], overwrites: [string, { allow: bigint; deny: bigint }][] = []) =>
      (reckoned({ id, roles, server, overwrites: new Map(overwrites) }) &
        (MAY.manageChannels | MAY.administrator)) !==
      0n;
    const deny = { allow: 0n, deny: MAY.manageChannels };
    const allow = { allow: MAY.manageChannels, deny: 0n };
    expect(at("p", [])).toBe(false);
    expect(at("p", ["editor"])).toBe(true);
    expect(at("p", ["editor"], [["s", deny]])).toBe(false);
    expect(
      at(
        "p",
        ["editor"],
        [
          ["s", deny],
          ["editor", allow],
        ],
      ),
    ).toBe(true);
    expect(
      at(
        "p",
        ["editor"],
        [
          ["editor", allow],
          ["p", deny],
        ],
      ),
    ).toBe(false);
    expect(
      at(
        "p",
        ["editor", "other"],
        [
          ["editor", deny],
          ["other", allow],
        ],
      ),
    ).toBe(true);
    expect(at("o", [], [["o", deny]])).toBe(true);
    expect(at("p", ["admin"], [["p", deny]])).toBe(true);
  });
});

describe("ids", () => {
  it("tell when they were made", () => {
    const at = Date.parse("2026-05-04T12:00:00.123Z");
    expect(madeAt(idAt(at))).toBe(at);
    expect(idAt(0)).toBe("0");
  });
});

describe("this platform", () => {
  it("loads the SDK only when it is started", () => {
    const texts = globSync("src/platforms/discord/*.ts").map((file) => readFileSync(file, "utf8"));
    expect(texts.filter((text) => /^import (?!type)[^;]*"discord\.js"/m.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes('import("discord.js")')).length).toBeGreaterThan(0);
  });
});
