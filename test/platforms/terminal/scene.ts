import { PassThrough } from "node:stream";
import type { Card, Clock, Invocation, Reply } from "../../../src/commands/command.ts";
import type { Handlers } from "../../../src/platforms/platform.ts";
import { makeTerminal, type TerminalOptions } from "../../../src/platforms/terminal/terminal.ts";
import type { Channel } from "../../../src/watches/channel.ts";
import { NOW } from "./cards.ts";

export const CHANNEL: Channel = { platform: "terminal", space: "local", id: "main" };
const clock: Clock = { now: () => NOW, sleep: () => Promise.reject(new Error("nobody waits here")) };

export function say(text: string): Card {
  return { kind: "answer", parts: [{ kind: "text", pieces: [text] }], buttons: [] };
}

export function reply(text: string): Reply {
  return { card: say(text), visibility: "private" };
}

export const signal = () => new AbortController().signal;

/** A stream as wide as a small screen that remembers what was printed and tells when a text has appeared. */
function makeOutput(columns?: number) {
  const stream = Object.assign(new PassThrough(), columns ? { columns } : {});
  let shown = "";
  let notice = () => {};
  stream.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
    notice();
  });
  return {
    stream,
    shown: () => shown,
    until: (text: string) =>
      new Promise<void>((resolve) => {
        notice = () => {
          if (shown.includes(text)) resolve();
        };
        notice();
      }),
  };
}

/** Handlers of which a terminal uses two; the others must stay untouched. */
export function makeHandlers(
  line: (text: string, invocation: Invocation) => Promise<Reply>,
  suggest: Handlers["suggest"] = async () => [],
): Handlers {
  const never = () => Promise.reject(new Error("a terminal has no use for this"));
  return {
    line,
    suggest,
    command: never,
    press: never,
    submit: never,
    mention: never,
    shortcut: never,
    home: never,
    joined: never,
    removed: never,
  };
}

export function open(options: Partial<TerminalOptions> & { columns?: number } = {}) {
  const { columns, ...others } = options;
  const input = new PassThrough();
  const output = makeOutput(columns);
  let quits = 0;
  const terminal = makeTerminal({
    input,
    output: output.stream,
    clock,
    color: false,
    interactive: false,
    timeZone: "UTC",
    onQuit: () => {
      quits += 1;
    },
    ...others,
  });
  return { terminal, input, output, quits: () => quits };
}

export const echo = makeHandlers(async (text) => reply(`Heard ${text}.`));
