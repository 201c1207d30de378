import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/commands/command.ts";
import { decodeId } from "../../../src/platforms/discord/ids.ts";
import { DESCRIPTION, EMBED_SUM, FOOTER, TITLE } from "../../../src/platforms/discord/limits.ts";
import { renderCard, renderLeft, renderQuestion, threadName } from "../../../src/platforms/discord/render.ts";
import { checkMessage } from "../../doubles/discord/checks.ts";
import { answers } from "../terminal/answers.ts";
import {
  alert,
  digest,
  latest,
  NOW,
  refusal,
  scripts,
  status,
  watchAnswer,
  watches,
} from "../terminal/cards.ts";
import { hostile, hostileCard } from "./hostile.ts";
import { read } from "./reader.ts";

const cards = {
  alert,
  scripts,
  digest,
  "watch-answer": watchAnswer,
  "list-numbered": latest,
  rows: watches,
  "error-with-caret": refusal,
  status,
  ...answers,
  bare: { kind: "alert", title: alert.title ?? { text: "" }, parts: [], buttons: [] },
} as const satisfies Record<string, Card>;

const KEY = "k".repeat(22);
/** What may stand in a description besides text: what our own rendering makes. */
const OURS = ["text", "small", "quote", "list", "strong", "link", "time"];

const linesOf = (text = "") => text.replace(/```[\s\S]*?```/g, "").split("\n");
const messageOf = (card: Card, key?: string) => renderCard(card, { now: NOW, ...(key && { key }) }).message;

describe.each(Object.entries(cards))("the card %s", (name, card) => {
  it("looks as it always did", async () => {
    const { message, keep } = renderCard(card, { now: NOW, key: KEY });
    expect(checkMessage({ ...message })).toEqual([]);
    const page = `${JSON.stringify({ message, keep }, undefined, 2)}\n`;
    await expect(page).toMatchFileSnapshot(`../../golden/discord/${name}.json`);
  });
});

describe("any card", () => {
  it("keeps every limit, and nothing in it is alive but our own", () => {
    fc.assert(
      fc.property(hostileCard, fc.boolean(), (card, isPosted) => {
        const { message, keep } = renderCard(card, { now: NOW, ...(isPosted && { key: KEY }) });
        expect(checkMessage({ ...message })).toEqual([]);
        const [embed] = message.embeds;
        for (const line of linesOf(embed?.description)) {
          expect(OURS).toEqual(expect.arrayContaining(read(line).map(({ kind }) => kind)));
        }
        const title = read(embed?.title ?? "").map(({ kind }) => kind);
        expect(["text", "underline"]).toEqual(expect.arrayContaining(title));
        expect(JSON.stringify(message).isWellFormed()).toBe(true);
        const kept = new Map(keep);
        const ids = message.components.flatMap(({ components }) =>
          components.map((one) => "custom_id" in one && one.custom_id),
        );
        card.buttons.slice(0, 25).forEach((button, index) => {
          const pressed = decodeId(String(ids[index]));
          const args = pressed?.args ?? kept.get(pressed?.keptAs ?? "")?.args;
          expect([pressed?.action, args]).toEqual([button.id, button.args]);
        });
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it("links only to the address that it was given", () => {
    fc.assert(
      fc.property(hostile, hostile, (text, more) => {
        const url = "https://news.example/story";
        const card: Card = {
          kind: "answer",
          parts: [{ kind: "list", items: [[{ text, url }, more]] }],
          buttons: [],
        };
        const links = linesOf(messageOf(card).embeds[0]?.description).flatMap((line) =>
          read(line).filter(({ kind }) => kind === "link"),
        );
        expect(links.map((link) => link.text.slice(link.text.lastIndexOf("](")))).toEqual(
          links.map(() => `](${url})`),
        );
        expect(links.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  }, 60_000);
});

describe("a card", () => {
  it("may be as long as each of its texts may be", () => {
    expect(TITLE + DESCRIPTION + FOOTER).toBeLessThanOrEqual(EMBED_SUM);
  });

  it("of many stories ends with how many more there are", () => {
    const items = Array.from({ length: 60 }, (_, n) => [
      { text: `Story ${n} `.repeat(12), url: `https://e.example/${n}` },
    ]);
    const { description = "" } =
      messageOf({ kind: "digest", parts: [{ kind: "list", items }], buttons: [] }).embeds[0] ?? {};
    const shown = linesOf(description).length - 1;
    expect(description).toMatch(new RegExp(`\\n… and ${60 - shown} more$`));
    expect(description.length).toBeGreaterThan(3700);
  });

  it("of a long code ends with how many more lines there are", () => {
    const text = Array.from({ length: 500 }, (_, n) => `line ${n} of an export`).join("\n");
    const { description = "" } =
      messageOf({ kind: "answer", parts: [{ kind: "code", text }], buttons: [] }).embeds[0] ?? {};
    expect(description).toMatch(/^```\nline 0 of an export\n[\s\S]*\n```\n… and \d+ more$/);
  });

  it("without anything to show still is a message", () => {
    for (const kind of ["alert", "answer", "notice", "digest"] as const) {
      expect(
        checkMessage({ ...messageOf({ kind, title: { text: "\u200B" }, parts: [], buttons: [] }) }),
      ).toEqual([]);
    }
    expect(threadName({ ...alert, title: { text: "" } }, 100)).toBe("(no title)");
  });

  it("shows a time of today by the clock and others by date and clock", () => {
    const at = (ms: number) => ({ at: new Date(NOW.getTime() - ms), as: "time" }) as const;
    const card: Card = {
      kind: "answer",
      parts: [{ kind: "text", pieces: [at(60_000), " ", at(2 * 86_400_000)] }],
      buttons: [],
    };
    expect(messageOf(card).embeds[0]?.description).toBe("<t:1747223940:t> <t:1747051200:f>");
  });
});

describe("a question", () => {
  it("has a button for yes in the words of the action, and one for no", () => {
    const message = renderQuestion("Stop watching *Spud*?", "Stop watching", "stop", "kept");
    expect(checkMessage({ ...message }, "interaction")).toEqual([]);
    expect(message.components).toMatchObject([
      { components: [{ style: 4, label: "Stop watching" }, { label: "Leave it as it is" }] },
    ]);
    expect(renderLeft().components).toEqual([]);
  });
});
