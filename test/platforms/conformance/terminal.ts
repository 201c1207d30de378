import { PassThrough } from "node:stream";
import { makeHandlers } from "../../../src/commands/handlers.ts";
import { commands } from "../../../src/commands/table.ts";
import { CHANNEL } from "../../../src/platforms/terminal/printer.ts";
import { makeTerminal, type Terminal } from "../../../src/platforms/terminal/terminal.ts";
import { makeClock } from "../../doubles/clock.ts";
import { makeDesk } from "../../doubles/desk.ts";
import { eventually } from "../../doubles/eventually.ts";
import { makeTestLog } from "../../doubles/log.ts";
import { type Face, type Heard, lacking, type People, type Said, type Trouble } from "./stage.ts";

const SCREEN = "one screen of one person";
const NETWORK = "there is no network between it and the person";

/** The terminal. */
export const terminalFace: Face = {
  name: "terminal",
  lacks: {
    edit: "printed text stands",
    find: "a terminal does not read back its screen",
    reply: "a screen has no threads",
    press: "it has no buttons; cards name the command to type instead",
    submit: "it has no forms; people type the line",
    mention: `${SCREEN}: every line is for the bot`,
    direct: `${SCREEN}: every line is for the bot`,
    twice: NETWORK,
    limit: "an output takes text as fast as it can",
    lose: NETWORK,
    refuseCard: "an output takes any text",
    forbid: "its one person may do everything",
    allow: "its one person may do everything",
    blind: "a terminal does not read back its screen",
    destroy: "its one channel cannot be deleted",
    archive: "its one channel cannot be archived",
    deleteMessage: "printed text stands",
    refuseToken: "it needs no token",
    badToken: "it needs no token",
    down: NETWORK,
    up: NETWORK,
  },
  async open() {
    const clock = makeClock(new Date("2026-05-04T12:00:00Z"));
    const { desk, state } = makeDesk({ now: clock.now() });
    const log = makeTestLog();
    const handlers = makeHandlers({ commands, desk, log });
    let shown = "";
    let screen = open();

    function open(): { terminal: Terminal; input: PassThrough } {
      const input = new PassThrough();
      const output = new PassThrough();
      output.on("data", (chunk: Buffer) => {
        shown += chunk.toString();
      });
      const plain = { color: false, interactive: false, timeZone: "UTC", onQuit: () => {} };
      return { input, terminal: makeTerminal({ input, output, clock, ...plain }) };
    }

    const begin = () => screen.terminal.start(commands, handlers);

    async function command(line: string): Promise<Heard> {
      const before = shown.length;
      const answered = log.events.length;
      screen.input.write(`/news ${line}\n`);
      await eventually(() => log.events.length > answered || shown.length > before);
      await eventually(() => shown.length > before && shown.endsWith("\n\n"));
      return { text: shown.slice(before), isPrivate: true };
    }

    return {
      clock,
      desk: state,
      events: () => log.events.map(({ event }) => event),
      platform: () => screen.terminal,
      channel: CHANNEL,
      nowhere: { ...CHANNEL, id: "cellar" },
      start: begin,
      begin,
      async restart() {
        await screen.terminal.stop();
        screen = open();
        await begin();
      },
      messages: () => (shown === "" ? [] : shown.trim().split("\n\n").map(asSaid)),
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a screen.
      wrongs: () => shown.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g) ?? [],
      registrations: () => undefined,
      people: {
        ...lacking<People>(),
        command,
        suggest: async () => (await command("unwach OpenAI")).text,
      },
      trouble: lacking<Trouble>(),
    };
  },
};

function asSaid(text: string, index: number): Said {
  return { id: String(index), text };
}
