import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { loadConfig } from "../src/config.ts";
import { examine } from "../src/doctor.ts";
import { examineSources } from "../src/operations/doctor.ts";
import { clockFinding, configurationFindings, makeReport } from "../src/operations/doctor-report.ts";
import { openStore } from "../src/store/sqlite.ts";
import { parseQuery } from "../src/watches/query.ts";
import { makeDiscordDouble, NEWSROOM, without } from "./doubles/discord/discord.ts";
import { makeSlackDouble, type SlackOptions } from "./doubles/slack/slack.ts";
import { makeWire } from "./doubles/wire.ts";
import { makeFolder } from "./store/folder.ts";

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = makeFolder()));
afterEach(() => remove());

const CHANNEL = { slack: "slack:T1/C1", discord: `discord:${NEWSROOM.id}/${NEWSROOM.channels[0].id}` };
const SLACK = { SLACK_BOT_TOKEN: "xoxb-secret-1", SLACK_APP_TOKEN: "xapp-secret-2" };

async function report(env: Readonly<Record<string, string>>, file: object = {}) {
  const all = { NEWSHOUND_DATA: folder, NEWSHOUND_CONFIG: "test.yaml", ...env };
  const loaded = loadConfig(all, () => JSON.stringify({ network: { allow: ["127.0.0.0/8"] }, ...file }));
  if (!loaded.ok) throw new Error(loaded.report);
  const { text, code } = await examine(loaded);
  const lines = text.trimEnd().split("\n");
  return { text, code, lines, wrong: lines.filter((line) => line.startsWith("FIX ")) };
}

async function openSlack(options?: SlackOptions) {
  const double = await makeSlackDouble(options);
  onTestFinished(() => double.close());
  return { double, env: { ...SLACK, SLACK_API_URL: double.apiUrl } };
}

async function openDiscord() {
  const double = await makeDiscordDouble();
  onTestFinished(() => double.close());
  return { double, env: { DISCORD_TOKEN: double.token, DISCORD_API_URL: double.apiUrl } };
}

function aQuery(text: string) {
  const read = parseQuery(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.query;
}

const watching = (...channels: readonly string[]) => ({
  watches: channels.map((channel) => ({ channel, query: "OpenAI" })),
});

describe("the doctor, of all that is well", () => {
  it("says so in one line each, posts nothing, registers nothing, tells no secret", async () => {
    const [slack, discord, wire] = [await openSlack(), await openDiscord(), await makeWire()];
    onTestFinished(() => wire.close());
    wire.publishers.rss("/feed.xml", [
      { id: "1", title: "One", url: wire.url("/1"), at: new Date(), html: "" },
    ]);
    const { lines, text, code } = await report(
      { ...slack.env, ...discord.env },
      {
        ...watching(CHANNEL.slack, CHANNEL.discord),
        contact: "news@example.com",
        operator: CHANNEL.slack,
        sources: [{ name: "Wire", url: wire.url("/feed.xml?key=of-mine") }],
      },
    );
    expect(lines).toEqual([
      "ok   The configuration can be read. It speaks in Slack and Discord.",
      "ok   Publishers can reach you: news@example.com.",
      "ok   Trouble is told in slack:T1/C1.",
      `ok   The data folder ${folder} can be written.`,
      expect.stringMatching(/^ok {3}There is room on its disk: \d+ [MG]B\.$/),
      "ok   No Newshound is running on it.",
      "ok   The clock of this machine is right.",
      expect.stringMatching(/^ok {3}Slack takes the bot token: \w+ in .+\.$/),
      "ok   The bot token has all 8 scopes of the manifest.",
      "ok   Slack takes the app token: commands are heard.",
      "ok   Slack: alerts can go to #news.",
      "ok   Discord takes the token and the intents (none is privileged): Newshound in 1 server.",
      "ok   Discord: alerts can go to #ai-news.",
      expect.stringMatching(/^ok {3}The source Wire \(127\.0\.0\.1:\d+\) can be read: 1 story\.$/),
      "Nothing is wrong.",
    ]);
    expect(code).toBe(0);
    expect(text).not.toMatch(/secret|discord-double-token|of-mine/);
    expect([...slack.double.messages(), ...discord.double.messages()]).toEqual([]);
    expect(slack.double.sockets()).toBe(0);
    expect(discord.double.puts).toBe(0);
    expect(discord.double.unknownRoutes).toEqual([]);
  });

  it("looks at the data folder of a bot that runs, and leaves it alone", async () => {
    const now = () => new Date();
    const store = await openStore({ folder, now });
    const channel = { platform: "slack", space: "T1", id: "C2" };
    await store.watches.put({
      id: "w",
      channel,
      text: "OpenAI",
      query: aQuery("OpenAI"),
      createdAt: now(),
      origin: "chat",
    });
    const { env } = await openSlack();
    const { lines, code } = await report(env);
    expect(lines.join("\n")).toMatch(/^ok {3}A Newshound is running on it \(process \d+ on .+\)\.$/m);
    expect(lines).toContain("ok   The database has schema 3, the newest.");
    expect(lines).toContain("ok   Slack: alerts can go to #general.");
    expect(code).toBe(0);
    await store.close();
  });
});

describe("the doctor, of trouble in Slack", () => {
  it("names a token that is refused, and asks no further", async () => {
    const { double, env } = await openSlack();
    double.revoke();
    const { wrong, code, text } = await report(env, watching(CHANNEL.slack));
    expect(wrong[0]).toMatch(/^FIX {2}Slack refuses SLACK_BOT_TOKEN \(\w+\)\. Put .+ in its place\.$/);
    expect(code).toBe(1);
    expect(text).not.toContain("secret");
  });

  it("names missing scopes, a foreign workspace and a channel that it is not in", async () => {
    const { env } = await openSlack({
      scopes: ["chat:write", "channels:read", "groups:read", "commands"],
      channels: [{ id: "C1", name: "news", member: false, private: true }],
    });
    const { wrong, code } = await report(env, watching("slack:T9/C1", CHANNEL.slack));
    expect(wrong.map((line) => line.replace(/\. .*/, ""))).toEqual([
      "FIX  The token in SLACK_BOT_TOKEN lacks the scope app_mentions:read, chat:write.public, im:history, users:read",
      "FIX  The channel slack:T9/C1 is in another workspace than the bot token (T1)",
      expect.stringMatching(/^FIX {2}Slack, (?:C1|#news): I /),
    ]);
    expect(code).toBe(1);
  });

  it("wants a port for Slack over HTTP", async () => {
    const { env } = await openSlack();
    const { SLACK_APP_TOKEN: _, ...rest } = env;
    const http = { ...rest, SLACK_SIGNING_SECRET: "0123abcd" };
    const { wrong } = await report(http);
    expect(wrong).toEqual([expect.stringContaining("nothing listens")]);
    expect((await report({ ...http, PORT: "8080" })).code).toBe(0);
  });

  it("does not take a missing answer about a channel for a good one", async () => {
    const { double, env } = await openSlack();
    double.fail("conversations.info", { status: 503 });
    const { lines } = await report(env, watching(CHANNEL.slack));
    expect(lines.join("\n")).toMatch(/^note Slack does not say whether alerts can go to C1 /m);
  });

  it("says that Slack cannot be reached", async () => {
    const { double, env } = await openSlack();
    await double.down();
    const { wrong } = await report(env);
    expect(wrong).toEqual([expect.stringContaining("Slack cannot be reached (ECONNREFUSED).")]);
  });
});

describe("the doctor, of trouble in Discord", () => {
  it("names a token that is refused", async () => {
    const { double, env } = await openDiscord();
    double.invalidToken();
    const { wrong, text } = await report(env);
    expect(wrong).toEqual([expect.stringMatching(/^FIX {2}Discord refuses the token\. .+DISCORD_TOKEN\.$/)]);
    expect(text).not.toContain(double.token);
  });

  it("names what a channel does not allow, and a channel that is gone", async () => {
    const { double, env } = await openDiscord();
    const [{ id }, { id: gone }] = NEWSROOM.channels;
    double.permit(id, without("embedLinks"));
    double.channelDelete(gone);
    const { wrong } = await report(env, watching(CHANNEL.discord, `discord:${NEWSROOM.id}/${gone}`));
    expect(wrong[0]).toMatch(/^FIX {2}Discord, #ai-news: In #ai-news I lack Embed Links\. I need /);
    expect(wrong).toHaveLength(2);
  });

  it("says that Discord cannot be reached", async () => {
    const { double, env } = await openDiscord();
    await double.down();
    const { wrong } = await report(env);
    expect(wrong).toEqual([expect.stringContaining("Discord cannot be reached (ECONNREFUSED).")]);
  });
});

describe("the doctor, of the rest", () => {
  it("looks at eight sources at once, and says what is wrong with which before the good ones", async () => {
    const wire = await makeWire();
    onTestFinished(() => wire.close());
    wire.publishers.atom("/good", []);
    wire.put("/page", { body: "<!doctype html><title>x</title>", contentType: "text/html" });
    const sources = ["/good", "/page", "/none"].map((path) => ({ name: path, url: wire.url(path) }));
    const { wrong, lines, code } = await report({}, { sources });
    expect(wrong.map((line) => line.split(". ")[0])).toEqual([
      `FIX  The source /page (127.0.0.1:${wire.port}) is a web page, not a feed`,
      `FIX  The source /none (127.0.0.1:${wire.port}) answers 404`,
    ]);
    expect(lines.at(-2)).toMatch(/^ok {3}The source \/good .+ can be read: 0 stories\.$/);
    expect(lines.at(-1)).toBe("2 things have to be mended, from the top.");
    expect(code).toBe(1);
  });

  it("asks no more than eight sources at once, and each once", async () => {
    let [now, most, all] = [0, 0, 0];
    const fetch = async () => {
      now += 1;
      all += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      throw new Error("refuses connections");
    };
    const parse = () => Promise.reject(new Error("is not reached"));
    const sources = Array.from({ length: 30 }, (_, n) => ({ url: `https://s${n}.example.com/` }));
    const findings = await examineSources(sources, { fetch, parse });
    expect([findings.length, most, all]).toEqual([30, 8, 30]);
  });

  it("tells of watches where the bot does not speak", async () => {
    const { lines, code } = await report({}, watching(CHANNEL.slack));
    expect(lines.join("\n")).toMatch(/^note There are watches in channels of slack, where/m);
    expect(code).toBe(0);
  });

  it("guards addresses as the bot does", async () => {
    const wire = await makeWire();
    onTestFinished(() => wire.close());
    wire.publishers.rss("/feed", []);
    const { wrong } = await report({}, { sources: [{ url: wire.url("/feed") }], network: { allow: [] } });
    expect(wrong).toHaveLength(1);
    expect(wire.requests).toEqual([]);
  });

  it("names a data folder below a file, a newer schema and what is no database", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "as it was", { mode: 0o700 });
    const below = await report({ NEWSHOUND_DATA: join(file, "data") });
    expect(below.wrong[0]).toContain("cannot write to");
    const newer = join(folder, "newer");
    mkdirSync(newer);
    const db = new DatabaseSync(join(newer, "newshound.sqlite"));
    db.exec("PRAGMA user_version = 4000; CREATE TABLE x (y)");
    db.close();
    expect((await report({ NEWSHOUND_DATA: newer })).wrong[0]).toContain("has schema 4000");
    writeFileSync(
      join(newer, "newshound.sqlite"),
      "no database at all, but long enough to be read as one".repeat(9),
    );
    expect((await report({ NEWSHOUND_DATA: newer })).wrong[0]).toContain("Put a backup in its place");
  });

  it("makes nothing in a folder that is not there yet", async () => {
    const { lines, code } = await report({ NEWSHOUND_DATA: join(folder, "a", "b") });
    expect(lines).toContain(
      `ok   The data folder ${join(folder, "a", "b")} will be made at the first start.`,
    );
    expect(code).toBe(0);
  });

  it.each([
    [[], []],
    [[900, -1200], ["right"]],
    [[61_000], ["wrong", "61 s slow"]],
    [
      [0, -400_000],
      ["wrong", "400 s fast"],
    ],
  ])("judges the clock by the platforms': %j", (skews, [state, says = ""]) => {
    const [finding] = clockFinding(skews as number[]);
    expect(finding?.state).toBe(state);
    expect(finding?.says ?? "").toContain(says);
  });

  it("wants an operator where the bot speaks", () => {
    const settings = { path: "x.yaml", contact: undefined, operator: "slack:T1/C1", notices: ["Mind this."] };
    const states = (platforms: string[]) =>
      configurationFindings({ ...settings, platforms }).map(({ state }) => state);
    expect(states(["Slack"])).toEqual(["right", "note", "note", "right"]);
    expect(states([])).toEqual(["right", "note", "note", "wrong"]);
  });

  it("keeps secrets and strange characters to itself", () => {
    const says = "It says xoxb-1\n\u001B[2Jand \u202Emore";
    expect(makeReport([{ state: "wrong", says, fix: "Do." }], ["xoxb-1"])).toEqual({
      text: "FIX  It says [secret] [2Jand  more Do.\nOne thing has to be mended.\n",
      code: 1,
    });
  });
});
