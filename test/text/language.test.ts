import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/text/language.ts";
import { TEXTS } from "./language-texts.ts";

const all = Object.entries(TEXTS).flatMap(([tag, texts]) => texts.map((text) => ({ tag, text })));

describe("languageOf", () => {
  test("tells the language of a title and lead in 97 of 100 cases, and names a wrong one in less than one", () => {
    expect(all.length).toBeGreaterThan(400);
    const missed = all.filter(({ tag, text }) => languageOf(text) !== tag);
    expect(missed.length / all.length).toBeLessThan(0.03);
    const wrong = missed.filter(({ text }) => languageOf(text) !== undefined);
    expect(wrong.length / all.length).toBeLessThan(0.01);
  });

  test.each(Object.entries(TEXTS))("tells %s nearly always", (tag, texts) => {
    const told = texts.filter((text) => languageOf(text) === tag);
    expect(told.length).toBeGreaterThanOrEqual(Math.floor(texts.length * 0.9));
  });

  test.each(Object.entries(TEXTS))("tells %s from several sentences always", (tag, texts) => {
    expect(languageOf(texts.slice(0, 4).join(" "))).toBe(tag);
    expect(languageOf(texts.join("\n").normalize("NFD"))).toBe(tag);
  });

  test.each([
    ["no text", ""],
    ["too little", "Wer hat das gesagt und warum?"],
    ["names", "Elon Musk, Sam Altman, Sundar Pichai, Satya Nadella, Tim Cook, Mark Zuckerberg, Jensen Huang"],
    [
      "names of persons with particles",
      "António Guterres Ursula von der Leyen Emmanuel Macron Friedrich Merz",
    ],
    [
      "names of clubs",
      "Real Madrid – Bayern München – Manchester United – Juventus – Ajax – Porto – Galatasaray",
    ],
    [
      "names of things",
      "iPhone 17 Pro Max, Galaxy S26 Ultra, Pixel 11, Xperia, Redmi Note, Huawei Mate, OnePlus Nord",
    ],
    [
      "names with articles",
      "La Liga, De Niro, El País, Le Monde, Der Spiegel, Van Gogh, Da Vinci, Los Angeles",
    ],
    ["Czech names", "Jan Novák, Petr Svoboda, Jiří Dvořák, Tomáš Černý, Eva Procházková, Lucie Kučerová"],
    ["Turkish names", "Erdoğan Yıldırım Çelik Şahin Öztürk Kılıç Aydın Arslan Doğan Kaya Demir Yılmaz"],
    [
      "addresses",
      "https://news.example/the-story-of-the-year https://news.example/to/be/or/not info@news.example",
    ],
    [
      "code",
      "for (const x of list) { if (x === null) return; } while (a.length > 0) { const y = a.shift(); }",
    ],
    [
      "imports",
      "import { readFile } from 'node:fs/promises'; const text = await readFile(path, 'utf8'); go(text);",
    ],
    [
      "a query",
      "SELECT id, title FROM stories WHERE seen_at < 10 AND source = 'a' ORDER BY id DESC LIMIT 5;",
    ],
    [
      "a shell",
      "git commit -am x && git push origin main; npm run build --if-present | tee build.log > x 2>&1",
    ],
    [
      "small words of nobody",
      "abra kadabra hokus pokus simsala bimsala wibble wobble wubble flubber dubber grubber",
    ],
    [
      "what several share",
      "de la de la de la de la de la de la de la de la de la de la de la de la de la de la",
    ],
    ["a formula", "ΔE = 5"],
    ["a title that Chinese and Japanese may write", "日米首脳会談"],
    ["a Cyrillic word", "Спутник"],
    ["Cyrillic without signs of ours", "Музика на кораба, вода на масата, зима на пода"],
    ["Kazakh", "Үкімет заңды жазға дейін өзгерткісі келеді, бірақ серіктестер әлі келіскен жоқ"],
    ["Kurdish in Arabic letters", "حکومەت دەیەوێت یاساکە پێش هاوین بگۆڕێت، بەڵام هاوپەیمانان ڕێک نەکەوتوون"],
    ["Arabic letters without signs of ours", "دار دور دار دور دار دور دار دور"],
    [
      "half one, half another",
      "The government wants to change the law before the summer. Правительство хочет изменить закон до лета",
    ],
    ["a script without a language here", "ሕጉን ከበጋ በፊት መቀየር ይፈልጋል መንግሥት ግን አልተስማሙም"],
  ])("does not guess at %s", (_, text) => {
    expect(languageOf(text)).toBeUndefined();
  });

  test.each([
    ["be", "Урад хоча змяніць закон да лета, але партнёры па кааліцыі пакуль не дамовіліся, сказаў міністр."],
    [
      "mk",
      "Владата сака да го промени законот пред летото, но партнерите сѐ уште не се договориле, ќе чекаат.",
    ],
    ["mk", "Јавноста чека одлука во вторник, вели портпаролот"],
    ["mk", "Во вторник јавноста чека одлука, вели портпаролот"],
    ["ja", "OpenAIのSora、今夏に終了"],
    ["zh", "政府的新政策"],
    ["zh", "中央銀行維持利率不變警告物價上漲過快"],
  ])("also knows %s by its signs: %s", (tag, text) => expect(languageOf(text)).toBe(tag));

  test("looks through addresses and names in a text of words", () => {
    const text =
      "OpenAI to end Sora and put its compute behind Spud, staff were told: https://news.example/sora";
    expect(languageOf(`${text} @newsroom`)).toBe("en");
  });

  test("reads the beginning only", () => {
    const english = "The council of the town has said that the bridge will be shut until the summer. ";
    expect(languageOf(english.repeat(9) + "Правительство хочет изменить закон ".repeat(1_000))).toBe("en");
  });

  test("never fails, and gives a tag or nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 100 }), (units) => {
        expect(languageOf(String.fromCharCode(...units)) ?? "xx").toMatch(/^[a-z]{2}$/);
      }),
    );
  });
});
