import { describe, expect, it } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import { alertId } from "../../src/alerts/alert.ts";
import type { Why } from "../../src/commands/desk.ts";
import { makeStory, makeWatch } from "../doubles/desk.ts";
import { HERE, makeScene, NOW } from "./scene.ts";

const now = { now: NOW };
const story = makeStory("OpenAI to end Sora", "The lab needs OpenAI's computers for Spud.", now);
const other = makeStory("Another story", "", now);
const openai = makeWatch("OpenAI", HERE, NOW);
const veo = makeWatch("Veo", HERE, NOW);
const noSora = makeWatch("OpenAI -Sora", HERE, NOW);
const toldAt = new Date("2026-05-04T11:50:00Z");

function alert(verdict: Alert["verdict"]): Alert {
  const held = verdict.kind === "held" ? { held: verdict.reason } : {};
  return {
    id: alertId(HERE, story.id),
    channel: HERE,
    story: story.id,
    matches: [{ watch: openai.id, query: "OpenAI", because: [], ...held }],
    verdict,
    decidedAt: NOW,
  };
}

function ask(known: Partial<Why & { kind: "known" }>, watches = [openai]) {
  return makeScene({ stories: [story, other], watches, known: { [story.url]: known } }).say(
    `why ${story.url}`,
  );
}

describe("/news why", () => {
  it("shows each stage and each watch with its reason", async () => {
    expect(await ask({}, [openai, veo, noSora])).toBe(
      [
        "OpenAI to end Sora (Example wire, <ago 2026-05-04T11:48>)",
        "This story was not told here, though a watch matches it today: it was read before that watch was made.",
        "found | in Example wire, first seen at <time 2026-05-04T11:48>, <ago 2026-05-04T11:48>",
        "main text | 7 words",
        'OpenAI | matched "OpenAI" in the title and "OpenAI\'s" in the text',
        "Veo | not in title, tags or text",
        'OpenAI -Sora | left out by "Sora" in the title',
        "The watches are judged as they stand today.",
      ].join("\n"),
    );
  });

  it.each<[string, Partial<Why & { kind: "known" }>]>([
    [
      "This story was told here at <time 2026-05-04T11:50>, <ago 2026-05-04T11:50>.",
      { alert: alert({ kind: "told", dispatch: "d", by: "post" }), toldAt, state: "sent" },
    ],
    [
      "This story was told here in a digest at <time 2026-05-04T11:50>, <ago 2026-05-04T11:50>.",
      { alert: alert({ kind: "told", dispatch: "d", by: "digest" }), toldAt, state: "sent" },
    ],
    ["This story was told here.", { alert: alert({ kind: "told", dispatch: "d", by: "post" }) }],
    [
      "This story was told here in a digest.",
      { alert: alert({ kind: "told", dispatch: "d", by: "digest" }) },
    ],
    [
      "This story waits to be told here.",
      { alert: alert({ kind: "told", dispatch: "d", by: "post" }), state: "waiting" },
    ],
    [
      "This story waits for the digest: too many came at once.",
      { alert: alert({ kind: "told", dispatch: "d", by: "digest" }), state: "waiting" },
    ],
    [
      "This story could not be told here, and I have given up.\nThe last attempt ended so: the channel is gone.",
      {
        alert: alert({ kind: "told", dispatch: "d", by: "post" }),
        state: "dead",
        reason: "the channel is gone",
      },
    ],
    ["This story joined the alert of another one", { alert: alert({ kind: "joined", alert: "x" }) }],
    ["what it matched was paused then.", { alert: alert({ kind: "held", reason: "paused" }) }],
    ["the channel had it already.", { alert: alert({ kind: "held", reason: "already told" }) }],
    [
      "new | no, the source was read for the first time",
      { alert: alert({ kind: "held", reason: "first poll" }) },
    ],
    ["in the text (first poll)", { alert: alert({ kind: "held", reason: "first poll" }) }],
  ])("says: %s", async (sentence, known) => {
    expect(await ask(known)).toContain(sentence);
  });

  it("tells apart no watch at all and none that matched", async () => {
    expect(await ask({}, [])).toContain("This story was not told here: nothing is watched here.");
    expect(await ask({}, [veo])).toContain("This story was not told here: no watch matched it.");
  });

  it("names the other outlets and places beyond title and text", async () => {
    const wide = {
      ...story,
      tags: ["AI", "OpenAI"],
      outlets: [...story.outlets, { source: "b", name: "Blog", url: "" }],
    };
    const because = [
      { term: "OpenAI", field: "tag", index: 1, start: 0, end: 6 },
      { term: "lang:en", field: "lang", start: 0, end: 2 },
    ] as const;
    const text = await ask({
      story: wide,
      watches: [{ watch: openai, matched: true, because, missing: [] }],
    });
    expect(text).toContain("also in | Blog");
    expect(text).toContain('OpenAI | matched "OpenAI" in the tags and lang:en');
    expect(await ask({ watches: [{ watch: veo, matched: false, because: [], missing: [] }] })).toContain(
      "Veo | no",
    );
  });

  it("of a link that no source brought shows the nearest, also in Slack's writing", async () => {
    const scene = makeScene({ stories: [story] });
    const text = await scene.say("why <https://example.com/unknown|example.com>");
    expect(text).toContain("None of the sources has brought me https://example.com/unknown.");
    expect(text).toContain("The nearest stories I know:\n• OpenAI to end Sora (");
    expect(text).toContain("[Add it as a source: /news source add https://example.com/unknown]");
  });

  it("asked in words tells what it needs, and offers the latest about what they name", async () => {
    expect(await makeScene().say("why didn't i get qwen?")).toBe(
      [
        '"didn\'t i get qwen?" is not the link of a story. With the link of a story I can say why it was or was not told here.',
        "[Latest about qwen: /news latest qwen]",
      ].join("\n"),
    );
    expect(await makeScene().say("why not")).not.toContain("[");
    expect(await makeScene({ stories: [story] }).say("why openai sora")).toContain(
      "The nearest stories I know:",
    );
  });

  it("says of a watch on a field only that it does not match", async () => {
    const title = makeWatch("title:veo", HERE, NOW);
    const open = makeWatch("Veo Spud", HERE, NOW);
    const text = await ask({}, [title, open]);
    expect(text).toContain("title:veo | no\n");
    expect(text).toContain("Veo Spud | does not name Veo\n");
  });
});
