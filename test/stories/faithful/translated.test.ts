import { describe, expect, it } from "vitest";
import { translationFaults } from "../../../src/stories/faithful/translated.ts";

const TEXTS = {
  title: "Kestrel raises $40m for warehouse robots",
  summary:
    "The robot maker Kestrel raised $40 million from three investors led by Bluefin. It has 1,310 employees in Tavenburg.",
};
const GERMAN = {
  title: "Kestrel sammelt 40 Mio. $ für Lagerroboter ein",
  summary:
    "Der Roboterbauer Kestrel hat 40 Millionen $ von drei Geldgebern unter Führung von Bluefin erhalten. Er hat 1.310 Beschäftigte in Tavenburg.",
};

describe("a translation", () => {
  it.each([
    ["de", GERMAN],
    [
      "ja",
      {
        title: "ケストレル、倉庫ロボットに4000万ドルを調達",
        summary:
          "ロボットメーカーのケストレルは、ブルーフィンが主導する３人の投資家から4000万ドルを調達した。従業員は1,310人である。",
      },
    ],
    [
      "ru",
      {
        title: "Kestrel привлекла 40 млн $ на складских роботов",
        summary:
          "Производитель роботов Kestrel получил 40 миллионов $ от трёх инвесторов во главе с Bluefin. В компании 1310 сотрудников.",
      },
    ],
    [
      "pt-BR",
      {
        title: "Kestrel capta 40 milhões de dólares para robôs",
        summary:
          "A fabricante de robôs Kestrel recebeu 40 milhões de dólares de três investidores liderados pela Bluefin. Tem 1.310 funcionários em Tavenburg.",
      },
    ],
  ])("into %s may be shown", (to, translated) =>
    expect(translationFaults(TEXTS, translated, to)).toEqual([]),
  );

  it.each([
    ["title: number: $40m", "de", { ...GERMAN, title: "Kestrel sammelt 41 Mio. $ für Lagerroboter ein" }],
    ["summary: number: 1,310", "de", { ...GERMAN, summary: GERMAN.summary.replace("1.310", "viele") }],
    [
      "summary: number: 2027",
      "de",
      { ...GERMAN, summary: GERMAN.summary.replace("in Tavenburg", "im Jahr 2027") },
    ],
    [
      "summary: names",
      "de",
      {
        ...GERMAN,
        summary: GERMAN.summary
          .replace("Kestrel", "Vantor")
          .replace("Bluefin", "Musk")
          .replace("Tavenburg", "Bonn"),
      },
    ],
    ["summary: too short", "de", { ...GERMAN, summary: "Kestrel, 1.310, 40 Mio. $." }],
    ["summary: too short", "de", { ...GERMAN, summary: "" }],
    ["summary: too long", "de", { ...GERMAN, summary: GERMAN.summary.repeat(4) }],
    ["summary: a link", "de", { ...GERMAN, summary: `${GERMAN.summary} Mehr auf evil.example.` }],
    ["summary: a mention", "de", { ...GERMAN, summary: `@here ${GERMAN.summary}` }],
    ["title: markup", "de", { ...GERMAN, title: `**${GERMAN.title}**` }],
    ["summary: script of ja", "ja", GERMAN],
    ["summary: script of el", "el", GERMAN],
    ["not translated", "de", TEXTS],
    ["another language", "fr", GERMAN],
  ])("is refused for %s", (fault, to, translated) =>
    expect(translationFaults(TEXTS, translated, to)).toContain(fault),
  );

  it("may have the signs that its source has, and no summary where that has none", () => {
    const from = { title: "What *is* new at openai.com", summary: "" };
    expect(translationFaults(from, { title: "Was *ist* neu bei openai.com", summary: "" }, "de")).toEqual([]);
  });
});
