import type { types } from "@slack/bolt";
import type { Action } from "../../commands/command.ts";
import { stableId } from "../../text/id.ts";
import {
  BLOCK_ID,
  BUTTON_TEXT,
  BUTTON_VALUE,
  BUTTONS_PER_BLOCK,
  BUTTONS_TEXT,
  CONFIRM_BUTTON,
  CONFIRM_TEXT,
  CONFIRM_TITLE,
} from "./limits.ts";
import { plainLine } from "./plain.ts";

const WORDS = { unnamed: "Go on", cancel: "Cancel" } as const;

/** Goes up when the form of ids or values changes, so that buttons of old messages are still understood. */
const VERSION = "v1";
const KEPT = "kept:";

/** The arguments of a button that do not fit into it, with the key that it holds instead. */
export interface Kept {
  readonly key: string;
  readonly args: readonly string[];
}

/** Returns the buttons of a card; what is beyond Slack's limits is left out, arguments that are too long are `kept`. */
export function renderButtons(actions: readonly Action[]): {
  readonly block?: types.ActionsBlock;
  readonly kept: readonly Kept[];
  /** The text that the buttons count for. */
  readonly size: number;
} {
  const kept: Kept[] = [];
  const elements: types.Button[] = [];
  let size = 0;
  for (const [index, action] of actions.slice(0, BUTTONS_PER_BLOCK).entries()) {
    const { button, keep } = renderButton(action, index);
    const own = sizeOf(button);
    if (size + own > BUTTONS_TEXT) break;
    size += own;
    elements.push(button);
    if (keep) kept.push(keep);
  }
  return elements.length === 0 ? { kept, size } : { block: { type: "actions", elements }, kept, size };
}

function renderButton(action: Action, index: number): { button: types.Button; keep?: Kept } {
  const label = plainLine(action.label, BUTTON_TEXT) || WORDS.unnamed;
  const args = action.args.map((arg) => arg.toWellFormed());
  const { channel } = action;
  const json = JSON.stringify(channel === undefined ? args : { args, channel });
  const keep = json.length > BUTTON_VALUE ? { key: stableId("button", json), args: action.args } : undefined;
  const button: types.Button = {
    type: "button",
    action_id: `${VERSION}:${action.id}:${index}`.slice(0, BLOCK_ID),
    text: words(label),
    // A channel has no blank in it (parseChannel).
    value: keep ? `${KEPT}${[keep.key, channel ?? []].flat().join(" ")}` : json,
    ...(action.confirm !== undefined && { confirm: confirmation(action.confirm, label) }),
  };
  return { button, ...(keep && { keep }) };
}

function confirmation(question: string, label: string): types.ConfirmationDialog {
  return {
    title: words(plainLine(label, CONFIRM_TITLE)),
    text: words(plainLine(question, CONFIRM_TEXT) || label),
    confirm: words(plainLine(label, CONFIRM_BUTTON)),
    deny: words(WORDS.cancel),
  };
}

function words(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

function sizeOf({ text, confirm }: types.Button): number {
  const asked = confirm ? [confirm.title, confirm.text, confirm.confirm, confirm.deny] : [];
  return [text, ...asked].reduce((sum, one) => sum + (one?.text.length ?? 0), 0);
}

/** What a pressed button says: which action, and its arguments or the key under which they are kept. */
export interface Pressed {
  readonly id: string;
  readonly args: readonly string[];
  readonly keptAs?: string;
  /** The channel that it acts on, where that is not the one in which it stands. */
  readonly channel?: string;
}

/** Reads the id and the value of a pressed button; what cannot be read keeps its id, so that it is answered as an old one. */
export function readButton(actionId: string, value: string): Pressed {
  const id = new RegExp(`^${VERSION}:(.*):\\d+$`, "s").exec(actionId)?.[1];
  if (id === undefined) return { id: actionId, args: [] };
  if (!value.startsWith(KEPT)) return { id, ...readValue(value) };
  const [keptAs = "", channel] = value.slice(KEPT.length).split(" ");
  return { id, args: [], keptAs, ...(channel !== undefined && { channel }) };
}

function readValue(value: string): Pick<Pressed, "args" | "channel"> {
  try {
    const read: unknown = JSON.parse(value || "[]");
    if (Array.isArray(read)) return { args: onlyTexts(read) };
    const { args, channel } = (read ?? {}) as { args?: unknown; channel?: unknown };
    const texts = Array.isArray(args) ? onlyTexts(args) : [];
    return { args: texts, ...(typeof channel === "string" && { channel }) };
  } catch {
    return { args: [] };
  }
}

function onlyTexts(values: readonly unknown[]): readonly string[] {
  return values.filter((one) => typeof one === "string");
}
