import type { Clock } from "./commands/command.ts";

/** After so long a start or a shut-down that was asked to end hangs, and the process ends without it. */
const LAST_MS = 10_000;

/** Where the program reads and writes, so that the demo and tests can stand in for a person. */
export interface Surroundings {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** Takes one line of the log; left out, the log goes to the output, above what is being typed. */
  readonly writeLog?: (line: string) => void;
  readonly human: boolean;
  readonly color: boolean;
  readonly interactive: boolean;
  readonly onQuit: () => void;
  readonly clock: Clock;
}

/**
 * Returns what ends the program when a person wants to leave, and lets signals do the same: in order the first time,
 * at once the second time, and at the latest after 10 s.
 */
export function makeQuit(stop: () => void): () => void {
  let asked = false;
  function quit(): void {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), LAST_MS).unref();
    stop();
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, quit);
  return quit;
}
