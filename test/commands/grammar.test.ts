import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Reading, readLine } from "../../src/commands/grammar.ts";
import { argsOf, checkOptions, optionsOf } from "../../src/commands/options.ts";
import { commands } from "../../src/commands/table.ts";

/** A reading in short: what runs and with what, or what is wrong. */
function short(reading: Reading): unknown {
  switch (reading.kind) {
    case "run":
      return [reading.command.path.join(" "), reading.options];
    case "missing":
      return ["missing", reading.command.path.join(" "), reading.option.name];
    case "wrong":
      return ["wrong", reading.option.name, reading.value];
    case "extra":
      return ["extra", reading.command.path.join(" "), reading.text];
    case "group":
      return ["group", reading.word];
    case "slip":
      return ["slip", reading.word, reading.line];
    case "topic":
      return ["topic", reading.text];
    case "nothing":
      return ["nothing"];
    default:
      return reading satisfies never;
  }
}

describe("a line is read as a command with its options", () => {
  it.each<[string, unknown]>([
    ["watch OpenAI", ["watch", { query: "OpenAI" }]],
    ["/news watch OpenAI", ["watch", { query: "OpenAI" }]],
    ["  WATCH   OpenAI ", ["watch", { query: "OpenAI" }]],
    ['watch "super app" OR  Spud -rumour', ["watch", { query: '"super app" OR  Spud -rumour' }]],
    ["watch “super app”", ["watch", { query: "“super app”" }]],
    ["watch help desk", ["watch", { query: "help desk" }]],
    ["watch GPT 5", ["watch", { query: "GPT 5" }]],
    ["watches", ["watches", {}]],
    ["unwatch 2", ["unwatch", { watch: "2" }]],
    ["pause OpenAI", ["pause", { watch: "OpenAI" }]],
    ["pause OpenAI 2h", ["pause", { watch: "OpenAI", for: "2h" }]],
    ['pause "super app" for 3 days', ["pause", { watch: '"super app"', for: "for 3 days" }]],
    ["pause black monday until monday", ["pause", { watch: "black monday", for: "until monday" }]],
    ["resume OpenAI", ["resume", { watch: "OpenAI" }]],
    ["test Apple OR Google", ["test", { query: "Apple OR Google" }]],
    ["latest", ["latest", {}]],
    ["latest 5", ["latest", { count: 5 }]],
    ["latest Sora", ["latest", { query: "Sora" }]],
    ["latest Sora 5", ["latest", { query: "Sora 5" }]],
    ["latest Sora count:5", ["latest", { query: "Sora", count: 5 }]],
    ["latest count:5", ["latest", { count: 5 }]],
    ["latest Sora Count:50", ["latest", { query: "Sora", count: 50 }]],
    ["latest Sora 51", ["latest", { query: "Sora 51" }]],
    ["latest Sora 0", ["latest", { query: "Sora 0" }]],
    ["search Sora count:5", ["search", { query: "Sora", count: 5 }]],
    ["latest GPT-5", ["latest", { query: "GPT-5" }]],
    ["why https://example.com/a", ["why", { link: "https://example.com/a" }]],
    ["source add https://example.com/feed.xml", ["source add", { url: "https://example.com/feed.xml" }]],
    ["source remove Example wire", ["source remove", { url: "Example wire" }]],
    ["source list", ["source list", {}]],
    ["settings", ["settings", {}]],
    ["settings Coverage", ["settings", { name: "coverage" }]],
    ["settings coverage strict", ["settings", { name: "coverage", value: "strict" }]],
    ["export", ["export", {}]],
    ["status", ["status", {}]],
  ])("%s", (line, expected) => {
    expect(short(readLine(line, commands))).toEqual(expected);
  });
});

describe("help is there at every level", () => {
  it.each<[string, unknown]>([
    ["help", ["help", {}]],
    ["?", ["help", {}]],
    ["--help", ["help", {}]],
    ["help watch", ["help", { topic: "watch" }]],
    ["help /news source add", ["help", { topic: "source add" }]],
    ["watch help", ["help", { topic: "watch" }]],
    ["source add help", ["help", { topic: "source add" }]],
    ["source", ["group", "source"]],
    ["source help", ["group", "source"]],
    ["source openai", ["group", "source"]],
  ])("%s", (line, expected) => {
    expect(short(readLine(line, commands))).toEqual(expected);
  });
});

describe("what cannot run says why", () => {
  it.each<[string, unknown]>([
    ["", ["nothing"]],
    ["/news", ["nothing"]],
    ["wacth OpenAI", ["slip", "wacth", "watch OpenAI"]],
    ["wacth", ["slip", "wacth", "watch"]],
    ["follow OpenAI", ["slip", "follow", "watch OpenAI"]],
    ["serach OpenAI", ["slip", "serach", "search OpenAI"]],
    ["find OpenAI", ["slip", "find", "search OpenAI"]],
    ["show me OpenAI", ["slip", "show", "latest OpenAI"]],
    ["news about OpenAI and Sora", ["slip", "news", "latest OpenAI and Sora"]],
    ["mute OpenAI 2h", ["slip", "mute", "pause OpenAI 2h"]],
    ["sources", ["slip", "sources", "source list"]],
    ["soruce lst", ["slip", "soruce", "source list"]],
    ["sources add https://a.example/f", ["slip", "sources", "source add https://a.example/f"]],
    ["sources whatever", ["slip", "sources", "source whatever"]],
    ["add https://a.example/f", ["slip", "add", "source add https://a.example/f"]],
    ["stop https://a.example/f", ["slip", "stop", "source remove https://a.example/f"]],
    ["add https://a.example/f OR x", ["slip", "add", "watch https://a.example/f OR x"]],
    ["source lst", ["slip", "lst", "source list"]],
    ["OpenAI", ["topic", "OpenAI"]],
    ['"super app" -rumour', ["topic", '"super app" -rumour']],
    ["watch", ["missing", "watch", "query"]],
    ["pause for 2h", ["missing", "pause", "watch"]],
    ["source add", ["missing", "source add", "url"]],
    ["settings covrage strict", ["wrong", "name", "covrage"]],
    ["settings coverage very strict", ["extra", "settings", "strict"]],
    ["status now", ["extra", "status", "now"]],
  ])("%j", (line, expected) => {
    expect(short(readLine(line, commands))).toEqual(expected);
  });

  it("refuses a count that is out of bounds where it comes as an option", () => {
    const latest = commands.find(({ path }) => path[0] === "latest");
    if (!latest) throw new Error("no latest");
    expect(checkOptions(latest, { count: 99 })).toMatchObject({ kind: "wrong", value: "99" });
    expect(checkOptions(latest, { count: 1.5 })).toMatchObject({ kind: "wrong" });
    expect(checkOptions(latest, { count: 7, other: "x" })).toMatchObject({
      kind: "run",
      options: { count: 7 },
    });
  });
});

describe("laws", () => {
  const words = fc.constantFrom(
    "watch",
    "news",
    "/news",
    "source",
    "help",
    "for",
    "until",
    "2h",
    '"',
    "-",
    "5",
    "all",
  );
  const line = fc
    .array(fc.oneof(words, fc.string({ unit: "binary" })), { maxLength: 6 })
    .map((all) => all.join(" "));

  it("no text makes it throw", () => {
    fc.assert(
      fc.property(line, (text) => {
        expect(readLine(text, commands).kind).toBeTypeOf("string");
      }),
    );
  });

  it("a very long line is read without trouble", () => {
    for (const text of ["a ".repeat(50_000), "a".repeat(100_000), `pause ${" ".repeat(100_000)}x`])
      expect(readLine(text, commands).kind).toBeTypeOf("string");
  });

  it("the examples of every command run that command", () => {
    for (const command of commands)
      for (const example of command.examples)
        expect(readLine(example, commands)).toMatchObject({ kind: "run", command: { path: command.path } });
  });

  it("what a button carries gives the same options again", () => {
    for (const command of commands) {
      for (const example of command.examples) {
        const read = readLine(example, commands);
        if (read.kind !== "run") throw new Error(example);
        expect(checkOptions(command, optionsOf(command, argsOf(command, read.options)))).toEqual(read);
      }
    }
  });
});
