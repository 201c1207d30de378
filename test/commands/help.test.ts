import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandsDoc } from "../../scripts/commands-doc.ts";
import { makeHelp } from "../../src/commands/help.ts";
import { commands } from "../../src/commands/table.ts";
import { makeScene } from "./scene.ts";

describe("/news help", () => {
  it("is one screen with three examples and the way on", async () => {
    const text = await makeScene().say("help");
    for (const example of ["/news watch OpenAI", '/news watch "super app"', "/news watch Sora -game"])
      expect(text).toContain(example);
    expect(text).toContain("[More: /news help all]");
    expect(text.split("\n").length).toBeLessThan(15);
  });

  it("lists all commands, a group, or one", async () => {
    const all = await makeScene().say("help all");
    for (const { summary } of commands) expect(all).toContain(summary);
    const group = await makeScene().say("help source");
    expect(group).toMatch(/^\/news source\n/);
    expect(group).toContain("/news source add <url> | ");
    expect(group).not.toContain("/news watch");
    expect(await makeScene().say("watch help")).toBe(
      [
        "/news watch <query>",
        "Tell this channel when a story matches.",
        'query | words to look for; "quotes" for a phrase, OR for either, -word to leave out',
        "For example:",
        "  /news watch OpenAI",
        '  /news watch "super app" OR Spud -rumour',
        "  /news watch Sora -game",
        "For people who manage this channel.",
      ].join("\n"),
    );
    expect(await makeScene().say("help status")).not.toContain("managers");
  });

  it("finds what was meant", async () => {
    expect(await makeScene().say("help lateste")).toBe(
      'There is no command "lateste". Did you mean latest?\n[Yes: /news help latest]',
    );
    expect(await makeScene().say("help quantum")).toContain('There is no command "quantum". These are all:');
  });

  it("knows who runs me", async () => {
    const [first] = commands;
    if (!first) throw new Error("no commands");
    const help = makeHelp(() => [{ ...first, path: ["backup"], who: "operator", options: [] }]);
    const scene = makeScene({}, { commands: [help] });
    expect(await scene.say("help backup")).toContain("For whoever runs me.");
  });
});

describe("docs/commands.md", () => {
  it("is what the table says (npm run docs writes it anew)", () => {
    const page = readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8");
    expect(page).toBe(commandsDoc());
  });
});
