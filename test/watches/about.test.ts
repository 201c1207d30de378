import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinAbout, splitAbout } from "../../src/watches/about.ts";
import { parseQuery, printQuery } from "../../src/watches/query.ts";

describe("splitAbout", () => {
  it.each([
    ["robot OR drone about: funding rounds, not reviews", "robot OR drone", "funding rounds, not reviews"],
    ["robot", "robot", undefined],
    ["robot about:", "robot", undefined],
    ["robot about:   ", "robot", undefined],
    ["robot About:funding", "robot", "funding"],
    ["robot about：資金調達", "robot", "資金調達"],
    ["  robot\tabout:  the   maker's\n plans ", "robot", "the maker's plans"],
    ["about: anything", "", "anything"],
    ['"all about: robots" drone', '"all about: robots" drone', undefined],
    ['"all about: robots" about: "big" deals', '"all about: robots"', '"big" deals'],
    ['="All about: robots" about: deals', '="All about: robots"', "deals"],
    ["/x about: y/ about: deals", "/x about: y/", "deals"],
    ["robot about: deals about: people", "robot", "deals about: people"],
    ["whatabout: robots", "whatabout: robots", undefined],
    ["robot about deals", "robot about deals", undefined],
    ["robot about: makers' and users' money", "robot", "makers' and users' money"],
    ["it's about: O'Neill's robots", "it's", "O'Neill's robots"],
    ['"open about: quote', '"open about: quote', undefined],
  ])("reads %j", (text, query, about) => {
    expect(splitAbout(text)).toEqual(about === undefined ? { query } : { query, about });
  });
});

const word = fc.stringMatching(/^[a-z0-9éß']{1,8}$/);
const term = fc.oneof(
  word,
  fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => `"${all.join(" ")}"`),
  fc.constantFrom(
    '"all about: it"',
    "/ab?out: x/",
    "title:about",
    "source:about:x",
    "-about:",
    "(a OR about:b)",
    "about",
  ),
);
const canonical = fc
  .tuple(word, fc.array(fc.tuple(fc.constantFrom(" ", " OR ", " -"), term), { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest.flat()].join(""))
  .map((text) => parseQuery(splitAbout(text).query))
  .filter((read) => read.ok)
  .map((read) => printQuery(read.query));
const about = fc
  .string({ unit: "grapheme", maxLength: 60 })
  .map((text) => text.replace(/\s+/g, " ").trim())
  .filter((text) => text !== "");

it("splits what joinAbout joins", () => {
  fc.assert(
    fc.property(canonical, fc.option(about, { nil: undefined }), (query, said) => {
      expect(splitAbout(joinAbout(query, said))).toEqual(
        said === undefined ? { query } : { query, about: said },
      );
    }),
    { numRuns: 120 },
  );
});

it("joins what splitAbout splits, and then splits it alike", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(term, fc.constant("about:")), { maxLength: 6 }), (parts) => {
      const split = splitAbout(parts.join(" "));
      expect(splitAbout(joinAbout(split.query, split.about))).toEqual(split);
    }),
    { numRuns: 100 },
  );
});
