import { describe, expect } from "vitest";
import { makeDiscordDouble } from "../doubles/discord/discord.ts";
import { type Program, type Scene, test } from "../doubles/process.ts";
import { makeSlackDouble } from "../doubles/slack/slack.ts";

// The program between Slack and Discord as they are over the wire.

const PATIENCE = { timeout: 30_000 };
const READY = '"event":"Ready in ';

async function withDoubles<T>(work: (doubles: Doubles) => Promise<T>): Promise<T> {
  const [slack, discord] = [await makeSlackDouble(), await makeDiscordDouble()];
  const env = {
    SLACK_BOT_TOKEN: "xoxb-1234567890-abcdefghij",
    SLACK_APP_TOKEN: "xapp-1-1234567890-abcdefghij",
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  };
  try {
    return await work({ slack, discord, env });
  } finally {
    await Promise.all([slack.close(), discord.close()]);
  }
}

interface Doubles {
  readonly slack: Awaited<ReturnType<typeof makeSlackDouble>>;
  readonly discord: Awaited<ReturnType<typeof makeDiscordDouble>>;
  readonly env: Readonly<Record<string, string>>;
}

const secrets = /abcdefghij|discord-double-token/;

describe.concurrent("the program with tokens", PATIENCE, () => {
  test("speaks in both, and not in the terminal", ({ scene }) =>
    withDoubles(async ({ env }) => {
      const program = scene.start(env);
      await program.err.until(READY);
      expect(program.err.text()).toMatch(/Platform slack: (?:up|degraded)\./);
      expect(program.err.text()).toContain("Platform discord: up.");
      program.kill("SIGTERM");
      expect(await program.ended).toBe(0);
      expect(program.out.text()).toBe("");
      expect(program.err.text()).not.toMatch(secrets);
    }));

  test("ends with a sentence for each where every token is refused", ({ scene }) =>
    withDoubles(async ({ slack, discord, env }) => {
      slack.revoke();
      discord.invalidToken();
      const program = scene.start(env);
      expect(await program.ended).toBe(1);
      const said = program.err
        .text()
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("{"));
      expect(said).toEqual([
        expect.stringMatching(/^Slack refuses SLACK_BOT_TOKEN \(\w+\)\. Put /),
        expect.stringMatching(/^Discord refuses the token\. Make /),
      ]);
      expect(program.err.text()).not.toMatch(secrets);
    }));

  test("is checked by the doctor, also while it runs", ({ scene }) =>
    withDoubles(async ({ discord, env }) => {
      const program = scene.start(env);
      await program.err.until(READY);
      const well = scene.start(env, ["doctor"]);
      expect(await well.ended).toBe(0);
      expect(well.out.text()).toContain("A Newshound is running on it");
      expect(well.out.text()).toMatch(/\nNothing is wrong\.\n$/);
      discord.invalidToken();
      const ill = scene.start(env, ["doctor"]);
      expect(await ill.ended).toBe(1);
      expect(ill.out.text()).toMatch(/\nFIX {2}Discord refuses the token\./);
      expect(well.out.text() + ill.out.text() + well.err.text() + ill.err.text()).not.toMatch(secrets);
    }));

  test("is told by the doctor of a configuration that cannot be read", async ({ scene }) => {
    scene.configure({ sources: "none" });
    const program = scene.start({}, ["doctor"]);
    expect(await program.ended).toBe(1);
    expect(program.out.text()).toContain("sources");
  });
});

/** The demo in a double: alerts are shown and counted, commands are sent and answered. */
async function demo(scene: Scene, flag: string, where: string): Promise<Program> {
  const program = scene.start({}, ["demo", flag, "--seconds", "7"]);
  await program.out.until(" Ready in ");
  program.type("/news watches", "/news latest Sora");
  await program.out.until("3 watches");
  await program.out.until(`── ${where}, in answer`, 2);
  await program.out.until(`── ${where}\n`);
  expect(await program.ended).toBe(0);
  expect(program.err.text()).toBe("");
  expect(program.out.text()).toMatch(/\ndemo: \d+ stories seen, [1-9]\d* alerts posted, 0 repeated\n$/);
  return program;
}

describe.concurrent("the demo in a double", PATIENCE, () => {
  test("of Slack", async ({ scene }) => {
    const program = await demo(scene, "--slack", "#news");
    expect(program.out.text()).toContain("(only Ann sees this)");
  });

  test("of Discord", async ({ scene }) => {
    const program = await demo(scene, "--discord", "#ai-news");
    expect(program.out.text()).toContain("(only you can see this)");
  });

  test("ends when it is told to quit", async ({ scene }) => {
    const program = scene.start({}, ["demo", "--slack"]);
    program.type("quit");
    expect(await program.ended).toBe(0);
    expect(program.out.text()).toMatch(/0 repeated\n$/);
  });
});
