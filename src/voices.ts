import type { Command } from "./commands/command.ts";
import type { Log } from "./log.ts";
import type { Handlers, Platform } from "./platforms/platform.ts";

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

/** Starts every platform; one that cannot start stops no other. Throws the first fault where none can. */
export async function startAll(
  voices: readonly Platform[],
  commands: readonly Command[],
  handlers: Handlers,
  lost: Lost,
): Promise<void> {
  const started = await Promise.allSettled(voices.map((platform) => platform.start(commands, handlers)));
  const faults = started.map((one) => (one.status === "rejected" ? one.reason : undefined));
  if (faults.every((fault) => fault !== undefined)) throw faults[0];
  faults.forEach((fault, at) => {
    if (fault !== undefined)
      lost(voices[at]?.name ?? "", fault instanceof Error ? fault.message : String(fault));
  });
}
