import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect } from "vitest";
import { countOf, type Program, test } from "../doubles/process.ts";

// The program as its operator has it: started, typed at, killed, told to stop.

/** Long enough for a machine that is busy with other tests; nothing here waits for time to pass. */
const PATIENCE = { timeout: 30_000 };
const READ = '"event":"poll.read"';
const SENT = '"event":"dispatch.sent"';
const STOPPING = '"event":"Stopping: finishing what is under way."';
const LATE = "Not all of it could be finished; the next start takes it up.";
const ANSWERED = '"event":"command.answered"';

const alertOf = (slug: string) => `/stories/${slug}\n\n`;

/** Leaves nothing to come: all that is due has been polled once more and found unchanged. */
async function quiet(program: Program): Promise<void> {
  await program.err.until('"event":"poll.unchanged"', countOf(program.err.text(), "poll.unchanged") + 1);
}

describe.concurrent("a life of the program", PATIENCE, () => {
  test("tells a new story, and after a kill neither forgets nor repeats", async ({ scene }) => {
    const env = { LOG_LEVEL: "debug" };
    const first = scene.start(env);
    await first.err.until(READ);
    first.type("/news watch OpenAI");
    await first.out.until("Watching OpenAI");
    scene.publish("second", "OpenAI opens a second office");
    await first.out.until(alertOf("second"));
    await first.err.until(SENT);
    first.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    expect(first.out.text()).not.toContain(alertOf("earlier"));

    scene.publish("meanwhile", "OpenAI moved while nobody looked");
    const second = scene.start(env);
    await second.out.until(alertOf("meanwhile"));
    await second.err.until(SENT);
    await quiet(second);
    second.type("/news watches", "quit");
    expect(await second.ended).toBe(0);
    expect(second.out.text()).toMatch(/^1 watch .*\n.*\bOpenAI\b/m);
    expect(countOf(second.out.text(), alertOf("meanwhile"))).toBe(1);
    expect(second.out.text()).not.toContain("/stories/second");
    expect(second.log().filter(({ event }) => event === "dispatch.sent")).toHaveLength(1);
  });

  test("goes on when its input has ended, and stops in order on SIGTERM", async ({ scene }) => {
    const program = scene.start();
    program.type("/news watch OpenAI");
    program.endInput();
    await program.err.until(READ);
    scene.publish("second", "OpenAI opens a second office");
    await program.out.until(alertOf("second"));
    await program.err.until(SENT);
    program.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(program.log().slice(-2)).toMatchObject([
      { level: "info", event: "Stopping: finishing what is under way." },
      { level: "info", event: "Stopped." },
    ]);
  });

  test("ends with 0 on quit, after it has answered what was typed before", async ({ scene }) => {
    const program = scene.start();
    program.type("/news watch OpenAI", "quit", "/news watch Sora");
    expect(await program.ended).toBe(0);
    expect(program.out.text()).toContain("Watching OpenAI");
    expect(program.out.text()).not.toContain("Sora");
  });

  test("a signal during the start lets it end in order", async ({ scene }) => {
    const program = scene.start();
    await program.err.until("Newshound ");
    program.kill("SIGINT");
    expect(await program.ended).toBe(0);
    expect(program.log().at(-1)).toMatchObject({ event: "Stopped." });
  });

  test("does not wait for a source that never answers", async ({ scene }) => {
    const mute = createServer().listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as AddressInfo;
    const sources = [{ url: `http://127.0.0.1:${port}/feed.xml`, every: "1s" }];
    scene.configure({ sources, network: { allow: ["127.0.0.0/8"] } });
    const program = scene.start();
    await once(mute, "request");
    program.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    // It broke the request off by itself, instead of running out of time.
    expect(program.log().map(({ event }) => event)).not.toContain(LATE);
    mute.close();
  });
});

// An answer larger than any pipe holds: as long as nobody reads, the program cannot finish printing it.
const LONG = `/news why ${"x".repeat(400_000)}`;

/** Starts a program whose last answer is stuck, and tells it to stop. */
async function stuck(program: Program): Promise<void> {
  program.out.block();
  program.type(LONG);
  await program.err.until(ANSWERED);
  program.kill("SIGTERM");
  await program.err.until(STOPPING);
}

describe.concurrent("a program whose output nobody reads", PATIENCE, () => {
  test("finishes its answer before it ends", async ({ scene }) => {
    const program = scene.start();
    await stuck(program);
    program.out.read();
    expect(await program.ended).toBe(0);
    expect(program.out.text().length).toBeGreaterThan(400_000);
    expect(program.out.text()).toMatch(/\n\n$/);
  });

  test("ends at once on a second signal", async ({ scene }) => {
    const program = scene.start();
    await stuck(program);
    program.kill("SIGTERM");
    program.out.read();
    expect(await program.ended).toBe(1);
    expect(program.err.text()).not.toContain("Stopped.");
  });
});
