import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collapsed, escapeHtml, plainText, plainTitle } from "../../src/sources/plain-text.ts";

describe("plainText", () => {
  test.each([
    ["<p>One\n  two</p>\n\n<p>three</p>", "One two\nthree"],
    ["a<br>b<br/>c", "a\nb\nc"],
    ["<ul><li>a<li>b</ul>", "a\nb"],
    ["<table><tr><td>a</td><td>b</td></tr></table>", "a b"],
    ["<h1>Head</h1>text", "Head\ntext"],
    ["H<sub>2</sub>O and <a href='x>y'>a link</a>", "H2O and a link"],
    ["<script>if (a < b) alert('<p>')</script>seen<style>p { color: red }</style>", "seen"],
    ["<SCRIPT>x</SCRIPT >seen", "seen"],
    ["seen<script>never closed", "seen"],
    ["&amp;lt; &eacute; &#8217; &#150; &nbsp;x", "&lt; é ’ – x"],
    ["AT&T &bogus; 5 < 6", "AT&T &bogus; 5 < 6"],
    ["cut off in a <a href='https://", "cut off in a"],
    ["before<!-- <p>not this</p> -->after", "beforeafter"],
    ["<![CDATA[kept]]> too", "kept too"],
    ["bell\u0007 and \u0085 next", "bell and next"],
    ["no markup at  all", "no markup at all"],
    ["no markup\n at\r\n\r\nall", "no markup\nat\nall"],
    ["Salt &amp; pepper\nare here", "Salt & pepper\nare here"],
    ["<b>one</b>\ntwo", "one two"],
    [
      "The board has voted for the new pier in the harbour of the old\nfishing town, and everybody has gone home without a word to those\nwho waited &amp; hoped.",
      "The board has voted for the new pier in the harbour of the old fishing town, and everybody has gone home without a word to those who waited & hoped.",
    ],
    ["", ""],
  ])("%j", (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  test("escaped text comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        // NUL and halves of surrogate pairs are no characters of a document.
        const whole = text.toWellFormed().replaceAll("\0", "");
        const read = plainText(escapeHtml(whole));
        expect(collapsed(read)).toBe(collapsed(whole));
        expect(read.split("\n").map(collapsed).join("\n")).toBe(read);
        expect(plainTitle(escapeHtml(whole))).toBe(collapsed(whole));
      }),
    );
  });
});

describe("plainTitle", () => {
  test.each([
    ["<b>Bold</b> &amp; <i>brave</i>", "Bold & brave"],
    ["Vec<T> in Rust, vector<int> in C++", "Vec<T> in Rust, vector<int> in C++"],
    ["if a<b then c", "if a<b then c"],
    ["Why <script> tags are evil", "Why <script> tags are evil"],
    ["<script>alert(1)</script>Hello", "Hello"],
    ["one<br>two", "one two"],
    ["<Foo bar='1'>x</Foo>", "<Foo bar='1'>x</Foo>"],
    ["<title>x</title>", "<title>x</title>"],
    ["plain  title", "plain title"],
  ])("%j", (html, text) => {
    expect(plainTitle(html)).toBe(text);
  });
});
