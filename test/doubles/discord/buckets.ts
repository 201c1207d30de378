import { createHash } from "node:crypto";
import { tooMany } from "./faults.ts";
import type { Answer } from "./types.ts";

/** How many messages one channel takes in how long: 5 in 5 s, as Discord's headers say (the docs give no figure). */
export interface BucketSize {
  readonly limit: number;
  readonly perMs: number;
}

/** Makes the buckets of "post a message", one per channel, in real time as discord.js counts it. */
export function makeBuckets(size: BucketSize | undefined, now: () => number = Date.now) {
  const buckets = new Map<string, { used: number; endsAt: number }>();

  /** Counts one request and returns the headers for its answer, or the whole refusal. */
  return function count(method: string, path: string): { headers: Record<string, string>; refusal?: Answer } {
    const channel = method === "POST" ? /^\/channels\/(\d+)\/messages$/.exec(path)?.[1] : undefined;
    if (size === undefined || channel === undefined) return { headers: {} };
    let bucket = buckets.get(channel);
    if (bucket === undefined || now() >= bucket.endsAt) {
      bucket = { used: 0, endsAt: now() + size.perMs };
      buckets.set(channel, bucket);
    }
    const isOver = bucket.used >= size.limit;
    if (!isOver) bucket.used += 1;
    const left = Math.max(0, bucket.endsAt - now()) / 1000;
    const headers = {
      "x-ratelimit-limit": String(size.limit),
      "x-ratelimit-remaining": String(size.limit - bucket.used),
      "x-ratelimit-reset": (bucket.endsAt / 1000).toFixed(3),
      "x-ratelimit-reset-after": left.toFixed(3),
      "x-ratelimit-bucket": createHash("sha256").update("POST messages").digest("hex").slice(0, 32),
    };
    if (!isOver) return { headers };
    const refused = tooMany(left);
    return { headers, refusal: { ...refused, headers: { ...headers, ...refused.headers } } };
  };
}
