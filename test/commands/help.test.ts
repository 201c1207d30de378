import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandsDoc } from "../../scripts/commands-doc.ts";
import { makeHelp } from "../../src/commands/help.ts";
import { commands } from "../../src/commands/table.ts";
import { evaluate } from "../../src/watches/evaluate.ts";
import { parseWanted } from "../../src/watches/wanted.ts";
import { makeScene } from "./scene.ts";

describe("/news help", () => {
  it("is one screen with three examples and the way on", async () => {
    const text = await makeScene().say("help");
    for (const example of ["/news watch OpenAI", '/news watch "super app"', "/news watch Sora -game"])
      expect(text).toContain(example);
    expect(text).toContain("[More: /news help query] [All commands: /news help all]");
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
        "[How to say what to look for: /news help query]",
      ].join("\n"),
    );
    expect(await makeScene().say("help status")).not.toContain("managers");
    expect(await makeScene().say("help status")).not.toContain("[");
  });

  const fits = { title: "OpenAI and Google: a lawsuit over Sora and Veo", url: "https://www.theverge.com/a" };
  it.each([
    ["OpenAI Sora", fits, { title: "OpenAI" }],
    ['"super app"', { title: "A Super App" }, { title: "An app that is super" }],
    ["Sora OR Veo", { title: "Veo" }, { title: "OpenAI" }],
    ["Sora -game", fits, { title: "Sora, the game" }],
    ["(Sora OR Veo) Google", fits, { title: "Sora" }],
    ["regulat*", { title: "The regulator speaks" }, { title: "Rules" }],
    ["title:OpenAI", fits, { title: "The lab", text: "It is OpenAI." }],
    ["Sora site:theverge.com", fits, { title: "Sora", url: "https://example.com" }],
    ["OpenAI ~5 lawsuit", fits, { title: "OpenAI opens an office in the city of the lawsuit" }],
    ['="Spud"', { title: "Spud is here" }, { title: "A spud" }],
    ["/gpt-?[45]o?/", { title: "GPT-4o and GPT5" }, { title: "GPT-3" }],
    // What they are about is judged by the language model alone.
    ["robot about: deals", { title: "Two robots" }, { title: "Two deals" }],
  ])("shows an operator by an example that works: %s", async (example, matching, other) => {
    expect(await makeScene().say("help query")).toContain(`\n${example} | `);
    const parsed = parseWanted(example);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const story = { text: "", url: "" };
    expect(evaluate(parsed.query, { ...story, ...matching })).toBeDefined();
    expect(evaluate(parsed.query, { ...story, ...other })).toBeUndefined();
  });

  it("shows no operator without such a test", async () => {
    expect((await makeScene().say("help query")).match(/ \| /g)).toHaveLength(12);
    expect(await makeScene().say("help qeury")).toContain("[Yes: /news help query]");
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

describe("/news help about queries", () => {
  it.each(["query", "quotes", "words"])("is the page on how to say what to look for: %s", async (topic) => {
    const text = await makeScene().say(`help ${topic}`);
    expect(text).toBe(await makeScene().say("help query"));
    expect(text).toContain("How to say what to look for");
  });
});

describe("docs/commands.md", () => {
  it("is what the table says (npm run docs writes it anew)", () => {
    const page = readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8");
    expect(page).toBe(commandsDoc());
  });
});
