import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { makeSecret } from "../../src/config/secret.ts";
import { secretsOf } from "../../src/config.ts";
import { configOf, load, reportOf } from "./load.ts";

describe("secrets", () => {
  it("cannot be printed by accident", () => {
    const secret = makeSecret("hunter2");
    const shown = [`${secret}`, JSON.stringify({ secret }), inspect({ secret }), String(secret)];
    expect(shown.join()).not.toContain("hunter2");
    expect(shown.join()).toContain("[redacted]");
    expect(secret.reveal()).toBe("hunter2");
  });

  it("can be kept in files, without the line feed at their end", () => {
    const files = { "/run/bot": "xoxb-2\n", "/run/app": "xapp-2\r\n" };
    const config = configOf(
      "",
      { SLACK_BOT_TOKEN_FILE: "/run/bot", SLACK_APP_TOKEN_FILE: "/run/app" },
      files,
    );
    expect(secretsOf(config)).toEqual(["xoxb-2", "xapp-2"]);
  });

  it.each([
    [
      { DISCORD_TOKEN: "a", DISCORD_TOKEN_FILE: "/b" },
      "DISCORD_TOKEN  is set twice; keep either it or DISCORD_TOKEN_FILE",
    ],
    [{ DISCORD_TOKEN_FILE: "/none" }, "DISCORD_TOKEN_FILE  there is no file /none"],
    [{ DISCORD_TOKEN_FILE: "/empty" }, "DISCORD_TOKEN_FILE  there is nothing in the file /empty"],
    [
      { SLACK_BOT_TOKEN: "xoxb-1" },
      "SLACK_BOT_TOKEN  needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it",
    ],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_APP_TOKEN  needs SLACK_BOT_TOKEN beside it"],
    [{ SLACK_SIGNING_SECRET: "abc" }, "SLACK_SIGNING_SECRET  needs SLACK_BOT_TOKEN beside it"],
  ])("are refused: %j", (env, says) => {
    expect(reportOf("", env, { "/empty": "\n" })).toEqual([
      "The environment has 1 problem:",
      `  ${says}`,
      "Nothing was started.",
    ]);
  });

  it("are not shown in the report when one kind was put in the place of another", () => {
    const lines = reportOf("", { SLACK_BOT_TOKEN: "xapp-1-A-2", SLACK_APP_TOKEN: "xoxb-1-2" });
    expect(lines).toEqual([
      "The environment has 2 problems:",
      '  SLACK_BOT_TOKEN  the value is not a bot token (it begins with "xoxb-")',
      '  SLACK_APP_TOKEN  the value is not an app-level token (it begins with "xapp-")',
      "Nothing was started.",
    ]);
  });

  it("come with a notice when Slack cannot reach the bot", () => {
    const env = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "abc" };
    expect(load("", env)).toMatchObject({ ok: true, notices: [expect.stringContaining("PORT is not set")] });
    expect(load("", { ...env, PORT: "8080" })).toMatchObject({ ok: true, notices: [] });
  });
});
