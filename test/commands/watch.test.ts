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

  it("warns of a flood and measures a narrower query", async () => {
    const titled = Array.from({ length: 10 }, (_, n) => makeStory(`OpenAI ${n}`, "", now));
    const others = Array.from({ length: 290 }, (_, n) => makeStory(`Other ${n}`, "It names OpenAI.", now));
    const text = await makeScene({ stories: [...titled, ...others], sources }).say("watch OpenAI");
    expect(text).toContain("That would be about 43 a day here. To hear less, add a word, or leave one out");
    expect(text).toContain("[title:OpenAI (10 a week): /news watch title:OpenAI]");
  });

  it("warns of a flood without a proposal where none is narrower", async () => {
    const stories = Array.from({ length: 300 }, (_, n) => makeStory(`OpenAI and Spud ${n}`, "", now));
    expect(await makeScene({ stories, sources }).say("watch OpenAI")).not.toContain("title:");
    const both = await makeScene({ stories, sources }).say("watch OpenAI OR Spud");
    expect(both).toContain("That would be about 43 a day here.");
    expect(both).not.toContain("title:");
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
