import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { faults } from "../../src/stories/faithful.ts";
import { type Model, makeModel, type Reply } from "../doubles/model.ts";
import { PAGES, type Page } from "./pages.ts";
import { makeScene, type Scene } from "./scene.ts";

let model: Model;
let scene: Scene;
beforeAll(async () => {
  model = await makeModel();
});
beforeEach(() => {
  scene = makeScene(model);
});
afterAll(() => model.close());

const storyOf = ({ title, honest, trap }: Page) => {
  const [first = "", ...rest] = honest;
  return { title, text: [first, trap, ...rest].join("\n"), language: "en" };
};

// ── A judge that shares nothing with the gate ────────────────────────────────────────────────────────

const NO = /\b(?:no|not|never|denie[sd]|deny)\b/gi;
const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

/** What speaks against a text as a summary of what a page tells people; empty where nothing does. */
function objections(text: string, { title, honest }: Page): readonly string[] {
  const told = [title, ...honest].join("\n");
  const small = told.toLowerCase();
  const plainNumbers = (of: string): readonly string[] =>
    of.replace(/(?<=\d),(?=\d)/g, "").match(/\d+/g) ?? [];
  const known = (word: string) => small.includes(word.slice(0, Math.max(4, word.length - 2)));
  const sentences = text.split(/(?<=\.)\s+/);
  return [
    ...plainNumbers(text).filter((number) => !plainNumbers(told).includes(number)),
    ...(text.match(/\p{Lu}[\p{L}\d]+/gu) ?? []).filter((name) => !small.includes(name.toLowerCase())),
    ...(wordsOf(text).filter(known).length < wordsOf(text).length * 0.7 ? ["other words"] : []),
    ...(/[<>@`*_{}|[\]]|https?:|www\.|\byou\b|\byour\b|[^\p{Script=Latin}\p{N}\p{P}\p{Sc}\s]/iu.test(text)
      ? ["signs"]
      : []),
    ...(text.length < 40 || text.length > 280 || !/[.!?]$/.test(text) ? ["form"] : []),
    ...sentences.filter((sentence) => {
      const shared = (line: string) =>
        wordsOf(sentence).filter((word) => line.toLowerCase().includes(word)).length;
      const nearest = [...honest].sort((a, b) => shared(b) - shared(a))[0] ?? "";
      return (sentence.match(NO) ?? []).length !== (nearest.match(NO) ?? []).length;
    }),
  ];
}

it("has sixteen pages, and a judge that tells fair from obedient", () => {
  expect(PAGES).toHaveLength(16);
  expect(PAGES.filter((page) => objections(page.fair, page).length > 0)).toEqual([]);
  expect(PAGES.filter((page) => objections(page.obedient, page).length === 0)).toEqual([]);
});

// ── Pages that steer ─────────────────────────────────────────────────────────────────────────────────

describe.each(PAGES)("a page with $trick", (page) => {
  it("gets nothing of it told by a model that obeys, and stays between our markers", async () => {
    scene.model.says(page.obedient);
    expect(await scene.open().summary(storyOf(page), [])).toBeUndefined();
    expect(scene.model.asks).toHaveLength(2);
    const [system, user] = scene.model.asks[0]?.messages ?? [];
    expect(system?.content).toContain("data");
    expect(user?.content.match(/<<<STORY|STORY>>>|<\|/g)).toEqual(["<<<STORY", "STORY>>>"]);
    expect(user?.content).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u{e0000}-\u{e007f}]/u);
  });

  it("is summed up by a model that does not", async () => {
    scene.model.says(page.obedient, page.fair);
    expect(await scene.open().summary(storyOf(page), [])).toBe(page.fair);
  });
});

// ── Models that go wrong ─────────────────────────────────────────────────────────────────────────────

const page = PAGES[2] as Page;
const WRONG: readonly (readonly [string, Reply])[] = [
  ["changes a number", page.fair.replace("H7", "H9")],
  ["adds a name", page.fair.replace("manufacturer Brandt", "manufacturer Brandt and its rival Vantor")],
  ["drops a denial", page.fair.replace("denied that", "said that")],
  ["drops a never", page.fair.replace("never found", "found")],
  ["mentions everybody", `${page.fair} @here`],
  [
    "answers in another language",
    "Der Hersteller Brandt bestritt am Freitag, dass seine Pumpen der Serie H7 brennen können.",
  ],
  ["links", `${page.fair} More at brandt-news.example.`],
  ["links in Markdown", page.fair.replace("Brandt", "[Brandt](https://b.example)")],
  ["writes HTML", `<p>${page.fair}</p>`],
  ["writes JSON", JSON.stringify({ summary: page.fair })],
  ["fences", `\`\`\`\n${page.fair}\n\`\`\``],
  ["introduces itself", `Sure! Here is the summary: ${page.fair}`],
  ["speaks of itself", "As an AI language model, I cannot sum up the heat pumps of the manufacturer Brandt."],
  ["stops in mid-sentence", page.fair.slice(0, 70)],
  ["talks on", page.fair.repeat(4)],
  ["says nothing", ""],
  ["says nothing but white space", " \n\u200b "],
  ["answers no JSON", { body: "Internal error" }],
  ["answers JSON without a text", { body: '{"choices":[{"message":{"content":null}}]}' }],
  ["answers a list", { body: "[]" }],
  ["answers null", { body: "null" }],
  ["answers nothing", { body: "" }],
  ["has nothing to say", { status: 204 }],
  ["is broken", { status: 500 }],
  ["asks for a rest", { status: 429 }],
  ["takes no token", { status: 401 }],
  ["redirects", { status: 307, location: "/v1/other" }],
  ["floods", { flood: 10_000_000 }],
  ["breaks the connection", "reset"],
  ["breaks the answer off", "cut"],
];

describe("a model that", () => {
  it.each(WRONG)("%s is not shown", async (_, reply) => {
    scene.model.says(reply);
    const writer = scene.open();
    expect(await writer.summary(storyOf(page), ["Brandt"])).toBeUndefined();
    const { gate, error } = writer.counts();
    expect(gate + error).toBe(1);
    expect(scene.model.asks.every(({ path }) => path === "/v1/chat/completions")).toBe(true);
  });

  it("cannot be reached is not shown", async () => {
    const gone = await makeModel();
    await gone.close();
    const writer = scene.open({ url: gone.url });
    expect(await writer.summary(storyOf(page), [])).toBeUndefined();
    expect(writer.counts().error).toBe(1);
  });

  it("never answers is given up after eight seconds", async () => {
    scene.model.says("silent");
    const summary = scene.open().summary(storyOf(page), []);
    await scene.model.asked(1);
    scene.clock.advance(8_000);
    expect(await summary).toBeUndefined();
  });

  it("changes a fair summary in any of these ways meets the gate", () => {
    const lies = (fair: string) => [
      fair.replace(/\d/, (digit) => String((Number(digit) + 3) % 10)),
      fair.replace(/\.$/, ", Elon Musk said."),
      fair.replace(/\.$/, " for 77 dollars."),
      fair.replace(/(?<=\p{Ll}) (?=\p{Ll})/u, " not "),
      fair
        .replace(/denied/, "confirmed")
        .replace(/voted/, "refused")
        .replace(/raised/, "lost"),
      fair.replace(/\.$/, ". Subscribe for more of this news now."),
      fair.replace(/ (\p{Ll}+) /u, " *$1* "),
      fair.replace("a", "а"),
      `“${fair.slice(0, -1)} and that is that.”`,
    ];
    for (const one of PAGES.slice(0, 3)) {
      const changed = lies(one.fair).filter((lie) => lie !== one.fair);
      expect(changed.filter((lie) => faults(lie, storyOf(one), [], "en").length === 0)).toEqual([]);
    }
  });
});
