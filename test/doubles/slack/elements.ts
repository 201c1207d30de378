// What stands inside blocks: texts, buttons, menus, inputs and rich text, as Slack accepts them. Lengths are counted
// in UTF-16 units, which is never more lenient than Slack. Sources: the type declarations of @slack/types 3.2 (block
// elements, composition objects) and https://docs.slack.dev/reference/block-kit; where they differ, the stricter.
import { z } from "zod";

const ID_MAX = 255;
const TEXT_OBJECT_MAX = 3000;
const URL_MAX = 3000;
const BUTTON_TEXT_MAX = 75;
const BUTTON_VALUE_MAX = 2000;
const OPTION_MAX = 75;
const OPTIONS_MAX = 100;
const OVERFLOW_MAX = 5;
const CHOICES_MAX = 10;
const PLACEHOLDER_MAX = 150;
const INPUT_MAX = 3000;
const ALT_MAX = 2000;
const DATE_TOKEN =
  /\{(?:day_divider_pretty|date_num|date_slash|date_long|date_long_full|date_long_pretty|date|date_pretty|date_short|date_short_pretty|time|time_secs|ago)\}/;
/** A later moment in seconds is in truth one in milliseconds. */
const SECONDS_MAX = 99_999_999_999;

/** Text that must not be empty, nor longer than `max`, nor hold half a character. */
export const words = (max = TEXT_OBJECT_MAX) =>
  z
    .string()
    .min(1, "must be more than 0 characters")
    .max(max, `must be less than ${max + 1} characters`)
    .refine((text) => text.isWellFormed(), "must be valid Unicode");

export const id = z
  .string()
  .min(1)
  .max(ID_MAX, `must be less than ${ID_MAX + 1} characters`);

export const url = (schemes: readonly string[] = ["http:", "https:", "mailto:"]) =>
  words(URL_MAX).refine((text) => {
    const parsed = URL.parse(text);
    return parsed !== null && schemes.includes(parsed.protocol) && !/[\s<>|]/.test(text);
  }, "must be a valid URL");

export const plain = (max?: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: words(max), emoji: z.boolean().optional() });
const mrkdwn = (max?: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: words(max), verbatim: z.boolean().optional() });
export const anyText = (max?: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

const style = z.enum(["primary", "danger"]).optional();
const confirm = z
  .strictObject({
    title: plain(100).optional(),
    text: anyText(300),
    confirm: plain(30).optional(),
    deny: plain(30).optional(),
    style,
  })
  .optional();
const option = z.strictObject({
  text: anyText(OPTION_MAX),
  value: words(OPTION_MAX).optional(),
  url: url().optional(),
  description: plain(OPTION_MAX).optional(),
});
const options = (max: number) => z.array(option).min(1).max(max, `must be at most ${max} options`);
const actionable = { action_id: id.optional(), confirm, focus_on_load: z.boolean().optional() };
const placeholder = plain(PLACEHOLDER_MAX).optional();
const dispatch = z
  .strictObject({
    trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).optional(),
  })
  .optional();

const button = z.strictObject({
  type: z.literal("button"),
  action_id: id.optional(),
  text: plain(BUTTON_TEXT_MAX),
  value: words(BUTTON_VALUE_MAX).optional(),
  url: url().optional(),
  style,
  confirm,
  accessibility_label: words(75).optional(),
});
const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: id.optional(),
  confirm,
  options: options(OVERFLOW_MAX),
});
const select = [
  z.strictObject({
    type: z.literal("static_select"),
    ...actionable,
    placeholder,
    options: options(OPTIONS_MAX).optional(),
    option_groups: z
      .array(z.strictObject({ label: plain(OPTION_MAX), options: options(OPTIONS_MAX) }))
      .max(OPTIONS_MAX)
      .optional(),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal("external_select"),
    ...actionable,
    placeholder,
    initial_option: option.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...actionable,
    placeholder,
    initial_conversation: id.optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...actionable,
    placeholder,
    initial_channel: id.optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("users_select"),
    ...actionable,
    placeholder,
    initial_user: id.optional(),
  }),
] as const;
const choice = [
  z.strictObject({
    type: z.literal("checkboxes"),
    ...actionable,
    options: options(CHOICES_MAX),
    initial_options: z.array(option).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal("radio_buttons"),
    ...actionable,
    options: options(CHOICES_MAX),
    initial_option: option.optional(),
  }),
] as const;
const typed = [
  z.strictObject({
    type: z.literal("plain_text_input"),
    action_id: id.optional(),
    focus_on_load: z.boolean().optional(),
    placeholder,
    initial_value: z.string().max(INPUT_MAX).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(INPUT_MAX).optional(),
    max_length: z.int().min(1).max(INPUT_MAX).optional(),
    dispatch_action_config: dispatch,
  }),
  z.strictObject({
    type: z.literal("url_text_input"),
    action_id: id.optional(),
    focus_on_load: z.boolean().optional(),
    placeholder,
    initial_value: url().optional(),
    dispatch_action_config: dispatch,
  }),
] as const;

/** A picture inside a section or a context; Slack fetches it, and only over https. */
export const image = z.strictObject({
  type: z.literal("image"),
  image_url: url(["https:"]),
  alt_text: words(ALT_MAX),
});
export const inActions = z.discriminatedUnion("type", [button, overflow, ...select, ...choice]);
export const inInput = z.discriminatedUnion("type", [...typed, ...select, ...choice]);
export const asAccessory = z.discriminatedUnion("type", [button, image, overflow, ...select, ...choice]);

const marks = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();
const run = z.strictObject({ type: z.literal("text"), text: words(Infinity), style: marks });
const link = z.strictObject({
  type: z.literal("link"),
  url: url(),
  text: words(Infinity).optional(),
  unsafe: z.boolean().optional(),
  style: marks,
});
const date = z.strictObject({
  type: z.literal("date"),
  timestamp: z.int().min(0).max(SECONDS_MAX, "must be a time in seconds"),
  format: words().regex(DATE_TOKEN, "must contain a date token"),
  url: url().optional(),
  fallback: words().optional(),
  style: marks,
});
const inline = z.discriminatedUnion("type", [
  run,
  link,
  date,
  z.strictObject({ type: z.literal("user"), user_id: id, style: marks }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: id, style: marks }),
  z.strictObject({ type: z.literal("channel"), channel_id: id, style: marks }),
  z.strictObject({ type: z.literal("team"), team_id: id, style: marks }),
  z.strictObject({ type: z.literal("color"), value: z.string().regex(/^#[0-9a-f]{6}$/i), style: marks }),
  z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    style: marks,
  }),
  z.strictObject({
    type: z.literal("emoji"),
    name: words(100),
    unicode: z.string().optional(),
    url: url().optional(),
    style: marks,
  }),
]);
const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(inline) });

/** What a rich_text block consists of. */
export const richText = z.discriminatedUnion("type", [
  section,
  z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(inline), border }),
  z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(z.discriminatedUnion("type", [run, link])),
    language: z.string().optional(),
    border,
  }),
]);
