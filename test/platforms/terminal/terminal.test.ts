import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Invocation, Reply } from "../../../src/commands/command.ts";
import { alert, NOW } from "./cards.ts";
import { CHANNEL, echo, makeHandlers, open, reply, say, signal } from "./scene.ts";

describe("piped input", () => {
  it("answers each line in its order, one at a time, without a prompt", async () => {
    const { terminal, input, output } = open();
    const first = Promise.withResolvers<Reply>();
    const asked: string[] = [];
    const handlers = makeHandlers(async (text) => {
      asked.push(text);
      return text === "one" ? await first.promise : reply(`Heard ${text}.`);
    });
    await terminal.start([], handlers);
    input.end("/news one\n\n  \nnews two\nthree");
    await new Promise(setImmediate);
    expect(asked).toEqual(["one"]);
    first.resolve(reply("Heard one."));
    await output.until("Heard three.");
    expect(output.shown()).toBe("Heard one.\n\nHeard two.\n\nHeard three.\n\n");
    await terminal.stop();
  });

  it("hands over who asks, where, and a new id each time", async () => {
    const { terminal, input, output } = open();
    const seen: Invocation[] = [];
    const handlers = makeHandlers(async (_, invocation) => {
      seen.push(invocation);
      return reply(`Answer ${seen.length}.`);
    });
    await terminal.start([], handlers);
    input.write("status\nstatus\n");
    await output.until("Answer 2.");
    expect(seen[0]).toMatchObject({ channel: CHANNEL, person: { id: "operator", name: "you" }, options: {} });
    expect(await seen[0]?.mayManage()).toBe(true);
    expect(seen[1]?.id).not.toBe(seen[0]?.id);
    await terminal.stop();
  });

  it("goes on printing when the input has ended", async () => {
    const { terminal, input, output, quits } = open();
    await terminal.start([], echo);
    input.end("last\n");
    await output.until("Heard last.");
    const posted = await terminal.post(CHANNEL, say("Later."), { key: "k", signal: signal() });
    expect(posted.kind).toBe("sent");
    expect(terminal.health().state).toBe("up");
    expect(quits()).toBe(0);
    await terminal.stop();
  });

  it("says in one sentence that a command failed, and takes the next", async () => {
    const { terminal, input, output } = open();
    const handlers = makeHandlers(async (text) => {
      if (text === "bad") throw new Error("the disk is full.\u001B[2J");
      return reply("Fine.");
    });
    await terminal.start([], handlers);
    input.write("bad\ngood\n");
    await output.until("Fine.");
    expect(output.shown()).toBe("[problem] That did not work: the disk is full.[2J.\n\nFine.\n\n");
    await terminal.stop();
  });

  it("takes a yes for the command that the last answer asked about, once", async () => {
    const { terminal, input, output } = open();
    const heard: string[] = [];
    const yes = { id: "watch", args: ["OpenAI"], label: "Yes", command: "news watch OpenAI" };
    const undo = { id: "unwatch", args: ["OpenAI"], label: "Undo", command: "news unwatch OpenAI" };
    const handlers = makeHandlers(async (text) => {
      heard.push(text);
      const { card } = reply(`Heard ${heard.length}.`);
      return { card: { ...card, buttons: text === "wacth OpenAI" ? [yes] : [undo] }, visibility: "private" };
    });
    await terminal.start([], handlers);
    input.end("yes\nwacth OpenAI\nYES\ny\n");
    await output.until("Heard 4.");
    expect(heard).toEqual(["yes", "wacth OpenAI", "/news watch OpenAI", "y"]);
    await terminal.stop();
  });

  it("leaves on exit and answers nothing after it", async () => {
    const left = Promise.withResolvers<void>();
    const { terminal, input, output } = open({ onQuit: left.resolve });
    await terminal.start([], echo);
    input.end("one\nexit\ntwo\n");
    await left.promise;
    await new Promise(setImmediate);
    expect(output.shown()).toBe("Heard one.\n\n");
    await terminal.stop();
  });

  it("waits for the running command when it stops, and drops the waiting ones", async () => {
    const { terminal, input, output } = open();
    const started = Promise.withResolvers<void>();
    const first = Promise.withResolvers<Reply>();
    const handlers = makeHandlers(async (text) => {
      started.resolve();
      return text === "one" ? await first.promise : reply(`Heard ${text}.`);
    });
    await terminal.start([], handlers);
    input.write("one\ntwo\n");
    await started.promise;
    const stopped = terminal.stop();
    first.resolve(reply("Heard one."));
    await stopped;
    expect(output.shown()).toBe("Heard one.\n\n");
    expect(terminal.health()).toMatchObject({ state: "down", detail: "The terminal is closed." });
  });
});

describe("post", () => {
  it("prints the card for the width of the screen and names the message by its key", async () => {
    const { terminal, output } = open({ columns: 40 });
    const posted = await terminal.post(CHANNEL, alert, { key: "abc", signal: signal() });
    expect(posted).toEqual({ kind: "sent", message: { channel: CHANNEL, id: "abc" } });
    expect(output.shown().split("\n")[0]).toBe("*OpenAI* to end *Sora* and put its");
    expect(output.shown()).toMatch(/[^\n]\n\n$/);
  });

  it("takes 80 columns where the output does not know, and colour where it is wanted", async () => {
    const { terminal, output } = open({ color: true });
    await terminal.post(CHANNEL, alert, { key: "abc", signal: signal() });
    expect(output.shown()).toMatch(/^\S+1;33mOpenAI.*compute behind/);
  });

  it("calls nothing sent before the output has taken it", async () => {
    let take: () => void = () => {};
    const slow = new Writable({
      write(_chunk, _encoding, done) {
        take = done;
      },
    });
    const { terminal } = open({ output: slow });
    const order: string[] = [];
    const posted = terminal
      .post(CHANNEL, alert, { key: "k", signal: signal() })
      .then(() => order.push("sent"));
    await new Promise(setImmediate);
    order.push("taken");
    take();
    await posted;
    expect(order).toEqual(["taken", "sent"]);
  });

  it("knows what an abort means: before, nothing was printed; during, nobody can say", async () => {
    const stuck = new Writable({ write: () => {} });
    const { terminal } = open({ output: stuck });
    const aborter = new AbortController();
    const posted = terminal.post(CHANNEL, alert, { key: "k", signal: aborter.signal });
    aborter.abort();
    expect(await posted).toMatchObject({ kind: "unknown", detail: expect.stringContaining("in time") });
    const late = await terminal.post(CHANNEL, alert, { key: "k", signal: aborter.signal });
    expect(late).toEqual({ kind: "later", afterMs: 0 });
  });

  it("outlives an output that breaks, and says so", async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error("write EPIPE")) });
    const { terminal } = open({ output: broken });
    await terminal.start([], echo);
    const results = [
      await terminal.post(CHANNEL, alert, { key: "1", signal: signal() }),
      await terminal.post(CHANNEL, alert, { key: "2", signal: signal() }),
    ];
    const unknown = { kind: "unknown", detail: "the terminal did not take it: write EPIPE" };
    expect(results).toEqual([unknown, unknown]);
    expect(terminal.health()).toMatchObject({
      state: "down",
      detail: expect.stringContaining("write EPIPE"),
    });
    expect(await terminal.describe(CHANNEL)).toMatchObject({ canPost: false, why: "write EPIPE" });
    terminal.write("a line of the log");
    await terminal.stop();
  });

  it.each(["end", "destroy"] as const)("outlives an output after its %s", async (how) => {
    const { terminal, output } = open();
    if (how === "end") output.stream.end();
    else output.stream.destroy();
    const posted = await terminal.post(CHANNEL, alert, { key: "1", signal: signal() });
    expect(posted).toEqual({ kind: "unknown", detail: "the terminal did not take it: the output is closed" });
  });

  it("refuses a card that cannot be shown, and a channel that it does not have", async () => {
    const { terminal, output } = open();
    const bad = {
      ...alert,
      parts: [{ kind: "text", pieces: [{ at: new Date(Number.NaN), as: "day" }] }],
    } as const;
    const options = { key: "k", signal: signal() };
    expect(await terminal.post(CHANNEL, bad, options)).toMatchObject({ kind: "invalid", scope: "message" });
    const elsewhere = { platform: "slack", space: "T1", id: "C1" };
    expect(await terminal.post(elsewhere, alert, options)).toMatchObject({ kind: "gone", scope: "channel" });
    expect(output.shown()).toBe("");
  });
});

describe("the rest of a platform", () => {
  it("tells a person on the same screen, edits nothing, and names itself", async () => {
    const { terminal, output } = open();
    const sent = await terminal.tell({ space: "local", id: "operator" }, say("A source is down."));
    expect(sent).toMatchObject({ kind: "sent", message: { channel: CHANNEL } });
    expect(output.shown()).toBe("A source is down.\n\n");
    const message = { channel: CHANNEL, id: "abc" };
    expect(await terminal.edit(message, alert, signal())).toMatchObject({
      kind: "invalid",
      scope: "message",
    });
    expect(await terminal.describe(CHANNEL)).toEqual({ name: "this terminal", canPost: true });
    expect(terminal.can).toEqual({ paceMs: 0, edit: false, thread: false, find: false, buttons: 0 });
  });

  it("is down until it is opened, and stops without having been", async () => {
    const { terminal } = open();
    expect(terminal.health()).toMatchObject({ state: "down", since: NOW });
    await terminal.stop();
    await terminal.start([], echo);
    expect(terminal.health()).toMatchObject({ state: "up", since: NOW });
    await terminal.stop();
  });

  it("prints lines of the log as they are, with a blank line before the next card", async () => {
    const { terminal, output } = open();
    terminal.write("09:14:02 poll.done");
    terminal.write("09:14:03 alert.sent");
    // The person has just seen these on the same screen.
    terminal.write("09:14:03 dispatch.sent  dispatch=x channel=terminal:local/main kind=post");
    terminal.write("09:14:03 command.answered  command=why channel=terminal:local/main person=operator");
    for (const text of ["One.", "Two."])
      await terminal.post(CHANNEL, say(text), { key: text, signal: signal() });
    expect(output.shown()).toBe("09:14:02 poll.done\n09:14:03 alert.sent\n\nOne.\n\nTwo.\n\n");
  });
});
