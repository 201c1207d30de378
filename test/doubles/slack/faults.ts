import type { ServerResponse } from "node:http";
import { Refused } from "./content.ts";

/**
 * How a call misbehaves. "before": the call has no effect; "after": it has its effect, and its answer is lost.
 * `silent` leaves the call without an answer until the caller hangs up; a 429 by `status` has no Retry-After.
 */
export type Fault =
  | { readonly error: string; readonly needed?: string }
  | { readonly status: number; readonly after?: boolean }
  | { readonly drop: "before" | "after" }
  | { readonly silent: "before" | "after" }
  /** In seconds. */
  | { readonly rateLimited: number };

/** The faults in store for each method; "*" stands for any. */
export function makeFaults() {
  const waiting = new Map<string, Fault[]>();
  return {
    /** Lets the next calls of a method misbehave; faults of one method come in the order given. */
    add(method: string, fault: Fault, times = 1): void {
      const list = waiting.get(method) ?? [];
      list.push(...Array.from({ length: times }, () => fault));
      waiting.set(method, list);
    },
    take: (method: string): Fault | undefined => waiting.get(method)?.shift() ?? waiting.get("*")?.shift(),
    clear: () => waiting.clear(),
  };
}

/** Whether the call still has its effect under this fault. */
export function hasEffect(fault: Fault | undefined): boolean {
  if (!fault) return true;
  if ("status" in fault) return fault.after === true;
  if ("drop" in fault) return fault.drop === "after";
  return "silent" in fault && fault.silent === "after";
}

/** The refusal that a fault stands for, if it stands for one. */
export function refusalUnder(fault: Fault): Refused | undefined {
  if ("error" in fault) return new Refused(fault.error, fault.needed ? { needed: fault.needed } : {});
  return "rateLimited" in fault ? new Refused("ratelimited", {}, fault.rateLimited) : undefined;
}

/** The status line of an answer to a response address under this fault; 0 where no answer is given. */
export function statusUnder(fault: Fault): number {
  if ("status" in fault) return fault.status;
  if ("rateLimited" in fault) return 429;
  return "error" in fault ? 404 : 0;
}

/** Answers a call in the scripted bad way; returns the status, 0 where there is none. */
export function misbehave(fault: Fault, response: ServerResponse): number {
  if ("drop" in fault) response.socket?.resetAndDestroy();
  else if ("status" in fault) {
    response.writeHead(fault.status, { "content-type": "text/html" }).end("<title>Server Error</title>");
    return fault.status;
  }
  return 0;
}
