import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Model, makeModel } from "../doubles/model.ts";
import { FAIR, makeScene, type Scene, STORY } from "./scene.ts";

let model: Model;
let scene: Scene;
beforeAll(async () => {
  model = await makeModel();
});
beforeEach(() => {
  scene = makeScene(model);
});
afterAll(() => model.close());

const results = () => scene.log.events.map(({ details }) => (details as { result: string }).result);
const reasons = () => scene.log.events.map(({ details }) => (details as { reason?: string }).reason);
const contents = (at: number) =>
  scene.model.asks[at]?.messages.map(({ content }) => content).join("\n") ?? "";
/** Other stories, so that nothing comes from the cache. */
const other = (index: number) => ({ ...STORY, title: `${STORY.title}, ${index}` });

describe("a summary", () => {
  it("is asked for once, with the text as data, and kept", async () => {
    scene.model.says({ text: ` ${FAIR}\n`, tokens: 700 });
    const writer = scene.open({ token: "key-1", url: `${scene.model.url}/` });
    expect(await writer.summary(STORY, ["trams"])).toBe(FAIR);
    expect(await writer.summary(STORY, ["Port Elin"])).toBe(FAIR);
    expect(await scene.open().summary(STORY, [])).toBe(FAIR);
    expect(scene.model.asks).toHaveLength(1);
    expect(scene.model.asks[0]).toMatchObject({
      path: "/v1/chat/completions",
      model: "small",
      max_tokens: 120,
      temperature: 0,
    });
    expect(scene.model.asks[0]?.headers).toMatchObject({ authorization: "Bearer key-1" });
    expect(contents(0)).toContain(`<<<STORY\n${STORY.title}\n\n${STORY.text}\nSTORY>>>`);
    expect(writer.counts()).toEqual({
      ok: 1,
      cached: 1,
      gate: 0,
      timeout: 0,
      error: 0,
      budget: 0,
      breaker: 0,
      tokens: 700,
      tokensPerDay: 100_000,
    });
    expect(scene.log.events).toEqual([
      { level: "info", event: "writing.summary", details: { result: "ok", ms: 0 } },
    ]);
  });

  it("is asked for again after 45 days, for another model, and for a changed text", async () => {
    scene.model.says(FAIR);
    await scene.open().summary(STORY, []);
    await scene.open({ model: "other" }).summary(STORY, []);
    await scene.open().summary({ ...STORY, text: `${STORY.text} More.` }, []);
    expect(scene.model.asks).toHaveLength(3);
    scene.clock.advance(44 * 86_400_000);
    await scene.open().summary(STORY, []);
    expect(scene.model.asks).toHaveLength(3);
    scene.clock.advance(2 * 86_400_000);
    await scene.open().summary(STORY, []);
    expect(scene.model.asks).toHaveLength(4);
  });

  it("gets a second try with the reason, in the same time", async () => {
    scene.model.says(FAIR.replace("31 to 14", "31 to 15"), FAIR);
    expect(await scene.open().summary(STORY, [])).toBe(FAIR);
    expect(contents(1)).toContain("number: 15");
    expect(results()).toEqual(["ok"]);
  });

  it("that is refused twice is not asked for again for a day", async () => {
    scene.model.says("The mayor of Port Elin, Ada Quill, supported the plan, and buses would be cheaper.");
    const writer = scene.open();
    expect(await writer.summary(STORY, [])).toBeUndefined();
    expect(await writer.summary(STORY, [])).toBeUndefined();
    expect(scene.model.asks).toHaveLength(2);
    expect(writer.counts()).toMatchObject({ gate: 1, cached: 0 });
    expect(scene.log.events).toMatchObject([
      { details: { result: "gate", reason: expect.stringContaining("negation") } },
    ]);
    scene.clock.advance(25 * 3_600_000);
    scene.model.says(FAIR);
    expect(await writer.summary(STORY, [])).toBe(FAIR);
  });

  it("is held to the words of each caller, also from the cache", async () => {
    const without =
      "The council voted on Tuesday to keep the night trams running until 2031, a year after it had planned to end them.";
    scene.model.says(without);
    const writer = scene.open();
    expect(await writer.summary(STORY, ["tram"])).toBe(without);
    expect(await writer.summary(STORY, ["Port Elin"])).toBeUndefined();
    scene.cache.rows.forEach((row, key) => {
      scene.cache.rows.set(key, {
        ...row,
        value: { value: "Port Elin burnt down on Tuesday, and 4,200 people fled the council." },
      });
    });
    expect(await writer.summary(STORY, [])).toBeUndefined();
  });

  it("shows the model sentences with the watched words from further down", async () => {
    const filler = "The council spoke about the budget of the next year for a long time. ".repeat(50);
    const text = `${STORY.text}\n${filler}\nThe old depot at Kelp Street will house a museum.\nThe depot has ${"very ".repeat(200)}old doors.`;
    await scene.open().summary({ ...STORY, text }, ["Depot"]);
    expect(contents(0)).toContain("Kelp Street");
    expect(contents(0)).not.toContain("old doors");
    expect(contents(0).length).toBeLessThan(5_000);
  });

  it("is asked for once by callers at one time", async () => {
    scene.model.says("silent");
    const writer = scene.open();
    const all = [writer.summary(STORY, []), writer.summary(STORY, ["trams"])];
    await scene.model.asked(1);
    scene.model.speak(FAIR);
    expect(await Promise.all(all)).toEqual([FAIR, FAIR]);
    expect(scene.model.asks).toHaveLength(1);
  });
});

describe("a decision", () => {
  it.each([
    ["yes", true],
    ["No.", false],
    ["<think>The story is about trams, so no… yes?</think>\n\nYes", true],
    ["Maybe", undefined],
    ["yes and no", undefined],
    ['{"answer": "no"}', undefined],
  ])("reads %j as %s", async (said, decision) => {
    scene.model.says(said);
    expect(await scene.open().relevant("transport policy", STORY)).toBe(decision);
  });

  it("is kept, yes and no alike, and is of its own for each wish", async () => {
    scene.model.says("no");
    const writer = scene.open();
    expect(await writer.relevant("football\u200b\nnews", STORY)).toBe(false);
    expect(await writer.relevant("football\u200b\nnews", STORY)).toBe(false);
    expect(contents(0)).toContain("They want: football news");
    await writer.relevant("trams", STORY);
    expect(scene.model.asks).toHaveLength(2);
  });
});

describe("a translation", () => {
  const texts = { title: STORY.title, summary: FAIR };
  const german = {
    title: "Hafenstadt stimmt für den Erhalt ihrer Nachtbahnen",
    summary:
      "Der Rat von Port Elin hat dafür gestimmt, die Nachtbahnen bis 2031 weiterfahren zu lassen. Die Abstimmung endete 31 zu 14.",
  };

  it("is read from two lines", async () => {
    scene.model.says(`"${german.title}"\n\n${german.summary}`);
    expect(await scene.open().translation(texts, "de")).toEqual(german);
    expect(contents(0)).toContain("into German");
  });

  it("is refused with other numbers, or in the language it came in", async () => {
    scene.model.says(
      `${german.title}\n${german.summary.replace("2031", "2013")}`,
      `${texts.title}\n${texts.summary}`,
    );
    expect(await scene.open().translation(texts, "de")).toBeUndefined();
    expect(results()).toEqual(["gate"]);
    expect(contents(1)).toContain("number: 2031");
  });

  it("is not asked for into what is no language", async () => {
    expect(await scene.open().translation(texts, "x!")).toBeUndefined();
    expect(scene.model.asks).toHaveLength(0);
    expect(results()).toEqual(["error"]);
  });
});

describe("limits", () => {
  it("give up after the time, tries, waiting and all", async () => {
    scene.model.says("silent");
    const writer = scene.open();
    const all = [1, 2, 3].map((index) => writer.summary(other(index), []));
    await scene.model.asked(2);
    scene.clock.advance(7_999);
    scene.clock.advance(1);
    expect(await Promise.all(all)).toEqual([undefined, undefined, undefined]);
    expect(results()).toEqual(["timeout", "timeout", "timeout"]);
    expect(reasons().sort()).toEqual(["no answer in time", "no answer in time", "no turn in time"]);
    expect(scene.model.asks).toHaveLength(2);
  });

  it("let two ask at once and the others in turn", async () => {
    scene.model.says("silent", "silent", FAIR);
    const writer = scene.open();
    const all = [1, 2, 3, 4].map((index) => writer.summary(other(index), []));
    await scene.model.asked(2);
    expect(scene.model.asks).toHaveLength(2);
    scene.model.speak(FAIR);
    expect(await Promise.all(all)).toEqual([FAIR, FAIR, FAIR, FAIR]);
  });

  it("leave a failing model alone for ten minutes, then try once", async () => {
    scene.model.says({ status: 500 });
    const writer = scene.open();
    for (let index = 0; index < 6; index += 1) await writer.summary(other(index), []);
    expect(scene.model.asks).toHaveLength(5);
    expect(results().at(-1)).toBe("breaker");
    expect(writer.counts().restsUntil).toEqual(new Date("2026-05-04T09:10:00Z"));
    scene.clock.advance(600_000);
    await writer.summary(other(7), []);
    await writer.summary(other(8), []);
    expect(results().slice(-2)).toEqual(["error", "breaker"]);
    scene.clock.advance(600_000);
    scene.model.says(FAIR);
    await writer.summary(other(9), []);
    scene.model.says({ status: 500 });
    await writer.summary(other(10), []);
    await writer.summary(other(11), []);
    expect(results().slice(-3)).toEqual(["ok", "error", "error"]);
  });

  it("count failures of ten minutes alone", async () => {
    scene.model.says({ status: 500 });
    const writer = scene.open();
    for (let index = 0; index < 8; index += 1) {
      await writer.summary(other(index), []);
      scene.clock.advance(150_001);
    }
    expect(results()).not.toContain("breaker");
  });

  it("keep to the tokens of a day, over a restart, and begin anew with the next", async () => {
    scene.model.says({ text: FAIR, tokens: 1_500 });
    const open = () => scene.open({ tokensPerDay: 3_000 });
    await open().summary(other(1), []);
    const writer = open();
    await writer.summary(other(2), []);
    expect(await writer.summary(other(3), [])).toBeUndefined();
    expect(results()).toEqual(["ok", "ok", "budget"]);
    expect(writer.counts().tokens).toBe(3_000);
    scene.clock.advance(86_400_000);
    expect(writer.counts().tokens).toBe(0);
    expect(await writer.summary(other(3), [])).toBe(FAIR);
  });

  it.each([undefined, -5, 1e12, "many"])("estimate the tokens where the endpoint says %s", async (tokens) => {
    scene.model.says({ text: FAIR, tokens });
    const writer = scene.open();
    await writer.summary(STORY, []);
    expect(writer.counts().tokens).toBeGreaterThan(200);
    expect(writer.counts().tokens).toBeLessThan(900);
  });

  it("charge an answer to the day on which it was asked for", async () => {
    scene.clock.advance(15 * 3_600_000 - 1_000);
    scene.model.says("silent", FAIR);
    const writer = scene.open();
    const first = writer.summary(other(1), []);
    await scene.model.asked(1);
    scene.clock.advance(2_000);
    await writer.summary(other(2), []);
    const { tokens } = writer.counts();
    scene.model.speak(FAIR);
    await first;
    expect(writer.counts().tokens).toBe(tokens);
  });
});

it("goes on without its cache", async () => {
  scene.model.says(FAIR);
  const broken = async () => {
    throw new Error("disk full");
  };
  const writer = scene.open({ cache: { get: broken, set: broken } });
  expect(await writer.summary(STORY, [])).toBe(FAIR);
  expect(writer.counts().tokens).toBeGreaterThan(0);
});
