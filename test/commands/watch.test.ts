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

  it.each([
    [60, 2 / 24, "60 stories in the 2 hours I have stories of, about 700 a day. For example:"],
    [
      60,
      1 / 24,
      "60 stories in the 60 minutes I have stories of, too early to say how many a day. For example:",
    ],
    [4, 0, "4 stories in the 1 minute I have stories of, too early to say how many a day. For example:"],
    [5, 5, "5 stories in the 5 days I have stories of, 1 a day. For example:"],
    [13, 6.5, "Last 7 days: 13 stories, 2 a day. For example:"],
    [0, 0.5, "Nothing in the 12 hours I have stories of. I will tell this channel when something appears."],
  ])("judges %d stories by the %d days that there are stories of", async (count, reach, said) => {
    const found = Array.from({ length: count }, (_, n) => makeStory(`OpenAI ${n}`, "", now));
    const scene = makeScene({ stories: [...found, makeStory("Other", "", now)], sources, reach });
    const text = await scene.say("watch OpenAI");
    expect(text.split("\n")[2]).toBe(said);
    expect(text.includes("a lot for one channel")).toBe(reach === 2 / 24);
  });

  it("offers to read a watched address as a source", async () => {
    const text = await makeScene({ sources }).say("watch https://a.example/feed");
    expect(text).toContain("To be told of the stories of a site or feed, add its address as a source.");
    expect(text).toContain("[Read it as a source: /news source add https://a.example/feed]");
  });

  it("leaves figures out where both readings find the same", async () => {
    const text = await makeScene({ sources }).say("watch apple OR google antitrust");
    expect(text).toContain(
      "[Read it as (apple OR google) antitrust: /news watch (apple OR google) antitrust instead of apple OR (google antitrust)]",
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
      expect(text).toContain("That is a lot for one channel; what would find less is proposed below.\n");
      expect(text.match(/about 43 a day|about 26 a day/g)).toEqual(["about 43 a day", "about 26 a day"]);
      expect(text).toContain("[OpenAI -Jobs (about 26 a day): /news watch OpenAI -Jobs instead of OpenAI]");
      const { card } = await scene.line("test OpenAI");
      expect(card.buttons.map(({ command }) => command)).toEqual([
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
      expect(text).toContain("That is a lot for one channel; ");
      expect(text).not.toContain("-Jobs");
    });

    it("is told how to hear less in general where nothing measured helps", async () => {
      const alike = many(300, (n) => `OpenAI ${n}`);
      expect(await makeScene({ stories: alike, sources }).say("watch OpenAI")).toContain(
        "That is a lot for one channel. To hear less, add a word, or leave one out with -word.\n",
      );
    });
  });

  it("takes the place of another by the words that are proposed, typed, too", async () => {
    const scene = makeScene({ stories: [sora], sources });
    await scene.say("watch OpenAI");
    expect(await scene.say("watch Spud -Sora instead of OpenAI")).toContain("It takes the place of OpenAI.");
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["Spud -Sora"]);
    await scene.say("watch tea instead of coffee");
    expect(scene.state.watches.map(({ text }) => text)).toEqual(["Spud -Sora", "tea instead of coffee"]);
    await scene.say("watch -x instead of Spud -Sora");
    expect(scene.state.watches).toHaveLength(2);
  });

  it("shows of a sample whose title has none of the words where it has them", async () => {
    const text = await makeScene({ stories: [sora], sources }).say("test computers");
    expect(text).toContain(
      '• OpenAI to end Sora (Example wire, <ago 2026-05-04T11:48>): "computers" in the text\n',
    );
  });

  it("says once how a mix was read", async () => {
    const text = await makeScene({ sources }).say("watch title:a OR b c");
    expect(text).toContain("I read this as ");
    expect(text).not.toContain("It matches");
  });

  it("offers bare words as a phrase where that finds less", async () => {
    const stories = [
      makeStory("A super app for all", "", now),
      makeStory("Super news: an app", "", now),
      makeStory("The app is super", "", now),
    ];
    const scene = makeScene({ stories, sources });
    expect(await scene.say("watch super app")).toContain(
      '[As a phrase "super app": 1 instead of 3 stories: /news watch "super app" instead of super app]',
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
      expect(text).toContain("[Apple sues Google (1): /news watch Apple sues Google instead of tell me when");
    });
  });

  it.each([
    ["tell me when Apple sues Google", ["Watch Apple sues Google instead"]],
    ["I want to know about Tesla", ["Watch Tesla instead"]],
    ["news about OpenAI and Sora", ["Watch OpenAI Sora instead", "Watch OpenAI OR Sora instead"]],
    ["sora but not game", ["Watch sora -game instead"]],
  ])("has its proposal where nothing is stored yet, too: %s", async (typed, labels) => {
    for (const stories of [[], [makeStory("Rain in Oslo", "", now)]]) {
      const scene = makeScene({ sources, stories });
      const { card } = await scene.line(`watch ${typed}`);
      expect(card.buttons.slice(1).map(({ label }) => label)).toEqual(labels);
      expect(await scene.say(`test ${typed}`)).toContain("All of these words are looked for as typed.\n");
    }
    expect(await makeScene({ sources }).say("watch Tesla")).not.toContain("as typed");
  });

  it.each(["but not", "without", "except"])("never proposes what is left out in words: %s", async (words) => {
    const titles = ["Sora ends", "Sora is here", "A game by Sora", `Sora ${words} a game`];
    const stories = titles.map((title) => makeStory(title, "", now));
    for (const some of [stories, stories.slice(0, 3)]) {
      const text = await makeScene({ sources, stories: some }).say(`watch sora ${words} game`);
      expect(text).toMatch(/sora -game(?::| \()/);
      expect(text).not.toContain("sora game");
    }
    const not = await makeScene({ sources, stories: [makeStory("Apple", "", now)] }).line("test not apple");
    expect(not.card.buttons.map(({ command }) => command)).toEqual(["news watch not apple"]);
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
      command: "news watch (apple OR google) antitrust instead of apple OR (google antitrust)",
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
  it("offers no watch that there is already", async () => {
    const scene = makeScene({ stories: [sora], sources, watches: [makeWatch("Sora", HERE, NOW)] });
    const text = await scene.say("test Sora");
    expect(text).not.toContain("Watch it here");
    expect(text).toContain("It is watched here already.");
  });

  it("shows what a query would find and changes nothing", async () => {
    const scene = makeScene({ stories: [sora], sources });
    const text = await scene.say("test Sora OR Veo");
    expect(text).toContain("Trying Sora OR Veo. Nothing is changed by this.");
    expect(text).toContain("• OpenAI to end *Sora* (Example wire, ");
    expect(text).toContain("[Watch it here: /news watch Sora OR Veo]");
    expect(await scene.say("test Quantum")).toContain("Nothing among 1 story in the last 7 days.");
    expect(await scene.say("test -musk")).toContain("I cannot look for that: ");
    expect(scene.state.changes).toEqual([]);
  });
});
