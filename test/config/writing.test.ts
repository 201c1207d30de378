import { describe, expect, it } from "vitest";
import { secretsOf } from "../../src/config.ts";
import { configOf, load, reportOf } from "./load.ts";

const URL = "http://127.0.0.1:11434/v1";
const inFile = (written: string) => `writing: ${written}`;

describe("writing", () => {
  it("is off unless it is set up", () => {
    expect(configOf("").writing).toBeUndefined();
    expect(configOf("writing:\n").writing).toBeUndefined();
    expect(configOf(inFile("{}")).writing).toBeUndefined();
    expect(configOf(inFile("{ summaries: false }")).writing).toBeUndefined();
  });

  it("is what the file says, with defaults", () => {
    expect(configOf(inFile(`{ url: "${URL}", model: small }`)).writing).toEqual({
      url: URL,
      model: "small",
      summaries: true,
      tokensPerDay: 200_000,
      timeoutMs: 8_000,
    });
    const all = `{ url: "https://10.0.0.1/v1", model: small, summaries: false, tokensPerDay: 5000, timeout: 2s }`;
    expect(configOf(inFile(all)).writing).toEqual({
      url: "https://10.0.0.1/v1",
      model: "small",
      summaries: false,
      tokensPerDay: 5_000,
      timeoutMs: 2_000,
    });
  });

  it("is what the environment says, which wins", () => {
    const env = { WRITING_URL: URL, WRITING_MODEL: "large", WRITING_TOKEN: "sk-123" };
    const config = configOf(inFile(`{ url: "http://other.example", model: small, timeout: 30s }`), env);
    expect(config.writing).toMatchObject({ url: URL, model: "large", timeoutMs: 30_000 });
    expect(secretsOf(config)).toEqual(["sk-123"]);
    expect(configOf("", env).writing).toMatchObject({
      summaries: true,
      tokensPerDay: 200_000,
      timeoutMs: 8_000,
    });
    expect(JSON.stringify(config)).not.toContain("sk-123");
  });

  it("may have one half in the file and one in the environment", () => {
    expect(configOf(inFile("{ model: small }"), { WRITING_URL: URL }).writing).toMatchObject({
      url: URL,
      model: "small",
    });
  });

  it.each([
    ["{ model: small }", {}, "line 1  writing  needs url beside it"],
    [`{ url: "${URL}" }`, {}, "line 1  writing  needs model beside it"],
    ["{}", { WRITING_URL: URL }, "WRITING_URL  needs WRITING_MODEL beside it"],
    ["{}", { WRITING_MODEL: "small" }, "WRITING_MODEL  needs WRITING_URL beside it"],
    ["{}", { WRITING_TOKEN: "sk-1" }, "WRITING_TOKEN  needs WRITING_URL and WRITING_MODEL beside it"],
    ["{ model: small }", { WRITING_TOKEN: "sk-1" }, "WRITING_TOKEN  needs WRITING_URL beside it"],
  ])("is not begun and left: %s %j", (written, env, says) => {
    expect(reportOf(inFile(written), env)).toHaveLength(3);
    expect(reportOf(inFile(written), env).join("\n")).toContain(says);
  });

  it.each([
    ["{ url: here, model: small }", '"here" is not an http(s) address without a password'],
    ['{ url: "http://me:pw@a.example", model: small }', "//[redacted]@a.example"],
    ['{ url: "http://a.example", model: 7 }', "7 is not text in quotes"],
    ['{ url: "http://a.example", model: small, summaries: maybe }', '"maybe" is not true or false'],
    ['{ url: "http://a.example", model: small, tokensPerDay: 10 }', "10 is not a number of tokens from 1000"],
    ['{ url: "http://a.example", model: small, timeout: 31s }', 'is not a time from "1s" to "30s"'],
    ['{ url: "http://a.example", modell: small }', "did you mean model?"],
  ])("refuses %s", (written, says) => {
    const report = reportOf(inFile(written));
    expect(report).toHaveLength(3);
    expect(report.join("\n")).toContain(says);
  });

  it("says what is wrong in the environment without showing a key", () => {
    expect(reportOf("", { WRITING_URL: "ftp://a", WRITING_MODEL: "m" }).join()).toContain("WRITING_URL");
    expect(reportOf("", { WRITING_URL: URL, WRITING_MODEL: "m", WRITING_TOKEN: "xoxb-1" }).join()).toContain(
      "the value is not a key of the language model",
    );
  });

  it("is missed where a watch of the file says about:", () => {
    const noticesOf = (yaml: string) => {
      const read = load(yaml);
      return read.ok ? read.notices.filter((notice) => notice.includes("about:")) : [read.report];
    };
    const watches = 'watches: [{ channel: "slack:T1/C1", query: "robot about: funding rounds" }]';
    expect(noticesOf(watches)).toHaveLength(1);
    expect(noticesOf(`${watches}\n${inFile(`{ url: "${URL}", model: small }`)}`)).toEqual([]);
    expect(
      reportOf('watches: [{ channel: "slack:T1/C1", query: "about: funding rounds" }]').join(),
    ).toContain("needs words to look for");
  });
});
