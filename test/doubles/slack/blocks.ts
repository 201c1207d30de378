// Which blocks and views Slack takes. Sources: @slack/types 3.2 and https://docs.slack.dev/reference/block-kit.
// A block type that this file does not name counts as unknown, although Slack may know it.
import { z } from "zod";
import {
  anyText,
  asAccessory,
  id,
  image,
  inActions,
  inInput,
  plain,
  richText,
  url,
  words,
} from "./elements.ts";

/** Where blocks are shown. */
export type Surface = "message" | "modal" | "home";

/** A block as it stands in a stored message; it has passed the check. */
export interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly [property: string]: unknown;
}

const BLOCKS_MAX = { message: 50, modal: 100, home: 100 };
const SECTION_MAX = 3000;
const FIELD_MAX = 2000;
const HEADER_MAX = 150;
const MARKDOWN_MAX = 12_000;
const TABLE_ROWS_MAX = 100;
const TABLE_CELLS_MAX = 20;
const TABLE_TEXT_MAX = 10_000;
const VIEW_TITLE_MAX = 24;
const PRIVATE_METADATA_MAX = 3000;
/**
 * Characters of text in all blocks of one posted message (answers to a response_url are exempt). Slack does not
 * document it. Messages were refused from 11,341 characters on (https://github.com/slackapi/bolt-js/issues/2867),
 * others only from 13,297 on (https://github.com/slackapi/bolt-js/issues/2509).
 */
const ALL_TEXT_MAX = 11_000;

const block_id = id.optional();
const rich = z.strictObject({ type: z.literal("rich_text"), block_id, elements: z.array(richText).min(1) });
const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: words(TABLE_TEXT_MAX) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: words(TABLE_TEXT_MAX) }),
  rich,
]);
const few = <T extends z.ZodType>(item: T, max: number) =>
  z.array(item).min(1, "must have at least 1 item").max(max, `no more than ${max} items allowed`);

const block = z.discriminatedUnion("type", [
  z
    .strictObject({
      type: z.literal("section"),
      block_id,
      text: anyText(SECTION_MAX).optional(),
      fields: few(anyText(FIELD_MAX), 10).optional(),
      accessory: asAccessory.optional(),
      expand: z.boolean().optional(),
    })
    .refine(({ text, fields }) => text ?? fields, "a section needs text or fields"),
  z.strictObject({ type: z.literal("header"), block_id, text: plain(HEADER_MAX) }),
  z.strictObject({ type: z.literal("divider"), block_id }),
  z.strictObject({
    type: z.literal("context"),
    block_id,
    elements: few(z.union([anyText(), image]), 10),
  }),
  z.strictObject({ type: z.literal("actions"), block_id, elements: few(inActions, 25) }),
  z.strictObject({
    type: z.literal("image"),
    block_id,
    image_url: url(["https:"]),
    alt_text: words(2000),
    title: plain(2000).optional(),
  }),
  z.strictObject({
    type: z.literal("input"),
    block_id,
    label: plain(2000),
    element: inInput,
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("markdown"), block_id, text: words(MARKDOWN_MAX) }),
  z.strictObject({
    type: z.literal("alert"),
    block_id,
    text: anyText(),
    level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  }),
  rich,
  z
    .strictObject({
      type: z.literal("table"),
      block_id,
      rows: few(few(cell, TABLE_CELLS_MAX), TABLE_ROWS_MAX),
      column_settings: z
        .array(
          z.strictObject({
            align: z.enum(["left", "center", "right"]).optional(),
            is_wrapped: z.boolean().optional(),
          }),
        )
        .max(TABLE_CELLS_MAX)
        .optional(),
    })
    .refine((table) => textSize(table) <= TABLE_TEXT_MAX, "the table is too long"),
]);

const base = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(PRIVATE_METADATA_MAX).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const view = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("modal"),
    ...base,
    title: plain(VIEW_TITLE_MAX),
    submit: plain(VIEW_TITLE_MAX).optional(),
    close: plain(VIEW_TITLE_MAX).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("home"), ...base }),
]);

/** Returns what is wrong with the blocks of a message or view, in Slack's form; empty where they are fine. */
export function checkBlocks(blocks: unknown, surface: Surface): readonly string[] {
  const max = BLOCKS_MAX[surface];
  const parsed = z.array(block).max(max, `no more than ${max} items allowed`).safeParse(blocks);
  if (!parsed.success) return problems(parsed.error, "/blocks");
  return [
    ...parsed.data.flatMap((one, index) => misplaced(one, index, surface)),
    ...doubled(parsed.data.map((one) => one.block_id)).map((twice) =>
      wrong(`block_id ${twice} already exists`, "/blocks"),
    ),
    ...(parsed.data.filter(({ type }) => type === "table").length > 1
      ? [wrong("only one table is allowed", "/blocks")]
      : []),
  ];
}

/** Returns what is wrong with a modal or a home tab; empty where it is fine. */
export function checkView(given: unknown): readonly string[] {
  const parsed = view.safeParse(given);
  if (!parsed.success) return problems(parsed.error, "/view");
  const { type, blocks } = parsed.data;
  const asksInput = blocks.some((one) => (one as Block).type === "input");
  return [
    ...checkBlocks(blocks, type),
    ...(type === "modal" && asksInput && !parsed.data.submit
      ? [wrong("a submit is required when an input block is within the blocks", "/view/submit")]
      : []),
  ];
}

/** Whether the blocks of a posted message hold more text than Slack takes (`msg_blocks_too_long`). */
export function isTooLong(blocks: readonly Block[]): boolean {
  return textSize(blocks) > ALL_TEXT_MAX;
}

function misplaced(one: z.infer<typeof block>, index: number, surface: Surface): readonly string[] {
  const at = `/blocks/${index}`;
  if (surface !== "message" && (one.type === "markdown" || one.type === "table"))
    return [wrong(`unsupported type: ${one.type}`, at)];
  if (one.type !== "actions") return [];
  return doubled(one.elements.map((element) => element.action_id)).map((twice) =>
    wrong(`action_id ${twice} already exists`, at),
  );
}

function doubled(ids: readonly (string | undefined)[]): readonly string[] {
  const known = ids.filter((one) => one !== undefined);
  return known.filter((one, index) => known.indexOf(one) !== index);
}

/** Sums the lengths of all strings under a `text` key. */
function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textSize(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === "text" && typeof one === "string" ? one.length : textSize(one)),
    0,
  );
}

function problems(error: z.ZodError, root: string): readonly string[] {
  return error.issues.map(({ message, path }) => wrong(message, [root, ...path.map(String)].join("/")));
}

function wrong(message: string, at: string): string {
  return `[ERROR] ${message} [json-pointer:${at}]`;
}
