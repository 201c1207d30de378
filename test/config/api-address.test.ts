import { expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";

const load = (variable: string, url: string) =>
  loadConfig(
    {
      NEWSHOUND_CONFIG: "test",
      DISCORD_TOKEN: "abc",
      SLACK_BOT_TOKEN: "x",
      SLACK_APP_TOKEN: "y",
      [variable]: url,
    },
    () => "{}",
  );

const VARIABLES = ["SLACK_API_URL", "DISCORD_API_URL"];
const SAFE = [
  "https://slack.example.com/api/",
  "https://10.0.0.1/",
  "http://127.0.0.1:4000/api/",
  "http://127.9.9.9/",
  "http://localhost:4000",
  "http://[::1]:4000/api",
];
const UNSAFE = [
  "http://slack.com/api/",
  "http://10.0.0.1/api",
  "http://localhost.example.com/",
  "http://0.0.0.0:4000/",
  "ftp://127.0.0.1/",
  "slack.com",
];

it.each(VARIABLES)("%s may be https, or on this machine", (variable) => {
  expect(SAFE.filter((url) => !load(variable, url).ok)).toEqual([]);
});

it.each(VARIABLES)("%s may not let tokens travel in clear", (variable) => {
  const reports = UNSAFE.map((url) => load(variable, url)).map((one) => (one.ok ? "" : one.report));
  for (const report of reports)
    expect(report).toContain("an https address, or an http address on this machine");
});
