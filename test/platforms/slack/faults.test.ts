import { describe, expect, it } from "vitest";
import {
  configurationFault,
  type Fault,
  faultOf,
  MEANINGS,
  resultOf,
} from "../../../src/platforms/slack/faults.ts";
import { judge, makeHealth } from "../../../src/platforms/slack/health.ts";
import { makeClock } from "../../doubles/clock.ts";

const refused = (code: string, needed = ""): Fault => ({ kind: "refused", code, needed });

/** Every code, and what it must mean; written out on purpose. */
const TABLE: Readonly<Record<string, string>> = {
  internal_error: "unknown",
  fatal_error: "unknown",
  service_unavailable: "unknown",
  request_timeout: "unknown",
  duplicate_message_not_found: "unknown",
  duplicate_channel_not_found: "unknown",
  ratelimited: "later",
  rate_limited: "later",
  accesslimited: "later",
  message_limit_exceeded: "later",
  team_added_to_org: "later",
  invalid_blocks: "invalid message",
  invalid_blocks_format: "invalid message",
  msg_blocks_too_long: "invalid message",
  msg_too_long: "invalid message",
  no_text: "invalid message",
  too_many_attachments: "invalid message",
  attachment_payload_limit_exceeded: "invalid message",
  markdown_text_conflict: "invalid message",
  invalid_arguments: "invalid message",
  invalid_arg_name: "invalid message",
  invalid_array_arg: "invalid message",
  invalid_charset: "invalid message",
  invalid_form_data: "invalid message",
  invalid_post_type: "invalid message",
  missing_post_type: "invalid message",
  invalid_metadata_format: "invalid message",
  invalid_metadata_schema: "invalid message",
  metadata_too_large: "invalid message",
  message_not_found: "gone message",
  thread_not_found: "gone message",
  cannot_reply_to_message: "gone message",
  edit_window_closed: "forbidden message",
  cant_update_message: "forbidden message",
  channel_not_found: "gone channel",
  is_archived: "gone channel",
  user_not_found: "gone channel",
  user_disabled: "gone channel",
  not_in_channel: "forbidden channel",
  restricted_action: "forbidden channel",
  restricted_action_read_only_channel: "forbidden channel",
  restricted_action_thread_only_channel: "forbidden channel",
  restricted_action_non_threadable_channel: "forbidden channel",
  restricted_action_thread_locked: "forbidden channel",
  no_permission: "forbidden channel",
  access_denied: "forbidden channel",
  cannot_dm_bot: "forbidden channel",
  messages_tab_disabled: "forbidden channel",
  ekm_access_denied: "forbidden space",
  enterprise_is_restricted: "forbidden space",
  team_access_not_granted: "forbidden space",
  team_not_found: "gone space",
  not_authed: "unauthorised platform",
  invalid_auth: "unauthorised platform",
  token_revoked: "unauthorised platform",
  token_expired: "unauthorised platform",
  account_inactive: "unauthorised platform",
  org_login_required: "unauthorised platform",
  not_allowed_token_type: "unauthorised platform",
  team_disabled: "unauthorised platform",
  missing_scope: "forbidden space",
  something_slack_adds_next_year: "forbidden channel",
};

describe("what a refusal means", () => {
  it.each(Object.entries(TABLE))("%s is %s", (code, meaning) => {
    const result = resultOf(refused(code, "chat:write"));
    expect("scope" in result ? `${result.kind} ${result.scope}` : result.kind).toBe(meaning);
    if (result.kind !== "later") expect(result.detail).not.toMatch(/undefined|\s$/);
  });

  it("is written down for every code of the table", () => {
    expect(Object.keys(MEANINGS).filter((code) => !(code in TABLE))).toEqual([]);
  });

  it("names the scope that lacks", () => {
    expect(resultOf(refused("missing_scope", "chat:write"))).toMatchObject({
      detail: "the app lacks the scope chat:write",
      fix: expect.stringContaining("Add chat:write under OAuth & Permissions"),
    });
  });
});

describe("what the SDK throws", () => {
  const fetchFailed = (code: string) =>
    Object.assign(new Error("x"), {
      code: "slack_webapi_request_error",
      original: new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) }),
    });
  const http = (statusCode: number) =>
    Object.assign(new Error("x"), { code: "slack_webapi_http_error", statusCode });
  const platform = (data: object) =>
    Object.assign(new Error("x"), { code: "slack_webapi_platform_error", data });

  it.each([
    [platform({ error: "is_archived" }), { kind: "refused", code: "is_archived", needed: "" }],
    [
      platform({ error: "missing_scope", needed: "a:b" }),
      { kind: "refused", code: "missing_scope", needed: "a:b" },
    ],
    [platform({ error: "<html>Please log in to the hotel</html>" }), { kind: "ambiguous" }],
    [platform({}), { kind: "ambiguous" }],
    [
      Object.assign(new Error("x"), { code: "slack_webapi_rate_limited_error", retryAfter: 3 }),
      { kind: "limited", afterMs: 3_000 },
    ],
    [
      new Error("Retry header did not contain a valid timeout (url: x)"),
      { kind: "limited", afterMs: 30_000 },
    ],
    [http(500), { kind: "ambiguous", detail: "Slack answered 500" }],
    [http(404), { kind: "ambiguous" }],
    [fetchFailed("ECONNREFUSED"), { kind: "unsent", detail: "Slack cannot be reached (ECONNREFUSED)" }],
    [fetchFailed("ENOTFOUND"), { kind: "unsent" }],
    [fetchFailed("UND_ERR_CONNECT_TIMEOUT"), { kind: "unsent" }],
    [fetchFailed("ECONNRESET"), { kind: "ambiguous", detail: "the answer of Slack was lost (ECONNRESET)" }],
    [fetchFailed("UND_ERR_SOCKET"), { kind: "ambiguous" }],
    [new DOMException("late", "TimeoutError"), { kind: "ambiguous" }],
    [undefined, { kind: "ambiguous" }],
    ["text", { kind: "ambiguous" }],
  ])("%s is understood", (error, fault) => {
    expect(faultOf(error)).toMatchObject(fault);
  });

  it("is a fault of the configuration only where a token cannot work", () => {
    expect(configurationFault(refused("invalid_auth"), "SLACK_APP_TOKEN")).toContain(
      "App-Level Token (xapp-…)",
    );
    expect(configurationFault(refused("missing_scope", "x:y"), "SLACK_APP_TOKEN")).toContain(
      "lacks the scope x:y",
    );
    expect(configurationFault(refused("is_archived"), "SLACK_BOT_TOKEN")).toBeUndefined();
    expect(configurationFault({ kind: "unsent", detail: "" }, "SLACK_BOT_TOKEN")).toBeUndefined();
  });
});

describe("the health", () => {
  const known = {
    name: "newshound",
    lost: undefined,
    unreached: "Not yet.",
    silent: undefined,
    sockets: undefined,
  };
  it.each([
    [{ ...known, name: undefined }, "down", "Not yet."],
    [{ ...known, lost: "Gone." }, "down", "Gone."],
    [{ ...known, sockets: { up: 2, of: 2 } }, "up", "Connected as newshound."],
    [{ ...known, sockets: { up: 1, of: 2 } }, "degraded", "1 of 2 connections stand."],
    [{ ...known, sockets: { up: 0, of: 2 } }, "down", "Connecting."],
    [
      { ...known, sockets: { up: 0, of: 2, error: new Error("x") } },
      "down",
      "Connecting: the answer of Slack was lost (Error).",
    ],
  ] as const)("%o", (what, state, detail) => expect(judge(what, "socket")).toEqual({ state, detail }));

  it("keeps since when it is what it is", () => {
    const clock = makeClock();
    const health = makeHealth(clock, "http");
    const began = health.now().since;
    clock.advance(1_000);
    expect(health.now()).toMatchObject({ state: "down", since: began });
    health.reached("newshound");
    expect(health.now()).toMatchObject({ state: "up", since: clock.now() });
    health.called({ kind: "ambiguous", detail: "lost" });
    expect(health.now()).toMatchObject({ state: "degraded", detail: "lost." });
    health.called({ kind: "refused", code: "is_archived", needed: "" });
    expect(health.now().state).toBe("up");
  });
});
