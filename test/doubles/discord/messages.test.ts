import { RateLimitError } from "discord.js";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, connect, ID, POST, refusal, room, start } from "./client.ts";
import { ADA, NEWSROOM, without } from "./discord.ts";

afterEach(closeAll);

describe("messages", () => {
  const embed = { title: "Sora ends", url: "https://example.com/" };

  it("with a nonce are posted once, in whatever channel, while it is remembered", async () => {
    let now = Date.now();
    const double = await start({ now: () => now });
    const client = await connect(double);
    const post = async (id: string) =>
      (await room(client, id)).send({ content: "news", nonce: "key", enforceNonce: true });
    const first = await post(ID.text);
    expect((await post(ID.text)).id).toBe(first.id);
    expect((await post(ID.other)).id).toBe(first.id);
    expect(double.messages()).toHaveLength(1);
    const [listed] = (await client.rest.get(`/channels/${ID.text}/messages`)) as object[];
    expect(listed).toMatchObject({ id: first.id, content: "news" });
    expect(listed).not.toHaveProperty("nonce");
    double.messageDelete(first.id);
    expect((await refusal(post(ID.text))).code).toBe(10008);
    now += 300_001;
    expect((await post(ID.text)).id).not.toBe(first.id);
  });

  it.each([
    ["before", { drop: "before" }, 0],
    ["after", { drop: "after" }, 1],
    ["502", { status: 502 }, 0],
    ["502 after", { status: 502, after: true }, 1],
  ] as const)("lose the answer: %s", async (_name, fault, standing) => {
    const double = await start();
    const here = await room(await connect(double));
    double.fail(POST, fault);
    const post = () => here.send({ content: "news", nonce: "key", enforceNonce: true });
    await refusal(post());
    expect(double.messages()).toHaveLength(standing);
    await post();
    expect(double.messages()).toHaveLength(1);
    const posts = double.calls.filter(({ method, path }) => method === "POST" && path.includes("messages"));
    expect(posts.map(({ status }) => status)).toEqual(["drop" in fault ? 0 : 502, 200]);
  });

  it("are refused with a number of seconds", async () => {
    const double = await start();
    const client = await connect(double);
    client.rest.options.rejectOnRateLimit = () => true;
    double.fail(POST, { rateLimited: 0.2, global: true });
    const error = await refusal((await room(client)).send("news"));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ global: true });
    expect(double.messages()).toEqual([]);
  });

  it("flow through a bucket per channel in order, without a 429", async () => {
    const double = await start({ buckets: { limit: 5, perMs: 150 } });
    const here = await room(await connect(double));
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map((number) => here.send(String(number))));
    expect(double.messages().map(({ content }) => content)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    expect(double.calls.map(({ status }) => status)).not.toContain(429);
  });

  it("overflow a bucket where the client does not wait", async () => {
    const double = await start({ buckets: true });
    const post = () =>
      fetch(`${double.apiUrl}/v10/channels/${ID.text}/messages`, {
        method: "POST",
        headers: { authorization: `Bot ${double.token}` },
        body: JSON.stringify({ content: "news" }),
      });
    for (let left = 4; left >= 0; left -= 1)
      expect((await post()).headers.get("x-ratelimit-remaining")).toBe(String(left));
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it.each([
    ["viewChannel", 50001],
    ["sendMessages", 50013],
  ] as const)("need %s", async (right, code) => {
    const double = await start();
    double.permit(ID.text, without(right));
    const client = await connect(double);
    expect(
      (await refusal(client.rest.post(`/channels/${ID.text}/messages`, { body: { content: "a" } }))).code,
    ).toBe(code);
  });

  it("lose their embeds silently without Embed Links, and cannot be read or answered without the history", async () => {
    const double = await start();
    const client = await connect(double);
    const here = await room(client);
    const first = await here.send({ embeds: [embed] });
    double.permit(ID.text, without("embedLinks", "readMessageHistory"));
    await here.send({ content: "see", embeds: [embed] });
    expect(double.messages().map(({ embeds, vanished }) => [embeds.length, vanished])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(await client.rest.get(`/channels/${ID.text}/messages`)).toEqual([]);
    expect((await refusal(here.send({ content: "a", reply: { messageReference: first.id } }))).code).toBe(
      160_002,
    );
  });

  it("are edited, answered and deleted", async () => {
    const double = await start();
    const client = await connect(double);
    const here = await room(client);
    const first = await here.send({ embeds: [embed] });
    await first.edit({ embeds: [{ ...embed, title: "Sora lives" }] });
    const answer = await here.send({ content: "more", reply: { messageReference: first.id } });
    expect(double.messages()[1]).toMatchObject({ id: answer.id, reference: first.id });
    await first.delete();
    expect((await refusal(first.edit("again"))).code).toBe(10008);
    const again = { content: "more", reply: { messageReference: first.id } };
    expect((await refusal(here.send(again))).message).toContain("Unknown message");
    expect(double.violations).toEqual([]);
    const theirs = double.say("hello");
    expect(
      (await refusal(client.rest.patch(`/channels/${ID.text}/messages/${theirs.id}`, { body: {} }))).code,
    ).toBe(50005);
  });

  it("are listed by their ids", async () => {
    const double = await start();
    const client = await connect(double);
    const here = await room(client);
    const ids: string[] = [];
    for (const text of ["a", "b", "c"]) ids.push((await here.send(text)).id);
    const list = async (query: string) => {
      const page = (await client.rest.get(`/channels/${ID.text}/messages?${query}`)) as { content: string }[];
      return page.map(({ content }) => content).join("");
    };
    expect(await list("limit=2")).toBe("cb");
    expect(await list(`after=${ids[0]}`)).toBe("cb");
    expect(await list(`limit=1&after=${ids[0]}`)).toBe("b");
    expect(await list(`before=${ids[2]}`)).toBe("ba");
    expect((await refusal(list("limit=101"))).code).toBe(50035);
  });

  it("break no rule unseen", async () => {
    const double = await start();
    const here = await room(await connect(double));
    expect((await refusal(here.send({ embeds: [{ title: "a".repeat(257) }] }))).code).toBe(50035);
    expect((await refusal(here.send({ embeds: [{}] }))).code).toBe(50006);
    expect(double.violations).toHaveLength(2);
    expect((await refusal(here.client.rest.get("/nowhere"))).status).toBe(404);
    expect(double.unknownRoutes).toEqual(["GET /nowhere"]);
  });

  it("do not go where a channel or a person is gone", async () => {
    const double = await start();
    const client = await connect(double);
    const here = await room(client);
    double.channelDelete(ID.text);
    const post = (id: string) => client.rest.post(`/channels/${id}/messages`, { body: { content: "a" } });
    expect((await refusal(post(here.id))).code).toBe(10003);
    const dm = await (await client.users.createDM(ADA)).send("hello");
    expect(dm.channelId).toBe(double.dm(ADA));
    double.closeDm(ADA);
    expect((await refusal(post(double.dm(ADA)))).code).toBe(50007);
  });
});

describe("other kinds of channels", () => {
  it("take posts in forums, with a tag where one is required", async () => {
    const tag = { id: "600000000000000001", name: "AI" };
    const asked = {
      id: "200000000000000009",
      name: "tagged",
      type: "forum",
      tags: [tag],
      tagRequired: true,
    } as const;
    const double = await start({ guilds: [{ ...NEWSROOM, channels: [...NEWSROOM.channels, asked] }] });
    const { rest } = await connect(double);
    expect(
      (await refusal(rest.post(`/channels/${ID.forum}/messages`, { body: { content: "a" } }))).code,
    ).toBe(50008);
    const body = { name: "Sora ends", message: { content: "news" } };
    const made = (await rest.post(`/channels/${ID.forum}/threads`, { body })) as {
      id: string;
      message: { id: string };
    };
    expect(made.message.id).toBe(made.id);
    expect(double.messages(made.id)).toMatchObject([{ threadName: "Sora ends", content: "news" }]);
    const into = (extra: object) =>
      rest.post(`/channels/${asked.id}/threads`, { body: { ...body, ...extra } });
    expect((await refusal(into({}))).code).toBe(40067);
    expect((await refusal(into({ applied_tags: [ID.forum] }))).code).toBe(10087);
    await into({ applied_tags: [tag.id] });
  });

  it("take no post in an archived thread until it is opened", async () => {
    const double = await start();
    const { rest } = await connect(double);
    const post = () => rest.post(`/channels/${ID.thread}/messages`, { body: { content: "a" } });
    const openIt = () => rest.patch(`/channels/${ID.thread}`, { body: { archived: false } });
    double.archive(ID.thread);
    expect((await refusal(post())).code).toBe(50083);
    await openIt();
    await post();
    double.archive(ID.thread, { locked: true });
    expect((await refusal(openIt())).code).toBe(50013);
    double.permit(ID.text, without("sendMessagesInThreads"));
    expect((await refusal(post())).code).toBe(50013);
  });

  it("publish in announcement channels alone", async () => {
    const double = await start();
    const client = await connect(double);
    const message = await (await room(client, ID.releases)).send("news");
    await message.crosspost();
    expect(double.messages(ID.releases)[0]?.published).toBe(true);
    const other = await (await room(client)).send("news");
    expect((await refusal(other.crosspost())).code).toBe(50024);
  });
});
