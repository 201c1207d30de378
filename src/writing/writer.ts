import type { ToldStory, Writer, WritingResult } from "../alerts/writer.ts";
import type { Clock } from "../commands/command.ts";
import { translationFaults } from "../stories/faithful/translated.ts";
import { faults } from "../stories/faithful.ts";
import { messageOf } from "../text/error.ts";
import { cut } from "../text/graphemes.ts";
import { stableId } from "../text/id.ts";
import { decisionIn, summaryIn, translationIn } from "./answers.ts";
import { type Cache, makeBudget } from "./budget.ts";
import { makeEndpoint } from "./endpoint.ts";
import { Late, makeBreaker, makeSlots, within } from "./limits.ts";
import {
  again,
  type Message,
  PROMPT_VERSION,
  relevancePrompt,
  summaryPrompt,
  translationPrompt,
} from "./prompts.ts";

export interface WriterOptions {
  /** The address that ends before `/chat/completions`, such as `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token; many servers on the own machine want none. */
  readonly token?: string;
  /** For one call with its waiting and its second try. */
  readonly timeoutMs: number;
  readonly tokensPerDay: number;
  /** Keeps answers, and the tokens of the day. */
  readonly cache: Cache;
  readonly clock: Clock;
  readonly log: { info(event: string, details?: object): void };
}

type Task = keyof typeof MOST_TOKENS;

/** One thing to write, and what it is held to. */
interface Job<T> {
  readonly task: Task;
  readonly key: string;
  readonly prompt: readonly Message[];
  read(answer: string): T;
  faults(value: T): readonly string[];
}

/** What is kept of a job: what was written, or that nothing fit to be shown was. */
type Kept<T> = { readonly value: T } | { readonly refused: true };
type Outcome<T> =
  | { readonly result: "ok"; readonly value: T }
  | { readonly result: Exclude<WritingResult, "ok" | "cached">; readonly reason: string };

const AT_ONCE = 2;
const TRIES = 2;
const DAY_MS = 24 * 3_600_000;
const KEPT_MS = 45 * DAY_MS;
const REFUSAL_KEPT_MS = DAY_MS;
const MOST_TOKENS = { summary: 120, relevant: 8, translation: 400 } as const;
const UNITS_PER_TOKEN = 4;
const MOST_REASON = 300;

/**
 * Makes a writer that asks one OpenAI-compatible endpoint.
 *
 * What it returns has passed the gate of `faults` or `translationFaults`, also where it comes from the cache; a first
 * answer that does not pass is asked for once more. Two requests run at once, the others wait inside their own time.
 * Calls for one thing share a request. Five failures in ten minutes keep it from asking for ten.
 */
export function makeWriter(options: WriterOptions): Writer {
  const { model, timeoutMs, tokensPerDay, cache, clock, log } = options;
  const ask = makeEndpoint(options);
  const slots = makeSlots(AT_ONCE);
  const breaker = makeBreaker();
  const budget = makeBudget({ perDay: tokensPerDay, cache, clock });
  const counts: Record<WritingResult, number> = {
    ok: 0,
    cached: 0,
    gate: 0,
    timeout: 0,
    error: 0,
    budget: 0,
    breaker: 0,
  };
  const underWay = new Map<string, Promise<Outcome<unknown>>>();

  /** Asks once within today's budget; undefined where nothing of it is left. */
  async function answerTo(messages: readonly Message[], maxTokens: number, signal: AbortSignal) {
    const sent = messages.reduce((sum, { content }) => sum + content.length, 0);
    const settle = await budget.take(Math.ceil(sent / UNITS_PER_TOKEN) + maxTokens);
    if (!settle) return undefined;
    const { text, tokens } = await ask({ messages, maxTokens }, signal);
    breaker.worked();
    settle(tokens ?? Math.ceil((sent + text.length) / UNITS_PER_TOKEN));
    return text;
  }

  async function tried<T>(
    { task, prompt, read, faults: faultsOf }: Job<T>,
    signal: AbortSignal,
  ): Promise<Outcome<T>> {
    let messages = prompt;
    let reason = "";
    for (let turn = 0; turn < TRIES; turn += 1) {
      const answer = await answerTo(messages, MOST_TOKENS[task], signal);
      if (answer === undefined) return { result: "budget", reason: "today's tokens are used up" };
      const value = read(answer);
      const wrong = faultsOf(value);
      if (wrong.length === 0) return { result: "ok", value };
      reason = cut(wrong.join("; "), MOST_REASON);
      messages = again(prompt, answer, wrong);
    }
    return { result: "gate", reason };
  }

  async function asked<T>(job: Job<T>): Promise<Outcome<T>> {
    if (breaker.restsUntil(clock.now())) return { result: "breaker", reason: "failed too often" };
    let begun = false;
    const begin = (signal: AbortSignal) => {
      begun = true;
      return tried(job, signal);
    };
    try {
      return await within(clock, timeoutMs, (signal) => slots(signal, () => begin(signal)));
    } catch (error) {
      // Whoever waited in vain says nothing about the endpoint; those it waited for do.
      if (begun) breaker.failed(clock.now());
      if (!(error instanceof Late)) return { result: "error", reason: messageOf(error) };
      return { result: "timeout", reason: begun ? "no answer in time" : "no turn in time" };
    }
  }

  /** Asks, and takes note of what came of it. */
  async function written<T>(job: Job<T>): Promise<Outcome<T>> {
    const start = clock.now().getTime();
    const outcome = await asked(job);
    counts[outcome.result] += 1;
    const reason = "reason" in outcome ? { reason: outcome.reason } : {};
    log.info(`writing.${job.task}`, { result: outcome.result, ...reason, ms: clock.now().getTime() - start });
    if (outcome.result === "ok") await keep<T>(job.key, { value: outcome.value }, KEPT_MS);
    if (outcome.result === "gate") await keep<T>(job.key, { refused: true }, REFUSAL_KEPT_MS);
    return outcome;
  }

  async function keep<T>(key: string, kept: Kept<T>, ttlMs: number): Promise<void> {
    await cache.set(key, kept, ttlMs).catch(() => {});
  }

  /** Writes a thing unless that is under way. */
  async function together<T>(job: Job<T>): Promise<Outcome<T>> {
    const shared = underWay.get(job.key) as Promise<Outcome<T>> | undefined;
    if (shared) return shared;
    const outcome = written(job);
    underWay.set(job.key, outcome);
    try {
      return await outcome;
    } finally {
      underWay.delete(job.key);
    }
  }

  /** Returns what is kept or written. The words a story is told for differ from caller to caller, so it is held to them again. */
  async function had<T>(job: Job<T>): Promise<T | undefined> {
    const kept = await cache.get<Kept<T>>(job.key).catch(() => undefined);
    const found = kept ?? (await together(job));
    if (!("value" in found) || job.faults(found.value).length > 0) return undefined;
    // What was refused before is no answer, though it is remembered.
    if (kept) counts.cached += 1;
    return found.value;
  }

  async function unlessBroken<T>(task: Task, makeJob: () => Omit<Job<T>, "task">): Promise<T | undefined> {
    try {
      return await had({ ...makeJob(), task });
    } catch (error) {
      counts.error += 1;
      log.info(`writing.${task}`, { result: "error", reason: messageOf(error) });
      return undefined;
    }
  }

  const keyOf = (task: string, ...parts: readonly string[]) =>
    stableId("writing", JSON.stringify([task, PROMPT_VERSION, model, ...parts]));
  const contentOf = ({ title, text, language = "" }: ToldStory) => [title, text, language] as const;

  return {
    summary: (story, words) =>
      unlessBroken("summary", () => ({
        key: keyOf("summary", ...contentOf(story)),
        prompt: summaryPrompt(story, words),
        read: summaryIn,
        faults: (summary) => faults(summary, story, words, story.language),
      })),
    relevant: (about, story) =>
      unlessBroken("relevant", () => ({
        key: keyOf("relevant", about, ...contentOf(story)),
        prompt: relevancePrompt(about, story),
        read: decisionIn,
        faults: (decision) => (decision === undefined ? ["neither yes nor no"] : []),
      })),
    translation: (texts, to) =>
      unlessBroken("translation", () => ({
        key: keyOf("translation", to, texts.title, texts.summary),
        prompt: translationPrompt(texts, to),
        read: translationIn,
        faults: (translated) => translationFaults(texts, translated, to),
      })),
    counts: () => {
      const restsUntil = breaker.restsUntil(clock.now());
      return { ...counts, tokens: budget.used(), tokensPerDay, ...(restsUntil && { restsUntil }) };
    },
  };
}
