import { describe, expect, it } from "vitest";
import { type LogOptions, makeLog } from "../src/log.ts";

const AT = new Date(2026, 4, 3, 9, 14, 2, 7);

/** Makes a log that collects its lines. */
function collect(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = makeLog({
    level: "info",
    human: false,
    now: () => AT,
    write: (line) => lines.push(line),
    ...options,
  });
  return { log, lines };
}

describe("the log for machines", () => {
  it("writes one JSON object per event, without a line feed", () => {
    const { log, lines } = collect();
    log.info("alert.sent", { alert: "a1", ms: 12 });
    log.warn("poll.failed");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: "info", time: AT.toISOString(), alert: "a1", ms: 12, event: "alert.sent" },
      { level: "warn", time: AT.toISOString(), event: "poll.failed" },
    ]);
    expect(lines.join("")).not.toContain("\n");
  });

  it("leaves out what lies below its level", () => {
    const { log, lines } = collect({ level: "warn" });
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(["c", "d"]);
  });

  it("adds a child's details to each line, and says what caused an error", () => {
    const { log, lines } = collect();
    const error = new Error("poll failed", { cause: new Error("no route") });
    log.child({ source: "s1" }).child({ poll: 7 }).error("poll.failed", { error });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      source: "s1",
      poll: 7,
      error: { message: "poll failed: no route", stack: expect.stringContaining("caused by") },
    });
  });
});

describe("the log for people", () => {
  it("tells a moment in local time, as it tells its own", () => {
    const { log, lines } = collect({ human: true });
    log.info("poll.trouble", { next: new Date(2026, 4, 3, 9, 15, 7) });
    expect(lines).toEqual(["09:14:02 poll.trouble  next=2026-05-03T09:15:07"]);
  });

  it("writes one short line per event", () => {
    const { log, lines } = collect({ human: true, level: "debug" });
    log.info("alert.sent", { alert: "a1", channel: "slack:T1/C1", ms: 12 });
    log.warn("poll.failed", { error: new Error("answers 403"), tries: [1, 2], none: null });
    log.debug("tick");
    expect(lines).toEqual([
      "09:14:02 alert.sent  alert=a1 channel=slack:T1/C1 ms=12",
      '09:14:02 warn poll.failed  error="answers 403" tries=[1,2] none=null',
      "09:14:02 debug tick",
    ]);
  });

  it("colours only when asked", () => {
    const { log, lines } = collect({ human: true, color: true });
    log.info("tick");
    log.error("disk.full");
    expect(lines).toEqual([
      "\u001b[2m09:14:02\u001b[0m tick",
      "\u001b[2m09:14:02\u001b[0m \u001b[31merror\u001b[0m disk.full",
    ]);
  });

  it("does not let words from the web steer the terminal", () => {
    const { log, lines } = collect({ human: true });
    log.info("story.new", { title: "a\u001b[2J\nb\u202ec\u009b" });
    expect(lines).toEqual(['09:14:02 story.new  title="a\\u001b[2J\\nb\\u202ec\\u009b"']);
  });
});

describe("secrets in the log", () => {
  const DISCORD = `${"M".repeat(24)}.${"x".repeat(6)}.${"y".repeat(38)}`;

  it.each([
    ["as a value", { token: "hunter2-hunter2" }],
    ["within a sentence", { detail: "sent hunter2-hunter2 to Slack" }],
    ["deep inside", { a: { b: [{ c: "hunter2-hunter2" }] } }],
    ["in an error", { error: new Error("refused hunter2-hunter2") }],
  ])("are left out when they are known: %s", (_, details) => {
    for (const human of [false, true]) {
      const { log, lines } = collect({ human, secrets: ["", "hunter2-hunter2"] });
      log.info("x", details);
      log.child(details).info("x");
      expect(lines.join()).not.toContain("hunter2");
      expect(lines.join()).toContain("[redacted]");
    }
  });

  it("are left out however a line writes them", () => {
    const { log, lines } = collect({ secrets: ['pass"wörd\\'] });
    log.info("x", { a: 'pass"wörd\\', url: `https://a.b/?key=${encodeURIComponent('pass"wörd\\')}` });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ a: "[redacted]", url: "https://a.b/?key=[redacted]" });
  });

  it.each([
    "xoxb-123456-abcdef",
    "xoxe.xoxp-1-abcdef",
    "xapp-1-A012-345-abcdef",
    DISCORD,
    "https://hooks.slack.com/services/T1/B1/abcdef",
    "https://discord.com/api/webhooks/123/abc-def",
    "Bearer abcdef012345",
  ])("are known by their shape: %s", (secret) => {
    const { log, lines } = collect();
    log.info("x", { detail: `with ${secret} in it` });
    expect(lines[0]).toContain("[redacted]");
    expect(lines[0]).not.toMatch(/abc-?def|yyyy/);
    expect(JSON.parse(lines[0] ?? "").detail).toMatch(/ in it$/);
  });

  it("are known by the header that carries them", () => {
    const { log, lines } = collect();
    const headers = {
      Authorization: 'Basic "x"',
      "set-cookie": ["a=1", "b=2"],
      "x-slack-signature": "v0=1",
      host: "h",
    };
    log.info("x", { request: { headers } });
    expect(JSON.parse(lines[0] ?? "").request.headers).toEqual({
      Authorization: "[redacted]",
      "set-cookie": "[redacted]",
      "x-slack-signature": "[redacted]",
      host: "h",
    });
  });

  it("do not take ordinary words with them", () => {
    const { log, lines } = collect({ secrets: ["a", "info"] });
    const detail = "news.example.com says xo and the bearer of news; id 0123456789abcdefghijkl";
    log.info("x", { detail });
    expect(JSON.parse(lines[0] ?? "").detail).toBe(detail);
  });
});
