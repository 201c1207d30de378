import { describe, expect, it } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import { alertId } from "../../src/alerts/alert.ts";
import type { Member, Why } from "../../src/commands/desk.ts";
import type { Near } from "../../src/stories/near.ts";
import type { PageFault, PageLook } from "../../src/stories/story.ts";
import { makeStory, makeWatch } from "../doubles/desk.ts";
import { HERE, makeScene, NOW } from "./scene.ts";

const now = { now: NOW };
const story = makeStory("OpenAI to end Sora", "The lab needs OpenAI's computers for Spud.", now);
const other = makeStory("Another story", "", now);
const openai = makeWatch("OpenAI", HERE, NOW);
const veo = makeWatch("Veo", HERE, NOW);
const noSora = makeWatch("OpenAI -Sora", HERE, NOW);
const toldAt = new Date("2026-05-04T11:50:00Z");

const near = { story: other.id, coverage: other.id, similarity: 0.409, because: ["openai", "spud"] };
const joined = { kind: "joined", alert: "x", near: { ...near, how: "similar" } } as const;

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
        "main text | 7 words, from the feed",
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
    ["This story joined the alert of another one", { alert: alert(joined) }],
    ["what it matched was paused then.", { alert: alert({ kind: "held", reason: "paused" }) }],
    ["the channel had it already.", { alert: alert({ kind: "held", reason: "already told" }) }],
    [
      "new | no, the source was read for the first time",
      { alert: alert({ kind: "held", reason: "first poll" }) },
    ],
    [" · held: first poll", { alert: alert({ kind: "held", reason: "first poll" }) }],
    [" · held: paused then", { alert: alert({ kind: "held", reason: "paused" }) }],
    [
      "was not told here: the language model finds that it is not about what the watch asks for.",
      { alert: alert({ kind: "held", reason: "not about" }) },
    ],
    [
      " · left out: the language model finds that it is not about what the watch asks for",
      {
        alert: {
          ...alert({ kind: "told", dispatch: "d", by: "post" }),
          verdict: { kind: "held", reason: "not about" },
        },
      },
    ],
    [" · told before", { alert: alert({ kind: "held", reason: "already told" }) }],
    [" · told with another story", { alert: alert(joined) }],
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

describe("/news why, of the main text", () => {
  const rows = async (page: PageLook, text = story.text) => {
    const said = await ask({ story: { ...story, text, page } });
    return said.split("\n").find((line) => line.startsWith("main text"));
  };

  it("says that it is from the page", async () => {
    expect(await rows({ kind: "read" })).toBe("main text | 7 words, from the page");
  });

  it.each<[PageFault, string]>([
    ["paywall", "its page is behind a paywall"],
    ["consent", "its page wants consent first"],
    ["robots", "its page keeps robots out"],
    ["refused", "its page answered with an error"],
    ["slow", "its page took too long"],
    ["large", "its page is too large"],
    ["empty", "its page has no main text"],
    ["busy", "too many pages were to be read at once"],
  ])("says why it is not from the page: %s", async (fault, said) => {
    expect(await rows({ kind: "unread", why: fault })).toBe(`main text | 7 words, from the feed; ${said}`);
    expect(await rows({ kind: "unread", why: fault }, "")).toBe(`main text | none, from the feed; ${said}`);
  });

  it("says where only a teaser names what is watched", async () => {
    const page = { kind: "read", removed: "More news\nQwen is out now, and Musk sues" } as const;
    const told = { ...story, page };
    const watches = ["Qwen", "title:Qwen", "Qwen Musk", "Qwen Veo", "Qwen about: robots"];
    const scene = makeScene({ stories: [told], watches: watches.map((text) => makeWatch(text, HERE, NOW)) });
    const said = await scene.say(`why ${story.url}`);
    const teased = "(a teaser on the page names it; teasers do not count)";
    expect(said).toContain(`\nQwen | not in title, tags or text ${teased}\n`);
    expect(said).toContain("\ntitle:Qwen | no\n");
    expect(said).toContain(`\nQwen Musk | does not name Qwen and Musk ${teased}\n`);
    expect(said).toContain("\nQwen Veo | does not name Qwen and Veo\n");
    expect(said).toContain(`\nQwen about: robots | not in title, tags or text ${teased}\n`);
    const bare = makeScene({ stories: [{ ...story, page: { kind: "read" } }], watches: scene.state.watches });
    expect(await bare.say(`why ${story.url}`)).not.toContain("teaser");
  });

  it("counts a watch that only a teaser names among those with something to say", async () => {
    const silent = Array.from({ length: 6 }, (_, n) => makeWatch(`Veo${n}`, HERE, NOW));
    const page = { kind: "read", removed: "Qwen is out" } as const;
    const scene = makeScene({
      stories: [{ ...story, tags: ["Qwentastic"], page }],
      watches: [...silent, makeWatch("Qwen", HERE, NOW)],
    });
    expect(await scene.say(`why ${story.url}`)).toContain("\nQwen | not in title, tags or text (a teaser");
  });
});

describe("/news why, of stories about one event", () => {
  const message = { channel: HERE, id: "m", url: "https://chat.example/m" };
  const verge = { ...other, sourceName: "The Verge" };
  const member = (n: number, more: Partial<Near> = {}): Member => ({
    alert: `alert-${n}`,
    story: { ...makeStory(`Story ${n}`, "", now), sourceName: `Outlet ${n}` },
    near: { ...joined.near, ...more },
    at: new Date(toldAt.getTime() + n * 60_000),
  });

  it("names the alert that a story joined, what they share, and how to split it off", async () => {
    const said = await ask({ alert: alert(joined), lead: { story: verge, message } });
    expect(said).toContain(
      "\njoined | The Verge’s alert at <time 2026-05-04T12:00>, similarity 0.41: openai, spud\n",
    );
    expect(said).toContain(`\n[Split: /news why ${story.url} split]`);
  });

  it("links to its message, else to its story", async () => {
    const links = async (lead: { story: typeof other; message?: typeof message }) => {
      const known = { [story.url]: { alert: alert(joined), lead } };
      const scene = makeScene({ stories: [story], known });
      const { card } = await scene.line(`why ${story.url}`);
      return JSON.stringify(card).match(/"text":"The Verge’s alert"[^}]*/)?.[0];
    };
    expect(await links({ story: verge, message })).toContain(message.url);
    expect(await links({ story: verge })).toContain(verge.url);
    expect(await links({ story: { ...verge, url: "" } })).toBe('"text":"The Verge’s alert"');
  });

  it.each<[Near["how"], string]>([
    ["url", ", the same link"],
    ["content", ", the same text"],
    ["title", ", the same title"],
  ])("says what makes them the same: %s", async (how, said) => {
    const same = { ...joined, near: { ...joined.near, how } };
    expect(await ask({ alert: alert(same), lead: { story: verge } })).toContain(said);
  });

  it("knows of no words and of a story that is no longer stored", async () => {
    const wordless = { ...joined, near: { ...joined.near, because: [] } };
    expect(await ask({ alert: alert(wordless) })).toContain(
      "joined | the alert of a story that is no longer stored at <time 2026-05-04T12:00>, similarity 0.41\n",
    );
    const reuters = { ...other, sourceName: "Reuters" };
    expect(await ask({ alert: alert(joined), lead: { story: reuters } })).toContain("| Reuters’ alert at");
  });

  it("names those that joined, with a button for each", async () => {
    const told = alert({ kind: "told", dispatch: "d", by: "post" });
    const one = await ask({ alert: told, members: [member(1)] });
    expect(one).toContain(
      "joined by | Outlet 1 at <time 2026-05-04T11:51> (similarity 0.41: openai, spud)\n",
    );
    expect(one).toContain(`\n[Split: /news why ${member(1).story.url} split]`);
    const members = Array.from({ length: 12 }, (_, n) => member(n, { how: "title" }));
    const many = await ask({ alert: told, members });
    expect(many.match(/^joined by \| Outlet \d \S+ \S+ \S+ \(the same title\)$/gm)).toHaveLength(10);
    expect(many).toContain("\nand | 2 other stories\n");
    expect(many.match(/\[Split Outlet [0-4]: /g)).toHaveLength(5);
    expect(many).not.toContain("[Split Outlet 5");
  });

  it("says what a story follows, and that its title was changed", async () => {
    const follows = alert({ kind: "told", dispatch: "d", by: "post", follows: "x" });
    expect(await ask({ alert: follows, lead: { story: other, message } })).toContain(
      "\nfollow-up | to Another story\n",
    );
    const changed = { ...story, updatedAt: new Date("2026-05-04T11:55:00Z") };
    expect(await ask({ story: changed })).toContain(
      "\nchanged | its title was changed at <time 2026-05-04T11:55>\n",
    );
  });
});

describe("/news why <link> split", () => {
  const known = { [story.url]: { alert: alert(joined), lead: { story: other } } };

  it("does what the button does, where there are no buttons", async () => {
    for (const named of [story.url, `<${story.url}|example.com>`]) {
      const scene = makeScene({ stories: [story], known });
      expect(await scene.say(`why ${named} split`)).toBe(
        'I keep them apart from now on. "OpenAI to end Sora" is told here by itself.',
      );
      expect(scene.state.changes).toEqual([`split ${alertId(HERE, story.id)}`]);
    }
  });

  it("takes the id of a story without a link, as its button offers", async () => {
    const linkless = { ...story, url: "" };
    const scene = makeScene({ stories: [linkless], known: { [story.id]: known[story.url] ?? {} } });
    expect(await scene.say(`why ${story.id}`)).toContain(`[Split: /news why ${story.id} split]`);
    expect(await scene.say(`why ${story.id} Split`)).toContain("I keep them apart");
  });

  it("says so where nothing is joined", async () => {
    const scene = makeScene({ stories: [story, other] });
    const gone = "That story is not joined to another one here (any more).";
    expect(await scene.say(`why ${story.url} split`)).toBe(gone);
    expect(await scene.say("why https://example.com/unknown split")).toBe(gone);
    expect(scene.state.changes).toEqual([]);
  });

  it("is for those who manage the channel, and only of one story", async () => {
    const scene = makeScene({ stories: [story], known });
    const mayManage = async () => false;
    expect(await scene.say(`why ${story.url} split`, { mayManage })).toBe(
      "Only people who manage this channel can change what it watches.",
    );
    expect(await scene.say("why the board split")).toContain("I cannot tell which story");
    expect(scene.state.changes).toEqual([]);
  });
});
