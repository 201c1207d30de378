import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readOptions } from "../demo/demo.ts";
import { openNewswire } from "../demo/newswire.ts";
import { makeTranscript, type Shown } from "../demo/place.ts";
import { EVENTS } from "../demo/stories.ts";
import { conclude, tally, tallyShown } from "../demo/tally.ts";
import { composeAlert, composeDigest } from "../src/alerts/compose.ts";
import { ask, bullets, reply, say, storyLine } from "../src/commands/cards.ts";
import type { Card } from "../src/commands/command.ts";
import { CHANNEL } from "../src/platforms/terminal/printer.ts";
import { makeTerminal } from "../src/platforms/terminal/terminal.ts";
import { makeFetcher } from "../src/sources/fetch.ts";
import { readPage } from "../src/sources/read/page.ts";
import { openStore } from "../src/store/sqlite.ts";
import { cardText } from "./doubles/card-text.ts";
import { makeClock } from "./doubles/clock.ts";
import { ask as askHouse, makeWorld, openHouse, pollOnce } from "./doubles/house.ts";
import { makePlatform, makeTruth } from "./doubles/platform.ts";
import { anAlert, aSource, aStory, newsroom } from "./doubles/samples.ts";

const ORIGIN = "http://127.0.0.1:8080";

/** A terminal that keeps what it prints. */
function openTerminal(color = false) {
  const kept: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      kept.push(String(chunk));
      done();
    },
  });
  const input = new PassThrough();
  const terminal = makeTerminal({
    input,
    output,
    clock: makeClock(),
    color,
    interactive: false,
    onQuit: () => {},
  });
  let posts = 0;
  return {
    line: terminal.write,
    async print(card: Card): Promise<void> {
      posts += 1;
      const options = { key: `post-${posts}`, signal: new AbortController().signal };
      expect(await terminal.post(CHANNEL, card, options)).toMatchObject({ kind: "sent" });
    },
    tally: () => tally(kept.join(""), ORIGIN),
    text: () => kept.join(""),
  };
}

const story = (slug: string, query = "") =>
  aStory({ id: slug, title: `OpenAI and ${slug}`, url: `${ORIGIN}/stories/${slug}${query}` });
const alert = (slug: string, query?: string) =>
  composeAlert({ story: story(slug, query), matches: anAlert().matches });
const digest = (...slugs: readonly string[]) =>
  composeDigest({ stories: slugs.map((slug) => ({ story: story(slug), queries: ["OpenAI"] })) });

describe("what the demo counts", () => {
  it.each([false, true])("each alert once, with colour: %s", async (color) => {
    const terminal = openTerminal(color);
    terminal.line("09:14:02 poll.read  source=Wire stories=3 new=2");
    await terminal.print(alert("one"));
    terminal.line("09:14:03 dispatch.sent  dispatch=post-1");
    await terminal.print(alert("two"));
    terminal.line("09:14:04 poll.read  source=Wire stories=4 new=1 silent=true");
    expect(terminal.tally()).toEqual({ stories: 3, alerts: 2, repeated: 0 });
    expect(terminal.text().includes("\u001B[")).toBe(color);
  });

  it("an alert that is printed twice as a repeat", async () => {
    const terminal = openTerminal();
    await terminal.print(alert("one"));
    await terminal.print(alert("two"));
    await terminal.print(alert("one"));
    expect(conclude(terminal.tally())).toEqual({
      line: "demo: 0 stories seen, 3 alerts posted, 1 repeated",
      code: 1,
    });
  });

  it("a story under a campaign's link as the same story", async () => {
    const terminal = openTerminal();
    await terminal.print(alert("one"));
    await terminal.print(alert("one", "?utm_source=feed#top"));
    expect(terminal.tally()).toMatchObject({ alerts: 2, repeated: 1 });
  });

  it("each story of a digest as an alert", async () => {
    const terminal = openTerminal();
    await terminal.print(alert("one"));
    await terminal.print(digest("two", "three"));
    expect(terminal.tally()).toMatchObject({ alerts: 3, repeated: 0 });
    await terminal.print(digest("three"));
    expect(terminal.tally()).toMatchObject({ alerts: 4, repeated: 1 });
  });

  it("no story that an answer shows", async () => {
    const terminal = openTerminal();
    const found = { story: story("one"), because: [] };
    await terminal.print(alert("one"));
    const latest = [{ kind: "list", numbered: true, items: [storyLine(found)] } as const];
    await terminal.print(reply(latest, { title: "OpenAI: the latest of 1 story in 30 days" }).card);
    await terminal.print(reply([say("The nearest stories I know:"), bullets([storyLine(found)])]).card);
    const why = [say(...storyLine(found)), say("This story was told here.")];
    await terminal.print(reply(why, { buttons: [ask("More", ["help"])] }).card);
    expect(terminal.text().split(`${ORIGIN}/stories/one\n`)).toHaveLength(5);
    expect(terminal.tally()).toMatchObject({ alerts: 1, repeated: 0 });
  });

  it("no link of anyone else", async () => {
    const terminal = openTerminal();
    await terminal.print({
      ...alert("one"),
      title: { text: "Elsewhere", url: "https://example.com/stories/one" },
    });
    terminal.line(`${ORIGIN}/stories/two`);
    expect(terminal.tally()).toEqual({ stories: 0, alerts: 0, repeated: 0 });
  });
});

describe("what the demo counts in a double", () => {
  function transcript() {
    let printed = "";
    const show = makeTranscript((text) => {
      printed += text;
    });
    const log = (line: string) => {
      printed += `${line}\n`;
    };
    return { show, log, text: () => printed, tally: () => tallyShown(printed, ORIGIN) };
  }
  const shown = (id: string, text: string, more: Partial<Shown> = {}): Shown => ({
    id,
    where: "#news",
    kind: "alert",
    text,
    ...more,
  });
  const one = shown("1", `OpenAI <${ORIGIN}/stories/one>\n\nAgain: ${ORIGIN}/stories/one\n[Why]`);

  it("each message once, however often it is looked at, and each story in it once", () => {
    const { show, tally: count, text } = transcript();
    show([one]);
    show([one, shown("2", `┃ → ${ORIGIN}/stories/two?utm_source=x`)]);
    expect(count()).toEqual({ stories: 0, alerts: 2, repeated: 0 });
    expect(text().match(/^── #news$/gm)).toHaveLength(2);
  });

  it("each story of a digest, and what was told before as a repeat", () => {
    const { show, log, tally: count } = transcript();
    show([one]);
    log("09:14:02 poll.read  source=Wire stories=3 new=2");
    show([one, shown("2", `2 more stories\n${ORIGIN}/stories/two\n${ORIGIN}/stories/one?fbclid=1`)]);
    expect(count()).toEqual({ stories: 2, alerts: 3, repeated: 1 });
  });

  it("no answer, no change, no link of anyone else, and nothing that the log says", () => {
    const { show, log, tally: count, text } = transcript();
    show([shown("1", `${ORIGIN}/stories/one`, { kind: "answer" })]);
    show([shown("1", `changed ${ORIGIN}/stories/one`, { kind: "answer" })]);
    show([shown("2", "https://example.com/stories/one", { where: "#news" })]);
    log(`${ORIGIN}/stories/two`);
    expect(count()).toEqual({ stories: 0, alerts: 0, repeated: 0 });
    expect(text()).toContain("── #news, in answer\n");
    expect(text()).toContain("── #news, changed\n");
  });

  it("a message as changed only where its version says so", () => {
    const { show, text } = transcript();
    show([shown("1", "1 second ago", { version: "0" })]);
    show([shown("1", "2 seconds ago", { version: "0" })]);
    expect(text()).not.toContain("changed");
  });
});

describe("the news of the demo", () => {
  it("are told once for each event, by what the stories say and not by what stands beside them", async () => {
    const clock = makeClock();
    const wire = await openNewswire(clock);
    const fetch = makeFetcher({ allow: ["127.0.0.0/8"] });
    const pages = makeFetcher({ allow: ["127.0.0.0/8"], wanted: "page" });
    const store = await openStore({ folder: ":memory:", now: clock.now });
    const truth = makeTruth();
    const house = await openHouse({
      store,
      clock,
      fetch,
      world: makeWorld(),
      platform: makePlatform(truth, { now: clock.now }),
      covers: true,
      // As the thread does it, without the thread.
      async readPage(url, signal) {
        const page = await pages(url, {}, signal);
        if (page.kind !== "body") return { kind: "unread", why: "empty" };
        return readPage({ form: "html", contentType: page.contentType, ...page });
      },
    });
    const person = { id: "ann", name: "Ann" };
    for (const query of ["OpenAI", "Spud", "Sora", "Qwen"]) await house.desk.watch(newsroom, person, query);
    for (const { name, url } of wire.sources) await store.sources.put(aSource({ id: name, name, url }));
    const poll = async () => {
      for (const { name } of wire.sources) await pollOnce(house, name);
    };
    await poll();
    for (const event of EVENTS) {
      clock.advance(1_300);
      wire.tell(event);
      await poll();
    }
    expect(truth.messages.map(({ card }) => card.title?.text)).toEqual([
      "OpenAI to end Sora and put its machines behind “Spud”",
      "A parcel depot hires its first robot packer",
      "Watchdog asks OpenAI for its safety papers before summer",
      "What the end of Sora means for small film studios",
      "Potato growers puzzled by sudden fame of the word Spud",
      "OpenAI signs for wind power, not for chips",
    ]);
    expect(await askHouse(house, "why OpenAI shuts down Sora")).toContain(
      "joined | The Evening Circuit’s alert",
    );
    expect(await askHouse(house, "why A router that goes to sleep")).toContain(
      "a teaser on the page names it",
    );
    clock.advance(60_000);
    await house.delivery.idle();
    expect(cardText(truth.messages[0]?.edits[0] as Card)).toContain("also Harbour Dispatch");
    for (const one of [fetch, pages, wire, store]) await one.close();
  });
});

describe("how the demo ends", () => {
  it("is well where nothing was repeated, and nothing was told either", () => {
    expect(conclude({ stories: 9, alerts: 4, repeated: 0 })).toEqual({
      line: "demo: 9 stories seen, 4 alerts posted, 0 repeated",
      code: 0,
    });
    expect(conclude({ stories: 0, alerts: 0, repeated: 0 }).code).toBe(0);
  });
});

describe("the options of the demo", () => {
  it.each([
    [[], { seconds: undefined, plain: false, place: "terminal" }],
    [["--plain"], { seconds: undefined, plain: true, place: "terminal" }],
    [["--seconds", "20"], { seconds: 20, plain: false, place: "terminal" }],
    [["--seconds=0.5", "--plain"], { seconds: 0.5, plain: true, place: "terminal" }],
    [["--seconds", "86400"], { seconds: 86_400, plain: false, place: "terminal" }],
    [["--slack"], { seconds: undefined, plain: false, place: "slack" }],
    [["--discord", "--seconds", "9"], { seconds: 9, plain: false, place: "discord" }],
  ])("%j", (args, options) => expect(readOptions(args)).toEqual(options));

  it.each([
    [["--seconds"]],
    [["--seconds", ""]],
    [["--seconds", "soon"]],
    [["--seconds", "0"]],
    [["--seconds", "-5"]],
    [["--seconds", "86401"]],
    [["--seconds", "Infinity"]],
    [["--plain=yes"]],
    [["--loud"]],
    [["--slack", "--discord"]],
    [["--slack=yes"]],
    [["20"]],
  ])("nothing for %j", (args) => expect(readOptions(args)).toBeUndefined());
});
