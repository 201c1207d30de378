import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeComposer } from "../../src/composer.ts";
import { tellings } from "../../src/desk/sight.ts";
import { aDispatch, anAlert, aStory, MORNING } from "../doubles/samples.ts";
import { plan } from "../store/plans.ts";
import { abroad, everyones, here, openScene, ours, type Scene, theirs } from "./scene.ts";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.put(everyones, ours, theirs);
});
afterEach(() => scene.store.close());

describe("tellings", () => {
  it("are one for each outlet in sight, in the order of the outlets", () => {
    const outlets = ["a", "b", "c"].map((id) => ({
      source: id,
      name: id.toUpperCase(),
      url: `https://${id}/`,
    }));
    const story = aStory({ source: "a", sourceName: "A", url: "https://a/", outlets });
    expect(tellings(story, new Set(["c", "b"]))).toEqual([
      { ...story, source: "b", sourceName: "B", url: "https://b/", outlets: outlets.slice(1) },
      { ...story, source: "c", sourceName: "C", url: "https://c/", outlets: outlets.slice(1) },
    ]);
    expect(tellings(story, new Set(["a", "b", "c"]))[0]).toEqual(story);
    expect(tellings(story, new Set())).toEqual([]);
  });
});

describe("an alert", () => {
  const id = "alert-a";
  const alert = (channel: typeof here) =>
    anAlert({ id, channel, story: "a", verdict: { kind: "told", dispatch: id, by: "post" } });

  async function card(channel: typeof here): Promise<string> {
    await scene.store.commit(plan({ alerts: [alert(channel)] }));
    const composed = await makeComposer({ store: scene.store })(aDispatch({ id, channel }));
    return JSON.stringify(composed);
  }

  beforeEach(async () => {
    await scene.keep({ id: "a", source: "theirs", sourceName: "Theirs", url: "https://theirs.example/a" });
    const [sourceName, url] = ["Everyone's", "https://all.example/a"];
    await scene.sight({ story: "a", source: "everyones", sourceName, url, at: MORNING });
  });

  it("names the outlets that its channel may see, and no other", async () => {
    const told = await card(here);
    expect(told).toContain("https://all.example/a");
    expect(told).toContain("Everyone's");
    expect(told).not.toContain("heirs");
  });

  it("names the first outlet and the others where all may be seen", async () => {
    const told = await card(abroad);
    expect(told).toContain("https://theirs.example/a");
    expect(told).toContain("Everyone's");
  });

  it("is told as it is where its outlets are gone", async () => {
    await scene.store.sources.remove("everyones");
    expect(await card(here)).toContain("https://theirs.example/a");
  });
});
