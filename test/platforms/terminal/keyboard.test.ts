import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "../../../src/watches/channel.ts";
import { CHANNEL, echo, makeHandlers, open, reply, say, signal } from "./scene.ts";
import { makeVt } from "./vt.ts";

const ENTER = "\r";

describe("a person at the keyboard", () => {
  // Readline asks the environment itself and gives up editing where it says "dumb", as some build servers do.
  const term = process.env["TERM"];
  beforeAll(() => {
    process.env["TERM"] = "xterm";
  });
  afterAll(() => {
    if (term === undefined) delete process.env["TERM"];
    else process.env["TERM"] = term;
  });

  it("keeps what is being typed below an alert, and runs it as a whole", async () => {
    const { terminal, input, output } = open({ interactive: true, columns: 60 });
    const vt = makeVt(60);
    output.stream.on("data", (chunk: Buffer) => vt.write(chunk.toString()));
    await terminal.start([], echo);
    input.write("/news lat");
    await output.until("/news lat");
    await terminal.post(CHANNEL, say("An alert."), { key: "k", signal: signal() });
    expect(vt.screen()).toEqual({ lines: ["An alert.", "", "> /news lat"], row: 2, column: 11 });
    input.write(`est${ENTER}`);
    await output.until("Heard latest.");
    expect(vt.screen().lines).toEqual(["An alert.", "", "> /news latest", "Heard latest.", "", ">"]);
    await terminal.stop();
    expect(vt.screen().lines).toEqual(["An alert.", "", "> /news latest", "Heard latest.", "", ""]);
  });

  it("keeps it where it fills several rows and the cursor stands within it", async () => {
    const { terminal, input, output } = open({ interactive: true, columns: 20 });
    const vt = makeVt(20);
    output.stream.on("data", (chunk: Buffer) => vt.write(chunk.toString()));
    await terminal.start([], echo);
    input.write("watch a b c d e f g h i j k l m n o p q r s t u!");
    await output.until("u!");
    const typed = ["> watch a b c d e f", "g h i j k l m n o p", "q r s t u!"];
    for (const text of ["One.", "Two."])
      await terminal.post(CHANNEL, say(text), { key: text, signal: signal() });
    expect(vt.screen()).toEqual({ lines: ["One.", "", "Two.", "", ...typed], row: 6, column: 10 });
    input.write("\u001B[D".repeat(20));
    await new Promise(setImmediate);
    terminal.write("Three.");
    await output.until("Three.");
    await new Promise(setImmediate);
    expect(vt.screen()).toEqual({ lines: ["One.", "", "Two.", "", "Three.", ...typed], row: 6, column: 10 });
    await terminal.stop();
    expect(vt.screen().lines).toEqual(["One.", "", "Two.", "", "Three.", ""]);
  });

  it("keeps the line above a pasted text that just fills its row", async () => {
    const { terminal, input, output } = open({ interactive: true, columns: 20 });
    const vt = makeVt(20);
    output.stream.on("data", (chunk: Buffer) => vt.write(chunk.toString()));
    terminal.write("09:14 ready");
    await terminal.start([], echo);
    input.write("watch 9 a b c d ef");
    await output.until("d ef");
    await terminal.post(CHANNEL, say("One."), { key: "k", signal: signal() });
    expect(vt.screen().lines).toEqual(["09:14 ready", "", "One.", "", "> watch 9 a b c d ef", ""]);
    await terminal.stop();
  });

  it("completes with the tab key, without control characters", async () => {
    const asked: unknown[] = [];
    const suggest = async (text: string, channel: Channel) => {
      asked.push([text, channel]);
      return ["watch Open\u0007AI"];
    };
    const { terminal, input, output } = open({ interactive: true });
    await terminal.start(
      [],
      makeHandlers(async (text) => reply(`Heard ${text}.`), suggest),
    );
    input.write("/news wa\t");
    await output.until("tch OpenAI");
    input.write(ENTER);
    await output.until("Heard watch OpenAI.");
    expect(asked).toEqual([["wa", CHANNEL]]);
    await terminal.stop();
  });

  it("says when completion fails, and goes on", async () => {
    const { terminal, input, output } = open({ interactive: true });
    const suggest = () => Promise.reject(new Error("the store is closed"));
    await terminal.start(
      [],
      makeHandlers(async () => reply("Fine."), suggest),
    );
    input.write("wa\t");
    await output.until("[problem] I could not look for completions: the store is closed.");
    input.write(ENTER);
    await output.until("Fine.");
    await terminal.stop();
  });

  it("takes no completions that come after it was closed", async () => {
    const asked = Promise.withResolvers<void>();
    const found = Promise.withResolvers<readonly string[]>();
    const suggest = async () => {
      asked.resolve();
      return await found.promise;
    };
    const { terminal, input, output } = open({ interactive: true });
    await terminal.start(
      [],
      makeHandlers(async () => reply("Fine."), suggest),
    );
    input.write("wa\t");
    await asked.promise;
    await terminal.stop();
    const before = output.shown();
    found.resolve(["watch"]);
    await new Promise(setImmediate);
    expect(output.shown()).toBe(before);
  });

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
    ["quit", `quit${ENTER}`],
  ])("leaves on %s", async (_, keys) => {
    const left = Promise.withResolvers<void>();
    const { terminal, input } = open({ interactive: true, onQuit: left.resolve });
    await terminal.start([], echo);
    input.write(keys);
    await left.promise;
    await terminal.stop();
  });

  it("leaves when the input breaks", async () => {
    const left = Promise.withResolvers<void>();
    const { terminal, input } = open({ interactive: true, onQuit: left.resolve });
    await terminal.start([], echo);
    input.destroy(new Error("read EIO"));
    await left.promise;
    await terminal.stop();
  });

  it("brings back what was typed before, and keeps it for the next time", async () => {
    const saved: string[][] = [];
    const history = {
      load: async () => ["/news oldest", "/news older"],
      save: async (lines: string[]) => void saved.push(lines),
    };
    const { terminal, input, output } = open({ interactive: true, history });
    await terminal.start([], echo);
    input.write(`\u001B[A${ENTER}`);
    await output.until("Heard older.");
    input.write(`new${ENTER}`);
    await output.until("Heard new.");
    await terminal.stop();
    expect(saved).toEqual([["/news oldest", "/news older", "new"]]);
  });

  it("works without its history, and says that it is missing", async () => {
    const history = {
      load: () => Promise.reject(new Error("it is a folder")),
      save: () => Promise.reject(new Error("the disk is full")),
    };
    const { terminal, input, output } = open({ interactive: true, history, columns: 90 });
    await terminal.start([], echo);
    expect(output.shown()).toContain("[problem] What was typed earlier could not be read: it is a folder.");
    input.write(`still here${ENTER}`);
    await output.until("Heard still here.");
    await terminal.stop();
    expect(output.shown()).toContain("[problem] What was typed could not be kept: the disk is full.");
  });

  it("leaves the history alone where nobody types", async () => {
    const never = () => Promise.reject(new Error("not asked for"));
    const { terminal, output } = open({ history: { load: never, save: never } });
    await terminal.start([], echo);
    await terminal.stop();
    expect(output.shown()).toBe("");
  });
});
