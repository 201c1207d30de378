import { expect, it } from "vitest";
import { codeOf, messageOf } from "../../src/text/error.ts";

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
