import { describe, expect, test } from "vitest";
import { formOf } from "../../src/sources/read/form.ts";
import { readPage } from "../../src/sources/read/page.ts";

const STORY = "The harbour town closes its centre to vans that burn diesel. ".repeat(6).trim();

describe("formOf", () => {
  test.each([
    ["text/html; charset=utf-8", "", "html"],
    ["Application/XHTML+XML", "", "html"],
    ["text/html, text/html", "", "html"],
    ["text/plain", "Words.", "text"],
    ["text/plain", " \n<!DOCTYPE html><p>x", "html"],
    ["text/markdown", "# Words", "text"],
    [undefined, "<html><p>x", "html"],
    [undefined, "\xef\xbb\xbf<!-- x -->", "html"],
    ["application/octet-stream", "<body>", "html"],
    [undefined, "%PDF-1.7", undefined],
    ["application/pdf", "<html>", undefined],
    ["image/svg+xml", "<svg>", undefined],
    ["video/mp4", "", undefined],
    ["application/json", "{}", undefined],
    ["text/html", "%PDF-1.7\n%\xe2", undefined],
    ["text/plain; charset=utf-8", "\n%PDF-1.4", undefined],
    ["text/html", "PK\x03\x04word/document.xml", undefined],
    ["text/html", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", undefined],
    ["text/html", `${"x".repeat(1_000)}\0`, "html"],
    ["text/html", "<!doctype html><p>a\0b", "html"],
    ["text/plain", "\xff\xfeW\0o\0", "text"],
    ["text/html", "<\0p\0>\0", "html"],
    ["text/html", "\0<\0p\0>", "html"],
    ["text/html", "PKs and PDFs are formats.", "html"],
  ])("of %s with %j is %s", (type, head, form) => {
    expect(formOf(type, Buffer.from(head, "latin1"))).toBe(form);
  });
});

describe("readPage", () => {
  const read = (form: "html" | "text", body: string | Buffer, contentType?: string) =>
    readPage({ bytes: Buffer.from(body), form, contentType, url: "https://news.example/a" });

  test("finds the main text of HTML", () => {
    const page = `<!doctype html><title>Vans</title><nav>Home</nav><article><h1>Vans</h1><p>${STORY}</p></article>`;
    expect(read("html", page)).toMatchObject({ kind: "read", article: { text: STORY } });
  });

  test("heeds the charset of a meta element", () => {
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><article><p>${"Мост закрыт до лета. ".repeat(20)}</p></article>`;
    const bytes = Buffer.from(
      Array.from(page, (sign) => (sign >= "А" ? sign.charCodeAt(0) - 0x350 : sign.charCodeAt(0))),
    );
    expect(read("html", bytes)).toMatchObject({
      article: { text: expect.stringMatching(/^Мост закрыт до лета\./) },
    });
  });

  test("takes plain text as it is, tidied", () => {
    expect(read("text", `${STORY}\nComments (0)\n0/500`)).toMatchObject({
      kind: "read",
      article: { title: "", text: STORY },
    });
  });

  test.each([
    ["a page without a story", "html", "<html><body></body></html>", "empty"],
    ["no text at all", "text", " \n ", "empty"],
    [
      "a check for robots",
      "html",
      "<html><head><title>Just a moment...</title></head><body><div id='challenge-form'>Checking your browser before accessing. Enable JavaScript and cookies to continue</div></body></html>",
      "robots",
    ],
  ] as const)("says of %s that it cannot be read", (_, form, body, why) => {
    expect(read(form, body)).toEqual({ kind: "unread", why });
  });
});
