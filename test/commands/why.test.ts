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
        "This story was not told here, though a watch matches it today: it came in before that watch was made.",
        "found | in Example wire, first seen at <time 2026-05-04T11:48>, <ago 2026-05-04T11:48>",
        "main text | 7 words",
        'OpenAI | matched "OpenAI" in the title and "OpenAI\'s" in the text through the possessive · made after the story came in',
        'OpenAI -Sora | left out by -Sora: "Sora" in the title',
        "Veo | not in title, tags or text",
        "The watches are judged as they stand today.",
      ].join("\n"),
    );
  });

  it.each([
    [6, "and | 1 other watch that does not match\n"],
    [12, "and | 7 other watches that do not match\n"],
  ])("names of %i watches that do not match five, after those that do", async (count, said) => {
    const silent = Array.from({ length: count }, (_, n) => makeWatch(`Veo${n}`, HERE, NOW));
    const text = await ask({}, [...silent, openai]);
    const rows = text.split("\n").filter((line) => /^(?:Veo|OpenAI \|)/.test(line));
    expect(rows.map((row) => row.slice(0, 4))).toEqual(["Open", "Veo0", "Veo1", "Veo2", "Veo3", "Veo4"]);
    expect(text).toContain(said);
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
    [" · held: first poll", { alert: alert({ kind: "held", reason: "first poll" }) }],
    [" · held: paused then", { alert: alert({ kind: "held", reason: "paused" }) }],
    [" · told before", { alert: alert({ kind: "held", reason: "already told" }) }],
    [" · told with another story", { alert: alert({ kind: "joined", alert: "x" }) }],
    [" · told\n", { alert: alert({ kind: "told", dispatch: "d", by: "post" }) }],
    [
      " · told at <time 2026-05-04T11:50>\n",
      { alert: alert({ kind: "told", dispatch: "d", by: "post" }), toldAt, state: "sent" },
    ],
    [" · waits to be told", { alert: alert({ kind: "told", dispatch: "d", by: "post" }), state: "waiting" }],
    [" · could not be told", { alert: alert({ kind: "told", dispatch: "d", by: "post" }), state: "dead" }],
  ])("says: %s", async (sentence, known) => {
    expect(await ask(known)).toContain(sentence);
  });

  it("tells apart no watch at all and none that matched", async () => {
    expect(await ask({}, [])).toContain("This story was not told here: nothing is watched here.");
    expect(await ask({}, [veo])).toContain("This story was not told here: no watch matches it.");
  });

  it("names the other outlets and places beyond title and text", async () => {
    const wide = {
      ...story,
      tags: ["AI", "OpenAI"],
      outlets: [...story.outlets, { source: "b", name: "Blog", url: "" }],
    };
    const because = [
      { term: "OpenAI", field: "tag", index: 1, start: 0, end: 6 },
      { term: "en", field: "lang", start: 0, end: 2 },
    ] as const;
    const text = await ask({
      story: wide,
      watches: [{ watch: openai, matched: true, because, missing: [] }],
    });
    expect(text).toContain("also in | Blog");
    expect(text).toContain('OpenAI | matched "OpenAI" in the tags and "en", its language');
    expect(await ask({ watches: [{ watch: veo, matched: false, because: [], missing: [] }] })).toContain(
      "Veo | no",
    );
  });

  it.each([
    ["lawsuit", "Two lawsuits begin", 'matched "lawsuits" in the title through the plural'],
    ["OpenAI", "A case for Open AI", 'matched "Open AI" in the title, written apart'],
    ['"super app"', "A superapp at last", 'matched "superapp" in the title, written in one word'],
    ["open ai", "OpenAI opens", 'matched "OpenAI" in the title, written in one word'],
    ["AI", "A.I. for all", 'matched "A.I." in the title as an acronym'],
    ["OpenAI", "OpenAI’s office", 'matched "OpenAI’s" in the title through the possessive'],
    ["climate", "A #ClimateStrike in Oslo", 'matched "Climate" in the title, inside a hashtag'],
    ["-rain Oslo", "A #ClimateStrike in Oslo", 'matched "Oslo" in the title'],
    ['Oslo -"heavy rain"', "Heavy rain in Oslo", 'left out by -"heavy rain": "Heavy rain" in the title'],
    ["author:ada", "A lab", 'matched "Ada" among the authors'],
    ["source:example", "A lab", 'matched "Example" in the name of the source'],
    ["site:example.com", "A lab", 'matched "example.com" in the address'],
    ["link:example", "A lab", 'matched "example" in the address'],
  ])("names the words and the way they are written: %s", async (query, title, said) => {
    const one = { ...makeStory(title, "", now), authors: ["Ada Lane"] };
    const scene = makeScene({ stories: [one], watches: [makeWatch(query, HERE, NOW)] });
    expect(await scene.say(`why ${one.url}`)).toContain(said);
  });

  it("knows a watch by what it leaves out alone, one that is paused now, and one that is gone", async () => {
    const bare = await ask({ watches: [{ watch: veo, matched: true, because: [], missing: [] }] });
    expect(bare).toContain("Veo | matched: nothing that it leaves out is there");
    const paused = { ...openai, pausedUntil: new Date("2026-05-04T13:00:00Z") };
    expect(await ask({}, [paused])).toContain("· paused until <time 2026-05-04T13:00>");
    const told = alert({ kind: "told", dispatch: "d", by: "post" });
    const because = [{ term: "OpenAI", field: "title", start: 0, end: 6 }] as const;
    const gone = { ...told, matches: [{ watch: "gone", query: "Open*", because }] };
    expect(await ask({ alert: gone, toldAt, state: "sent" }, [veo])).toContain(
      'Open* | matched "OpenAI" in the title · told at <time 2026-05-04T11:50> · no longer watched here',
    );
  });

  it("says of a watch that cannot be read why that is", async () => {
    expect(await ask({}, [{ ...veo, unreadable: "this is too deep." }])).toContain(
      "Veo | cannot be read: this is too deep.\n",
    );
  });

  it("tells by the record what matched then", async () => {
    const because = [{ term: "OpenAI", field: "body", start: 14, end: 20 }] as const;
    const told = alert({ kind: "told", dispatch: "d", by: "post" });
    const record = { ...told, matches: [{ watch: openai.id, query: "OpenAI", because }] };
    expect(await ask({ alert: record, toldAt, state: "sent" })).toContain(
      'OpenAI | matched "OpenAI" in the text · told at',
    );
  });

  it("tells apart a watch made later and one that did not match then", async () => {
    const older = makeWatch("OpenAI", HERE, new Date("2026-05-01T00:00:00Z"));
    const text = await ask({}, [older]);
    expect(text).toContain("when it came in, no watch matched it. Today one does.");
    expect(text).not.toContain("made after");
  });

  it("of a link that no source brought shows the nearest, also in Slack's writing", async () => {
    const scene = makeScene({ stories: [story] });
    const text = await scene.say("why <https://example.com/unknown|example.com>");
    expect(text).toContain("None of the sources has brought me https://example.com/unknown.");
    expect(text).toContain("The nearest stories I know:\n1. OpenAI to end Sora (");
    expect(text).toContain(
      `[Add it as a source: /news source add https://example.com/unknown] [Why 1: /news why ${story.url}]`,
    );
    expect(await makeScene().say("why https://example.com/unknown")).not.toContain("nearest");
  });

  it("asked in words without a name tells what it needs", async () => {
    expect(await makeScene().say("why not")).toBe(
      "With its link or its title I can say why it was or was not told here.",
    );
    expect(await makeScene().say("why didn't i get qwen?")).toBe(
      [
        'I cannot tell which story "qwen" means.',
        "With its link or its title I can say why it was or was not told here.",
        "[Latest about qwen: /news latest qwen]",
      ].join("\n"),
    );
  });

  it("asked by words that more than one story has lets people choose", async () => {
    const linkless = { ...other, url: "" };
    expect(await makeScene({ stories: [story, linkless] }).say("why wasn't I told about offices?")).toBe(
      [
        'I cannot tell which story "offices" means.',
        "The nearest stories I know:",
        "1. OpenAI to end Sora (Example wire, <ago 2026-05-04T11:48>)",
        "2. Another story (Example wire, <ago 2026-05-04T11:48>)",
        `[Why 1: /news why ${story.url}] [Why 2: /news why ${other.id}] [Latest about offices: /news latest offices]`,
      ].join("\n"),
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
