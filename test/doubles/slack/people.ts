// What people do in the workspace, and Slack tells the app of. Each act resolves when the app has acknowledged it, or
// will not any more.
import type { Block } from "./blocks.ts";
import { readContent } from "./content.ts";
import * as payloads from "./payloads.ts";
import { say } from "./responses.ts";
import { type By, type Delivered, type In, makeTeller, type Teller, type TellerOptions } from "./teller.ts";
import { afterSubmit } from "./views.ts";
import {
  BOT,
  direct,
  type Ephemeral,
  type Json,
  type Message,
  TEAM,
  type View,
  type World,
} from "./world.ts";

/** Makes the hands of the people. */
export function makePeople(options: TellerOptions) {
  const teller = makeTeller(options);
  return {
    /** Tells the app of any event. */
    event: teller.event,
    ...writing(options.world, teller),
    ...pressing(options.world, teller),
    ...shortcuts(options.world, teller),
  };
}

function writing(world: World, { scene, tell, event }: Teller) {
  /** Somebody writes a message, of which the app hears where it has the scope. */
  function write(type: string, scope: string, said: Message, more: Json = {}): Promise<Delivered> {
    world.messages.push(said);
    if (!world.scopes.has(scope)) return Promise.resolve(unheard(scope));
    const { channel, ts, user, text, threadTs } = said;
    const thread = threadTs ? { thread_ts: threadTs } : {};
    return event(type, { channel, ts, user, text, team: TEAM, event_ts: ts, ...thread, ...more });
  }
  const said = (channel: string, user: string, text: string, threadTs: string | undefined): Message => ({
    channel,
    ts: world.ts(),
    user,
    text,
    blocks: [],
    ...(threadTs ? { threadTs } : {}),
  });
  return {
    /** Somebody types `/news …`. */
    async command(
      text: string,
      { channel = "C1", user = "U1", command = "/news" }: In & { readonly command?: string } = {},
    ): Promise<Delivered> {
      const where = scene({ user, channel });
      const done = await tell("slash_commands", payloads.slashCommand(where, command, text), where);
      answerInAck(world, { channel, user }, done);
      return done;
    },
    /** Somebody writes `@Newshound …`; the text is without the mention. */
    mention: (
      text: string,
      { channel = "C1", user = "U1", threadTs }: In & { readonly threadTs?: string } = {},
    ) => write("app_mention", "app_mentions:read", said(channel, user, `<@${BOT}> ${text}`, threadTs)),
    /** Somebody writes to the bot alone. */
    directMessage: (text: string, { user = "U1", threadTs }: By & { readonly threadTs?: string } = {}) =>
      write("message", "im:history", said(direct(world, user).id, user, text, threadTs), {
        channel_type: "im",
      }),
    /** Somebody opens the bot's home tab. */
    home(user = "U1"): Promise<Delivered> {
      const channel = direct(world, user).id;
      return event("app_home_opened", { user, channel, tab: "home" });
    },
  };
}

function pressing(world: World, { scene, tell }: Teller) {
  return {
    /**
     * Somebody presses a button: in a message or in what they alone see (`ts`), or in a view (`viewId`). Its value is
     * the button's own, where none is given.
     */
    press(
      at: In & {
        readonly ts?: string;
        readonly viewId?: string;
        readonly actionId: string;
        readonly value?: string;
      },
    ): Promise<Delivered> {
      const place = findPlace(world, at);
      const original = place.message ?? place.ephemeral;
      const action = actionOf((original ?? place.view)?.blocks ?? [], at);
      const { user = "U1", channel = "C1" } = at;
      const where = scene(place.view ? { user } : { user, channel: original?.channel ?? channel }, original);
      return tell("interactive", payloads.blockActions(where, place, action), where);
    },
    /** Somebody sends off a modal that is open; `state` is by block id, then by action id. */
    async submit(
      at: By & {
        readonly callbackId?: string;
        readonly viewId?: string;
        readonly privateMetadata?: string;
        readonly state?: Json;
      },
    ): Promise<Delivered> {
      const wanted = ({ id, callbackId }: View) =>
        at.viewId ? id === at.viewId : callbackId === at.callbackId;
      const found = world.views.findLast((one) => one.type === "modal" && !one.closed && wanted(one));
      if (!found) throw new Error(`No modal ${at.viewId ?? at.callbackId} is open.`);
      const view =
        at.privateMetadata === undefined ? found : { ...found, privateMetadata: at.privateMetadata };
      const values = (at.state?.["values"] as Json | undefined) ?? at.state ?? {};
      const payload = payloads.viewSubmission(scene({ user: at.user ?? found.user }), view, values);
      const done = await tell("interactive", payload);
      if (done.acked) afterSubmit(world, found, done.ackPayload);
      return done;
    },
  };
}

function shortcuts(world: World, { scene, tell }: Teller) {
  return {
    /** A menu asks for its choices while somebody types. */
    suggest(
      at: In & {
        readonly actionId: string;
        readonly blockId?: string;
        readonly value: string;
        readonly viewId?: string;
      },
    ): Promise<Delivered> {
      const { view } = findPlace(world, at);
      const asked = { blockId: "block-0", ...at, ...(view ? { view } : {}) };
      return tell("interactive", payloads.suggestion(scene(at), asked));
    },
    /** Somebody uses a shortcut: on a message (its time, or what a person wrote), or from anywhere. */
    shortcut(
      at: In & {
        readonly callbackId: string;
        readonly message?:
          | string
          | { readonly text: string; readonly user?: string; readonly blocks?: unknown };
      },
    ): Promise<Delivered> {
      const by = at.user === undefined ? {} : { user: at.user };
      if (at.message === undefined) return tell("interactive", payloads.shortcut(scene(by), at.callbackId));
      const where = scene({ ...by, channel: at.channel ?? "C1" });
      const known = world.messages.find(({ ts }) => ts === at.message);
      if (typeof at.message === "string" && !known) throw new Error(`There is no message ${at.message}.`);
      const message = known
        ? payloads.asMessage(known)
        : { type: "message", user: "U1", ts: world.ts(), ...(at.message as Json) };
      return tell("interactive", payloads.shortcut(where, at.callbackId, message), where);
    },
  };
}

function actionOf(blocks: readonly Block[], { actionId, value }: { actionId: string; value?: string }): Json {
  const button = payloads.buttonIn(blocks, actionId);
  if (!button && value === undefined) throw new Error(`There is no button ${actionId} here.`);
  const given = value === undefined ? {} : { value };
  return { type: "button", action_id: actionId, block_id: "block-0", ...button, ...given };
}

function unheard(scope: string): Delivered {
  const why = `the app lacks ${scope}`;
  return { kind: "events_api", acked: false, ackMs: 0, late: false, why, responses: () => [] };
}

function findPlace(
  world: World,
  { ts, viewId }: { readonly ts?: string; readonly viewId?: string },
): { message?: Message; ephemeral?: Ephemeral; view?: View } {
  const message = world.messages.find((one) => one.ts === ts && !one.deleted);
  if (message) return { message };
  const ephemeral = world.ephemerals.find((one) => one.ts === ts && !one.deleted);
  if (ephemeral) return { ephemeral };
  const view = world.views.find((one) => one.id === viewId && !one.closed);
  if (view) return { view };
  if (ts === undefined && viewId === undefined) return {};
  throw new Error(`There is no message or view ${ts ?? viewId}.`);
}

/** An acknowledgement of a command may hold the answer itself. */
function answerInAck(
  world: World,
  to: { channel: string; user: string },
  { acked, ackPayload }: Delivered,
): void {
  if (!acked || !ackPayload) return;
  const body = typeof ackPayload === "string" ? { text: ackPayload } : (ackPayload as Json);
  if (body["text"] || body["blocks"]) say(world, to, body, readContent(body, "response"));
}
