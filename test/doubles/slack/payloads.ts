// What Slack sends to an app, as plain values. Source: https://docs.slack.dev/reference/interaction-payloads and
// https://docs.slack.dev/apis/events-api.
import type { Block } from "./blocks.ts";
import { asSent } from "./views.ts";
import {
  APP,
  BOT,
  BOT_ID,
  type Conversation,
  type Ephemeral,
  type Json,
  type Message,
  TEAM,
  type User,
  type View,
} from "./world.ts";

/** Who does something where; the response address is missing in views. */
export interface Scene {
  readonly user: User;
  readonly channel?: Conversation;
  readonly triggerId: string;
  readonly responseUrl?: string;
}

const SENDER = { token: "verification-token", api_app_id: APP };
const INSTALL = {
  ...SENDER,
  team: { id: TEAM, domain: "example" },
  enterprise: null,
  is_enterprise_install: false,
};

/** `/news …`, as a flat form. */
export function slashCommand(
  { user, channel, triggerId, responseUrl }: Scene,
  command: string,
  text: string,
): Json {
  return {
    ...SENDER,
    team_id: TEAM,
    team_domain: "example",
    channel_id: channel?.id ?? "",
    channel_name: channel?.user ? "directmessage" : channel?.private ? "privategroup" : (channel?.name ?? ""),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    is_enterprise_install: "false",
    response_url: responseUrl ?? "",
    trigger_id: triggerId,
  };
}

/** A press on a button, in a message, in what one person alone sees, or in a view. */
export function blockActions(
  scene: Scene,
  place: { message?: Message; ephemeral?: Ephemeral; view?: View },
  action: Json,
): Json {
  const { message, ephemeral, view } = place;
  const ts = message?.ts ?? ephemeral?.ts;
  const container = view
    ? { type: "view", view_id: view.id }
    : {
        type: "message",
        message_ts: ts,
        channel_id: scene.channel?.id,
        is_ephemeral: ephemeral !== undefined,
      };
  return {
    ...INSTALL,
    ...common(scene),
    type: "block_actions",
    container,
    ...(message ? { message: asMessage(message) } : {}),
    ...(view ? { view: asSent(view) } : {}),
    state: { values: {} },
    actions: [{ action_ts: "1700000000.000000", ...action }],
  };
}

/** A modal sent off; `values` is by block id, then by action id. */
export function viewSubmission({ user, triggerId }: Scene, view: View, values: Json): Json {
  return {
    ...INSTALL,
    ...person(user),
    type: "view_submission",
    trigger_id: triggerId,
    view: { ...asSent(view), state: { values } },
    response_urls: [],
  };
}

/** What a menu asks for while somebody types. */
export function suggestion(
  { user, channel }: Scene,
  asked: { actionId: string; blockId: string; value: string; view?: View },
): Json {
  const { actionId, blockId, value, view } = asked;
  return {
    ...INSTALL,
    ...person(user),
    type: "block_suggestion",
    action_id: actionId,
    block_id: blockId,
    value,
    ...(channel ? { channel: { id: channel.id, name: channel.name } } : {}),
    ...(view ? { view: asSent(view), container: { type: "view", view_id: view.id } } : {}),
  };
}

/** A shortcut on a message, or from anywhere. */
export function shortcut(scene: Scene, callbackId: string, message?: Json): Json {
  const { triggerId, user } = scene;
  if (!message)
    return {
      ...INSTALL,
      ...person(user),
      type: "shortcut",
      callback_id: callbackId,
      trigger_id: triggerId,
      action_ts: "1700000000.000000",
    };
  return {
    ...INSTALL,
    ...common(scene),
    type: "message_action",
    callback_id: callbackId,
    action_ts: "1700000000.000000",
    message_ts: message["ts"],
    message,
  };
}

/** An event; `time` is in seconds. */
export function eventCallback(type: string, payload: Json, id: string, time: number): Json {
  return {
    ...SENDER,
    team_id: TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    type: "event_callback",
    event_id: id,
    event_time: Math.floor(time),
    event_context: `4-${id}`,
    is_ext_shared_channel: false,
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false },
    ],
    event: { type, ...payload },
  };
}

/** A message as people's messages and the bot's are sent along. */
export function asMessage({ ts, user, text, blocks, threadTs }: Message): Json {
  const by = user === BOT ? { bot_id: BOT_ID, app_id: APP } : {};
  return {
    type: "message",
    ts,
    user,
    team: TEAM,
    text,
    blocks,
    ...by,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
}

/** The button with this action id among blocks, as a press reports it. */
export function buttonIn(blocks: readonly Block[], actionId: string): Json | undefined {
  for (const [index, block] of blocks.entries()) {
    const { elements, accessory, block_id: blockId = `block-${index}` } = block;
    const found = [elements ?? [], accessory ?? []]
      .flat()
      .find((one) => (one as Json)?.["action_id"] === actionId);
    if (!found) continue;
    const { type, text, value } = found as Json;
    return { type, text, ...(value === undefined ? {} : { value }), action_id: actionId, block_id: blockId };
  }
  return undefined;
}

function common(scene: Scene): Json {
  const { channel, triggerId, responseUrl } = scene;
  return {
    ...person(scene.user),
    trigger_id: triggerId,
    ...(channel ? { channel: { id: channel.id, name: channel.user ? "directmessage" : channel.name } } : {}),
    ...(responseUrl ? { response_url: responseUrl } : {}),
  };
}

function person({ id, name }: User): Json {
  return { user: { id, username: name, name, team_id: TEAM } };
}
