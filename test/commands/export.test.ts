import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../src/commands/export.ts";
import { makeSource, makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const own = {
  ...makeSource("https://example.com/feed.xml", { now: NOW, owners: ["slack:T1"] }),
  everyMs: 600_000,
  topics: ["ai"],
};

describe("/news export", () => {
  it("gives the watches of this channel and the sources of this space as configuration", async () => {
    const filed = makeSource("https://filed.example.com/", { now: NOW });
    const watches = [
      makeWatch('"super app" OR Spud', HERE, NOW, ANN),
      makeWatch("Veo", { ...HERE, id: "C2" }, NOW, ANN),
    ];
    const { card } = await makeScene({ sources: [own, filed], watches }).line("export");
    expect(card.parts[1]).toEqual({
      kind: "code",
      text: [
        "sources:",
        '  - { name: "Example wire", url: "https://example.com/feed.xml", every: 10m, topics: ["ai"] }',
        "watches:",
        '  - { channel: "slack:T1/C1", query: "\\"super app\\" OR Spud" }',
      ].join("\n"),
    });
  });

  it("leaves out a watch that cannot be read, with which no file would be taken, and says so", async () => {
    const lost = { ...makeWatch("Veo", HERE, NOW, ANN), unreadable: "this is too deep." };
    const text = await makeScene({ watches: [makeWatch("Sora", HERE, NOW, ANN), lost] }).say("export");
    expect(text).toContain('query: "Sora" }\nLeft out, because it cannot be read: Veo');
    expect(text).not.toContain('query: "Veo"');
  });

  it("says nothing of what is not there", () => {
    expect(toYaml(HERE, [], [])).toBe("sources: []\nwatches: []");
  });

  it.each([
    [1_000, "1s"],
    [1_500, "1.5s"],
    [90_000, "90s"],
    [3_600_000, "1h"],
    [172_800_000, "2d"],
  ])("writes %i ms as %s", (everyMs, every) => {
    expect(toYaml(HERE, [{ ...own, everyMs }], [])).toContain(`every: ${every},`);
  });

  it("any text is read back by a YAML reader as it was", () => {
    const any = fc.string({ unit: "binary", maxLength: 40 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(any, any, any, (name, topic, text) => {
        const row = { watch: { ...makeWatch("x", HERE, NOW), text }, told: 0, lastWeek: 0 };
        const read = parse(toYaml(HERE, [{ ...own, name, topics: [topic] }], [row]));
        expect(read.sources[0]).toMatchObject({ name, topics: [topic] });
        expect(read.watches[0].query).toBe(text);
      }),
    );
  });
});
