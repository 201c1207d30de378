import { type Channel, channelKey } from "../watches/channel.ts";
import type { Command, Desk, Invocation, Reply } from "./command.ts";
import { type Reading, readLine } from "./grammar.ts";
import { guide } from "./guide.ts";
import { firstContact } from "./help.ts";
import { checkOptions, type Options, optionsOf } from "./options.ts";
import { PRESSES } from "./press.ts";
import { failed, noCommand, notAllowed, oldButton } from "./refusals.ts";
import { watchesReply } from "./watches.ts";

/** What commands need of the log. */
export interface CommandLog {
  info(event: string, details: object): void;
  error(event: string, details: object): void;
}

export interface RunnerOptions {
  readonly commands: readonly Command[];
  readonly desk: Desk;
  readonly log: CommandLog;
  /** The one channel in which commands for the operator run. */
  readonly operator?: Channel;
}

/** Runs commands from a line, from a path with options, and from a button; each answers, and none throws. */
export interface Runner {
  line(text: string, invocation: Invocation): Promise<Reply>;
  path(path: readonly string[], options: Options, invocation: Invocation): Promise<Reply>;
  press(id: string, args: readonly string[], invocation: Invocation): Promise<Reply>;
}

/** Returns the runner of a table of commands. */
export function makeRunner(parts: RunnerOptions): Runner {
  const { commands, desk } = parts;
  const at = (id: string) => commands.find(({ path }) => path.join(" ") === id);

  async function path(path: readonly string[], options: Options, invocation: Invocation): Promise<Reply> {
    if (path.length === 0) return read({ kind: "nothing" }, invocation);
    const command = at(path.join(" "));
    return command ? read(checkOptions(command, options), invocation) : noCommand(path);
  }

  async function read(reading: Reading, invocation: Invocation): Promise<Reply> {
    if (reading.kind === "nothing") {
      return guarded(parts, "overview", "anyone", invocation, () => overview(invocation, desk));
    }
    if (reading.kind !== "run") return guide(reading, commands);
    const { command, options } = reading;
    const ready: Invocation = { ...invocation, mayManage: () => invocation.mayManage(), options };
    const name = command.path.join(" ");
    return guarded(parts, name, command.who, ready, () => command.run(ready, desk));
  }

  return {
    path,
    line: async (text, invocation) => read(readLine(text, commands), invocation),
    async press(id, args, invocation) {
      const press = PRESSES.get(id);
      if (press) return guarded(parts, id, "managers", invocation, () => press(args, invocation, desk));
      const command = at(id);
      return command ? path(command.path, optionsOf(command, args), invocation) : oldButton();
    },
  };
}

/** `/news` alone: what is watched here, and the way on. */
async function overview({ channel, person }: Invocation, desk: Desk): Promise<Reply> {
  const { card, visibility } = watchesReply(await desk.watches(channel), person.id, desk.now());
  return { visibility, card: { ...card, buttons: [...card.buttons, ...firstContact().card.buttons] } };
}

async function guarded(
  { log, operator }: RunnerOptions,
  name: string,
  who: Command["who"],
  invocation: Invocation,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const details = {
    command: name,
    channel: channelKey(invocation.channel),
    person: invocation.person.id,
  };
  try {
    if (!(await mayRun(who, invocation, operator))) {
      log.info("command.refused", details);
      return notAllowed(who, String(invocation.options["query"] ?? ""));
    }
    const answer = await run();
    log.info("command.answered", details);
    return answer;
  } catch (error) {
    log.error("command.failed", { ...details, error: error instanceof Error ? error.stack : String(error) });
    // What anyone may run only reads; settings, which asks for itself, is the exception.
    return failed(error, who !== "anyone" || name === "settings");
  }
}

async function mayRun(
  who: Command["who"],
  invocation: Invocation,
  operator: Channel | undefined,
): Promise<boolean> {
  if (who === "anyone") return true;
  if (who === "spaceManagers" && invocation.mayManageSpace) return invocation.mayManageSpace();
  if (who !== "operator") return invocation.mayManage();
  return operator !== undefined && channelKey(operator) === channelKey(invocation.channel);
}
