import { describe, expect, it } from "vitest";
import { complete, wanted } from "../../src/commands/suggest.ts";
import { commands } from "../../src/commands/table.ts";
import { makeWatch } from "../doubles/desk.ts";
import { HERE, makeScene, NOW } from "./scene.ts";

const known = {
  watches: ["Sora", "OpenAI", '"super app" OR Spud'],
  sources: ["Example wire"],
  settings: { coverage: ["off", "exact", "normal", "strict"] },
};

describe("completions", () => {
  it.each([
    ["wa", ["watch ", "watches", "unwatch "]],
    ["so", ["source ", "source add ", "source remove ", "source list", "source check "]],
    ["source a", ["source add "]],
    ["unwatch ", ["unwatch Sora", "unwatch OpenAI", 'unwatch "super app" OR Spud']],
    ["unwatch op", ["unwatch OpenAI"]],
    ["unwatch spud", ['unwatch "super app" OR Spud']],
    ["Pause so", ["Pause Sora"]],
    ["source remove ex", ["source remove Example wire"]],
    ["settings co", ["settings coverage"]],
    [
      "settings coverage ",
      [
        "settings coverage off",
        "settings coverage exact",
        "settings coverage normal",
        "settings coverage strict",
      ],
    ],
    ["settings coverage s", ["settings coverage strict"]],
    ["settings coverage strict x", []],
    ["settings constructor ", []],
    ["help stat", ["help status"]],
    ["watch Op", []],
    ["status ", []],
    ["zzz", []],
  ])("of %j", (text, lines) => {
    expect(complete(text, commands, known)).toEqual(lines);
  });

  it("are at most 25", () => {
    const watches = Array.from({ length: 40 }, (_, index) => `w${index}`);
    expect(complete("unwatch w", commands, { ...known, watches })).toHaveLength(25);
  });

  it("say what has to be looked up", () => {
    expect([
      wanted("unwatch O", commands),
      wanted("source remove ", commands),
      wanted("help ", commands),
      wanted("settings images ", commands),
      wanted("wa", commands),
    ]).toEqual(["watches", "sources", "commands", "values", undefined]);
  });

  it("come from the desk, and are none when the desk fails", async () => {
    const scene = makeScene({ watches: [makeWatch("OpenAI", HERE, NOW)] });
    expect(await scene.handlers.suggest("unwatch o", HERE)).toEqual(["unwatch OpenAI"]);
    scene.desk.watches = async () => {
      throw new Error("the disk is full");
    };
    expect(await scene.handlers.suggest("unwatch o", HERE)).toEqual([]);
    expect(scene.logged).toContain("suggest.failed");
  });
});
