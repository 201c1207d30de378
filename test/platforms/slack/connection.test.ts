import { describe, expect, it, onTestFinished } from "vitest";
import { eventually } from "../../doubles/eventually.ts";
import { makeRig, NEWS, SECRET } from "./rig.ts";

function watchRejections(): unknown[] {
  const seen: unknown[] = [];
  const note = (reason: unknown) => seen.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  return seen;
}

describe("a start", () => {
  it.each(["invalid_auth", "account_inactive", "token_revoked"])(
    "is refused for a bot token that is %s",
    async (error) => {
      const { double, slack, begin } = await makeRig({ start: false });
      double.fail("auth.test", { error });
      await expect(begin()).rejects.toThrow(`Slack refuses SLACK_BOT_TOKEN (${error}).`);
      expect(slack.health().state).toBe("down");
    },
  );

  it("is refused for an app token that cannot open connections, and for a bot that cannot speak", async () => {
    const one = await makeRig({ start: false });
    one.double.fail("apps.connections.open", { error: "missing_scope", needed: "connections:write" });
    await expect(one.begin()).rejects.toThrow(
      "The token in SLACK_APP_TOKEN lacks the scope connections:write.",
    );
    const two = await makeRig({ start: false, world: { scopes: ["commands"] } });
    await expect(two.begin()).rejects.toThrow("The token in SLACK_BOT_TOKEN lacks the scope chat:write.");
  });

  it.each(["socket", "http"] as const)(
    "without Slack begins as down and comes up by itself (%s)",
    async (mode) => {
      const rejections = watchRejections();
      const { double, slack, begin, signal } = await makeRig({ mode, start: false });
      await double.down();
      await begin();
      expect(slack.health()).toMatchObject({ state: "down" });
      expect(slack.health().detail).toContain("cannot be reached");
      if (mode === "http") expect(await double.command("help")).toMatchObject({ acked: false, status: 503 });
      await double.up();
      await eventually(() => slack.health().state === "up");
      await double.command("help");
      await double.until(() => double.ephemerals.length === 1);
      const result = await slack.post(
        NEWS,
        { kind: "alert", parts: [], buttons: [] },
        { key: "k", signal: signal() },
      );
      expect(result.kind).toBe("sent");
      expect(rejections).toEqual([]);
    },
  );

  it("that never succeeds ends with a stop", async () => {
    const { double, slack, begin } = await makeRig({ start: false });
    await double.down();
    await begin();
    await slack.stop();
    expect(slack.health()).toMatchObject({ state: "down", detail: "Stopped." });
  });
});

describe("two sockets", () => {
  it("lose no command of 250 while one is renewed and the next three attempts fail", async () => {
    const rejections = watchRejections();
    const { double, slack, events } = await makeRig();
    await double.until(() => double.sockets() === 2);
    double.refuse(["invalid_auth", "drop", 503]);
    const sent: Promise<{ acked: boolean; ackMs: number }>[] = [];
    for (let n = 0; n < 250; n += 1) {
      if (n === 50) double.refreshSockets();
      sent.push(double.command("help"));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const done = await Promise.all(sent);
    await eventually(() => slack.health().state === "up");
    await double.until(() => double.ephemerals.length === 250);
    expect(done.filter(({ acked }) => !acked)).toEqual([]);
    expect(Math.max(...done.map(({ ackMs }) => ackMs))).toBeLessThan(3_000);
    expect(events().filter((event) => event === "slack.connect.failed")).toHaveLength(3);
    expect(rejections).toEqual([]);
  });

  it("are degraded with one, and come back after all were cut", async () => {
    const rejections = watchRejections();
    const { double, slack } = await makeRig();
    await double.until(() => double.sockets() === 2);
    await double.down();
    await eventually(() => slack.health().state === "down");
    await double.up();
    await eventually(() => slack.health().state === "up");
    expect(await double.command("help")).toMatchObject({ acked: true });
    expect(rejections).toEqual([]);
  });

  it("that Slack refuses leave the alerts going", async () => {
    const { double, slack, signal } = await makeRig();
    double.fail("apps.connections.open", { error: "invalid_auth" }, 100_000);
    double.dropSockets();
    await eventually(() => slack.health().detail.includes("nobody can be heard"));
    expect(slack.health().state).toBe("degraded");
    const result = await slack.post(
      NEWS,
      { kind: "alert", parts: [], buttons: [] },
      { key: "k", signal: signal() },
    );
    expect(result.kind).toBe("sent");
    double.mend();
    await eventually(() => slack.health().state === "up");
  });

  it("are closed by a stop", async () => {
    const { double, slack } = await makeRig();
    await slack.stop();
    await double.until(() => double.sockets() === 0);
    expect(await double.command("help")).toMatchObject({ acked: false });
  });
});

describe("requests over HTTP", () => {
  const url = (double: { apiUrl: string }) => double.apiUrl;
  it("must be signed with the right secret at about this time", async () => {
    const { double, slack } = await makeRig({ mode: "http" });
    expect(url(double)).toContain("127.0.0.1");
    expect(slack.routes).toHaveLength(1);
    const [route] = slack.routes;
    const body = Buffer.from("command=%2Fnews&text=help");
    const headers = {
      "x-slack-request-timestamp": String(Math.floor(Date.now() / 1000)),
      "x-slack-signature": "v0=0",
    };
    expect(await route?.answer({ headers, body })).toMatchObject({ status: 401 });
    expect(await double.sendRaw({ type: "url_verification", challenge: "c" })).toMatchObject({
      acked: true,
      ackPayload: { challenge: "c" },
    });
  });

  it("have no route in Socket Mode or without a secret", async () => {
    const { make } = await makeRig({ start: false });
    expect(make().routes).toEqual([]);
    expect(make({ signingSecret: SECRET }).routes).toEqual([]);
  });
});
