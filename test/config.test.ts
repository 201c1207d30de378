import { describe, expect, it } from "vitest";
import { readTextFile } from "../src/config/files.ts";
import { loadConfig, secretsOf } from "../src/config.ts";
import { configOf, load, reportOf } from "./config/load.ts";

describe("a configuration without mistakes", () => {
  it("needs nothing: every setting has a default or may be absent", () => {
    expect(configOf("")).toEqual({
      configPath: "config/newshound.yaml",
      dataFolder: "data",
      logLevel: "info",
      noColor: false,
      onUnknown: "repeat",
      sources: [],
      network: { allow: [] },
      retention: { days: 90, stories: 200_000 },
      watches: [],
    });
  });

  it("reads every setting of the file", () => {
    const yaml = `
contact: "https://example.com/bot"
operator: "slack:T1/C9"
onUnknown: skip
sources:
  - { name: Example wire, url: "https://example.com/feed.xml", every: 10m, topics: [ai] }
  - url: "http://127.0.0.1:8000/feed"
network: { allow: ["127.0.0.0/8", "fd00::/8"] }
watches:
  - { channel: "discord:123/456", query: '"super app" OR Spud' }
`;
    expect(configOf(yaml)).toMatchObject({
      contact: "https://example.com/bot",
      operator: { platform: "slack", space: "T1", id: "C9" },
      onUnknown: "skip",
      sources: [
        { name: "Example wire", url: "https://example.com/feed.xml", everyMs: 600_000, topics: ["ai"] },
        { url: "http://127.0.0.1:8000/feed", topics: [] },
      ],
      network: { allow: ["127.0.0.0/8", "fd00::/8"] },
      watches: [{ channel: { platform: "discord", space: "123", id: "456" }, query: '"super app" OR Spud' }],
    });
  });

  it("reads every setting of the environment", () => {
    const env = {
      NEWSHOUND_DATA: "/var/lib/news",
      PORT: "0",
      LOG_LEVEL: "debug",
      NO_COLOR: "1",
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_SIGNING_SECRET: "0123abcd",
      SLACK_API_URL: "http://127.0.0.1:1/api/",
      DISCORD_TOKEN: "abc",
      DISCORD_API_URL: "http://127.0.0.1:2",
    };
    const config = configOf("", env);
    expect(config).toMatchObject({ dataFolder: "/var/lib/news", port: 0, logLevel: "debug", noColor: true });
    expect(config.slack).toMatchObject({ apiUrl: "http://127.0.0.1:1/api/" });
    expect(config.discord).toMatchObject({ apiUrl: "http://127.0.0.1:2" });
    expect(secretsOf(config)).toEqual(["xoxb-1", "xapp-1", "0123abcd", "abc"]);
  });

  it("lets the environment win over the file", () => {
    const yaml = "contact: a@example.com\noperator: slack:T1/C1\nonUnknown: skip";
    const env = { NEWSHOUND_CONTACT: "b@example.com", NEWSHOUND_ON_UNKNOWN: "repeat" };
    expect(configOf(yaml, env)).toMatchObject({
      contact: "b@example.com",
      onUnknown: "repeat",
      operator: { platform: "slack", space: "T1", id: "C1" },
    });
  });

  it("takes a variable that is set to nothing, and a key with nothing below it, as not set", () => {
    const config = configOf("sources:\nwatches:\n", {
      PORT: "",
      SLACK_BOT_TOKEN: "",
      LOG_LEVEL: "",
      NO_COLOR: "",
    });
    expect(config).toMatchObject({ sources: [], watches: [], logLevel: "info", noColor: false });
    expect(config).not.toHaveProperty("port");
    expect(config).not.toHaveProperty("slack");
  });

  it.each([
    ["1s", 1_000],
    ["90s", 90_000],
    ["1.5h", 5_400_000],
    ["2 d", 172_800_000],
  ])("reads the interval %s", (every, everyMs) => {
    expect(configOf(`sources: [{ url: "https://a.b/c", every: ${every} }]`).sources[0]).toEqual({
      url: "https://a.b/c",
      everyMs,
      topics: [],
    });
  });

  it("is frozen all through", () => {
    const config = configOf('sources: [{ url: "https://a.b/c" }]');
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.sources[0] ?? {}, { url: "" })).toThrow(TypeError);
  });
});

describe("the configuration file", () => {
  it("may be missing at its usual place, which is worth a notice", () => {
    const read = load(undefined);
    expect(read).toMatchObject({ ok: true, notices: [expect.stringContaining("config/newshound.yaml")] });
  });

  it("must be there when it is named", () => {
    expect(reportOf("", { NEWSHOUND_CONFIG: "other.yaml" })).toEqual([
      "other.yaml has 1 problem:",
      "  there is no such file; NEWSHOUND_CONFIG names it",
      "Nothing was started.",
    ]);
    expect(configOf(undefined, { NEWSHOUND_CONFIG: "x.yaml" }, { "x.yaml": "" }).configPath).toBe("x.yaml");
  });

  it("says why it cannot be read", () => {
    const read = loadConfig({ NEWSHOUND_CONFIG: "src" }, readTextFile);
    expect(read).toEqual({ ok: false, report: expect.stringContaining("cannot be read: EISDIR") });
  });

  it("keeps the first of two sources with one address, and says so", () => {
    const read = load('sources: [{ url: "https://a.b" }, { url: "https://c.d" }, { url: "https://A.b/" }]');
    expect(read).toMatchObject({
      ok: true,
      config: { sources: [{ url: "https://a.b" }, { url: "https://c.d" }] },
    });
    expect(read).toMatchObject({
      notices: ["sources[2] repeats the address of sources[0] and is left out."],
    });
  });

  it.each([
    ["a: [1", /^ {2}line 1 {2}this is not valid YAML/],
    ["contact: x@y.zz\ncontact: x@y.zz", /^ {2}line 2 {2}this is not valid YAML: Map keys must be unique/],
    ['watches:\n  - { query: "a\n  - b\n', /^ {2}line 4 {2}this is not valid YAML: Missing closing "quote$/],
    ["? [a, b]\n: c", /^ {2}line 1 {2}this is not valid YAML/],
    ["contact: *nobody", /this is not valid YAML/],
    ["- one\n- two", /^ {2}line 1 {2}settings are expected here/],
  ])("is refused when it reads %j", (yaml, says) => {
    expect(reportOf(yaml)[1]).toMatch(says);
    expect(reportOf(yaml)).toHaveLength(3);
  });
});

describe("the report", () => {
  it("names every mistake at once, with line, path, what was found and what is expected", () => {
    const yaml = `contact: nobody
onUnknown: maybe
sources:
  - url: "htp://example.com/feed"
    every: 500ms
  - name: No address
  - { url: "https://example.com/a", evry: 10m, topics: ai }
  - just text
network:
  allow: ["10.0.0.0/33", 7]
watches:
  - channel: "#general"
    query: OpenAI
surces: []
`;
    expect(reportOf(yaml, { PORT: "http", LOG_LEVEL: "loud" })).toEqual([
      "config/newshound.yaml has 12 problems:",
      '  line 1   contact             "nobody" is not an http(s) address or an e-mail address',
      '  line 2   onUnknown           "maybe" is not one of repeat, skip',
      '  line 4   sources[0].url      "htp://example.com/feed" is not an http(s) address',
      '  line 5   sources[0].every    "500ms" is not a time such as "30s", "10m", "2h" or "1d", at least 1s',
      "  line 6   sources[1].url      is missing; an http(s) address is expected",
      '  line 7   sources[2].topics   "ai" is not a list',
      "  line 7   sources[2].evry     there is no such setting; did you mean every?",
      '  line 8   sources[3]          "just text" is not a group of settings',
      '  line 10  network.allow[0]    "10.0.0.0/33" is not a range of addresses such as "10.0.0.0/8"',
      '  line 10  network.allow[1]    7 is not a range of addresses such as "10.0.0.0/8"',
      '  line 12  watches[0].channel  "#general" is not a channel such as "slack:T1/C1", "discord:1/2" or "terminal:local/main"',
      "  line 14  surces              there is no such setting; did you mean sources?",
      "The environment has 2 problems:",
      '  PORT       "http" is not a port from 0 to 65535',
      '  LOG_LEVEL  "loud" is not one of debug, info, warn, error',
      "Nothing was started.",
    ]);
  });

  it.each([
    [
      "-musk",
      "a query needs something to look for, and this only says what to leave out: -musk (try tesla -musk)",
    ],
    ['"super app', 'a quote is never closed: "super app'],
    ["(a OR b", "a parenthesis is never closed: (a OR b"],
    ["", "there is nothing to look for in this (try OpenAI)"],
  ])("says what is wrong with the query %j", (query, says) => {
    const lines = reportOf(`watches:\n  - { channel: "slack:T1/C1", query: '${query}' }`);
    expect(lines[1]).toBe(`  line 2  watches[0].query  ${says}`);
  });

  it("takes a query that can be read in two ways, as chat does", () => {
    const yaml = `watches: [{ channel: "slack:T1/C1", query: 'apple OR google antitrust' }]`;
    expect(configOf(yaml).watches).toHaveLength(1);
  });

  it("lists what is known where nothing comes near", () => {
    expect(reportOf("colour: red")[1]).toContain("no such setting; known here: contact, operator");
    expect(reportOf("sources: [{ foo: 1, url: 'https://a.b' }]")[1]).toContain("known here: name, url");
    expect(reportOf('"": 1')).toHaveLength(3);
  });

  it("keeps passwords in addresses to itself", () => {
    const lines = reportOf('sources: [{ url: "htp://me:hunter2@example.com/" }]').join();
    expect(lines).toContain("htp://[redacted]@example.com/");
    expect(lines).not.toContain("hunter2");
  });

  it.each([
    ["70000", '"70000" is not a port from 0 to 65535'],
    ["-1", '"-1" is not a port from 0 to 65535'],
  ])("refuses the port %s", (PORT, says) => expect(reportOf("", { PORT })[1]).toContain(says));
});

describe("the configuration that comes with the project", () => {
  it("is without mistakes and names at least 30 sources over https, each with a name and topics", () => {
    const read = loadConfig({}, readTextFile);
    if (!read.ok) throw new Error(read.report);
    expect(read.notices).toEqual([]);
    expect(read.config.sources.length).toBeGreaterThanOrEqual(30);
    for (const source of read.config.sources) {
      expect(source.url).toMatch(/^https:\/\//);
      expect(source.name).toBeTruthy();
      expect(source.topics.length).toBeGreaterThan(0);
    }
  });
});
