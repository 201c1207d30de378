import { describe, expect, it } from "vitest";
import {
  closedForGood,
  configurationFault,
  faultOf,
  isPassing,
  isTokenRefused,
  isTooLate,
  outcome,
} from "../../../src/platforms/discord/faults.ts";

const deleted = { channel: { platform: "discord", space: "1", id: "2" }, id: "deleted" };
const post = { what: "post", name: "#news", deleted } as const;

/** An error as @discordjs/rest throws it. */
function refusal(status: number, code: number, message = "refused", errors?: object): Error {
  return Object.assign(new Error(message), { status, code, rawError: { message, code, errors } });
}

describe("what an error means for a post", () => {
  it.each([
    [401, 0, { kind: "unauthorised", scope: "platform" }],
    [403, 50001, { kind: "forbidden", scope: "channel", fix: expect.stringContaining("View Channel") }],
    [403, 50013, { kind: "forbidden", scope: "channel", fix: expect.stringContaining("Send Messages") }],
    [403, 50007, { kind: "forbidden", scope: "channel" }],
    [403, 50278, { kind: "forbidden", scope: "channel" }],
    [403, 0, { kind: "forbidden", scope: "channel" }],
    [404, 10003, { kind: "gone", scope: "channel", detail: "#news was deleted" }],
    [404, 10004, { kind: "gone", scope: "space" }],
    [404, 10008, { kind: "sent", message: deleted }],
    [404, 0, { kind: "gone", scope: "channel" }],
    [400, 20016, { kind: "later", afterMs: 60_000 }],
    [400, 20022, { kind: "later", afterMs: 60_000 }],
    [400, 20028, { kind: "later", afterMs: 60_000 }],
    [400, 30046, { kind: "later", afterMs: 3_600_000 }],
    [400, 40067, { kind: "forbidden", scope: "channel", detail: expect.stringContaining("tag") }],
    [400, 50008, { kind: "invalid", scope: "channel" }],
    [400, 50024, { kind: "invalid", scope: "channel" }],
    [400, 50035, { kind: "invalid", scope: "message" }],
    [400, 50083, { kind: "forbidden", scope: "channel", detail: "the thread #news is archived" }],
    [
      400,
      160_002,
      { kind: "forbidden", scope: "channel", fix: expect.stringContaining("Read Message History") },
    ],
    [400, 200_000, { kind: "invalid", scope: "message" }],
    [408, 0, { kind: "later" }],
    [429, 0, { kind: "later" }],
    [500, 0, { kind: "unknown" }],
    [503, 0, { kind: "unknown" }],
  ])("%i with code %i", (status, code, wanted) => {
    expect(outcome(refusal(status, code), post)).toMatchObject(wanted);
  });

  it.each([
    ["ECONNREFUSED", { kind: "later" }],
    ["ENOTFOUND", { kind: "later" }],
    ["EAI_AGAIN", { kind: "later" }],
    ["UND_ERR_CONNECT_TIMEOUT", { kind: "later" }],
    ["ECONNRESET", { kind: "unknown" }],
    ["UND_ERR_SOCKET", { kind: "unknown" }],
    ["UND_ERR_HEADERS_TIMEOUT", { kind: "unknown" }],
  ])("a connection that failed with %s", (code, wanted) => {
    expect(outcome(Object.assign(new Error("failed"), { code }), post)).toMatchObject(wanted);
    expect(outcome(new TypeError("fetch failed", { cause: { code } }), post)).toMatchObject(wanted);
  });

  it("an attempt that was given up may have had its effect", () => {
    expect(outcome(new DOMException("This operation was aborted", "AbortError"), post)).toMatchObject({
      kind: "unknown",
    });
    expect(outcome("odd", post)).toEqual({ kind: "unknown", detail: "odd" });
    expect(outcome(undefined, post)).toMatchObject({ kind: "unknown" });
  });

  it("a rate limit says how long to wait", () => {
    expect(outcome(Object.assign(new Error("x"), { retryAfter: 1234 }), post)).toEqual({
      kind: "later",
      afterMs: 1234,
    });
  });

  it("a token that was forgotten after a 401", () => {
    expect(isTokenRefused(new Error("Expected token to be set for this request, but none was present"))).toBe(
      true,
    );
  });

  it("a body that is wrong names the place", () => {
    const errors = { embeds: { 0: { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } } } };
    const result = outcome(refusal(400, 50035, "Invalid Form Body\nembeds[0]", errors), post);
    expect(result).toMatchObject({ detail: "Invalid Form Body (embeds.0.title: BASE_TYPE_MAX_LENGTH)" });
  });
});

describe("what an error means elsewhere", () => {
  it.each([
    [
      "an edit of a deleted message",
      { what: "edit", name: "#news" },
      404,
      10008,
      { kind: "gone", scope: "message" },
    ],
    [
      "an edit in a thread that is gone",
      { what: "edit", name: "#news", within: true },
      404,
      10003,
      { kind: "gone", scope: "message" },
    ],
    [
      "an answer in an archived thread",
      { ...post, within: true },
      400,
      50083,
      { kind: "forbidden", scope: "message" },
    ],
    [
      "a private message that is not wanted",
      { what: "tell", name: "direct messages" },
      403,
      50007,
      { kind: "forbidden", scope: "message" },
    ],
  ] as const)("%s", (_name, tried, status, code, wanted) => {
    expect(outcome(refusal(status, code), tried)).toMatchObject(wanted);
  });

  it("an interaction that was answered late or already", () => {
    expect([10062, 40060, 50035].map((code) => isTooLate(refusal(404, code)))).toEqual([true, true, false]);
  });

  it("what may pass", () => {
    expect([refusal(502, 0), new Error("cut"), refusal(400, 50035)].map(isPassing)).toEqual([
      true,
      true,
      false,
    ]);
    expect(faultOf({})).toMatchObject({ status: 0, code: "" });
  });
});

describe("a configuration fault", () => {
  it.each([
    [Object.assign(new Error("An invalid token was provided."), { code: "TokenInvalid" }), /token/],
    [new Error("Authentication failed"), /token/],
    [new Error("Used disallowed intents"), /Privileged Gateway Intents/],
    [new Error("Used invalid intents"), /intents/],
    [new Error("Used an invalid API version"), /Update/],
    [new Error("Sharding is required"), /shards/],
    [new Error("Invalid shard"), /shard/],
  ])("is said as a sentence: %s", (error, sentence) => {
    expect(configurationFault(error)).toMatch(sentence);
    expect(configurationFault(error)).toMatch(/\.$/);
  });

  it("is not what may pass", () => {
    expect(configurationFault(Object.assign(new Error("x"), { code: "ECONNREFUSED" }))).toBeUndefined();
    expect(configurationFault(refusal(503, 0))).toBeUndefined();
  });

  it("closes the gateway for good", () => {
    expect(closedForGood(4014)).toContain("intents");
    expect(closedForGood(4999)).toBe("Discord closed the connection for good (code 4999).");
  });
});
