import { describe, expect, it } from "vitest";
import { fold } from "../../src/text/fold.ts";

describe("fold", () => {
  it.each([
    ["OpenAI", "openai"],
    ["Café", "cafe"],
    ["Müller", "muller"],
    ["Łódź", "lodz"],
    ["Ørsted", "orsted"],
    ["Æther", "aether"],
    ["STRASSE", "strasse"],
    ["Straße", "strasse"],
    ["İSTANBUL", "istanbul"],
    ["ısparta", "isparta"],
    ["ΑΘΗΝΑΣ", "αθηνασ"],
    ["Αθήνας", "αθηνασ"],
    ["Ёлка", "елка"],
    ["Чайка", "чайка"],
    ["Ста\u0301лин", "сталин"],
    ["أحمد", "احمد"],
    ["مُحَمَّد", "محمد"],
    ["محـــمد", "محمد"],
    ["שָׁלוֹם", "שלום"],
    ["バス", "バス"],
    ["ไทย", "ไทย"],
    ["हिन्दी", "हिन्दी"],
  ])("folds %s to %s", (word, key) => {
    expect(fold(word)).toBe(key);
  });

  it("keeps apart what is spelled differently", () => {
    expect(fold("バス")).not.toBe(fold("ハス"));
    expect(fold("й")).not.toBe(fold("и"));
    expect(fold("Mueller")).not.toBe(fold("Müller"));
    // Cyrillic А looks like Latin A.
    expect(fold("А")).not.toBe(fold("A"));
  });
});
