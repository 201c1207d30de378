import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../src/sources/decode.ts";

const XML = '<?xml version="1.0"?><a>Zoë 🚀</a>';

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, index) => {
    view.setUint32(index * 4, point, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, "utf16le").swap16();
}

describe("decode", () => {
  test.each([
    ["UTF-8", Buffer.from(XML)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${XML}`)],
    ["UTF-16LE with a mark", Buffer.from(`\uFEFF${XML}`, "utf16le")],
    ["UTF-16BE with a mark", utf16be(`\uFEFF${XML}`)],
    ["UTF-16LE by shape", Buffer.from(XML, "utf16le")],
    ["UTF-16BE by shape", utf16be(XML)],
    ["UTF-32LE with a mark", utf32(`\uFEFF${XML}`, true)],
    ["UTF-32BE with a mark", utf32(`\uFEFF${XML}`, false)],
    ["UTF-32LE by shape", utf32(XML, true)],
    ["UTF-32BE by shape", utf32(XML, false)],
  ])("%s, whatever is declared", (_, bytes) => {
    expect(decode(bytes, "text/xml; charset=iso-8859-1")).toBe(XML);
  });

  test("UTF-32 with numbers that are no characters, longer than one chunk", () => {
    const bytes = utf32(`<a>${"x".repeat(20_000)}`, false);
    new DataView(bytes.buffer).setUint32(12, 0x7fffffff);
    expect(decode(bytes, undefined)).toBe(`<a>\uFFFD${"x".repeat(19_999)}`);
  });

  const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");

  test.each([
    [
      "the charset of the content type",
      latin("<a>\xcc\xee\xf1\xf2"),
      'text/xml; Charset="windows-1251"',
      "<a>Мост",
    ],
    [
      "the content type before the prolog",
      latin('<?xml version="1.0" encoding="koi8-r"?>\xcc'),
      "a/b;charset=cp1251",
      '<?xml version="1.0" encoding="koi8-r"?>М',
    ],
    [
      "the prolog",
      latin("<?xml version='1.0' encoding='koi8-r'?>\xed"),
      undefined,
      "<?xml version='1.0' encoding='koi8-r'?>М",
    ],
    [
      "the prolog, where the charset is unknown",
      latin("<?xml version='1.0' encoding='koi8-r'?>\xed"),
      "a/b; charset=nonsense",
      "<?xml version='1.0' encoding='koi8-r'?>М",
    ],
    [
      "windows-1252, where UTF-8 is declared of bytes that nowhere are",
      latin('<?xml version="1.0" encoding="utf-8"?>caf\xe9'),
      "text/xml; charset=utf-8",
      '<?xml version="1.0" encoding="utf-8"?>café',
    ],
    ["windows-1252, where nothing is declared", latin("<a>\x93caf\xe9\x94"), undefined, "<a>“café”"],
    [
      "windows-1252, where UTF-16 is declared of single bytes",
      latin("<a>caf\xe9"),
      "text/xml; charset=utf-16",
      "<a>café",
    ],
    [
      "UTF-8 with one bad byte, where UTF-8 is declared",
      latin("<a>\xc3\xa9\xff"),
      "text/xml; charset=utf-8",
      "<a>é\uFFFD",
    ],
    [
      "ISO-2022-JP, which is valid UTF-8 as well",
      latin("<a>\x1b$B%K\x1b(B"),
      "text/xml; charset=iso-2022-jp",
      "<a>ニ",
    ],
    ["GB 2312", latin("<a>\xd6\xd0"), "text/xml; charset=gb2312", "<a>中"],
  ])("%s", (_, bytes, contentType, text) => {
    expect(decode(bytes, contentType)).toBe(text);
  });

  test("UTF-8 that is cut inside a character is UTF-8", () => {
    expect(decode(Buffer.from("<a>Zoë Zoë").subarray(0, 10), undefined)).toBe("<a>Zoë Zo");
  });

  test("never fails", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (bytes, type) => {
        expect(typeof decode(bytes, type)).toBe("string");
      }),
    );
  });
});
