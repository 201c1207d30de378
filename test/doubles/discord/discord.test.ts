import { Events, GatewayIntentBits } from "discord.js";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, connect, ID, makeClient, POST, refusal, room, serving, start } from "./client.ts";
import { NEWSROOM, without } from "./discord.ts";

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

afterEach(closeAll);

describe("the gateway", () => {
  it("makes a real client ready, with its servers and its rights", async () => {
    const double = await start();
    double.permit(ID.text, without("embedLinks"));
    const client = await connect(double);
    expect([...client.guilds.cache.values()].map(({ name }) => name)).toEqual(["Newsroom"]);
    const rights = (await room(client)).permissionsFor(client.user);
    expect(rights?.has("SendMessages")).toBe(true);
    expect(rights?.has("EmbedLinks")).toBe(false);
    expect(double.sessions).toEqual({ identifies: 1, resumes: 0, connections: 1 });
  });

  it("refuses a wrong token and privileged intents", async () => {
    const double = await start();
    expect((await refusal(makeClient(double).login("wrong"))).code).toBe("TokenInvalid");
    const curious = makeClient(double, [Guilds, MessageContent]);
    expect((await refusal(curious.login(double.token))).message).toMatch(/disallowed intents/);
  });

  it("replays after a drop what was missed, and resumes after op 7 and a mild op 9", async () => {
    const double = await start();
    const client = await serving(double, async (one) => one.isRepliable() && one.reply("yes"));
    double.drop(4000);
    await double.until(() => !double.isConnected());
    const missed = await double.command(["watch"], { query: "Sora" });
    expect(missed.acked).toBe(true);
    double.op7();
    await double.until(() => double.sessions.resumes === 2);
    double.op9(true);
    await double.until(() => double.sessions.resumes === 3);
    expect(double.sessions.identifies).toBe(1);
    expect(client.isReady()).toBe(true);
  });

  it("makes a client identify anew after a hard op 9", async () => {
    const double = await start();
    await serving(double, async (one) => one.isRepliable() && one.reply("yes"));
    double.op9(false);
    await double.until(() => double.sessions.identifies === 2);
    expect((await double.command(["watch"], { query: "Sora" })).acked).toBe(true);
    expect(double.sessions.resumes).toBe(0);
  });

  it("throws a client out for good when its token is taken away", async () => {
    const double = await start();
    const client = await connect(double);
    const gone = new Promise<{ code: number }>((resolve) => client.once(Events.ShardDisconnect, resolve));
    const here = await room(client);
    double.invalidToken();
    expect((await gone).code).toBe(4004);
    expect(await refusal(here.send("hello"))).toMatchObject({ status: 401, code: 0 });
    double.validToken();
    await connect(double);
  });

  it("goes away and comes back at the same address", async () => {
    const double = await start();
    const client = await connect(double);
    await double.down();
    expect((await refusal((await room(client)).send("hello"))).code).toMatch(
      /^(?:ECONNREFUSED|UND_ERR_SOCKET)$/,
    );
    await double.up();
    await double.until(() => double.sessions.resumes === 1);
    await (await room(client)).send("hello");
    expect(double.messages(ID.text)).toHaveLength(1);
  });

  it("tells an outage from a removal, and of channels that are deleted, by intent", async () => {
    const double = await start();
    const [client, deaf] = [await connect(double), makeClient(double, [])];
    const heard: string[] = [];
    client.on(Events.GuildUnavailable, () => heard.push("unavailable"));
    client.on(Events.GuildAvailable, () => heard.push("available"));
    client.on(Events.ChannelDelete, () => heard.push("channel"));
    client.on(Events.ThreadDelete, () => heard.push("thread"));
    const removed = new Promise((resolve) => client.once(Events.GuildDelete, resolve));
    double.guildDelete(NEWSROOM.id, true);
    double.guildCreate(NEWSROOM.id);
    double.channelDelete(ID.thread);
    double.channelDelete(ID.other);
    double.guildDelete(NEWSROOM.id, false);
    await removed;
    expect(heard).toEqual(["unavailable", "available", "thread", "channel"]);
    expect((await refusal(deaf.rest.setToken(double.token).get(`/channels/${ID.text}`))).code).toBe(50001);

    deaf.on(Events.Raw, (packet: { t: string }) => heard.push(packet.t));
    await deaf.login(double.token);
    heard.splice(0);
    double.channelDelete(ID.forum);
    double.drop(4000);
    await double.until(() => double.sessions.resumes === 1);
    expect(heard).not.toContain("CHANNEL_DELETE");
  });

  it("invites a client to another server, where it can write at once", async () => {
    const double = await start();
    const client = await connect(double);
    const invited = new Promise<string>((resolve) =>
      client.once(Events.GuildCreate, ({ name }) => resolve(name)),
    );
    const channel = { id: "200000000000000011", name: "hall", type: "text" } as const;
    double.guildCreate({ id: "100000000000000002", name: "Second", channels: [channel] });
    expect(await invited).toBe("Second");
    double.fail(POST, { slowMs: 5 });
    await (await room(client, channel.id)).send("hello");
    expect(double.messages(channel.id)).toHaveLength(1);
  });

  it("gives mentions to those who asked for messages, and text only where it is for the bot", async () => {
    const double = await start();
    const client = await connect(double, [Guilds, GuildMessages, DirectMessages]);
    const heard: string[] = [];
    const all = new Promise<void>((resolve) => {
      client.on(Events.MessageCreate, (message) => {
        heard.push(message.content);
        if (heard.length === 2) resolve();
      });
    });
    double.say("nothing for a bot");
    double.mention("latest Sora", { channel: ID.other });
    await all;
    expect(heard).toEqual(["", `<@${double.botId}> latest Sora`]);
    expect(double.mention("latest", { channel: ID.dm }).content).toBe("latest");
  });
});
