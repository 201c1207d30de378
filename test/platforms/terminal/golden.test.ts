import { describe, expect, it } from "vitest";
import { renderCard } from "../../../src/platforms/terminal/render.ts";
import { cellsOf } from "../../../src/platforms/terminal/wrap.ts";
import { answers } from "./answers.ts";
import { alert, digest, latest, NOW, refusal, scripts, status, watchAnswer, watches } from "./cards.ts";

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
};

describe.each(Object.entries(cards))("the card %s", (name, card) => {
  it("looks as it always did", async () => {
    const views = [40, 80].flatMap((columns) => [false, true].map((color) => ({ columns, color })));
    const pages = views.map(({ columns, color }) => {
      const lines = renderCard(card, { columns, color, now: NOW, timeZone: "UTC" });
      const head = `== ${columns} columns, ${color ? "colour (␛ stands for escape)" : "no colour"} `.padEnd(
        columns,
        "=",
      );
      return `${head}\n${lines.join("\n").replaceAll("\u001B", "␛")}\n`;
    });
    await expect(pages.join("\n")).toMatchFileSnapshot(`../../golden/terminal/${name}.txt`);
  });

  it.each([40, 80, 300])("keeps within %i columns, and within 100", (columns) => {
    const lines = renderCard(card, { columns, color: false, now: NOW, timeZone: "UTC" });
    const tooWide = lines.filter(
      (line) => cellsOf(line) > Math.min(columns, 100) && !line.includes("https://"),
    );
    expect(tooWide).toEqual([]);
  });
});
