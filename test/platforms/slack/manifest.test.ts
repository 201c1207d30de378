import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { manifest, manifestForHttp, OPTIONAL_SCOPES, SCOPES } from "../../../src/platforms/slack/manifest.ts";
import { makeRig } from "./rig.ts";

const HEAD = `# The Slack app, for https://api.slack.com/apps (Create New App, From a manifest). docs/slack.md says how, and why it
# asks for what. Made from src/platforms/slack/manifest.ts: \`npx vitest run test/platforms/slack/manifest.test.ts -u\`.
`;

describe("the manifest", () => {
  it("is the file that people give to Slack", async () => {
    await expect(HEAD + stringify(manifest)).toMatchFileSnapshot("../../../config/slack.manifest.yaml");
  });

  it("asks for these scopes and events, and no others", () => {
    expect(manifest.oauth_config.scopes).toEqual({
      bot: [
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "groups:read",
        "im:history",
        "users:read",
      ],
      bot_optional: ["channels:history", "groups:history"],
    });
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([
      "app_home_opened",
      "app_mention",
      "member_joined_channel",
      "message.im",
      "channel_archive",
      "channel_deleted",
      "channel_left",
      "group_archive",
      "group_deleted",
      "group_left",
      "channel_unarchive",
      "group_unarchive",
      "app_uninstalled",
      "tokens_revoked",
    ]);
  });

  it("keeps within Slack's limits", () => {
    const { display_information: about, features } = manifest;
    expect(about.name.length).toBeLessThanOrEqual(35);
    expect(about.description.length).toBeLessThanOrEqual(140);
    expect(features.slash_commands[0]?.command.length).toBeLessThanOrEqual(32);
    expect(features.slash_commands[0]?.usage_hint.length).toBeLessThanOrEqual(1_000);
    expect(features.shortcuts[0]?.description.length).toBeLessThanOrEqual(150);
  });

  it("names one address for everything over HTTP, and none in Socket Mode", () => {
    const text = JSON.stringify(manifestForHttp("https://bot.example/"));
    expect(text.match(/https:\/\/bot\.example\/slack\/events"/g)).toHaveLength(3);
    expect(text).toContain('"socket_mode_enabled":false');
    expect(JSON.stringify(manifest)).not.toContain("https:");
  });

  it("is explained in docs/slack.md, scope by scope", () => {
    const page = readFileSync("docs/slack.md", "utf8");
    for (const [scope, why] of Object.entries({ ...SCOPES, ...OPTIONAL_SCOPES }))
      expect(page).toContain(`| \`${scope}\` | ${why} |`);
  });

  it("is enough for an alert, an answer and a look for what was lost", async () => {
    const { bot, bot_optional } = manifest.oauth_config.scopes;
    const { double, slack, signal } = await makeRig({
      mode: "http",
      world: { scopes: [...bot, ...bot_optional] },
    });
    const channel = { platform: "slack", space: "T1", id: "C1" };
    double.fail("chat.postMessage", { drop: "after" });
    await slack.post(channel, { kind: "alert", parts: [], buttons: [] }, { key: "k", signal: signal() });
    expect(await slack.find?.(channel, "k", new Date(0), signal())).toMatchObject({ channel });
    await double.mention("help");
    await double.directMessage("help");
    await double.home();
    await double.until(
      () =>
        double.ephemerals.length === 1 && double.messages("DU1").length === 1 && double.views.length === 1,
    );
    expect(
      double.calls.filter(({ method, status }) => method !== "chat.postMessage" && status !== 200),
    ).toEqual([]);
  });
});
