import { describe, expect, it } from "vitest";
import { checkCallback, checkCommands, checkEdit, checkMessage, checkThread, formError } from "./checks.ts";
import type { Body, Message } from "./types.ts";

const V2 = 1 << 15;

const message: Message = {
  id: "1",
  channelId: "2",
  embeds: [],
  components: [],
  flags: 0,
  author: { id: "3", username: "Newshound", bot: true },
  ephemeral: false,
  loading: false,
  vanished: 0,
};

const codes = (wrongs: readonly { code: string; whole?: number }[]) =>
  wrongs.map(({ code, whole }) => whole ?? code);
const row = (...components: Body[]) => ({ type: 1, components });
const press = (also: Body = {}): Body => ({ type: 2, style: 2, label: "Why", custom_id: "why", ...also });
const text = (content: string) => ({ type: 10, content });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const embeds = (embed: Body) => ({ embeds: [embed] });
const buttons = (...components: Body[]) => ({ content: "a", components: [row(...components)] });
const v2 = (...components: Body[]) => ({ flags: V2, components });

describe("a message", () => {
  it.each<[string, Body]>([
    ["text", { content: "a".repeat(2000), nonce: "n".repeat(25), enforce_nonce: true, tts: false }],
    ["spaces that are trimmed", { content: `${"a".repeat(2000)}   ` }],
    [
      "an embed",
      embeds({
        title: "t",
        description: "d".repeat(4096),
        url: "https://e.com",
        fields: [{ name: "n", value: "v" }],
      }),
    ],
    [
      "buttons",
      buttons(press(), press({ custom_id: "b" }), { type: 2, style: 5, label: "Read", url: "https://e.com" }),
    ],
    [
      "V2",
      v2(
        { type: 17, components: [text("a"), { type: 9, components: [text("b")], accessory: press() }] },
        row(press({ custom_id: "c" })),
      ),
    ],
    ["mentions by id", { content: "a", allowed_mentions: { parse: ["roles"], users: ["1"] } }],
    ["silence", { content: "a", flags: 1 << 12 }],
  ])("may be %s", (_name, body) => expect(checkMessage(body)).toEqual([]));

  it.each<[string, Body, unknown]>([
    ["empty", {}, 50006],
    ["only spaces", { content: "  " }, 50006],
    ["buttons alone", { components: [row(press())] }, 50006],
    ["an empty embed", { embeds: [{ color: 1 }] }, 50006],
    ["long", { content: "a".repeat(2001) }, "BASE_TYPE_MAX_LENGTH"],
    ["half a character", { content: "a\ud83d" }, "LONE_SURROGATE"],
    ["a misspelt key", { content: "a", embed: {} }, "UNKNOWN_KEY"],
    ["a long nonce", { content: "a", nonce: "n".repeat(26) }, "BASE_TYPE_MAX_LENGTH"],
    ["a flag of others", { content: "a", flags: 64 }, "BITFIELD"],
    ["11 embeds", { embeds: many(11, () => ({ title: "a" })) }, "BASE_TYPE_BAD_LENGTH"],
    ["an embed's long title", embeds({ title: "a".repeat(257) }), "BASE_TYPE_MAX_LENGTH"],
    ["an embed's long description", embeds({ description: "a".repeat(4097) }), "BASE_TYPE_MAX_LENGTH"],
    [
      "an embed's long footer",
      embeds({ title: "a", footer: { text: "a".repeat(2049) } }),
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "an embed's long author",
      embeds({ title: "a", author: { name: "a".repeat(257) } }),
      "BASE_TYPE_MAX_LENGTH",
    ],
    ["26 fields", embeds({ fields: many(26, () => ({ name: "n", value: "v" })) }), "BASE_TYPE_BAD_LENGTH"],
    ["a field without a name", embeds({ fields: [{ name: " ", value: "v" }] }), "BASE_TYPE_REQUIRED"],
    [
      "a field with a long value",
      embeds({ fields: [{ name: "n", value: "v".repeat(1025) }] }),
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "6001 characters in embeds",
      { embeds: many(2, () => ({ description: "a".repeat(3001) })) },
      "MAX_EMBED_SIZE_EXCEEDED",
    ],
    ["a script for a link", embeds({ title: "a", url: "javascript:alert(1)" }), "URL_TYPE_INVALID_SCHEME"],
    ["no address for an image", embeds({ title: "a", image: { url: "/a.png" } }), "URL_TYPE_INVALID_URL"],
    ["no time", embeds({ title: "a", timestamp: "soon" }), "DATE_TIME_TYPE_PARSE"],
    ["a strange parse", { content: "a", allowed_mentions: { parse: ["all"] } }, "BASE_TYPE_CHOICES"],
    [
      "a conflict of mentions",
      { content: "a", allowed_mentions: { parse: ["users"], users: ["1"] } },
      "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ],
    ["a number for an id", { content: "a", message_reference: { message_id: 12 } }, "NUMBER_TYPE_COERCE"],
    [
      "6 rows",
      { content: "a", components: many(6, (index) => row(press({ custom_id: `${index}` }))) },
      "BASE_TYPE_BAD_LENGTH",
    ],
    ["6 buttons", buttons(...many(6, (index) => press({ custom_id: `${index}` }))), "BASE_TYPE_BAD_LENGTH"],
    ["a long label", buttons(press({ label: "a".repeat(81) })), "BASE_TYPE_MAX_LENGTH"],
    ["no label", buttons({ type: 2, style: 2, custom_id: "a" }), "BUTTON_COMPONENT_INVALID"],
    ["a long custom id", buttons(press({ custom_id: "a".repeat(101) })), "BASE_TYPE_BAD_LENGTH"],
    ["no custom id", buttons(press({ custom_id: undefined })), "BASE_TYPE_REQUIRED"],
    ["two equal custom ids", buttons(press(), press()), "COMPONENT_CUSTOM_ID_DUPLICATED"],
    [
      "a link's long address",
      buttons({ type: 2, style: 5, label: "a", url: `https://e.com/${"a".repeat(500)}` }),
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "26 choices",
      buttons({ type: 3, custom_id: "a", options: many(26, (index) => ({ label: "a", value: `${index}` })) }),
      "BASE_TYPE_BAD_LENGTH",
    ],
    ["V2 without its flag", { content: "a", components: [text("a")] }, "BASE_TYPE_CHOICES"],
    [
      "text beside V2",
      { ...v2(text("a")), content: "a" },
      "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ],
    ["a section without accessory", v2({ type: 9, components: [text("a")] }), "BASE_TYPE_REQUIRED"],
    [
      "41 components",
      v2({ type: 17, components: many(40, () => text("a")) }),
      "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ],
    [
      "4001 characters in V2",
      v2(text("a".repeat(2001)), text("a".repeat(2000))),
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ],
  ])("may not be %s", (_name, body, code) => {
    expect(codes(checkMessage(JSON.parse(JSON.stringify(body))))).toContain(code);
  });

  it("keeps Components V2 and something to say through an edit", () => {
    const said = { ...message, content: "a" };
    expect(checkEdit(said, { components: [row(press())] })).toEqual([]);
    expect(codes(checkEdit(said, { content: "" }))).toEqual([50006]);
    const second = { ...message, flags: V2, components: [text("a")] };
    expect(checkEdit(second, { components: [text("b")] })).toEqual([]);
    expect(codes(checkEdit(second, { flags: 0, content: "a", components: [] }))).toContain(
      "IS_COMPONENTS_V2",
    );
    expect(codes(checkEdit(second, { content: "a" }))).toEqual([
      "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ]);
  });

  it("is refused in Discord's nested way", () => {
    expect(formError([])).toBeUndefined();
    expect(formError(checkMessage(embeds({ title: "a".repeat(257) })))?.body).toMatchObject({
      code: 50035,
      errors: { embeds: { 0: { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } } } },
    });
  });
});

describe("other bodies", () => {
  const option = (also: Body = {}) => ({ type: 3, name: "query", description: "d", ...also });
  const command = (...options: Body[]) => [{ name: "news", description: "d", options }];

  it.each<[string, unknown, string]>([
    ["an upper-case name", [{ name: "News", description: "d" }], "APPLICATION_COMMAND_INVALID_NAME"],
    ["a long name", [{ name: "n".repeat(33), description: "d" }], "APPLICATION_COMMAND_INVALID_NAME"],
    ["no description", [{ name: "news" }], "BASE_TYPE_REQUIRED"],
    ["a long description", [{ name: "news", description: "d".repeat(101) }], "BASE_TYPE_BAD_LENGTH"],
    ["two of a name", [...command(), ...command()], "APPLICATION_COMMANDS_DUPLICATE_NAME"],
    ["26 options", command(...many(26, (index) => option({ name: `o${index}` }))), "BASE_TYPE_BAD_LENGTH"],
    [
      "required after optional",
      command(option(), option({ name: "b", required: true })),
      "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ],
    [
      "choices with autocomplete",
      command(option({ autocomplete: true, choices: [{ name: "a", value: "a" }] })),
      "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE",
    ],
    [
      "26 choices",
      command(option({ choices: many(26, (index) => ({ name: `${index}`, value: `${index}` })) })),
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a mixture",
      command(option(), { type: 1, name: "sub", description: "d" }),
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ],
    [
      "a number for rights",
      [{ name: "news", description: "d", default_member_permissions: 16 }],
      "BITFIELD_STRING",
    ],
    [
      "8001 characters",
      command(
        ...many(4, (index) => ({
          type: 1,
          name: `s${index}`,
          description: "d",
          options: many(25, (inner) => option({ name: `o${inner}`, description: "d".repeat(90) })),
        })),
      ),
      "APPLICATION_COMMAND_TOO_LARGE",
    ],
  ])("commands may not have %s", (_name, list, code) => expect(codes(checkCommands(list))).toContain(code));

  const modal = (also: Body = {}, label: Body = {}) => ({
    type: 9,
    data: {
      custom_id: "form",
      title: "t",
      components: [{ type: 18, label: "Words", component: { type: 4, custom_id: "q", style: 1, ...label } }],
      ...also,
    },
  });

  it.each<[string, Body, readonly number[], string[]]>([
    [
      "an answer",
      { type: 4, data: { content: "a", flags: 64, tts: false, nonce: "1", enforce_nonce: false } },
      [4],
      [],
    ],
    ["a type that does not answer this", { type: 8, data: {} }, [4, 5], ["BASE_TYPE_CHOICES"]],
    ["a deferral with text", { type: 5, data: { content: "a" } }, [5], ["UNKNOWN_KEY"]],
    [
      "26 completions",
      { type: 8, data: { choices: many(26, () => ({ name: "a", value: "a" })) } },
      [8],
      ["BASE_TYPE_BAD_LENGTH"],
    ],
    [
      "a long completion",
      { type: 8, data: { choices: [{ name: "a".repeat(101), value: "a" }] } },
      [8],
      ["BASE_TYPE_BAD_LENGTH"],
    ],
    ["a form", modal(), [9], []],
    ["a form's long title", modal({ title: "t".repeat(46) }), [9], ["BASE_TYPE_BAD_LENGTH"]],
    [
      "a form with text in a row",
      modal({ components: [row({ type: 4, custom_id: "q", style: 1 })] }),
      [9],
      ["DEPRECATED", "BASE_TYPE_CHOICES"],
    ],
    ["a form's long text", modal({}, { value: "a".repeat(4001) }), [9], ["BASE_TYPE_MAX_LENGTH"]],
    ["a form with six parts", modal({ components: many(6, () => text("a")) }), [9], ["BASE_TYPE_BAD_LENGTH"]],
  ])("judges %s", (_name, body, allowed, expected) => {
    expect(codes(checkCallback(body, allowed, undefined))).toEqual(expected);
  });

  it("a forum post has a name and a first message", () => {
    expect(checkThread({ name: "n", message: { content: "a" } }, "forum")).toEqual([]);
    expect(codes(checkThread({ name: "n".repeat(101), message: { content: "a" } }, "forum"))).toEqual([
      "BASE_TYPE_BAD_LENGTH",
    ]);
    expect(codes(checkThread({ name: "n" }, "forum"))).toEqual([50006]);
    expect(codes(checkThread({ name: "n", applied_tags: many(6, String) }, "thread"))).toEqual([
      "BASE_TYPE_BAD_LENGTH",
    ]);
  });
});
