import type { Clock } from "../../commands/command.ts";
import type { Health } from "../platform.ts";
import { configurationFault, type Fault, faultOf, resultOf } from "./faults.ts";
import type { Sockets } from "./sockets.ts";

type Said = Omit<Health, "since">;

/** What is known of the connection, put together into one state. */
interface Known {
  readonly name: string | undefined;
  /** Why the token is of no use any more. */
  readonly lost: string | undefined;
  readonly unreached: string;
  /** What the last call failed by, where it did not arrive. */
  readonly silent: string | undefined;
  readonly sockets: ReturnType<Sockets["state"]> | undefined;
}

/** Returns how Slack is doing. Without any socket, but answered by Slack, alerts still go out: degraded, not down. */
export function judge(known: Known, mode: "socket" | "http"): Said {
  const { name, lost, unreached, silent, sockets } = known;
  if (lost !== undefined) return { state: "down", detail: lost };
  if (name === undefined) return { state: "down", detail: unreached };
  if (mode === "http" || !sockets) {
    if (silent !== undefined) return { state: "degraded", detail: silent };
    return { state: "up", detail: `Connected as ${name}.` };
  }
  if (sockets.up === sockets.of) return { state: "up", detail: `Connected as ${name}.` };
  if (sockets.up > 0)
    return { state: "degraded", detail: `${sockets.up} of ${sockets.of} connections stand.` };
  const fault = sockets.error === undefined ? undefined : faultOf(sockets.error);
  if (fault?.kind === "refused") {
    return { state: "degraded", detail: `Alerts go out, but nobody can be heard: Slack says ${fault.code}.` };
  }
  const why = fault && "detail" in fault ? `: ${fault.detail}` : "";
  return { state: "down", detail: `Connecting${why}.` };
}

/** Keeps what is known of the connection, and since when its state is what it is. */
export function makeHealth(clock: Clock, mode: "socket" | "http") {
  let name: string | undefined;
  let lost: string | undefined;
  let unreached = "Not connected yet.";
  let silent: string | undefined;
  let refused: string | undefined;
  let sockets: Sockets["state"] | undefined;
  let last: Health = { state: "down", since: clock.now(), detail: unreached };

  return {
    reached(as: string): void {
      name = as;
    },
    unreached(why: string): void {
      unreached = why;
    },
    /** The token is of no use any more. */
    lost(why: string): void {
      lost = why;
    },
    stopped(): void {
      name = undefined;
      unreached = "Stopped.";
    },
    watch(state: Sockets["state"]): void {
      sockets = state;
    },
    /** A call ended so; undefined where it went well. */
    called(fault: Fault | undefined): void {
      silent =
        fault && (fault.kind === "unsent" || fault.kind === "ambiguous") ? `${fault.detail}.` : undefined;
      refused = fault && refusal(fault);
    },
    now(): Health {
      const said = judge({ name, lost: lost ?? refused, unreached, silent, sockets: sockets?.() }, mode);
      last = { ...said, since: said.state === last.state ? last.since : clock.now() };
      return last;
    },
  };
}

/** Returns the sentence for an operator whose token is of no use; undefined for any other fault. */
function refusal(fault: Fault): string | undefined {
  const result = resultOf(fault);
  if (result.kind !== "unauthorised") return undefined;
  return configurationFault(fault, "SLACK_BOT_TOKEN") ?? `Slack refuses me: ${result.detail}.`;
}

export type SlackHealth = ReturnType<typeof makeHealth>;
