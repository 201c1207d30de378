import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Channel } from "../../../src/watches/channel.ts";
import { NEWSROOM } from "../../doubles/discord/discord.ts";
import { NEEDED } from "../../doubles/discord/permissions.ts";
import { alert } from "../terminal/cards.ts";
import { at, makeScene, NEWS, THREAD, until } from "./scene.ts";

type Scene = Awaited<ReturnType<typeof makeScene>>;

const isUp = ({ bot }: Scene) => bot.health().state === "up";

/** Lets time pass in small steps until something holds, so that waits of any length come to their end. */
async function inTime({ clock }: Scene, holds: () => boolean): Promise<void> {
  await until(() => {
    clock.advance(100);
    return holds();
  });
}

/** discord.js lets 5 s of the machine's date pass between two identifications: they have passed. */
function passFiveSeconds(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5_000 });
  onTestFinished(() => void vi.useRealTimers());
}

describe("starting", () => {
  it("registers the commands once, and not again on a restart", async () => {
    const scene = await makeScene();
    const { bot, double, makeBot, start } = scene;
    expect(bot.health().state).toBe("down");
    await start();
    expect(bot.health()).toMatchObject({ state: "up", detail: "Connected as Newshound." });
    await bot.stop();
    expect(bot.health().state).toBe("down");
    const next = makeBot();
    await start(next);
    await double.command(["watches"]);
    await next.stop();
    expect(double.puts).toBe(1);
    expect(double.registered()).toMatchObject([{ name: "news", default_member_permissions: null }]);
    expect(scene.wrongs()).toEqual([]);
  });

  it("tries again to register where that failed", async () => {
    const scene = await makeScene();
    scene.double.fail("PUT /applications/:id/commands", { status: 500 });
    await scene.begin();
    expect(isUp(scene)).toBe(true);
    await inTime(scene, () => scene.double.registered().length === 1);
  });

  it("is refused with a sentence where the token is wrong", async () => {
    const { bot, start, double } = await makeScene({ token: "not-the-token" });
    await expect(start()).rejects.toThrow(/^Discord refuses the token\. .*DISCORD_TOKEN\.$/);
    expect(bot.health()).toMatchObject({
      state: "down",
      detail: expect.stringContaining("refuses the token"),
    });
    const signal = new AbortController().signal;
    expect(await bot.post(at(NEWS), alert, { key: "k", signal })).toMatchObject({
      kind: "unauthorised",
      scope: "platform",
    });
    expect(double.calls.filter(({ method }) => method === "POST")).toEqual([]);
  });

  it("goes on without Discord, and finds it when it comes back", async () => {
    const scene = await makeScene();
    const { bot, double, post, start } = scene;
    await double.down();
    await start();
    expect(bot.health()).toMatchObject({
      state: "down",
      detail: expect.stringContaining("cannot be reached"),
    });
    expect(await post(NEWS, alert)).toMatchObject({ kind: "later" });
    await double.up();
    await inTime(scene, () => isUp(scene));
    expect((await post(NEWS, alert)).kind).toBe("sent");
  });

  it.each([{ status: 500 }, { rateLimited: 2 }, { drop: "before" }] as const)(
    "outlives %j for an answer",
    async (fault) => {
      const scene = await makeScene();
      scene.double.fail("GET /gateway/bot", fault, 3);
      await scene.start();
      expect(scene.bot.health().state).toBe("down");
      await inTime(scene, () => isUp(scene));
    },
  );

  it("is stopped once: whoever stops again waits for the same end", async () => {
    const { bot, start } = await makeScene();
    await start();
    const first = bot.stop();
    expect(bot.stop()).toBe(first);
    await first;
    expect(bot.health().detail).toBe("Discord was left.");
  });

  it("can be stopped while Discord is out of reach", async () => {
    const { bot, double, start } = await makeScene();
    await double.down();
    await start();
    await bot.stop();
    expect(bot.health().state).toBe("down");
  });
});

describe("a connection that breaks", () => {
  it.each([
    ["a drop", (scene: Scene) => scene.double.drop(), { identifies: 1, resumes: 1 }],
    ["a close with code 4000", (scene: Scene) => scene.double.drop(4000), { identifies: 1, resumes: 1 }],
    ["op 7", (scene: Scene) => scene.double.op7(), { identifies: 1, resumes: 1 }],
    ["op 9", (scene: Scene) => scene.double.op9(false), { identifies: 2, resumes: 0 }],
  ] as const)(
    "by %s mends itself, and messages go out meanwhile",
    async (_name, breaks, sessions) => {
      const scene = await makeScene();
      const { bot, double, post, start } = scene;
      await start();
      passFiveSeconds();
      breaks(scene);
      await until(() => !isUp(scene));
      expect(bot.health().state).toBe("degraded");
      expect((await post(NEWS, alert)).kind).toBe("sent");
      const { identifies, resumes } = sessions;
      await until(() => double.sessions.identifies === identifies && double.sessions.resumes === resumes);
      expect(await double.command(["watches"])).toMatchObject({ acked: true });
      expect(double.puts).toBe(1);
    },
    15_000,
  );

  it("comes back with Discord after an outage", async () => {
    const scene = await makeScene();
    const { double, start } = scene;
    await start();
    await double.down();
    await until(() => !isUp(scene));
    await double.up();
    await inTime(scene, () => isUp(scene) && double.isConnected());
    expect(await double.command(["watches"])).toMatchObject({ acked: true });
  });

  it("is begun anew after an outage in which it broke again and again", async () => {
    const scene = await makeScene();
    const { bot, double, start, post } = scene;
    await start();
    await double.down();
    await until(() => bot.health().state === "down");
    const { connections } = double.sessions;
    expect(await post(NEWS, alert)).toMatchObject({ kind: "later" });
    await double.up();
    await inTime(scene, () => isUp(scene) && double.isConnected());
    // The old client does not come back beside the new one.
    expect(double.sessions).toMatchObject({ connections: connections + 1, identifies: 2 });
    expect(await double.command(["watches"])).toMatchObject({ acked: true });
  }, 15_000);

  it("is over where the token is taken away, and says so", async () => {
    const { bot, double, start, post } = await makeScene();
    await start();
    double.invalidToken();
    await until(() => bot.health().state === "down");
    expect(bot.health().detail).toContain("Discord refuses the token");
    expect(await post(NEWS, alert)).toMatchObject({ kind: "unauthorised", scope: "platform" });
  });

  it("is over where a request is refused for its token", async () => {
    const { bot, double, start, post } = await makeScene();
    await start();
    double.fail("POST /channels/:id/messages", { status: 401 });
    expect(await post(NEWS, alert)).toMatchObject({ kind: "unauthorised", scope: "platform" });
    await until(() => bot.health().state === "down");
  });
});

describe("servers and channels", () => {
  async function listening() {
    const removed: object[] = [];
    const joined: Channel[] = [];
    const mended: object[] = [];
    const card = { kind: "answer", parts: [{ kind: "text", pieces: ["Hello."] }], buttons: [] } as const;
    const scene = await makeScene({
      handlers: {
        removed: async (scope) => void removed.push(scope),
        mended: async (scope) => void mended.push(scope),
        joined: async (channel) => {
          joined.push(channel);
          return { card, visibility: "public" };
        },
      },
    });
    await scene.start();
    return { ...scene, removed, joined, mended };
  }

  it("that are left are told, but not those in an outage", async () => {
    const { double, removed } = await listening();
    double.guildDelete(NEWSROOM.id, true);
    double.guildCreate(NEWSROOM.id);
    double.channelDelete(THREAD);
    double.channelDelete(NEWS);
    double.guildDelete(NEWSROOM.id, false);
    await until(() => removed.length === 3);
    const space = `discord:${NEWSROOM.id}`;
    expect(removed).toEqual([{ space, channel: at(THREAD) }, { space, channel: at(NEWS) }, { space }]);
  });

  it("that are new are greeted once, where I may write", async () => {
    const { double, joined, mended, wrongs } = await listening();
    const [silent, first] = ["300000000000000001", "300000000000000002"];
    double.guildCreate({
      id: "110000000000000001",
      name: "New",
      channels: [
        { id: silent, name: "silent", type: "text", permissions: "0" },
        { id: first, name: "general", type: "text" },
      ],
    });
    await until(() => double.messages(first).length === 1);
    expect(joined).toEqual([{ platform: "discord", space: "110000000000000001", id: first }]);
    expect(mended).toEqual([{ space: "discord:110000000000000001" }]);
    expect(wrongs()).toEqual([]);
  });

  it("that change in what I may do there are told, as far as the change reaches", async () => {
    const { double, mended, wrongs } = await listening();
    const space = `discord:${NEWSROOM.id}`;
    double.permit(NEWS, NEEDED);
    await until(() => mended.length === 2);
    expect(mended.splice(0)).toEqual([NEWS, THREAD].map((id) => ({ space, channel: at(id) })));
    double.archive(THREAD);
    double.unarchive(THREAD);
    await until(() => mended.length === 1);
    expect(mended.splice(0)).toEqual([{ space, channel: at(THREAD) }]);
    double.roleUpdate(NEWSROOM.id, NEEDED);
    await until(() => mended.length === 1);
    double.memberUpdate(NEWSROOM.id, { nick: "Hound" });
    await until(() => mended.length === 2);
    expect(mended).toEqual([{ space }, { space }]);
    expect(wrongs()).toEqual([]);
  });

  it("outlive events that make no sense", async () => {
    const { double, log } = await listening();
    double.guildCreate({ id: "110000000000000002", name: "Odd", channels: [] });
    expect(await double.command(["watches"])).toMatchObject({ acked: true });
    expect(log.events.filter(({ level }) => level === "error")).toEqual([]);
  });
});
