import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain, plainLine, plainLink } from "../../../src/platforms/terminal/plain.ts";
import { nasty } from "./nasty.ts";

describe("plain", () => {
  it.each([
    ["an escape sequence", "a\u001B[31mb", "a[31mb"],
    ["a one-character sequence", "a\u009B31mb", "a31mb"],
    ["a window title", "a\u001B]0;owned\u0007b", "a]0;ownedb"],
    ["a line that writes over itself", "real\rfake", "real\nfake"],
    ["line ends of all kinds", "a\r\nb\u2028c\u0085d\vf", "a\nb\nc\nd\nf"],
    ["a bell, a backspace and a null", "a\u0007\b\0b", "ab"],
    ["an override of the direction", "a\u202Etxt.exe\u202C \u2066b\u2069", "atxt.exe b"],
    ["invisible blanks", "a\u200B\u00AD\uFEFF\u2060b", "ab"],
    ["a tab and wide blanks", "a\tb\u3000c\u2003d", "a b c d"],
    ["half a surrogate pair", "a\uD83Db", "a\uFFFDb"],
  ])("takes the power from %s", (_, text, shown) => expect(plain(text)).toBe(shown));

  it.each(["👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣", "می‌خواهم", "e\u0301 ñ", "a\u00A0b", "\u0600123", "東京「新」", "a\nb"])(
    "leaves %j as it is",
    (text) => expect(plain(text)).toBe(text),
  );

  it("leaves no control character but the line feed, and nothing more to do", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = plain(text);
        expect(shown).not.toMatch(/(?!\n)[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
        expect(plain(shown)).toBe(shown);
      }),
    );
  });

  it("keeps a line on one line and a link without blanks", () => {
    expect(plainLine("a\r\nb\nc")).toBe("a b c");
    expect(plainLink("https://a.example/b c\n\u001B[0m\u202Ed")).toBe("https://a.example/b%20c%20[0md");
  });
});
