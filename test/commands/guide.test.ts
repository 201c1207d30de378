import { describe, expect, it } from "vitest";
import { makeScene } from "./scene.ts";

describe("a mistyped line", () => {
  it("is answered with what was meant, and a button that runs it", async () => {
    const scene = makeScene();
    const { card, visibility } = await scene.line("wacth OpenAI");
    expect(visibility).toBe("private");
    expect(card.parts).toEqual([
      { kind: "text", pieces: ['There is no "wacth". Did you mean /news watch OpenAI?'] },
    ]);
    expect(card.buttons).toEqual([
      { id: "watch", args: ["OpenAI"], label: "Yes", command: "news watch OpenAI" },
    ]);
    expect(scene.state.changes).toEqual([]);
    expect(await scene.press("watch", ["OpenAI"])).toContain("Watching OpenAI here.");
    expect(scene.state.changes).toEqual(["watch OpenAI"]);
  });

  it("that lacks more than the right letters gets an example", async () => {
    expect(await makeScene().say("wacth")).toBe(
      'There is no "wacth". Did you mean /news watch? It needs more, for example: /news watch OpenAI',
    );
    expect(await makeScene().say("soruce")).toBe('There is no "soruce". Did you mean /news source?');
  });

  it("with two slips gets both mended", async () => {
    expect(await makeScene().say("soruce lst")).toBe(
      'There is no "soruce". Did you mean /news source list?\n[Yes: /news source list]',
    );
  });

  it("that is a bare topic is offered both ways", async () => {
    expect(await makeScene().say("OpenAI")).toBe(
      "I can watch OpenAI here, or show the latest about it.\n[Latest about OpenAI: /news latest OpenAI] [Watch OpenAI: /news watch OpenAI]",
    );
  });

  it.each(["tell me about OpenAI", "what is new with OpenAI?", "any news on OpenAI please"])(
    "that asks in a sentence is about its topic: %s",
    async (line) => {
      expect(await makeScene().say(line)).toMatch(
        /^I can watch OpenAI here, or show the latest about it\.\n/,
      );
    },
  );

  it("that is an address is offered as a source, or to say why", async () => {
    for (const line of ["https://a.example/f", "<https://a.example/f|a.example>"]) {
      expect(await makeScene().say(line)).toBe(
        "That is an address. I can read it as a source, or say why its story was or was not told here.\n[Read it as a source: /news source add https://a.example/f] [Why: /news why https://a.example/f]",
      );
    }
  });

  it("that cannot be a topic says why", async () => {
    const text = await makeScene().say("-musk");
    expect(text).toContain("I cannot watch that: ");
    expect(text).toContain("Try: /news watch tesla -musk");
  });

  it("without what it needs says which, with examples", async () => {
    expect(await makeScene().say("source add")).toBe(
      "/news source add needs a url: the address of a site or feed. For example:\n  /news source add https://example.com/feed.xml",
    );
  });

  it("with a wrong value names the right ones", async () => {
    expect(await makeScene().say("settings covrage strict")).toContain(
      'I do not know the name "covrage". There are coverage, images, updates, who and translate. For example:',
    );
    const scene = makeScene();
    const { card } = await scene.handlers.command(["latest"], scene.invocation({ options: { count: 99 } }));
    expect(card.parts[0]).toMatchObject({
      pieces: ['"99" is not a count I can use: it is a whole number from 1 to 50. For example:'],
    });
  });

  it("with too many words offers the command alone", async () => {
    expect(await makeScene().say("status now")).toBe(
      '/news status stands alone; I do not know what to do with "now".\n[Without it: /news status]',
    );
  });

  it("that names a group lists its commands", async () => {
    const text = await makeScene().say("source");
    expect(text).toContain("/news source needs one more word:\n/news source add | Read one more site");
    expect(text).not.toContain("/news watch");
  });
});
