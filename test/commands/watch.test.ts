import { describe, expect, it } from "vitest";
import { otherReading } from "../../src/commands/advice.ts";
import { parseQuery, printQuery } from "../../src/watches/query.ts";
import { makeSource, makeStory, makeWatch } from "../doubles/desk.ts";
import { ANN, HERE, makeScene, NOW } from "./scene.ts";

const now = { now: NOW };
const sources = [makeSource("https://example.com/feed.xml", now)];
const sora = makeStory("OpenAI to end Sora", "The lab needs the computers for Spud.", now);

describe("/news watch", () => {
  it("says how the query was read, what it would have found, and when the next look is", async () => {
    const text = await makeScene({ stories: [sora], sources }).say("watch OpenAI");
    expect(text).toContain("Watching OpenAI here.\nIt matches the word OpenAI");
    expect(text).toContain(
      "Last 7 days: 1 story.\n• *OpenAI* to end Sora (Example wire, <ago 2026-05-04T11:48>)\n" +
        "1 source is checked; the next look is <in 2026-05-04T12:04>.\n[Undo: /news unwatch OpenAI]",
    );
  });

  it("names no time for a look that is due at once", async () => {
    const [source] = sources;
    const due = source && { ...source, state: { ...source.state, dueAt: NOW } };
    const text = await makeScene({ stories: [sora], sources: due ? [due] : [] }).say("watch OpenAI");
    expect(text).toContain("1 source is checked.\n");
  });

  it("is answered to the one who asked", async () => {
    expect((await makeScene().line("watch OpenAI")).visibility).toBe("private");
  });

  it("says so when nothing was found yet, when there are no stories, and when there is no source", async () => {
    const nothing = await makeScene({ stories: [sora], sources }).say("watch Quantum");
    expect(nothing).toContain("Nothing in the last 7 days. I will tell this channel when something appears.");
    const empty = makeScene();
    const { card } = await empty.line("watch OpenAI");
    expect(card.tone).toBe("warn");
    const text = await makeScene().say("watch OpenAI");
    expect(text).toContain("No stories are stored yet, so I cannot say how often it would match.");
    expect(text).toContain("There is no source to look in yet.");
  });

  it("undoes itself", async () => {
    const scene = makeScene();
    await scene.say("watch OpenAI");
    expect(await scene.press("unwatch", ["OpenAI"])).toContain("OpenAI is no longer watched here.");
    expect(scene.state.watches).toEqual([]);
  });

  it("duplicates nothing", async () => {
    const watch = makeWatch("OpenAI", HERE, new Date("2026-05-03T00:00:00Z"), ANN);
    const scene = makeScene({ watches: [watch], told: { [watch.id]: 212 } });
    expect(await scene.say("watch OpenAI")).toBe(
      "OpenAI is already watched here, since <day 2026-05-03T00:00>: 212 alerts.",
    );
    await scene.say("pause OpenAI 1h");
    expect(await scene.say("watch OpenAI")).toContain(
      "It is paused until <time 2026-05-04T13:00>, <in 2026-05-04T13:00>.\n[Resume: /news resume OpenAI]",
    );
  });

  it("says when it may not post, and what helps", async () => {
    const scene = makeScene({
      cannotPost: { why: "I am not in this channel.", fix: "Type /invite @Newshound here." },
    });
    expect(await scene.say("watch OpenAI")).toContain(
      "I may not write here yet. I am not in this channel. Type /invite @Newshound here. The watch is saved and starts then.",
    );
  });

  it.each([
    [3, "Last 7 days: 3 stories."],
    [7, "Last 7 days: 7 stories, 1 a day. For example:"],
    [10, "Last 7 days: 10 stories. For example:"],
    [35, "Last 7 days: 35 stories, 5 a day. For example:"],
  ])("says of %d stories how many they are, and how often where that says more", async (count, said) => {
    const stories = Array.from({ length: count }, (_, n) => makeStory(`OpenAI ${n}`, "", now));
    const lines = (await makeScene({ stories, sources }).say("watch OpenAI")).split("\n");
    expect(lines[2]).toBe(said);
  });

  it("offers to read a watched address as a source", async () => {
    const text = await makeScene({ sources }).say("watch https://a.example/feed");
    expect(text).toContain("To be told of the stories of a site or feed, add its address as a source.");
    expect(text).toContain("[Read it as a source: /news source add https://a.example/feed]");
  });

  it("leaves figures out where both readings find the same", async () => {
    const text = await makeScene({ sources }).say("watch apple OR google antitrust");
    expect(text).toContain(
      "[Read it as (apple OR google) antitrust: /news watch (apple OR google) antitrust]",
    );
  });

  describe("of which there would be too much", () => {
    const many = (count: number, title: (n: number) => string, text = "") =>
      Array.from({ length: count }, (_, n) => makeStory(title(n), text, now));
    const titled = many(10, (n) => `OpenAI ${n}`);
    const jobs = many(120, (n) => `Jobs at the lab ${n}`, "It names OpenAI.");
    const robots = many(50, (n) => `A robot ${n}`, "It names OpenAI.");
    const others = many(120, (n) => `Other${n}`, "It names OpenAI.");
    const flood = [...titled, ...jobs, ...robots, ...others];

    it("shows ways to hear less, each measured, the best first", async () => {
      const scene = makeScene({ stories: flood, sources });
      const text = await scene.say("watch OpenAI");
      expect(text).toContain("Last 7 days: 300 stories, about 43 a day. For example:");
      expect(text).toContain(
        "That would be about 43 a day here. To hear less: OpenAI Jobs (about 17 a day) · OpenAI robot (about 7 a day) · title:OpenAI (10 a week) · OpenAI -Jobs (about 26 a day).\n",
      );
      expect(text).toContain("[OpenAI -Jobs (about 26 a day): /news watch OpenAI -Jobs]");
      const { card } = await scene.line("test OpenAI");
      expect(card.buttons.map(({ command }) => command)).toEqual([
        "news watch OpenAI",
        "news watch OpenAI Jobs",
        "news watch OpenAI robot",
        "news watch title:OpenAI",
        "news watch OpenAI -Jobs",
      ]);
    });

    it("takes the place of the watch by a button", async () => {
      const scene = makeScene({ stories: flood.slice(0, 170), sources });
      const { card } = await scene.line("watch OpenAI");
      const title = card.buttons.find(({ label }) => label.startsWith("title:"));
      expect(await scene.press(title?.id ?? "", title?.args ?? [])).toContain("Watching title:OpenAI here.");
      expect(scene.state.watches.map(({ text }) => text)).toEqual(["title:OpenAI"]);
    });

    it("says no more than was counted, and proposes nothing whose count stopped, too", async () => {
      const text = await makeScene({ stories: flood, sources, countsTo: 150 }).say("watch OpenAI");
      expect(text).toContain("Last 7 days: more than 150 stories, more than 21 a day. For example:");
      expect(text).toContain("That would be more than 21 a day here. To hear less: ");
      expect(text).not.toContain("-Jobs");
    });

    it("is told how to hear less in general where nothing measured helps", async () => {
      const alike = many(300, (n) => `OpenAI ${n}`);
      expect(await makeScene({ stories: alike, sources }).say("watch OpenAI")).toContain(
        "That would be about 43 a day here. To hear less, add a word, or leave one out with -word.\n",
      );
    });
  });

  it("offers bare words as a phrase where that finds less", async () => {
    const stories = [
      makeStory("A super app for all", "", now),
      makeStory("Super news: an app", "", now),
      makeStory("The app is super", "", now),
    ];
    const scene = makeScene({ stories, sources });
    expect(await scene.say("watch super app")).toContain(
      '[As a phrase "super app": 1 instead of 3 stories: /news watch "super app"]',
    );
    expect(await scene.say('test super app -"for all"')).not.toContain("As a phrase");
    expect(await makeScene({ stories: stories.slice(0, 1) }).say("test super app")).not.toContain(
      "As a phrase",
    );
  });

  describe("in a sentence", () => {
    const both = makeStory("OpenAI and Sora", "", now);
    const one = makeStory("OpenAI: the news about it and Sora", "", now);
    const alone = makeStory("Sora", "", now);

    it("is offered without the words that only ask, and with either name", async () => {
      const scene = makeScene({ stories: [both, one, alone], sources });
      const { card } = await scene.line("watch news about OpenAI and Sora");
      expect(card.buttons.map(({ label }) => label)).toEqual([
        "Undo",
        "Only OpenAI Sora: 2 instead of 1 story",
        "Only OpenAI OR Sora: 3 instead of 1 story",
      ]);
      const button = card.buttons[1];
      await scene.press(button?.id ?? "", button?.args ?? []);
      expect(scene.state.watches.map(({ text }) => text)).toEqual(["OpenAI Sora"]);
    });

    it("leads to what there is where the sentence finds nothing", async () => {
      const stories = [makeStory("Apple sues Google", "", now), both];
      const scene = makeScene({ stories, sources });
      const text = await scene.say("watch tell me when Apple sues Google");
      expect(text).toContain("Nothing in the last 7 days.");
      expect(text).toContain("Nearest: Apple sues Google (1) · ");
      expect(text).toContain("[Apple sues Google (1): /news watch Apple sues Google]");
    });
  });

  it("finds the word that was meant where nothing matches, and says nothing where nothing is near", async () => {
    const scene = makeScene({ stories: [sora], sources });
    expect(await scene.say("test opneai")).toContain(
      "Nearest: OpenAI (1).\n[Watch it here: /news watch opneai] [OpenAI (1): /news watch OpenAI]",
    );
    expect(await scene.say("test quantum")).not.toContain("Nearest");
  });

  it.each([
    [
      "unanchored",
      "space",
      "A workspace or server may watch 10 regular expressions that hold no word; with this there would be more.",
    ],
    ["regexes", "instance", "I can watch 10 regular expressions in all; with this there would be more."],
    [
      "prefixes",
      "space",
      "A workspace or server may watch 10 beginnings of words (word*); with this there would be more.",
    ],
  ] as const)("is refused where there are enough of its kind: %s in the %s", async (what, where, said) => {
    const scene = makeScene({ full: { what, where, most: 10 } });
    const text = await scene.say("watch ab*");
    expect(text).toContain(`I cannot watch ab* as well.\n${said}`);
    expect(text).toContain(
      "or stop a watch that nobody needs any more.\n[What is watched here: /news watches]",
    );
    expect(scene.state.changes).toEqual([]);
  });

  it("offers the other reading of a mix of OR and AND, measured", async () => {
    const both = makeStory("Apple and Google in court over antitrust", "", now);
    const one = makeStory("Apple shows a phone", "", now);
    const scene = makeScene({ stories: [both, one], sources });
    const { card } = await scene.line("watch apple OR google antitrust");
    const button = card.buttons.find(({ id }) => id === "instead");
    expect(button).toMatchObject({
      label: "Read it as (apple OR google) antitrust: 1 instead of 2 stories",
      command: "news watch (apple OR google) antitrust",
    });
    await scene.press("instead", button?.args ?? []);
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["(apple OR google) antitrust"]);
    expect(await scene.say("watch apple OR (google antitrust)")).not.toContain("Read it as");
  });

  it.each([
    ["a OR b c", "(a OR b) c"],
    ["a b OR c", "a (b OR c)"],
    ["a OR b OR c d -e", "(a OR b OR c) d -e"],
    ["a b OR c d", undefined],
    ["a OR b c OR d", undefined],
    ["a OR b", undefined],
    ["a b", undefined],
  ])("%s can also be read as %s", (text, other) => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(text);
    const query = otherReading(parsed.query);
    expect(query && printQuery(query)).toBe(other);
  });

  it("refuses what only says what to leave out, and watches nothing", async () => {
    const scene = makeScene();
    expect(await scene.say("watch -musk")).toContain("I cannot watch that: ");
    expect(scene.state.watches).toEqual([]);
  });
});

describe("/news test", () => {
  it("shows what a query would find and changes nothing", async () => {
    const scene = makeScene({ stories: [sora], sources });
    const text = await scene.say("test Sora OR Veo");
    expect(text).toContain("Trying Sora OR Veo. Nothing is changed by this.");
    expect(text).toContain("• OpenAI to end *Sora* (Example wire, ");
    expect(text).toContain("[Watch it here: /news watch Sora OR Veo]");
    expect(await scene.say("test Quantum")).toContain("Nothing among 1 story of the last 7 days.");
    expect(await scene.say("test -musk")).toContain("I cannot look for that: ");
    expect(scene.state.changes).toEqual([]);
  });
});
