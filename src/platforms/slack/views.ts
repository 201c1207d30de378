import type { types } from "@slack/bolt";
import type { Card } from "../../commands/command.ts";
import { type Channel, channelKey, parseChannel } from "../../watches/channel.ts";
import type { Pressed } from "./buttons.ts";
import { BLOCKS_PER_VIEW, INPUT_TEXT, PRIVATE_METADATA } from "./limits.ts";
import { plain } from "./plain.ts";
import { type Rendered, renderCard } from "./render.ts";

const WORDS = {
  add: "Watch a topic",
  edit: "Change a watch",
  submit: "Watch",
  change: "Change",
  cancel: "Cancel",
  label: "What to watch for",
  placeholder: 'OpenAI, or "super app" OR Spud',
  hint: 'Words as people write them. "Quotes" keep words together, OR means either, and -word leaves out.',
} as const;

const QUERY = "query";
/** Goes up with the form of the modal, as with buttons. */
const ADD = "v1:watch";
const EDIT = "v1:edit";

/** What a modal remembers while it is open: for which channel, and which watch it changes. */
interface Memory {
  readonly channel: string;
  readonly watch?: string;
  /** Opened in the App Home tab, which shows what came of it. */
  readonly home?: true;
}

/**
 * Returns the modal that a button asks for, or undefined where the button asks for none.
 *
 * `watch` without a query opens an empty one; `edit` with a watch's id and its query opens one that changes it.
 */
export function modalFor(
  { id, args, keptAs }: Pressed,
  channel: Channel,
  isHome = false,
): types.ModalView | undefined {
  if (keptAs !== undefined) return undefined;
  const memory: Memory = { channel: channelKey(channel), ...(isHome && { home: true }) };
  if (id === "watch" && args.every((arg) => arg === "")) return modal(memory, "");
  const [watch, query = ""] = args;
  return id === "edit" && watch ? modal({ ...memory, watch }, query) : undefined;
}

function modal(memory: Memory, query: string): types.ModalView | undefined {
  const metadata = JSON.stringify(memory);
  if (metadata.length > PRIVATE_METADATA) return undefined;
  const isNew = memory.watch === undefined;
  const value = plain(query).slice(0, INPUT_TEXT).toWellFormed();
  return {
    type: "modal",
    callback_id: isNew ? ADD : EDIT,
    private_metadata: metadata,
    title: words(isNew ? WORDS.add : WORDS.edit),
    submit: words(isNew ? WORDS.submit : WORDS.change),
    close: words(WORDS.cancel),
    blocks: [
      {
        type: "input",
        block_id: QUERY,
        label: words(WORDS.label),
        hint: words(WORDS.hint),
        element: {
          type: "plain_text_input",
          action_id: QUERY,
          focus_on_load: true,
          max_length: INPUT_TEXT,
          placeholder: words(WORDS.placeholder),
          ...(value !== "" && { initial_value: value }),
        },
      },
    ],
  };
}

/** What a filled-in modal asks for. */
export type Filled = { readonly isHome: boolean } & (
  | {
      readonly kind: "form";
      readonly channel: Channel;
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "press";
      readonly channel: Channel;
      readonly id: string;
      readonly args: readonly string[];
    }
);

/** Reads a filled-in modal; undefined where it is none of ours. */
export function readModal(
  form: string,
  metadata: string,
  values: Readonly<Record<string, string>>,
): Filled | undefined {
  const memory = readMemory(metadata);
  const channel = memory && parseChannel(memory.channel);
  if (!channel) return undefined;
  const isHome = memory.home === true;
  if (form === ADD) return { kind: "form", isHome, channel, form: "watch", values };
  if (form !== EDIT || memory.watch === undefined) return undefined;
  return { kind: "press", isHome, channel, id: "instead", args: [memory.watch, values[QUERY] ?? ""] };
}

function readMemory(text: string): Memory | undefined {
  try {
    const { channel, watch, home } = JSON.parse(text) as Record<string, unknown>;
    if (typeof channel !== "string") return undefined;
    return { channel, ...(typeof watch === "string" && { watch }), ...(home === true && { home }) };
  } catch {
    return undefined;
  }
}

/** Returns a card as the App Home tab of a person, under what was said last, with what its buttons need kept. */
export function homeView(
  card: Card,
  now: Date,
  said?: Card,
): { readonly view: types.HomeView; readonly kept: Rendered["kept"] } {
  const whole = said ? { ...card, parts: [...said.parts, ...card.parts] } : card;
  const { blocks, kept } = renderCard(whole, now, BLOCKS_PER_VIEW);
  return { view: { type: "home", blocks: [...blocks] }, kept };
}

function words(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}
