import { PassThrough } from "node:stream";
import { describe, it, type TestContext } from "vitest";
import { systemClock } from "../src/clock.ts";
import { loadConfig } from "../src/config.ts";
import { openNewshound } from "../src/main.ts";
import { makeDiscordDouble, NEWSROOM } from "./doubles/discord/discord.ts";
import { NEEDED, without } from "./doubles/discord/permissions.ts";
import { eventually as look } from "./doubles/eventually.ts";
import type { Item } from "./doubles/feeds.ts";
import { makeSlackDouble } from "./doubles/slack/slack.ts";
import { makeWire } from "./doubles/wire.ts";
import { makeFolder } from "./store/folder.ts";

// Two platforms in one program: what befalls one is no matter of the other. Real doubles, real time, nothing mocked.

const [ROOM] = NEWSROOM.channels;
const CHANNELS = ["slack:T1/C1", `discord:${NEWSROOM.id}/${ROOM.id}`];

const eventually = (holds: () => unknown) => look(holds, 25_000);

/** Both doubles, a feed, and a way to start the real program between them. */
async function makeTown({ expect, onTestFinished }: TestContext) {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  const [slack, discord, wire] = [await makeSlackDouble(), await makeDiscordDouble(), await makeWire()];
  const items: Item[] = [];
  const publish = (slug: string) => {
    items.unshift({
      id: slug,
      title: `OpenAI: ${slug}`,
      url: wire.url(`/${slug}`),
      at: new Date(),
      html: "",
    });
    wire.publishers.rss("/feed.xml", items);
  };
  publish("earlier");
  const log: { event: string; platform?: string; level: string }[] = [];
  const quits: number[] = [];
  async function start() {
    const file = {
      sources: [{ name: "Wire", url: wire.url("/feed.xml"), every: "1s" }],
      network: { allow: ["127.0.0.0/8"] },
      watches: CHANNELS.map((channel) => ({ channel, query: "OpenAI" })),
    };
    const env = {
      NEWSHOUND_DATA: folder,
      NEWSHOUND_CONFIG: "test",
      SLACK_BOT_TOKEN: "xoxb-test",
      SLACK_APP_TOKEN: "xapp-test",
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    const loaded = loadConfig(env, () => JSON.stringify(file));
    if (!loaded.ok) throw new Error(loaded.report);
    const newshound = await openNewshound(loaded.config, {
      input: new PassThrough(),
      output: new PassThrough(),
      writeLog: (line) => void log.push(JSON.parse(line)),
      human: false,
      color: false,
      interactive: false,
      onQuit: () => void quits.push(1),
      clock: systemClock(),
    });
    onTestFinished(() => newshound.stop());
    await eventually(() => log.some(({ event }) => event === "poll.read"));
  }
  onTestFinished(async () => {
    await Promise.all([slack.close(), discord.close(), wire.close()]);
  });
  const told = {
    slack: () =>
      slack
        .messages("C1")
        .filter(({ metadata }) => metadata)
        .map(({ text }) => text),
    discord: () => discord.messages(ROOM.id).map(({ embeds: [embed] }) => String(embed?.["title"])),
  };
  return { expect, slack, discord, publish, start, told, log, quits };
}

type Town = Awaited<ReturnType<typeof makeTown>>;

async function slackServes({ expect, slack, told }: Town, slug: string): Promise<void> {
  await eventually(() => told.slack().some((text) => text.includes(slug)));
  const { acked, responses } = await slack.command("watches");
  expect(acked).toBe(true);
  await eventually(() => responses().length > 0);
}

async function discordServes({ expect, discord, told }: Town, slug: string): Promise<void> {
  await eventually(() => told.discord().some((title) => title.includes(slug)));
  await eventually(() => discord.registered().length > 0);
  const done = await discord.command(["watches"]);
  expect(done.acked).toBe(true);
  expect((await done.answer()).embeds).toHaveLength(1);
}

const PATIENCE = { timeout: 60_000 };

describe.concurrent("two platforms", () => {
  it(
    "serves Discord while Slack is down at the start, and Slack by itself once it is back",
    PATIENCE,
    async (context) => {
      const town = await makeTown(context);
      const { expect } = context;
      await town.slack.down();
      await town.start();
      town.publish("first");
      await discordServes(town, "first");
      expect(town.told.slack()).toEqual([]);
      await town.slack.up();
      await eventually(() => town.slack.sockets() > 0);
      await slackServes(town, "first");
      town.publish("second");
      await Promise.all([slackServes(town, "second"), discordServes(town, "second")]);
      expect(town.told.slack()).toHaveLength(2);
      expect(town.told.discord()).toHaveLength(2);
      expect(town.quits).toEqual([]);
    },
  );

  it(
    "serves Slack while Discord is down at the start, and Discord by itself once it is back",
    PATIENCE,
    async (context) => {
      const town = await makeTown(context);
      const { expect } = context;
      await town.discord.down();
      await town.start();
      await eventually(() => town.slack.sockets() > 0);
      town.publish("first");
      await slackServes(town, "first");
      expect(town.told.discord()).toEqual([]);
      await town.discord.up();
      await eventually(() => town.discord.isConnected());
      await discordServes(town, "first");
      town.publish("second");
      await Promise.all([slackServes(town, "second"), discordServes(town, "second")]);
      expect(town.told.slack()).toHaveLength(2);
      expect(town.told.discord()).toHaveLength(2);
      expect(town.quits).toEqual([]);
    },
  );

  it("serves Discord though Slack refuses the token, and says so", PATIENCE, async (context) => {
    const town = await makeTown(context);
    const { expect } = context;
    town.slack.revoke();
    await town.start();
    town.publish("first");
    await discordServes(town, "first");
    expect(town.log.filter(({ event }) => event === "platform.lost")).toMatchObject([{ platform: "slack" }]);
    expect(town.quits).toEqual([]);
  });

  it("serves Slack though Discord refuses the token, and says so", PATIENCE, async (context) => {
    const town = await makeTown(context);
    const { expect } = context;
    town.discord.invalidToken();
    await town.start();
    await eventually(() => town.slack.sockets() > 0);
    town.publish("first");
    await slackServes(town, "first");
    expect(town.log.filter(({ event }) => event === "platform.lost")).toMatchObject([
      { platform: "discord" },
    ]);
    expect(town.quits).toEqual([]);
  });

  it("tell at once what waited, when what was in the way is mended", PATIENCE, async (context) => {
    const town = await makeTown(context);
    const { slack, discord, log, publish, told } = town;
    const waits = (count: number) => () =>
      log.filter(({ event }) => event === "dispatch.pending").length === count;
    await town.start();
    await eventually(() => slack.sockets() > 0);
    slack.archive("C1");
    discord.permit(ROOM.id, without("sendMessages"));
    publish("first");
    await eventually(waits(2));
    slack.archive("C1", false);
    await slack.event("channel_unarchive", { channel: "C1", user: "U2" });
    discord.permit(ROOM.id, NEEDED);
    await Promise.all([slackServes(town, "first"), discordServes(town, "first")]);
    discord.fail("POST /channels/:channel/messages", { status: 403, code: 50013 });
    publish("second");
    await eventually(waits(3));
    discord.roleUpdate(NEWSROOM.id, NEEDED);
    await Promise.all([slackServes(town, "second"), discordServes(town, "second")]);
    context.expect([told.slack().length, told.discord().length]).toEqual([2, 2]);
  });

  it("does not start where both refuse their tokens", PATIENCE, async (context) => {
    const town = await makeTown(context);
    const { expect } = context;
    town.slack.revoke();
    town.discord.invalidToken();
    await expect(town.start()).rejects.toThrow(/^Slack refuses SLACK_BOT_TOKEN/);
  });
});
