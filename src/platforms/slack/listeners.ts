import type { App, RespondFn } from "@slack/bolt";
import type { Card, Clock, Invocation, Reply } from "../../commands/command.ts";
import type { Keyed } from "../../store/store.ts";
import { type Channel, spaceKey } from "../../watches/channel.ts";
import type { Handlers } from "../platform.ts";
import type { Answers, Asker, Respond } from "./answers.ts";
import type { Api } from "./api.ts";
import * as inbound from "./inbound.ts";
import type { People } from "./people.ts";
import type { Places } from "./places.ts";
import { KEEP_MS } from "./posting.ts";
import type { SlackLog } from "./sdk.ts";
import { makeSeeing } from "./seeing.ts";
import { homeView, modalFor, readModal } from "./views.ts";

/** The message shortcut of the manifest. */
export const SHORTCUT = "watch_this";
/** Events after which a channel is lost to the bot, and those after which the whole workspace is. */
export const CHANNEL_LOST = [
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "group_archive",
  "group_deleted",
  "group_left",
] as const;
/** Events after which the bot may be able to post in a channel again; an invitation is another. */
export const CHANNEL_MENDED = ["channel_unarchive", "group_unarchive"] as const;
export const SPACE_LOST = ["app_uninstalled", "tokens_revoked"] as const;

const SORRY: Reply = {
  visibility: "private",
  card: {
    kind: "answer",
    tone: "error",
    parts: [
      { kind: "text", pieces: ["Something went wrong here, and the log says what. Please try again."] },
    ],
    buttons: [],
  },
};

export interface ListenersOptions {
  readonly handlers: Handlers;
  readonly home: inbound.Home;
  readonly api: Api;
  readonly answers: Answers;
  readonly people: People;
  readonly places: Places;
  readonly stored: Keyed;
  firstTime(id: string): Promise<boolean>;
  /** The workspace has taken the bot out. */
  lost(): void;
  readonly clock: Clock;
  readonly log: SlackLog;
}

/** Registers what Slack may ask for; everything was acknowledged before it comes here, and nothing thrown leaves. */
export function listen(app: App, options: ListenersOptions): void {
  const { log } = options;
  const guarded =
    <Args extends { readonly body: unknown }>(name: string, work: (args: Args) => Promise<void>) =>
    async (args: Args): Promise<void> => {
      try {
        await work(args);
      } catch (error) {
        log.error("slack.listener.failed", { listener: name, error });
      }
    };
  const on = makeListeners(options);
  app.command(/^\//, guarded("command", on.command));
  app.action(/^/, guarded("press", on.press));
  app.shortcut(SHORTCUT, guarded("shortcut", on.shortcut));
  app.view(/^/, guarded("submit", on.submit));
  app.event("app_mention", guarded("mention", on.mention));
  app.event("message", guarded("direct", on.direct));
  app.event("app_home_opened", guarded("home", on.home));
  app.event("member_joined_channel", guarded("joined", on.joined));
  for (const event of [...CHANNEL_LOST, ...SPACE_LOST]) app.event(event, guarded(event, on.removed));
  for (const event of CHANNEL_MENDED) app.event(event, guarded(event, on.mended));
  app.error(async (error) => log.error("slack.bolt", { error }));
}

interface Args {
  readonly body: unknown;
  readonly respond?: RespondFn;
}

function makeListeners(options: ListenersOptions) {
  const { handlers, home, api, answers, people, places, stored, firstTime, clock, log } = options;
  const seeing = makeSeeing({ api, clock, log });

  function invocation({ id, channel, person }: inbound.Used): Required<Omit<Invocation, "locale">> {
    const mayManage = () => people.mayManage(channel, person.id);
    const mayManageSpace = () => people.mayManageSpace(channel, person.id);
    return { id, channel, person, mayManage, mayManageSpace, options: {} };
  }

  /** From home a person reaches into channels that they may have left, or never could see. */
  function fromAfar(used: inbound.Used): Invocation {
    const { channel, person } = used;
    const near = invocation(used);
    const maySee = async () => (await seeing.nameFor(channel, person.id)) !== undefined;
    return {
      ...near,
      mayManage: async () => (await maySee()) && (await near.mayManage()),
      mayManageSpace: async () => (await maySee()) && (await near.mayManageSpace()),
    };
  }

  /** Runs what was asked once, and gives the answer. */
  async function once(
    used: inbound.Used | undefined,
    asker: Partial<Asker>,
    run: (invocation: Invocation) => Promise<Reply>,
  ): Promise<void> {
    if (!used || !(await firstTime(used.id))) return;
    const where = { channel: used.channel, person: used.person.id, ...asker };
    try {
      await answers.answer(where, await run(invocation(used)));
    } catch (error) {
      log.error("slack.answer.broken", { error });
      await answers.answer(where, SORRY);
    }
  }

  /** In events people come without a name. */
  async function named<U extends inbound.Used>(used: U | undefined): Promise<U | undefined> {
    return used && { ...used, person: { ...used.person, name: await people.nameOf(used.person.id) } };
  }

  /** Shows the home of a person, under what was said last. */
  async function showHome(person: string, said?: Card): Promise<void> {
    const card = await handlers.home({
      space: spaceKey(inbound.channelOf(home.team, "", person)),
      id: person,
      place: (channel) => seeing.nameFor(channel, person),
    });
    const { view, kept } = homeView(card, clock.now(), said);
    for (const { key, args } of kept) await stored.set(key, args, KEEP_MS);
    await api("views.publish", { user_id: person, view });
  }

  /** Does at home what was asked there, and says at its head what came of it. */
  async function atHome(used: inbound.Used, run: (invocation: Invocation) => Promise<Reply>): Promise<void> {
    if (!(await firstTime(used.id))) return;
    const { card } = await run(fromAfar(used));
    await showHome(used.person.id, card);
  }

  async function press(used: inbound.PressedHere, respond: RespondFn | undefined): Promise<void> {
    const named = inbound.namedChannel(used.pressed, home);
    const view = modalFor(used.pressed, named ?? used.channel, used.inView);
    if (view) {
      // A trigger is good for three seconds, so nothing comes before this.
      await api("views.open", { trigger_id: used.trigger, view });
      return;
    }
    const { id, keptAs } = used.pressed;
    const args = keptAs === undefined ? used.pressed.args : await stored.get<readonly string[]>(keptAs);
    // What was kept too long ago is an old button, which the table of commands answers.
    const action = args ? { id, args } : { id: "", args: [] };
    if (named && used.inView)
      return await atHome({ ...used, channel: named }, (made) => handlers.press(action, made));
    const { thread } = used;
    const asker = { ...askerBy(respond), ...(thread && { thread, standing: thread }) };
    await once(used, asker, (made) => handlers.press(action, made));
    if (used.inView) await showHome(used.person.id);
  }

  return {
    command({ body, respond }: Args): Promise<void> {
      const said = inbound.readCommand(body, home);
      return once(said, askerBy(respond), (made) => handlers.line(said?.text ?? "", made));
    },
    async press({ body, respond }: Args): Promise<void> {
      const used = inbound.readPress(body, home);
      if (used) await press(used, respond);
    },
    shortcut({ body, respond }: Args): Promise<void> {
      const said = inbound.readShortcut(body, home);
      return once(said, askerBy(respond), (made) => handlers.shortcut(SHORTCUT, said?.text ?? "", made));
    },
    async submit({ body }: Args): Promise<void> {
      const sent = inbound.readSubmit(body);
      const filled = sent && readModal(sent.form, sent.metadata, sent.values);
      if (!sent || !filled) return;
      const used = { ...sent, channel: filled.channel };
      const run = (made: Invocation) =>
        filled.kind === "form"
          ? handlers.submit({ id: filled.form, values: filled.values }, made)
          : handlers.press(filled, made);
      await (filled.isHome ? atHome(used, run) : once(used, {}, run));
    },
    async mention({ body }: Args): Promise<void> {
      const said = await named(inbound.readMention(body, home));
      const standing = inbound.at(body, "event", "thread_ts");
      const asker = { ...(said?.thread && { thread: said.thread }), ...(standing && { standing }) };
      await once(said, asker, (made) => handlers.mention(said?.text ?? "", made));
    },
    async direct({ body }: Args): Promise<void> {
      const said = await named(inbound.readDirect(body, home));
      if (said) await places.learn(said.channel, inbound.at(body, "event", "channel"));
      await once(said, said?.thread ? { thread: said.thread } : {}, (made) =>
        handlers.line(said?.text ?? "", made),
      );
    },
    async home({ body }: Args): Promise<void> {
      const opened = inbound.readHome(body);
      if (!opened || !(await firstTime(opened.id))) return;
      await places.learn(inbound.channelOf(home.team, "", opened.person), opened.direct);
      if (opened.tab === "home") await showHome(opened.person);
    },
    async joined({ body }: Args): Promise<void> {
      const came = inbound.readJoined(body, home);
      if (!came || !(await firstTime(came.id))) return;
      const reply = await handlers.joined(came.channel);
      // Nobody asked, so all may read it.
      if (reply)
        await answers.answer({ channel: came.channel, person: home.bot }, { ...reply, visibility: "public" });
    },
    async mended({ body }: Args): Promise<void> {
      const { id, channel } = inbound.readRemoved(body, home) ?? {};
      if (!id || !channel || !(await firstTime(id))) return;
      await handlers.mended?.({ space: spaceKey(channel), channel });
    },
    async removed({ body }: Args): Promise<void> {
      const gone = inbound.readRemoved(body, home);
      if (!gone || !(await firstTime(gone.id))) return;
      const channel: Channel | undefined = gone.channel;
      if (!channel) options.lost();
      await handlers.removed({ space: `slack:${home.team}`, ...(channel && { channel }) });
    },
  };
}

function askerBy(respond: RespondFn | undefined): { respond?: Respond } {
  return respond ? { respond: (message) => respond(message) } : {};
}
