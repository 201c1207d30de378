import { at, count, each, must, oneOf, required, snowflake, text, url } from "./rules.ts";
import { type Body, bodies, everyComponent, isBody, type Wrong } from "./types.ts";

/** Flag of Components V2, https://discord.com/developers/docs/components/reference */
export const V2 = 1 << 15;

/** Numbers of component types. */
const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const TEXT_INPUT = 4;
const OTHER_SELECTS = [5, 6, 7, 8];
const SECTION = 9;
const TEXT_DISPLAY = 10;
const THUMBNAIL = 11;
const GALLERY = 12;
const SEPARATOR = 14;
const CONTAINER = 17;
const LABEL = 18;

/** Limits of components, same source. */
const ROWS = 5;
const BUTTONS_IN_ROW = 5;
const LABEL_LENGTH = 80;
const BUTTON_URL = 512;
const CUSTOM_ID = 100;
const SELECT_OPTIONS = 25;
const COMPONENTS = 40;
const V2_TEXT = 4000;
const LINK = 5;
const PREMIUM = 6;

/** Checks the components of a message. */
export function checkComponents(path: string, list: unknown, isV2: boolean): Wrong[] {
  const top = isV2 ? [ROW, SECTION, TEXT_DISPLAY, GALLERY, SEPARATOR, CONTAINER] : [ROW];
  return [
    ...count(path, list, isV2 ? COMPONENTS : ROWS),
    ...each(path, list, (where, one) => [
      ...oneOf(at(where, "type"), one["type"], top),
      ...checkComponent(where, one),
    ]),
    ...uniqueIds(path, list),
    ...(isV2 ? v2Totals(path, list) : []),
  ];
}

function v2Totals(path: string, list: unknown): Wrong[] {
  const all = everyComponent(list);
  const long = all.reduce((sum, one) => sum + String(one["content"] ?? "").trim().length, 0);
  return [
    ...must(
      all.length <= COMPONENTS,
      path,
      "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
      `At most ${COMPONENTS} components.`,
    ),
    ...must(
      long <= V2_TEXT,
      path,
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
      `Components displayable text size exceeds maximum size of ${V2_TEXT}`,
    ),
  ];
}

function uniqueIds(path: string, list: unknown): Wrong[] {
  const ids = everyComponent(list).flatMap((one) =>
    one["custom_id"] === undefined ? [] : [one["custom_id"]],
  );
  return must(
    new Set(ids).size === ids.length,
    path,
    "COMPONENT_CUSTOM_ID_DUPLICATED",
    "Component custom id cannot be duplicated",
  );
}

const CHECKS: Record<number, (path: string, one: Body) => Wrong[]> = {
  [ROW]: row,
  [BUTTON]: button,
  [STRING_SELECT]: select,
  [SECTION]: section,
  [TEXT_DISPLAY]: (path, one) => text(at(path, "content"), one["content"], { min: 1, max: V2_TEXT }),
  [THUMBNAIL]: (path, one) => media(at(path, "media"), one["media"]),
  [GALLERY]: (path, one) => [
    ...count(at(path, "items"), one["items"], 10, 1),
    ...each(at(path, "items"), one["items"], (where, item) => media(at(where, "media"), item["media"])),
  ],
  [SEPARATOR]: () => [],
  [CONTAINER]: (path, one) => [
    ...count(at(path, "components"), one["components"], COMPONENTS, 1),
    ...each(at(path, "components"), one["components"], (where, inner) => [
      ...oneOf(at(where, "type"), inner["type"], [ROW, SECTION, TEXT_DISPLAY, GALLERY, SEPARATOR]),
      ...checkComponent(where, inner),
    ]),
  ],
};

function checkComponent(path: string, one: Body): Wrong[] {
  const type = Number(one["type"]);
  if (OTHER_SELECTS.includes(type)) return customId(path, one);
  return CHECKS[type]?.(path, one) ?? [];
}

function row(path: string, one: Body): Wrong[] {
  const inner = bodies(one["components"]);
  const hasSelect = inner.some(({ type }) => type !== BUTTON);
  return [
    ...count(at(path, "components"), one["components"], hasSelect ? 1 : BUTTONS_IN_ROW, 1),
    ...each(at(path, "components"), one["components"], (where, each) => [
      ...oneOf(at(where, "type"), each["type"], [BUTTON, STRING_SELECT, ...OTHER_SELECTS]),
      ...checkComponent(where, each),
    ]),
  ];
}

function button(path: string, one: Body): Wrong[] {
  const { style, label, emoji } = one;
  const isLink = style === LINK;
  const link = isLink
    ? [
        ...(one["url"] === undefined
          ? required(at(path, "url"))
          : url(at(path, "url"), one["url"], BUTTON_URL)),
        ...must(
          one["custom_id"] === undefined,
          at(path, "custom_id"),
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A link has no custom id.",
        ),
      ]
    : [];
  const press = isLink || style === PREMIUM ? [] : customId(path, one);
  return [
    ...oneOf(at(path, "style"), style, [1, 2, 3, 4, LINK, PREMIUM]),
    ...must(
      label !== undefined || emoji !== undefined,
      path,
      "BUTTON_COMPONENT_INVALID",
      "A button needs a label or an emoji.",
    ),
    ...text(at(path, "label"), label, { max: LABEL_LENGTH, optional: true }),
    ...link,
    ...press,
    ...must(
      isLink || one["url"] === undefined,
      at(path, "url"),
      "BUTTON_COMPONENT_INVALID",
      "Only a link has a URL.",
    ),
  ];
}

const customId = (path: string, one: Body): Wrong[] =>
  text(at(path, "custom_id"), one["custom_id"], { min: 1, max: CUSTOM_ID });

function select(path: string, one: Body): Wrong[] {
  const values = bodies(one["options"]).map(({ value }) => value);
  return [
    ...customId(path, one),
    ...count(at(path, "options"), one["options"], SELECT_OPTIONS, 1),
    ...must(
      new Set(values).size === values.length,
      at(path, "options"),
      "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
      "The specified option value is already used",
    ),
    ...text(at(path, "placeholder"), one["placeholder"], { max: 150, optional: true }),
    ...each(at(path, "options"), one["options"], (where, option) => [
      ...text(at(where, "label"), option["label"], { min: 1, max: 100 }),
      ...text(at(where, "value"), option["value"], { min: 1, max: 100 }),
      ...text(at(where, "description"), option["description"], { max: 100, optional: true }),
    ]),
  ];
}

function section(path: string, one: Body): Wrong[] {
  const accessory = one["accessory"];
  return [
    ...count(at(path, "components"), one["components"], 3, 1),
    ...each(at(path, "components"), one["components"], (where, inner) => [
      ...oneOf(at(where, "type"), inner["type"], [TEXT_DISPLAY]),
      ...checkComponent(where, inner),
    ]),
    ...(isBody(accessory)
      ? [
          ...oneOf(at(path, "accessory.type"), accessory["type"], [BUTTON, THUMBNAIL]),
          ...checkComponent(at(path, "accessory"), accessory),
        ]
      : required(at(path, "accessory"))),
  ];
}

function media(path: string, one: unknown): Wrong[] {
  if (!isBody(one)) return required(path);
  return one["url"] === undefined ? required(at(path, "url")) : url(at(path, "url"), one["url"]);
}

/** Checks a form: title, at most 5 components, labels and inputs. */
export function checkModal(path: string, data: Body): Wrong[] {
  return [
    ...customId(path, data),
    ...text(at(path, "title"), data["title"], { min: 1, max: 45 }),
    ...count(at(path, "components"), data["components"], 5, 1),
    ...uniqueIds(at(path, "components"), data["components"]),
    ...each(at(path, "components"), data["components"], (where, one) => [
      ...must(
        one["type"] !== ROW,
        at(where, "type"),
        "DEPRECATED",
        "Text inputs in action rows are deprecated: use a label.",
      ),
      ...oneOf(at(where, "type"), one["type"], [LABEL, TEXT_DISPLAY]),
      ...(one["type"] === LABEL ? label(where, one) : []),
    ]),
  ];
}

function label(path: string, one: Body): Wrong[] {
  const inner = one["component"];
  return [
    ...text(at(path, "label"), one["label"], { min: 1, max: 45 }),
    ...text(at(path, "description"), one["description"], { max: 100, optional: true }),
    ...(isBody(inner) ? input(at(path, "component"), inner) : required(at(path, "component"))),
  ];
}

function input(path: string, one: Body): Wrong[] {
  const defaults = Array.isArray(one["default_values"]) ? one["default_values"] : [];
  const wrongs = [
    ...customId(path, one),
    ...each(at(path, "default_values"), defaults, (where, value) => snowflake(at(where, "id"), value["id"])),
  ];
  if (one["type"] === STRING_SELECT) return [...wrongs, ...select(path, one)];
  if (one["type"] !== TEXT_INPUT) return wrongs;
  return [
    ...wrongs,
    ...oneOf(at(path, "style"), one["style"], [1, 2]),
    ...text(at(path, "value"), one["value"], { max: Number(one["max_length"] ?? 4000), optional: true }),
    ...text(at(path, "placeholder"), one["placeholder"], { max: 100, optional: true }),
    ...must(
      Number(one["max_length"] ?? 4000) <= 4000,
      at(path, "max_length"),
      "NUMBER_TYPE_MAX",
      "int value should be less than or equal to 4000.",
    ),
  ];
}

/** True if a component of the second version stands in a list. */
export const usesV2 = (list: unknown): boolean =>
  everyComponent(list).some(({ type }) => Number(type) >= SECTION && Number(type) <= CONTAINER);
