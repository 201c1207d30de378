import type { Command } from "./commands/command.ts";
import type { Log } from "./log.ts";
import type { Handlers, Platform } from "./platforms/platform.ts";
import { messageOf } from "./text/error.ts";

/** Returns what notes that a platform is gone for good; the program ends only when none is left. */
export function makeLost(voices: readonly Platform[], onQuit: () => void, log: Log): Lost {
  const gone = new Set<string>();
  return (name, detail) => {
    gone.add(name);
    log.error("platform.lost", { platform: name, detail });
    if (gone.size < voices.length) return;
    process.exitCode = 1;
    onQuit();
  };
}

/** Told that a platform is gone for good, with a sentence why. */
export type Lost = (name: string, detail: string) => void;

/** Starts every platform; one that cannot start stops no other. Where none can, throws an Error with what each of them says. */
export async function startAll(
  voices: readonly Platform[],
  commands: readonly Command[],
  handlers: Handlers,
  lost: Lost,
): Promise<void> {
  const started = await Promise.allSettled(voices.map((platform) => platform.start(commands, handlers)));
  const faults = started.map((one) => (one.status === "rejected" ? one.reason : undefined));
  if (faults.every((fault) => fault !== undefined))
    throw faults.length === 1 ? faults[0] : new Error(faults.map(messageOf).join("\n"), { cause: faults });
  faults.forEach((fault, at) => {
    if (fault !== undefined) lost(voices[at]?.name ?? "", messageOf(fault));
  });
}
