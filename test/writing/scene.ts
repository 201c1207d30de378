import type { Writer } from "../../src/alerts/writer.ts";
import { makeWriter, type WriterOptions } from "../../src/writing/writer.ts";
import { makeClock, type TestClock } from "../doubles/clock.ts";
import { makeTestLog } from "../doubles/log.ts";
import type { Model } from "../doubles/model.ts";

/** A cache in memory that keeps to its times. */
export function makeCache(clock: TestClock) {
  const rows = new Map<string, { readonly value: unknown; readonly until: number }>();
  return {
    rows,
    get: async <T>(key: string): Promise<T | undefined> => {
      const row = rows.get(key);
      return row && row.until > clock.now().getTime() ? (structuredClone(row.value) as T) : undefined;
    },
    set: async (key: string, value: unknown, ttlMs = Number.POSITIVE_INFINITY) => {
      rows.set(key, { value: structuredClone(value), until: clock.now().getTime() + ttlMs });
    },
  };
}

export interface Scene {
  readonly model: Model;
  readonly clock: TestClock;
  readonly log: ReturnType<typeof makeTestLog>;
  readonly cache: ReturnType<typeof makeCache>;
  /** Makes a writer on the scene's model, clock, log and cache. */
  open(options?: Partial<WriterOptions>): Writer;
}

/** Sets a scene around a model, which begins anew. */
export function makeScene(model: Model): Scene {
  model.reset();
  const [clock, log] = [makeClock(), makeTestLog()];
  const cache = makeCache(clock);
  const given = {
    url: model.url,
    model: "small",
    timeoutMs: 8_000,
    tokensPerDay: 100_000,
    cache,
    clock,
    log,
  };
  return { model, clock, log, cache, open: (options = {}) => makeWriter({ ...given, ...options }) };
}

export const STORY = {
  title: "Harbour city votes to keep its night trams",
  text: [
    "The council of Port Elin voted on Tuesday to keep the night trams running until 2031, a year after it had planned to end them.",
    "The vote was 31 to 14. The trams carry 4,200 people a night and cost the city €3.5 million a year, the council said.",
    "Mayor Ada Quill did not support the plan and said that buses would be cheaper for Port Elin.",
    "The operator Northline may add two lines to the harbour if the state pays for them.",
  ].join("\n"),
  language: "en",
} as const;

/** A summary of the story that nobody could object to. */
export const FAIR =
  "The council of Port Elin voted to keep the night trams running until 2031. The vote was 31 to 14.";
