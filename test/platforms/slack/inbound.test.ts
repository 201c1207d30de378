import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs } from "../../../src/platforms/slack/backoff.ts";
import { readButton, renderButtons } from "../../../src/platforms/slack/buttons.ts";
import * as inbound from "../../../src/platforms/slack/inbound.ts";
import { readRequest } from "../../../src/platforms/slack/requests.ts";
import { isSigned } from "../../../src/platforms/slack/signature.ts";
import { mentionless, readable, typed } from "../../../src/platforms/slack/typed.ts";
import { modalFor, readModal } from "../../../src/platforms/slack/views.ts";
import { sign } from "../../doubles/slack/requests.ts";
import { ANN, NEWS } from "./rig.ts";

const home = { team: "T1", bot: "UBOT" };

describe("typed text", () => {
  it.each([
    ["watch AT&amp;T", "watch AT&T"],
    ["watch &lt;b&gt; &amp;lt;", "watch <b> &lt;"],
    ["why <https://example.com/a?b=1&amp;c=2>", "why https://example.com/a?b=1&c=2"],
    ["source add <http://example.com|example.com>", "source add example.com"],
    ["watch site:<https://example.com/|example.com>", "watch site:example.com"],
    ["why <https://example.com/x|the story>", "why https://example.com/x"],
    ["watch <@U1|ann> OR <#C1|news> <!here> <!subteam^S1|@desk>", "watch @ann OR #news @here @desk"],
    ["  watch  “super app” ", "watch  “super app”"],
  ])("%s means %s", (text, meant) => expect(typed(text)).toBe(meant));

  it("is read as people see it in a message", () => {
    expect(readable("<https://example.com/x|Sora &amp; Spud>\n<https://example.com>")).toBe(
      "Sora & Spud\nhttps://example.com",
    );
  });

  it("is parted from the mention", () => {
    expect(mentionless("<@UBOT> latest Sora", "UBOT")).toBe("latest Sora");
    expect(mentionless("<@UBOT|newshound>: latest <@U1>", "UBOT")).toBe("latest <@U1>");
  });
});

describe("payloads", () => {
  it("name the channel, or the person in direct messages", () => {
    const command = { user_id: "U1", user_name: "ann", channel_id: "C1", trigger_id: "1.2", text: "help" };
    expect(inbound.readCommand(command, home)).toEqual({
      id: "1.2",
      trigger: "1.2",
      channel: NEWS,
      person: { id: "U1", name: "ann" },
      text: "help",
    });
    expect(inbound.readCommand({ ...command, channel_id: "D7" }, home)?.channel).toEqual(ANN);
  });

  it("of bots, edits and strangers are left alone", () => {
    const event = { type: "message", channel_type: "im", user: "U1", channel: "D1", text: "help", ts: "1.0" };
    const body = (more: object) => ({ event_id: "E1", event: { ...event, ...more } });
    expect(inbound.readDirect(body({}), home)).toMatchObject({ channel: ANN, text: "help" });
    for (const more of [
      { subtype: "message_changed" },
      { bot_id: "B1" },
      { user: "UBOT" },
      { channel_type: "channel" },
    ])
      expect(inbound.readDirect(body(more), home)).toBeUndefined();
    expect(inbound.readJoined({ event_id: "E", event: { user: "U1", channel: "C1" } }, home)).toBeUndefined();
  });

  it("of any shape throw nothing", () => {
    const readers = [
      inbound.readCommand,
      inbound.readMention,
      inbound.readDirect,
      inbound.readShortcut,
      inbound.readPress,
      inbound.readSubmit,
      inbound.readHome,
      inbound.readJoined,
      inbound.readRemoved,
    ];
    const keys = [
      "user",
      "id",
      "trigger_id",
      "event",
      "view",
      "actions",
      "channel",
      "container",
      "state",
      "values",
      "type",
    ];
    const any = fc.object({ key: fc.constantFrom(...keys), maxDepth: 3 });
    fc.assert(
      fc.property(any, (body) => {
        for (const read of readers) expect(() => read(body, home)).not.toThrow();
      }),
    );
  });
});

describe("buttons", () => {
  it("say again what they were made with", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ unit: "grapheme", maxLength: 50 }), { maxLength: 5 }),
        (id, args) => {
          const short = id.slice(0, 200);
          const { block } = renderButtons([{ id: short, args, label: "x" }]);
          const button = block?.elements[0] as { action_id: string; value: string };
          expect(readButton(button.action_id, button.value)).toEqual({ id: short, args });
        },
      ),
    );
  });

  it("keep elsewhere what they cannot hold, and read nonsense as no arguments", () => {
    const { block, kept } = renderButtons([{ id: "a", args: ["x".repeat(3_000)], label: "x" }]);
    const value = String((block?.elements[0] as { value?: string } | undefined)?.value);
    expect(readButton("v1:a:0", value)).toEqual({ id: "a", args: [], keptAs: kept[0]?.key });
    expect(readButton("v1:a:0", "{")).toEqual({ id: "a", args: [] });
    expect(readButton("v1:a:0", "7")).toEqual({ id: "a", args: [] });
    expect(readButton("old", "[]")).toEqual({ id: "old", args: [] });
  });

  it("are at most 25, with unique ids", () => {
    const { block } = renderButtons(Array.from({ length: 40 }, () => ({ id: "a", args: [], label: "x" })));
    expect(new Set(block?.elements.map(({ action_id }) => action_id)).size).toBe(25);
  });
});

describe("modals", () => {
  it("open for a watch without a query, and to change one, and for nothing else", () => {
    expect(modalFor({ id: "watch", args: [] }, NEWS)).toMatchObject({ callback_id: "v1:watch" });
    expect(modalFor({ id: "edit", args: ["w1", "Sora"] }, NEWS)).toMatchObject({ callback_id: "v1:edit" });
    expect(modalFor({ id: "watch", args: ["Sora"] }, NEWS)).toBeUndefined();
    expect(modalFor({ id: "watch", args: [], keptAs: "k" }, NEWS)).toBeUndefined();
    expect(modalFor({ id: "edit", args: [] }, NEWS)).toBeUndefined();
    expect(modalFor({ id: "edit", args: ["w".repeat(4_000), "Sora"] }, NEWS)).toBeUndefined();
  });

  it("remember their channel and their watch, and take no other word for it", () => {
    const memory = JSON.stringify({ channel: "slack:T1/C1", watch: "w1" });
    expect(readModal("v1:watch", memory, { query: "x" })).toMatchObject({
      kind: "form",
      channel: NEWS,
      form: "watch",
    });
    expect(readModal("v1:edit", memory, { query: "x" })).toMatchObject({ id: "instead", args: ["w1", "x"] });
    expect(readModal("v9:x", memory, {})).toBeUndefined();
    for (const bad of ["", "{}", "null", '{"channel":7}', '{"channel":"x"}'])
      expect(readModal("v1:watch", bad, {})).toBeUndefined();
  });
});

describe("requests", () => {
  const now = new Date("2026-05-04T09:00:00Z");
  const seconds = now.getTime() / 1000;
  const body = Buffer.from("command=%2Fnews&text=watch+AT%26T&user_id=U1");
  const headersAt = (skew: number, secret = "s", type = "application/x-www-form-urlencoded") => ({
    "content-type": type,
    "x-slack-request-timestamp": String(seconds + skew),
    "x-slack-signature": sign(secret, seconds + skew, body.toString()),
  });
  const read = (headers: object, text = body, secret = "s") => readRequest({ ...headers }, text, secret, now);

  it.each([
    [0, true],
    [-300, true],
    [300, true],
    [-301, false],
    [301, false],
  ])("signed %i s from now are taken: %s", (skew, taken) => {
    expect(read(headersAt(skew)).kind).toBe(taken ? "payload" : "answer");
  });

  it("with another secret, another body or none of both are refused", () => {
    const refused = { kind: "answer", answer: { status: 401 } };
    expect(read(headersAt(0, "other"))).toMatchObject(refused);
    expect(read(headersAt(0), Buffer.from(`${body}!`))).toMatchObject(refused);
    expect(read({})).toMatchObject(refused);
    expect(isSigned({ body, timestamp: "1e3", signature: "" }, "s", now)).toBe(false);
    expect(
      isSigned({ body, timestamp: String(seconds), signature: sign("", seconds, body.toString()) }, "", now),
    ).toBe(false);
  });

  it("are unpacked: plain fields, JSON in a field, JSON", () => {
    expect(read(headersAt(0))).toEqual({
      kind: "payload",
      payload: { command: "/news", text: "watch AT&T", user_id: "U1" },
    });
    const signed = (text: string, type: string) =>
      readRequest(
        {
          "content-type": type,
          "x-slack-request-timestamp": String(seconds),
          "x-slack-signature": sign("s", seconds, text),
        },
        Buffer.from(text),
        "s",
        now,
      );
    const form = "application/x-www-form-urlencoded";
    expect(signed("payload=%7B%22type%22%3A%22block_actions%22%7D", form)).toEqual({
      kind: "payload",
      payload: { type: "block_actions" },
    });
    expect(signed('{"type":"event_callback"}', "application/json; charset=utf-8")).toMatchObject({
      kind: "payload",
    });
    expect(signed("payload=%7B", form)).toMatchObject({ answer: { status: 400 } });
    expect(signed("null", "application/json")).toMatchObject({ answer: { status: 400 } });
    expect(signed('{"type":"url_verification","challenge":"c"}', "application/json")).toEqual({
      kind: "answer",
      answer: { status: 200, body: { challenge: "c" } },
    });
  });

  it("for Slack's check of the certificate start nothing", () => {
    expect(read({}, Buffer.from("ssl_check=1&token=x"))).toEqual({ kind: "answer", answer: { status: 200 } });
    expect(read({}, Buffer.from("ssl_check=true"))).toMatchObject({ answer: { status: 401 } });
  });
});

describe("waits between attempts", () => {
  it("double up to a minute, and are spread", () => {
    expect([0, 1, 2, 3, 8, 100].map((failures) => backoffMs(failures, 1))).toEqual([
      0, 500, 1_000, 2_000, 60_000, 60_000,
    ]);
    expect(backoffMs(3, 0)).toBe(1_000);
    expect(backoffMs(1, 0, 7_000)).toBe(7_000);
  });
});
