import { checkCallback, checkMessage, formError } from "./checks.ts";
import { change, erase, type MessageRules, store } from "./messages.ts";
import { refusal, UNKNOWN_MESSAGE } from "./permissions.ts";
import {
  type Answer,
  type Asked,
  type Body,
  type Channel,
  isBody,
  type Message,
  type Route,
} from "./types.ts";
import { type World, wireMessage } from "./world.ts";

/** How long the first answer may take and how long the token lives, in milliseconds,
 * https://discord.com/developers/docs/interactions/receiving-and-responding */
export const ANSWER_MS = 3000;
const TOKEN_MS = 15 * 60_000;

const UNKNOWN_INTERACTION = refusal(404, 10062, "Unknown interaction");

/** What may answer what: types of callbacks by kind of interaction. */
const ALLOWED = {
  command: [4, 5, 9],
  autocomplete: [8],
  component: [4, 5, 6, 7, 9],
  modal: [4, 5],
  "modal on a message": [4, 5, 6, 7],
} as const;

/** One interaction: what a person did, and how the bot has answered so far. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: keyof typeof ALLOWED;
  readonly channel: Channel;
  readonly user: string;
  /** In milliseconds since 1970. */
  readonly madeAt: number;
  /** The message whose button was pressed. */
  readonly source?: Message;
  callback?: { readonly type: number; readonly data: Body; readonly ms: number };
  /** When an answer was refused because it came late, after how many milliseconds. */
  lateMs?: number;
  original?: Message;
  readonly followups: Message[];
}

/** A modal that stands open before a person. */
export interface OpenModal {
  readonly data: Body;
  readonly from: Interaction;
}

export interface Ledger {
  readonly interactions: Map<string, Interaction>;
  readonly modals: OpenModal[];
}

type Rules = Pick<MessageRules, "world" | "tell">;

/** Makes the routes by which interactions are answered; none asks for the bot's token. */
export function callbackRoutes(rules: Rules, ledger: Ledger): Route[] {
  const { world } = rules;
  const hook = "/webhooks/:application/:token";
  const withHook = (run: (interaction: Interaction, asked: Asked) => Answer) => (asked: Asked) => {
    const interaction = ledger.interactions.get(asked.params["token"] ?? "");
    if (!interaction?.callback) return refusal(404, 10015, "Unknown Webhook");
    if (world.now() - interaction.madeAt > TOKEN_MS) return refusal(401, 50027, "Invalid Webhook Token");
    return run(interaction, asked);
  };
  const withMessage = (run: (message: Message, interaction: Interaction, body: Body) => Answer) =>
    withHook((interaction, { params, body }) => {
      const message = named(interaction, params["message"] ?? "");
      return message && message.deleted === undefined ? run(message, interaction, body) : UNKNOWN_MESSAGE;
    });
  const routes: [string, Route["run"]][] = [
    ["POST /interactions/:id/:token/callback", (asked) => respond(rules, ledger, asked)],
    [`POST ${hook}`, withHook((interaction, { body }) => followUp(rules, interaction, body))],
    [
      `GET ${hook}/messages/:message`,
      withMessage((message) => ({ status: 200, body: wireMessage(world, message) })),
    ],
    [
      `PATCH ${hook}/messages/:message`,
      withMessage(
        (message, { channel }, body) =>
          change(rules, message, channel, body) ?? { status: 200, body: wireMessage(world, message) },
      ),
    ],
    [`DELETE ${hook}/messages/:message`, withMessage((message) => erase(rules, message))],
  ];
  return routes.map(([pattern, run]) => ({ pattern, token: false, run }));
}

function named(interaction: Interaction, id: string): Message | undefined {
  if (id === "@original") return interaction.original;
  return [interaction.original, ...interaction.followups].find((message) => message?.id === id);
}

function respond(rules: Rules, ledger: Ledger, { params, query, body }: Asked): Answer {
  const interaction = ledger.interactions.get(params["token"] ?? "");
  if (!interaction || interaction.id !== params["id"]) return UNKNOWN_INTERACTION;
  if (interaction.callback) return refusal(400, 40060, "Interaction has already been acknowledged.");
  const ms = rules.world.now() - interaction.madeAt;
  if (ms > ANSWER_MS) {
    interaction.lateMs = ms;
    rules.world.changes.emit("change");
    return UNKNOWN_INTERACTION;
  }
  const refused = formError(checkCallback(body, ALLOWED[interaction.kind], interaction.source));
  if (refused) return refused;
  const type = Number(body["type"]);
  const data = isBody(body["data"]) ? body["data"] : {};
  interaction.callback = { type, data, ms };
  enact(rules, ledger, interaction, type, data);
  rules.world.changes.emit("change");
  return query.get("with_response") === "true" ? resource(rules.world, interaction) : { status: 204 };
}

function enact(rules: Rules, ledger: Ledger, interaction: Interaction, type: number, data: Body): void {
  if (type === 9) ledger.modals.push({ data, from: interaction });
  const also = { interaction: interaction.id };
  if (type === 4) interaction.original = store(rules, interaction.channel, data, also);
  if (type === 5)
    interaction.original = store(
      rules,
      interaction.channel,
      { flags: data["flags"] },
      { ...also, loading: true },
    );
  if ((type === 6 || type === 7) && interaction.source) interaction.original = interaction.source;
  if (type === 7 && interaction.source) change(rules, interaction.source, interaction.channel, data);
}

function resource(world: World, { id, kind, callback, original }: Interaction): Answer {
  const type = { command: 2, autocomplete: 4, component: 3, modal: 5, "modal on a message": 5 }[kind];
  const message = original && (callback?.type === 4 || callback?.type === 5 || callback?.type === 7);
  return {
    status: 200,
    body: {
      interaction: {
        id,
        type,
        response_message_id: original?.id,
        response_message_loading: original?.loading ?? false,
        response_message_ephemeral: original?.ephemeral ?? false,
      },
      ...(message ? { resource: { type: callback?.type, message: wireMessage(world, original) } } : {}),
    },
  };
}

/** A further message; the first one after "is thinking" fills that in, and stays as private as that was. */
function followUp(rules: Rules, interaction: Interaction, body: Body): Answer {
  const refused = formError(checkMessage(body, "interaction"));
  if (refused) return refused;
  const { original, channel } = interaction;
  if (original?.loading) {
    const wrong = change(rules, original, channel, body);
    return wrong ?? { status: 200, body: wireMessage(rules.world, original) };
  }
  const message = store(rules, channel, body, { interaction: interaction.id });
  interaction.followups.push(message);
  return { status: 200, body: wireMessage(rules.world, message) };
}
