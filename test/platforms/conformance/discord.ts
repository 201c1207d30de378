import { readLine } from "../../../src/commands/grammar.ts";
import { commands } from "../../../src/commands/table.ts";
import {
  ADA,
  type Delivered,
  type DiscordDouble,
  type DiscordOptions,
  type Message,
  type Who as Person,
} from "../../doubles/discord/discord.ts";
import { MEMBER, NEEDED, without } from "../../doubles/discord/permissions.ts";
import { show } from "../../doubles/discord/show.ts";
import { everyComponent } from "../../doubles/discord/types.ts";
import { eventually } from "../../doubles/eventually.ts";
import { at, DIRECT, makeScene, NEWS, THREAD } from "../discord/scene.ts";
import {
  type Face,
  type Heard,
  inTime,
  type Loss,
  type People,
  type Stage,
  type Trouble,
  type Who,
} from "./stage.ts";

const CREATE = "POST /channels/:id/messages";
const PERSON: Readonly<Record<Who, Person>> = {
  manager: { user: ADA, channel: NEWS },
  reader: { user: "500000000000000002", channel: NEWS, permissions: MEMBER },
};

/** Discord. */
export const discordFace: Face = { name: "Discord", lacks: {}, open: () => openDiscord() };

/** The stage, with the double that stands behind it. */
export async function openDiscord(options: DiscordOptions = {}): Promise<Stage & { double: DiscordDouble }> {
  const scene = await makeScene({ discord: options });
  const { clock, double } = scene;
  let { bot } = scene;
  const canPost = async () => (await bot.describe(at(NEWS))).canPost;
  return {
    double,
    clock,
    desk: scene.state,
    events: () => scene.log.events.map(({ event }) => event),
    platform: () => bot,
    channel: at(NEWS),
    nowhere: at("299999999999999999"),
    start: () => scene.start(bot),
    begin: scene.begin,
    async restart() {
      await bot.stop();
      bot = scene.makeBot();
      await scene.start(bot);
    },
    messages: () =>
      double
        .messages(NEWS)
        .filter(({ author, deleted }) => author.bot && deleted === undefined)
        .map((one) => ({ id: one.id, text: show(one, clock.now().getTime()) })),
    wrongs: scene.wrongs,
    registrations: () => double.puts,
    people: makePeople(double, () => clock.now().getTime()),
    trouble: makeTrouble(double, canPost, {
      isUp: () => inTime({ clock }, () => bot.health().state === "up" && double.isConnected()),
      cannotRead: () => eventually(async () => (await bot.describe(at(NEWS))).why !== undefined),
    }),
  };
}

function makePeople(double: DiscordDouble, now: () => number): People {
  const heard = (message: Message): Heard => ({ text: show(message, now()), isPrivate: message.ephemeral });
  const answerOf = async (done: Delivered): Promise<Heard> => heard(await done.answer());

  function at(label: string): readonly [message: string, customId: string] {
    const all = [...double.messages(), ...double.whispers()].toSorted((a, b) =>
      BigInt(a.id) < BigInt(b.id) ? 1 : -1,
    );
    for (const { id, components, deleted } of all) {
      const button = everyComponent(components).find((one) => one["label"] === label);
      if (button && deleted === undefined) return [id, String(button["custom_id"])];
    }
    throw new Error(`there is no button ${label}`);
  }

  const answersTo = (asked: readonly Message[]) =>
    double.messages().filter(({ reference }) => asked.some(({ id }) => id === reference));

  async function saying(text: string, channel: string): Promise<Heard> {
    const asked = double.mention(text, { channel });
    await eventually(() => answersTo([asked]).length > 0);
    const [answer] = answersTo([asked]);
    if (!answer) throw new Error("no answer");
    return heard(answer);
  }

  return {
    async command(line, by = "manager") {
      const read = readLine(line, commands);
      if (read.kind !== "run") throw new Error(`no command: ${line}`);
      return await answerOf(await double.command(read.command.path, read.options, PERSON[by]));
    },
    async suggest() {
      const found = await double.autocomplete(["unwatch"], "watch", "ope");
      return found.map(({ value }) => `unwatch ${value}`).join("\n");
    },
    async press(label, by = "manager") {
      const before = new Set(double.whispers());
      const done = await double.press(...at(label), PERSON[by]);
      const whisper = double.whispers().find((one) => !before.has(one));
      return whisper ? heard(whisper) : await answerOf(done);
    },
    async submit(label, query) {
      const opened = await double.press(...at(label), PERSON.manager);
      const form = String(opened.callback?.data["custom_id"]);
      return await answerOf(await double.modal(form, { query }, PERSON.manager));
    },
    mention: (text) => saying(text, NEWS),
    direct: (text) => saying(text, DIRECT),
    async twice(text, then) {
      const asked = double.mention(text, { channel: DIRECT });
      double.again();
      await eventually(() => answersTo([asked]).length > 0);
      const next = double.mention(then, { channel: DIRECT });
      await eventually(() => answersTo([next]).length > 0);
      // The answer that would be too many is another call, which has come by now or is on its way before this one.
      await saying(then, DIRECT);
      return answersTo([asked, next]).length;
    },
  };
}

interface Seen {
  isUp(): Promise<void>;
  cannotRead(): Promise<void>;
}

function makeTrouble(double: DiscordDouble, canPost: () => Promise<boolean>, seen: Seen): Trouble {
  return {
    limit: (seconds) => void double.fail(CREATE, { rateLimited: seconds }),
    lose: ({ by, effect }: Loss) =>
      void double.fail(
        CREATE,
        by === "a 502" ? { status: 502, after: effect } : { drop: effect ? "after" : "before" },
      ),
    refuseCard: () => void double.fail(CREATE, { status: 400, code: 50035, message: "Invalid Form Body" }),
    async forbid() {
      double.permit(NEWS, without("sendMessages"));
      await eventually(async () => !(await canPost()));
    },
    async allow() {
      double.permit(NEWS, NEEDED);
      await eventually(canPost);
    },
    async blind() {
      double.permit(NEWS, without("readMessageHistory"));
      await seen.cannotRead();
    },
    destroy: () => double.channelDelete(NEWS),
    archive() {
      double.archive(THREAD, { locked: true });
      return at(THREAD);
    },
    deleteMessage: double.messageDelete,
    refuseToken: () => void double.fail(CREATE, { status: 401 }),
    badToken: double.invalidToken,
    down: double.down,
    async up() {
      await double.up();
      await seen.isUp();
    },
  };
}
