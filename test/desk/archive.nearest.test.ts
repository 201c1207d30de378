import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MORNING, plus } from "../doubles/samples.ts";
import { abroad, DAY, everyones, here, openScene, ours, type Scene, theirs } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.put(everyones, ours, theirs);
});
afterEach(() => scene.store.close());

const ago = (days: number) => ({ publishedAt: plus(MORNING, -days * DAY) });

describe("nearest", () => {
  const nearest = async (text: string, channel = here) =>
    (await scene.archive.nearest(channel, text, 2)).map(({ id }) => id);

  it("gives the stories that share most words with a link, two at least", async () => {
    await scene.keep(
      { id: "one", source: "ours", title: "Rain in Oslo" },
      { id: "two", source: "ours", title: "OpenAI opens in Lima", ...ago(1) },
      { id: "three", source: "ours", title: "OpenAI opens an Oslo office", ...ago(2) },
      { id: "also-two", source: "ours", title: "OpenAI, Oslo", ...ago(3) },
      { id: "hidden", source: "theirs", title: "OpenAI opens an Oslo office" },
    );
    const link = "https://x.example/2026/openai-opens-an-oslo-office";
    expect(await nearest(link)).toEqual(["three", "two"]);
    expect(await nearest(link, abroad)).toEqual(["hidden"]);
    expect(await nearest("https://x.example/rain-elsewhere")).toEqual([]);
    expect(await nearest("?!")).toEqual([]);
  });

  it("reads words of any script in a link, and takes what cannot be read as it is", async () => {
    await scene.keep(
      { id: "ru", source: "ours", title: "Выборы: главное о голосовании" },
      { id: "odd", source: "ours", title: "Half percent growth" },
    );
    expect(await nearest(`https://x.example/${encodeURIComponent("выборы-главное")}`)).toEqual(["ru"]);
    expect(await nearest("https://x.example/growth-100%-half")).toEqual(["odd"]);
    expect(await nearest("главное: выборы")).toEqual(["ru"]);
  });

  it("finds an old story among very many younger ones that share a word", async () => {
    await scene.keep({ id: "old", source: "ours", title: "Harbour bridge closed", ...ago(29) });
    const younger = (n: number) => ({ id: `s${n}`, source: "ours", title: "A bridge for all", text: "" });
    await scene.keep(...Array.from({ length: 200 }, (_, n) => younger(n)));
    expect(await nearest("https://x.example/closed-harbour-bridge")).toEqual(["old"]);
  });
});
