import { readdirSync } from "node:fs";
import { describe, expect } from "vitest";
import { countOf, type Program, type Scene, test } from "../doubles/process.ts";

// The demo as people run it.

const PATIENCE = { timeout: 30_000 };
const READY = " Ready in ";
const FIRST = /^http:\/\/127\.0\.0\.1:\d+\/stories\/openai-ends-sora-for-spud$/gm;

const start = (scene: Scene, ...flags: readonly string[]) => scene.start({}, ["demo", "--plain", ...flags]);

/** The figures of its last line. */
function figures(program: Program): { stories: number; alerts: number; repeated: number } {
  const last = program.out.text().trimEnd().split("\n").at(-1) ?? "";
  const found = /^demo: (\d+) stories seen, (\d+) alerts posted, (\d+) repeated$/.exec(last);
  const [, stories, alerts, repeated] = (found ?? []).map(Number);
  return { stories: stories ?? -1, alerts: alerts ?? -1, repeated: repeated ?? -1 };
}

const leftBehind = (scene: Scene) =>
  readdirSync(scene.folder).filter((name) => name.startsWith("newshound-demo-"));

describe.concurrent("the demo", PATIENCE, () => {
  test("shows alerts, answers commands, counts, and leaves nothing behind", async ({ scene }) => {
    const program = start(scene, "--seconds", "6");
    await program.out.until(READY);
    expect(leftBehind(scene)).toHaveLength(1);
    program.type("/news watches", "/news nonsense");
    await program.out.until("3 watches");
    await program.out.until("nonsense");
    await program.out.until("/stories/openai-ends-sora-for-spud\n\n");
    program.type("/news latest Sora", "/news why openai-ends-sora-for-spud");
    expect(await program.ended).toBe(0);
    const { stories, alerts, repeated } = figures(program);
    expect(program.err.text()).toBe("");
    expect(stories).toBeGreaterThanOrEqual(5);
    expect(alerts).toBeGreaterThanOrEqual(1);
    expect(repeated).toBe(0);
    expect(program.out.text()).toMatch(/^Sora: .*1 story/m);
    expect(leftBehind(scene)).toEqual([]);
  });

  test("ends in order when it is interrupted", async ({ scene }) => {
    const program = start(scene, "--seconds", "600");
    await program.out.until("/stories/openai-ends-sora-for-spud\n\n");
    program.kill("SIGINT");
    expect(await program.ended).toBe(0);
    expect(figures(program).alerts).toBeGreaterThanOrEqual(1);
    expect(figures(program).repeated).toBe(0);
    expect(program.out.text().match(FIRST)).toHaveLength(1);
    expect(leftBehind(scene)).toEqual([]);
  });

  test("ends on quit, typed before it was ready", async ({ scene }) => {
    const program = start(scene);
    program.type("quit");
    expect(await program.ended).toBe(0);
    expect(figures(program)).toMatchObject({ alerts: 0, repeated: 0 });
    expect(leftBehind(scene)).toEqual([]);
  });

  test("ends when nobody looks any more", async ({ scene }) => {
    const program = start(scene);
    await program.out.until(READY);
    program.out.close();
    expect(await program.ended).toBe(0);
    expect(program.err.text()).toBe("");
    expect(leftBehind(scene)).toEqual([]);
  });

  test.for([["--seconds", "soon"], ["--second", "5"], ["now"]])(
    "says its options instead of %j",
    async (flags, { scene }) => {
      const program = start(scene, ...flags);
      expect(await program.ended).toBe(2);
      expect(program.out.text()).toBe("");
      expect(countOf(program.err.text(), "npm run demo [-- --seconds <n>] [--plain]\n")).toBe(1);
      expect(leftBehind(scene)).toEqual([]);
    },
  );
});
