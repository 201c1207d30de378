import { describe, expect, it } from "vitest";
import { liveMentions } from "./mentions.ts";
import { show } from "./show.ts";
import type { Body, Message } from "./types.ts";

const NOW = Date.parse("2026-05-04T09:00:00Z");

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

const row = (...components: Body[]) => ({ type: 1, components });
const press = (also: Body = {}): Body => ({ type: 2, style: 2, label: "Why", custom_id: "why", ...also });
const text = (content: string) => ({ type: 10, content });

describe("live mentions", () => {
  const found = (given: Partial<Message>) =>
    liveMentions([{ ...message, ...given }]).map(({ where, mention, rings }) => [where, mention, rings]);

  it("ring unless they are forbidden, and are seen unless they are escaped", () => {
    const content = "@everyone <@12> \\<@&34>";
    expect(found({ content, allowedMentions: { parse: [] } })).toEqual([
      ["content", "@everyone", false],
      ["content", "<@12>", false],
    ]);
    expect(found({ content })).toHaveLength(3);
    expect(found({ content, interaction: "9" }).filter(([, , rings]) => rings)).toHaveLength(1);
    expect(found({ content: "\\@here", allowedMentions: { parse: [] } })).toEqual([]);
    expect(found({ content: "<@12>", allowedMentions: { users: ["12"] } })).toEqual([
      ["content", "<@12>", true],
    ]);
  });

  it("are found in embeds and components", () => {
    expect(found({ embeds: [{ title: "<@12>", fields: [{ name: "n", value: "@here" }] }] })).toEqual([
      ["embeds.0.title", "<@12>", false],
      ["embeds.0.fields.0.value", "@here", false],
    ]);
    expect(
      found({ components: [{ type: 17, components: [text("<@&5>")] }], allowedMentions: { parse: [] } }),
    ).toHaveLength(1);
  });
});

describe("show", () => {
  it("shows an alert", () => {
    const embed = {
      title: "OpenAI to end **Sora** \\*now\\*",
      url: "https://example.com/a",
      description: `The Information · <t:${NOW / 1000 - 720}:R>\n> “sunset” [here](https://e.com)\n\`\`\`\na  b\n\`\`\``,
      footer: { text: "Sora" },
    };
    const components = [row(press({ label: "Mute 1 day" }), press({ disabled: true }))];
    expect(show({ ...message, embeds: [embed], components }, NOW)).toBe(
      [
        "Newshound  APP",
        "  ┃ OpenAI to end *Sora* *now*",
        "  ┃ → https://example.com/a",
        "  ┃ The Information · 12 minutes ago",
        "  ┃ ▌ “sunset” here (https://e.com)",
        "  ┃     a  b",
        "  ┃ Sora",
        "  [Mute 1 day] [Why] (off)",
      ].join("\n"),
    );
  });

  it("shows components, notes and long lines", () => {
    const given: Message = {
      ...message,
      ephemeral: true,
      edited: NOW,
      components: [
        {
          type: 17,
          components: [
            text("# Watches"),
            { type: 9, components: [text("snake_case _it_")], accessory: press() },
            { type: 14 },
          ],
        },
        row({ type: 3, custom_id: "s", options: [] }),
      ],
    };
    expect(show(given, NOW).split("\n")).toEqual([
      "Newshound  APP  (only you can see this, edited)",
      "  ┃ *Watches*",
      "  ┃ snake_case it",
      "  ┃ [Why]",
      "  ┃ ────",
      "  [Make a selection ▾]",
    ]);
    expect(show({ ...message, content: "word ".repeat(40).trim() }).split("\n")).toHaveLength(4);
    expect(show({ ...message, content: `<t:${NOW / 1000}:t> </news watch:1> <#2> <@3>` })).toContain(
      "09:00 /news watch #2 @3",
    );
  });
});
