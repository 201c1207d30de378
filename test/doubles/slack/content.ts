import { type Block, checkBlocks, isTooLong } from "./blocks.ts";
import type { Json, Metadata } from "./world.ts";

/** A refusal as the Web API says it: `{ ok: false, error, … }`, or 429 where `retryAfter` (seconds) is given. */
export class Refused extends Error {
  readonly error: string;
  readonly more: Json;
  readonly retryAfter: number | undefined;
  constructor(error: string, more: Json = {}, retryAfter?: number) {
    super(error);
    this.error = error;
    this.more = more;
    this.retryAfter = retryAfter;
  }
}

/** What a call says: text and blocks as they will stand in the channel. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Beyond it a new message is cut (https://docs.slack.dev/reference/methods/chat.postMessage). */
const TEXT_CUT = 40_000;
/** Beyond it an edit is refused (https://docs.slack.dev/reference/methods/chat.update). */
const EDIT_TEXT_MAX = 4000;

/** Reads text and blocks as Slack does, or refuses them; answers to a response_url may hold more text in all. */
export function readContent(args: Json, kind: "post" | "edit" | "ephemeral" | "response"): Content {
  const text = String(args["text"] ?? "");
  const blocks = readBlocks(args["blocks"]);
  if (!text.trim() && blocks.length === 0) throw new Refused("no_text");
  if (!text.isWellFormed()) throw new Refused("invalid_arguments");
  if (kind === "edit" && text.length > EDIT_TEXT_MAX) throw new Refused("msg_too_long");
  if (kind === "ephemeral" && text.length > TEXT_CUT) throw new Refused("msg_too_long");
  if (kind !== "response" && isTooLong(blocks)) throw new Refused("msg_blocks_too_long");
  return { text: text.slice(0, TEXT_CUT), blocks };
}

function readBlocks(given: unknown): readonly Block[] {
  if (given === undefined || given === null || given === "") return [];
  const blocks = parsed(given, "invalid_blocks_format");
  if (!Array.isArray(blocks)) throw new Refused("invalid_blocks_format");
  const messages = checkBlocks(blocks, "message");
  if (messages.length > 0)
    throw new Refused("invalid_blocks", { errors: messages, response_metadata: { messages } });
  return blocks;
}

/** Reads the metadata of a message; undefined where none is given, or an empty object. */
export function readMetadata(given: unknown): Metadata | undefined {
  if (given === undefined || given === "" || given === "{}") return undefined;
  const metadata = parsed(given, "invalid_metadata_format") as Partial<Metadata>;
  if (typeof metadata.event_type !== "string" || typeof metadata.event_payload !== "object")
    throw new Refused("invalid_metadata_schema");
  return { event_type: metadata.event_type, event_payload: metadata.event_payload };
}

/** Reads an argument that may be JSON in a string, as a form has it. */
export function parsed(given: unknown, error: string): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    throw new Refused(error);
  }
}

/** Reads a flag, from JSON or from a form. */
export function isTrue(given: unknown): boolean {
  return given === true || given === "true" || given === "1";
}
