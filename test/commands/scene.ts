import type { Invocation } from "../../src/commands/command.ts";
import { type HandlersOptions, makeHandlers } from "../../src/commands/handlers.ts";
import { commands } from "../../src/commands/table.ts";
import type { Handlers } from "../../src/platforms/platform.ts";
import type { Channel } from "../../src/watches/channel.ts";
import { cardText } from "../doubles/card-text.ts";
import { type DeskState, makeDesk } from "../doubles/desk.ts";

export const HERE: Channel = { platform: "slack", space: "T1", id: "C1" };
export const ANN = { id: "U1", name: "Ann" };
export const NOW = new Date("2026-05-04T12:00:00Z"); // a Monday

/** A desk double behind the real handlers, and what was logged. */
export function makeScene(given: Partial<DeskState> = {}, more: Partial<HandlersOptions> = {}) {
  const { desk, state } = makeDesk({ now: NOW, ...given });
  const logged: string[] = [];
  const log = {
    info: (event: string) => logged.push(event),
    error: (event: string) => logged.push(event),
  };
  const handlers: Handlers = makeHandlers({ commands, desk, log, ...more });
  let uses = 0;
  const invocation = (also: Partial<Invocation> = {}): Invocation => ({
    id: `i${++uses}`,
    channel: HERE,
    person: ANN,
    mayManage: async () => true,
    options: {},
    ...also,
  });
  return {
    desk,
    state,
    logged,
    handlers,
    invocation,
    line: (text: string, also?: Partial<Invocation>) => handlers.line(text, invocation(also)),
    /** Types a line after `/news` and gives the answer as plain text. */
    async say(text: string, also?: Partial<Invocation>): Promise<string> {
      return cardText((await handlers.line(text, invocation(also))).card);
    },
    async press(id: string, args: readonly string[], also?: Partial<Invocation>): Promise<string> {
      return cardText((await handlers.press({ id, args }, invocation(also))).card);
    },
  };
}
