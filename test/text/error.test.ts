import { expect, it } from "vitest";
import { clauseOf, codeOf, messageOf } from "../../src/text/error.ts";

it.each([
  [new TypeError("no such thing"), "no such thing"],
  ["a bare text", "a bare text"],
  [undefined, "undefined"],
])("what is thrown says its message: %j", (thrown, said) => {
  expect(messageOf(thrown)).toBe(said);
});

it.each([
  [Object.assign(new Error("no such file"), { code: "ENOENT" }), "ENOENT"],
  [new Error("no code"), ""],
  [{ code: "of no error" }, ""],
])("an error has the code that it bears: %j", (thrown, code) => {
  expect(codeOf(thrown)).toBe(code);
});

it.each([
  ["In #news I lack Embed Links.", "In #news I lack Embed Links"],
  ["the channel is archived", "the channel is archived"],
  ["", ""],
])("a detail is a part of a sentence: %j", (detail, clause) => {
  expect(clauseOf(detail)).toBe(clause);
});
