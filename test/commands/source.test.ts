import { describe, expect, it } from "vitest";
import { makeSource } from "../doubles/desk.ts";
import { makeScene, NOW } from "./scene.ts";

const URL = "https://example.com/feed.xml";
const filed = makeSource("https://news.example.com/a", { now: NOW, name: "Filed wire" });
const own = makeSource(URL, { now: NOW, name: "Own wire", owners: ["slack:T1"] });

describe("/news source add", () => {
  it("reads an address from now on, and undoes itself", async () => {
    const scene = makeScene();
    expect(await scene.say(`source add <${URL}>`)).toBe(
      `Example wire is read from now on.\nIt holds 20 stories now. Those stay silent; what comes next is told.\nThe newest: Newest, <ago 2026-05-04T12:00>.\n[Undo: /news source remove ${URL}]`,
    );
    await scene.press("source remove", [URL]);
    expect(scene.state.changes).toEqual([`add ${URL}`, `remove ${URL}`]);
  });

  it("knows what is read already, and says what cannot be read", async () => {
    const scene = makeScene({ sources: [own] });
    expect(await scene.say(`source add ${URL}`)).toBe("Own wire is read already.");
    expect(await scene.say("source add htp://x")).toBe(
      "I cannot read htp://x: it is no web address. Try https://example.com",
    );
    expect(scene.state.changes).toEqual([]);
  });
});

describe("/news source check", () => {
  it.each([
    ["refuses connections", "it refuses connections."],
    [
      "is a web page, not a feed",
      "it is a web page, not a feed. Look on the page for the address of its feed (RSS or Atom).",
    ],
    ["has an unknown host name", "it has an unknown host name. Look whether it is spelled right."],
    ["answers 403", "it answers 403. It wants a login, or it refuses programs."],
    ["answers 410", "it answers 410. Its address may have changed."],
    ["It answers 304 to a first request.", "It answers 304 to a first request."],
  ])("says what is wrong and what to do: %s", async (why, said) => {
    const scene = makeScene();
    scene.desk.sources.check = async (url) => ({ kind: "trouble", url, why });
    expect(await scene.say(`source check ${URL}`)).toBe(`I cannot read ${URL}: ${said}`);
  });

  it("reads and stores nothing", async () => {
    const scene = makeScene();
    expect(await scene.say(`source check ${URL}`)).toContain(
      `Example wire can be read: 20 stories. Nothing was stored.\nThe newest: Newest, <ago 2026-05-04T12:00>.\n[Add it: /news source add ${URL}]`,
    );
    expect(await scene.say("source check nonsense")).toBe(
      '"nonsense" is not an address. An address looks like https://example.com/feed.xml',
    );
    expect(await scene.say("source add two words")).toContain('"two words" is not an address.');
    expect(await scene.say("source check example.com/feed.xml")).toContain("can be read");
    scene.desk.sources.check = async (url) => ({
      kind: "fine",
      url,
      title: "",
      stories: 0,
      newest: { title: "Undated" },
    });
    expect(await scene.say(`source check ${URL}`)).toContain(
      `${URL} can be read: 0 stories. Nothing was stored.\nThe newest: Undated.`,
    );
    scene.desk.sources.check = async (url) => ({ kind: "fine", url, title: "Empty", stories: 0 });
    expect(await scene.say(`source check ${URL}`)).not.toContain("newest");
    expect(scene.state.changes).toEqual([]);
  });
});

describe("/news source remove", () => {
  it("removes what was added here and nothing else", async () => {
    const scene = makeScene({ sources: [own, filed] });
    expect(await scene.say("source remove wire")).toBe(
      `More than one source fits "wire". Which one?\n[Own wire: /news source remove ${URL}] [Filed wire: /news source remove https://news.example.com/a]`,
    );
    expect(await scene.say("source remove Filed wire")).toContain("belongs to the configuration file.");
    expect(await scene.say("source remove Veo")).toBe(
      'No source here is called "Veo". /news source list shows them.',
    );
    expect(scene.state.changes).toEqual([]);
    expect(await scene.say("source remove Own wire")).toBe(
      `Own wire is no longer read for this space.\n[Undo: /news source add ${URL}]`,
    );
    expect(scene.state.sources).toEqual([filed]);
  });
});

describe("/news source list", () => {
  it("shows each source with its state", async () => {
    const trouble = {
      kind: "status",
      detail: "answers 403",
      since: new Date("2026-05-03T12:00:00Z"),
    } as const;
    const { checkedAt: _, ...unread } = own.state;
    const sources = [
      own,
      filed,
      makeSource("https://a.example.com/", {
        now: NOW,
        owners: ["slack:T1"],
        name: "Shut",
        trouble,
        failures: 3,
      }),
      makeSource("https://b.example.com/", { now: NOW, owners: ["slack:T1"], name: "Gone", disabled: true }),
      { ...own, name: "Young", url: "hn:OpenAI", state: unread },
    ];
    expect(await makeScene({ sources }).say("source list")).toBe(
      [
        "5 sources for this channel",
        "1 | Own wire | read <ago 2026-05-04T11:55>",
        "2 | Filed wire | read <ago 2026-05-04T11:55> | configuration file",
        "3 | Shut | answers 403 since <day 2026-05-03T12:00>",
        "4 | Gone | is gone and no longer asked",
        "5 | Young | first look <in 2026-05-04T12:04>",
      ].join("\n"),
    );
    expect(await makeScene().say("source list")).toContain("No source is read here yet.");
  });
});
