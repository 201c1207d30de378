import { describe, expect, it } from "vitest";
import { completeTyped, readTyped } from "../../../src/platforms/terminal/typed.ts";

describe("readTyped", () => {
  it.each([
    ["/news watch OpenAI", "watch OpenAI"],
    ["news watch OpenAI", "watch OpenAI"],
    ["  /NEWS   watch  OpenAI ", "watch  OpenAI"],
    ["watch OpenAI", "watch OpenAI"],
    ["/news", ""],
    ["newsletter", "newsletter"],
    ["/newsroom OpenAI", "/newsroom OpenAI"],
    ["news news", "news"],
    ["/news quit", "quit"],
  ])("reads %j as the command %j", (line, text) =>
    expect(readTyped(line)).toEqual({ kind: "command", text }),
  );

  it.each(["exit", " Quit ", "/exit", "/quit"])("reads %j as the wish to leave", (line) => {
    expect(readTyped(line)).toEqual({ kind: "quit" });
  });

  it.each(["", "  ", "\t"])("reads %j as nothing", (line) =>
    expect(readTyped(line)).toEqual({ kind: "nothing" }),
  );
});

describe("completeTyped", () => {
  const suggest = async (text: string) => [`${text}tch`, `${text}tches`];

  it.each([
    ["/news wa", ["/news watch", "/news watches"]],
    ["news wa", ["news watch", "news watches"]],
    ["wa", ["watch", "watches"]],
    ["/news ", ["/news tch", "/news tches"]],
    ["/ne", ["/news "]],
    ["/news", ["/news "]],
  ])("completes %j", async (line, completed) =>
    expect(await completeTyped(line, suggest)).toEqual(completed),
  );

  it("goes on from what is typed where it can, and offers what holds it where it cannot", async () => {
    const found = async () => ["watch ", "watches", "unwatch "];
    expect(await completeTyped("/news WA", found)).toEqual(["/news watch ", "/news watches"]);
    expect(await completeTyped("atch", found)).toEqual(["watch ", "watches", "unwatch "]);
  });

  it("lets no escape sequence through", async () => {
    expect(await completeTyped("", async () => ["source check \u001B[2JBad\nName"])).toEqual([
      "source check [2JBad Name",
    ]);
  });
});
