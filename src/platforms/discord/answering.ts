// Answers what people do. Discord waits 3 s for the first word (https://docs.discord.com/developers/interactions/receiving-and-responding):
// a reply that is ready soon is that word, for a later one it is "is thinking".
import type {
  APIApplicationCommandInteraction,
  APIInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
  Client,
} from "discord.js";
import type { Clock, Command, Invocation, Reply } from "../../commands/command.ts";
import type { Keyed } from "../../store/store.ts";
import type { Handlers } from "../platform.ts";
import { faultOf, isPassing, isTooLate } from "./faults.ts";
import { filledForm, formOf } from "./forms.ts";
import { decodeId, type Kept, type Pressed } from "./ids.ts";
import type { DiscordLog } from "./needs.ts";
import type { Posting } from "./posting.ts";
import { choicesOf, commandOf, invocationOf, labelOf, lineOf, valuesOf } from "./reading.ts";
import { LEAVE, type Message, renderLeft, renderQuestion, renderSentence } from "./render.ts";

/** How long a reply may take before "is thinking" is shown, in ms: half of the 3 s, so that the network may be slow, too. */
const SOON_MS = 1500;
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const EPHEMERAL = 1 << 6;
/** Kinds of interactions and of first answers, by their numbers on the wire. */
const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const MODAL = 5;
const SAY = { type: 4, late: 5 } as const;
const CHANGE = { type: 7, late: 6 } as const;
const CHOICES = 8;
const FORM = 9;

const WORDS = {
  broke: "That did not work: something broke inside me. Look at /news watches before you try again.",
};

type Visibility = Reply["visibility"];

interface Parts {
  readonly commands: readonly Command[];
  readonly handlers: Handlers;
  readonly posting: Pick<Posting, "ready">;
  readonly stored: Keyed;
  readonly clock: Clock;
  readonly log: DiscordLog;
}

/** How an answer is to look: who sees it, and whether it takes the place of the message with the button. */
interface Manner {
  readonly visibility: Visibility;
  readonly replaces?: boolean;
}

/** Returns what answers one interaction; it never rejects. */
export function makeAnswering({ commands, handlers, posting, stored, clock, log }: Parts) {
  async function ready(reply: Promise<Reply>): Promise<{ message: Message; visibility: Visibility }> {
    const { card, visibility } = await reply;
    return { message: await posting.ready(card), visibility };
  }

  async function answer(wire: Wire, { visibility, replaces }: Manner, reply: Promise<Reply>): Promise<void> {
    const said = ready(reply).catch((error: unknown) => {
      log.error("discord.reply", { error: faultOf(error).message });
      return { message: renderSentence(WORDS.broke), visibility: "private" as const };
    });
    const way = replaces ? CHANGE : SAY;
    const enough = new AbortController();
    const late = clock.sleep(SOON_MS, enough.signal).then(
      () => undefined,
      () => undefined,
    );
    const soon = await Promise.race([said, late]);
    enough.abort();
    if (soon)
      return await wire.first(way.type, { ...soon.message, ...flags(replaces ? "public" : soon.visibility) });
    await wire.first(way.late, replaces ? undefined : flags(visibility));
    const { message, visibility: wanted } = await said;
    if (replaces || visibility === "private" || wanted === "public") return await wire.fill(message);
    // What everyone would see is for one person: the public "is thinking" goes, and they alone are told.
    await wire.drop();
    await wire.follow({ ...message, ...flags("private") });
  }

  async function command(wire: Wire, interaction: APIApplicationCommandInteraction): Promise<void> {
    const used = commandOf(interaction.data as { options?: unknown });
    const invocation = { ...invocationOf(interaction), options: used.options };
    await answer(
      wire,
      { visibility: visibilityOf(used.path.join(" ")) },
      handlers.command(used.path, invocation),
    );
  }

  async function complete(wire: Wire, interaction: APIInteraction): Promise<void> {
    const used = commandOf((interaction.data ?? {}) as { options?: unknown });
    const { line, before } = lineOf(used, commandAt(used.path.join(" ")));
    const lines = await handlers.suggest(line, invocationOf(interaction).channel);
    await wire.first(CHOICES, { choices: choicesOf(lines, before) });
  }

  async function press(wire: Wire, interaction: APIMessageComponentInteraction): Promise<void> {
    const { custom_id: customId } = interaction.data;
    const pressed = decodeId(customId) ?? { action: "", mode: "do", args: [] };
    if (pressed.action === LEAVE) return await wire.first(CHANGE.type, renderLeft());
    const { action, kept } = await keptFor(pressed);
    if (pressed.mode === "ask" && kept.confirm !== undefined && pressed.keptAs !== undefined) {
      const label = labelOf(interaction.message, customId);
      const question = renderQuestion(kept.confirm, label, action, pressed.keptAs);
      return await wire.first(SAY.type, { ...question, ...flags("private") });
    }
    const form = formOf(action, kept.args, commands);
    if (form) return await wire.first(FORM, form);
    const manner = { visibility: visibilityOf(action), replaces: pressed.mode === "yes" };
    await answer(wire, manner, handlers.press({ id: action, args: kept.args }, invocationOf(interaction)));
  }

  /** An id whose args are no longer kept is like an unknown one: the handlers say so. */
  async function keptFor({ action, args, keptAs }: Pressed): Promise<{ action: string; kept: Kept }> {
    if (keptAs === undefined) return { action, kept: { args: args ?? [] } };
    const kept = await stored.get<Kept>(keptAs);
    return kept ? { action, kept } : { action: "", kept: { args: [] } };
  }

  async function submit(wire: Wire, interaction: APIModalSubmitInteraction): Promise<void> {
    const invocation: Invocation = invocationOf(interaction);
    const filled = filledForm(interaction.data.custom_id, valuesOf(interaction));
    const reply = "args" in filled ? handlers.press(filled, invocation) : handlers.submit(filled, invocation);
    await answer(wire, { visibility: visibilityOf(filled.id) }, reply);
  }

  function visibilityOf(name: string): Visibility {
    return commandAt(name)?.visibility ?? "private";
  }

  function commandAt(name: string): Command | undefined {
    return commands.find(({ path }) => path.join(" ") === name);
  }

  async function serve(wire: Wire, interaction: APIInteraction): Promise<void> {
    if (interaction.type === COMMAND) await command(wire, interaction as APIApplicationCommandInteraction);
    else if (interaction.type === AUTOCOMPLETE) await complete(wire, interaction);
    else if (interaction.type === COMPONENT) await press(wire, interaction as APIMessageComponentInteraction);
    else if (interaction.type === MODAL) await submit(wire, interaction as APIModalSubmitInteraction);
  }

  return async (client: Client, interaction: APIInteraction): Promise<void> => {
    const began = clock.now().getTime();
    try {
      await serve(makeWire(client, interaction), interaction);
    } catch (error) {
      const details = { ms: clock.now().getTime() - began, error: faultOf(error).message };
      if (isTooLate(error)) log.warn("discord.late", details);
      else log.error("discord.answer", details);
    }
  };
}

/** The way back to the person: the first word and what comes after it. */
interface Wire {
  first(type: number, data?: object): Promise<void>;
  fill(message: Message): Promise<void>;
  drop(): Promise<void>;
  follow(message: object): Promise<void>;
}

/** Interactions are answered by their own token, without ours. */
function makeWire(client: Client, { id, token, application_id: application }: APIInteraction): Wire {
  const hook = `/webhooks/${application}/${token}` as const;
  const original = `${hook}/messages/@original` as const;
  return {
    async first(type, data) {
      const body = data === undefined ? { type } : { type, data };
      const call = () => client.rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false });
      let isRepeated = false;
      await call()
        .catch((error: unknown) => {
          if (!isPassing(error)) throw error;
          isRepeated = true;
          return call();
        })
        .catch((error: unknown) => {
          // "Already answered" is what a repeat hears when the first one did arrive.
          if (!(isRepeated && isTooLate(error))) throw error;
        });
    },
    fill: async (body) => void (await client.rest.patch(original, { body, auth: false })),
    drop: async () => void (await client.rest.delete(original, { auth: false })),
    follow: async (body) => void (await client.rest.post(hook, { body, auth: false })),
  };
}

function flags(visibility: Visibility): { readonly flags?: number } {
  return visibility === "private" ? { flags: EPHEMERAL } : {};
}
