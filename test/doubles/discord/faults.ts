import { setTimeout as later } from "node:timers";
import type { Answer } from "./types.ts";

/** How a route goes wrong. `after`: the effect happens first, and then the answer goes wrong. */
export type Fault =
  | { readonly status: number; readonly code?: number; readonly message?: string; readonly after?: boolean }
  /** The connection is cut, before or after the effect. */
  | { readonly drop: "before" | "after" }
  /** 429 with the seconds to wait. */
  | { readonly rateLimited: number; readonly global?: boolean; readonly shared?: boolean }
  /** The answer comes this much later; the effect happens at once. */
  | { readonly slowMs: number };

export type Faults = ReturnType<typeof makeFaults>;

/** Makes the list of scripted faults. */
export function makeFaults() {
  const faults: { readonly test: (method: string, path: string) => boolean; fault: Fault; times: number }[] =
    [];
  return {
    /** Adds a fault for the next `times` requests to a route; returns what ends it early. */
    add(pattern: string, fault: Fault, times = 1): () => void {
      const entry = { test: matcher(pattern), fault, times };
      faults.push(entry);
      return () => {
        entry.times = 0;
      };
    },
    clear: () => void faults.splice(0),
    /** Takes the fault that this request meets, if any. */
    take(method: string, path: string): Fault | undefined {
      const entry = faults.find(({ test, times }) => times > 0 && test(method, path));
      if (entry) entry.times -= 1;
      return entry?.fault;
    },
  };
}

/** Reads a pattern such as "POST /channels/:id/messages", "/gateway/bot" (any method) or "PATCH *". */
function matcher(pattern: string): (method: string, path: string) => boolean {
  const [, method, path = ""] = /^(?:([A-Z]+) +)?(.*)$/.exec(pattern) ?? [];
  const regex = pathPattern(path);
  return (asked, where) => (method === undefined || method === asked) && regex.test(where);
}

/** Returns the regular expression of a route's path: `:name` is one segment, `*` anything. */
export function pathPattern(path: string): RegExp {
  const parts = path.split(/(:\w+|\*)/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? `(?<${part.slice(1)}>[^/]+)` : part.replace(/[.?+^$()[\]{}|\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}

/** True if the effect happens although the answer goes wrong. */
export function takesEffect(fault: Fault): boolean {
  if ("status" in fault) return fault.after === true;
  return "drop" in fault ? fault.drop === "after" : "slowMs" in fault;
}

/** Returns what is answered under a fault instead; undefined: nothing, the connection is cut. */
export function answerUnder(fault: Fault, answer: Answer | undefined): Answer | undefined {
  if ("drop" in fault) return undefined;
  if ("slowMs" in fault) return answer;
  if ("rateLimited" in fault) return tooMany(fault.rateLimited, fault);
  const { status, code = 0, message = status >= 500 ? "upstream error" : "refused" } = fault;
  return { status, body: status >= 500 ? undefined : { message, code } };
}

/** Returns a 429, https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit */
export function tooMany(
  seconds: number,
  how: { readonly global?: boolean; readonly shared?: boolean } = {},
): Answer {
  const scope = how.shared ? "shared" : how.global ? "global" : "user";
  return {
    status: 429,
    headers: {
      "retry-after": String(Math.ceil(seconds)),
      "x-ratelimit-scope": scope,
      via: "1.1 double",
      ...(how.global ? { "x-ratelimit-global": "true" } : { "x-ratelimit-reset-after": seconds.toFixed(3) }),
    },
    body: {
      message: "You are being rate limited.",
      retry_after: seconds,
      global: how.global === true,
    },
  };
}

/** Waits as a slow answer does. */
export function slowness(fault: Fault | undefined): Promise<void> {
  if (fault === undefined || !("slowMs" in fault)) return Promise.resolve();
  return new Promise((resolve) => void later(resolve, fault.slowMs).unref());
}
