import type { Clock } from "../../commands/command.ts";
import { type Answer, makeHosts } from "./hosts.ts";

/** Leave to ask a host for one page. */
export interface Turn {
  /** The request is over: the host may be asked by others. To be called once. */
  answered(answer: Answer): void;
  /** The page is read, or given up: its place is free. To be called once, after `answered`. */
  end(): void;
}

/** Who may fetch a page now. */
export interface Turns {
  /**
   * Waits until a host may be asked; gives undefined, without waiting, where it wants to be left alone.
   * Rejects with the reason of the signal.
   */
  take(host: string, signal: AbortSignal): Promise<Turn | undefined>;
}

/** Gives a turn to one who waits for a host, or tells that there is none. */
type Go = (turn: Turn | undefined) => void;

/** Pages that are fetched or read at once: so many bodies are in memory at most. */
const AT_ONCE = 16;

/** Makes the turns of all hosts: whoever waits for the same host goes in order, and hosts take turns among themselves. */
export function makeTurns({ clock }: { readonly clock: Clock }): Turns {
  const hosts = makeHosts();
  const waiting = new Map<string, Set<Go>>();
  let open = 0;
  let alarm = new AbortController();
  const now = () => clock.now().getTime();

  /** Lets everyone go who may, and comes back when the next one may. */
  function look(): void {
    alarm.abort();
    let soonest = Number.POSITIVE_INFINITY;
    // A host of which one has gone comes last, and is met again there.
    for (const [host, line] of waiting) {
      const wait = hosts.waitMs(host, now());
      if (hosts.isLeftAlone(host, now())) refuse(host, line);
      else if (open >= AT_ONCE || wait > 0) soonest = Math.min(soonest, wait);
      else letOneGo(host, line);
    }
    // Where all places are taken, the end of a turn looks again.
    if (open < AT_ONCE && Number.isFinite(soonest)) wakeIn(soonest);
  }

  function wakeIn(ms: number): void {
    alarm = new AbortController();
    clock.sleep(ms, alarm.signal).then(look, () => {}); // It only rejects when it was called off.
  }

  function refuse(host: string, line: ReadonlySet<Go>): void {
    waiting.delete(host);
    for (const go of line) go(undefined);
  }

  /** Who has given up has left the line, which may be empty. */
  function letOneGo(host: string, line: Set<Go>): void {
    const [go] = line;
    waiting.delete(host);
    if (go === undefined) return;
    line.delete(go);
    if (line.size > 0) waiting.set(host, line);
    go(begin(host));
  }

  function begin(host: string): Turn {
    open += 1;
    hosts.started(host, now());
    return {
      answered(answer) {
        hosts.ended(host, now(), answer);
        look();
      },
      end() {
        open -= 1;
        look();
      },
    };
  }

  return {
    take: (host, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const line = waiting.get(host) ?? new Set();
        const giveUp = () => {
          line.delete(go);
          reject(signal.reason);
        };
        const go: Go = (turn) => {
          signal.removeEventListener("abort", giveUp);
          resolve(turn);
        };
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.set(host, line.add(go));
        look();
      }),
  };
}
