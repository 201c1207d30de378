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

describe("a month", () => {
  const from = {
    title: "Zephyr opens a plant",
    summary:
      "Zephyr will open a plant for batteries in May 2027 and pay 3,000 people, the firm said on 12 May 2026.",
  };
  const faultsOf = (summary: string, to: string, title = "Zephyr eröffnet ein Werk") =>
    translationFaults(from, { title, summary }, to).filter((fault) => fault.includes("number"));
  it.each([
    ["Zephyrは2027年5月に電池工場を開き、3,000人を雇うと、2026年5月12日に発表した。", "ja"],
    ["Zephyr는 2027년 5월에 배터리 공장을 열고 3,000명을 고용한다고 2026년 5월 12일에 밝혔다.", "ko"],
    [
      "Zephyr wird im 5/2027 ein Werk für Batterien eröffnen und 3.000 Menschen bezahlen, so die Firma am 12.05.2026.",
      "de",
    ],
    [
      "Zephyr wird im Mai 2027 ein Werk für Batterien eröffnen und 3.000 Menschen bezahlen, so die Firma am 2026-05-12.",
      "de",
    ],
  ])("may turn into a number: %s", (summary, to) => expect(faultsOf(summary, to)).toEqual([]));

  it.each([
    ["Zephyrは2027年6月に電池工場を開き、3,000人を雇うと、2026年5月12日に発表した。", "ja"],
    ["Zephyrは2027年13月に電池工場を開き、3,000人を雇うと、2026年5月12日に発表した。", "ja"],
    [
      "Zephyr wird im 6/2027 ein Werk für Batterien eröffnen und 3.000 Menschen bezahlen, so die Firma am 12.05.2026.",
      "de",
    ],
    [
      "Zephyr wird im Mai 2027 ein Werk für Batterien eröffnen und 3.000 Menschen bezahlen, so die Firma am 12.06.2026.",
      "de",
    ],
    [
      "Zephyr wird im Mai 2027 ein Werk für Batterien eröffnen und 3.000 Menschen bezahlen, so die Firma am 2026-06-12.",
      "de",
    ],
    [
      "Zephyr wird im Mai 2027 ein Werk für 5 Batterien eröffnen und 3.000 Menschen bezahlen, so die Firma am 12. Mai 2026.",
      "de",
    ],
  ])("may not turn into another one, nor into a count: %s", (summary, to) =>
    expect(faultsOf(summary, to)).not.toEqual([]),
  );
});

describe("a negation", () => {
  const from = {
    title: "The old works in Bari stays open, the company says",
    summary:
      "The old works in the south of the country will not be closed by the company. The new plant opens in the spring of the year.",
  };
  const faultsOf = (summary: string, to: string, texts = from) =>
    translationFaults(texts, { title: "", summary }, to).filter((fault) => fault.includes("negation"));
  it.each([
    [
      "de",
      "Das alte Werk im Süden des Landes wird von der Firma",
      "nicht",
      "geschlossen. Das neue Werk öffnet im Frühling des Jahres.",
    ],
    [
      "fr",
      "L'ancienne usine dans le sud du pays",
      "ne",
      "sera fermée par la société. La nouvelle usine ouvre au printemps de l'année.",
    ],
    [
      "es",
      "La vieja fábrica en el sur del país",
      "no",
      "será cerrada por la empresa. La nueva planta abre en la primavera del año.",
    ],
    [
      "it",
      "La vecchia fabbrica nel sud del paese",
      "non",
      "sarà chiusa dalla società. Il nuovo stabilimento apre nella primavera dell'anno.",
    ],
    [
      "pt",
      "A antiga fábrica no sul do país",
      "não",
      "será fechada pela empresa. A nova fábrica abre na primavera do ano.",
    ],
    [
      "nl",
      "De oude fabriek in het zuiden van het land wordt",
      "niet",
      "gesloten door het bedrijf. De nieuwe fabriek opent in het voorjaar.",
    ],
  ])("comes through into %s", (to, before, word, after) => {
    expect(faultsOf(`${before} ${word} ${after}`, to)).toEqual([]);
    expect(faultsOf(`${before} ${after}`, to)).toEqual(["summary: negation"]);
    expect(faultsOf(`${before} ${word} ${after.replace(". ", ` ${word}. `)} ${word}.`, to)).toEqual([
      "summary: negation",
    ]);
  });

  it("may become another word for it, and is left alone in languages that are not known so well", () => {
    const denied = {
      title: "",
      summary: "The company denied that the old works in the south of the country would be closed soon.",
    };
    expect(
      faultsOf(
        "Das Unternehmen sagte, dass das alte Werk im Süden des Landes nicht bald geschlossen werde.",
        "de",
        denied,
      ),
    ).toEqual([]);
    expect(
      faultsOf("Den gamla fabriken i södra delen av landet stängs av företaget. Den nya öppnar i vår.", "sv"),
    ).toEqual([]);
    const swedish = {
      title: "",
      summary: "Den gamla fabriken i södra delen av landet stängs inte av företaget, sade ministern i dag.",
    };
    expect(
      faultsOf(
        "The old works in the south of the country is closed by the company, the minister said.",
        "en",
        swedish,
      ),
    ).toEqual([]);
    expect(faultsOf("Das Werk wird nicht geschlossen.", "de", { title: "", summary: "4711 0815" })).toEqual(
      [],
    );
  });

  it("is looked for in the whole where the sentences are not as many", () => {
    const joined =
      "Das alte Werk im Süden des Landes wird von der Firma nicht geschlossen, das neue Werk öffnet im Frühling des Jahres.";
    expect(faultsOf(joined, "de")).toEqual([]);
    expect(faultsOf(joined.replace("nicht ", ""), "de")).toEqual(["summary: negation"]);
  });
});
