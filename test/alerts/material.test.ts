import { describe, expect, it } from "vitest";
import { isCorrection, material, SETTLING_MS } from "../../src/alerts/material.ts";

const LEAD = {
  title: "Quake hits coast of Ardenia, killing at least 12",
  text:
    "A magnitude 6.8 earthquake struck the coast of Ardenia on Monday, killing at least twelve people and injuring some " +
    "300, officials said. Prime Minister Ana Bell put the damage at $3bn, or 2.5 percent of output. A quake there killed " +
    "40 in 2019; the army sent 1,000 soldiers.",
};

function newsIn(title: string, told = [LEAD], ageMs = SETTLING_MS) {
  const found = material({ title, text: "" }, told, ageMs);
  return found && `${found.why}: ${found.what}`;
}

describe("a further title about a quake that was told", () => {
  it.each<[string, string | undefined]>([
    // New figures
    ["Ardenia quake toll rises to 31", "figure: 31"],
    ["At least 31 dead in Ardenia quake", "figure: 31"],
    ["Nearly 90 dead in Ardenia", "figure: 90"],
    ["Ardenia Quake Kills 31", "figure: 31"],
    ["Toll in Ardenia climbs to thirty", "figure: thirty"],
    ["3,000 flee homes in Ardenia", "figure: 3,000"],
    ["More than 1,300 injured in Ardenia", "figure: 1,300"],
    ["Quake damage put at $5bn", "figure: $5bn"],
    ["Quake costs Ardenia $12 million a day", "figure: $12 million"],
    ["Damage is 4% of output, Ardenia says", "figure: 4%"],
    ["Damage is 12% of output, Ardenia says", "figure: 12%"],
    ["Quake in Ardenia was of magnitude 6.9", "figure: 6.9"],
    ["Ardenia: 31 Tote nach Beben", "figure: 31"],
    ["アルデニアの地震で31人死亡", "figure: 31"],
    ["31", "figure: 31"],
    ["زلزال يقتل ٣١ شخصا", "figure: 31"],
    // Figures that were told, otherwise written or rounded
    ["Death toll in Ardenia reaches twelve", undefined],
    ["Dozen dead in Ardenia quake", undefined],
    ["Ardenia quake: 12 dead, 300 hurt", undefined],
    ["Quake damage put at 3 billion dollars", undefined],
    ["Quake damage put at US$3,000m", undefined],
    ["Quake damage put at $2.98 billion", undefined],
    ["Quake damage put at €2.8bn", undefined],
    ["Damage is 2.5% of output, Ardenia says", undefined],
    ["Quake of magnitude 6.8 hits Ardenia", undefined],
    ["1,013 soldiers sent to Ardenia", undefined],
    // Digits that are no figures
    ["5 things to know about the Ardenia quake", undefined],
    ["The 10 worst moments of the quake", undefined],
    ["Ten photos of the Ardenia quake", undefined],
    ["Ardenia quake in 2026: what we know", undefined],
    ["On May 4 the earth shook in Ardenia", undefined],
    ["4 May: the day Ardenia shook", undefined],
    ["Ardenia quake at 14:05 felt far away", undefined],
    ["Ardenia shaken at 5 a.m.", undefined],
    ["Ardenia quake, day 3: the search goes on", undefined],
    ["Boy, 9, pulled from rubble in Ardenia", undefined],
    ["54-year-old woman saved in Ardenia", undefined],
    ["Boeing 737 brings aid to Ardenia", undefined],
    ["The iPhone 17 that called for help in Ardenia", undefined],
    ["G7 to help Ardenia after quake", undefined],
    ["Covid-19 ward hit by quake in Ardenia", undefined],
    ["Ardenia's 2nd quake in a week", undefined],
    ["2026年のアルデニア地震", undefined],
    ["Quake hits coast of Ardenia", undefined],
    // Marks
    ["CORRECTION: Ardenia quake", "correction: CORRECTION:"],
    ["CORRECTED-Quake hits Ardenia", "correction: CORRECTED-"],
    ["Quake hits Ardenia [Corrected]", "correction: [Corrected]"],
    ["Clarification: Ardenia quake", "correction: Clarification:"],
    ["RETRACTED: Quake hits Ardenia", "correction: RETRACTED:"],
    ["訂正：アルデニアの地震", "correction: 訂正:"],
    ["UPDATE: Ardenia quake", "update: UPDATE:"],
    ["UPDATED - Quake hits Ardenia", "update: UPDATED -"],
    ["Quake hits Ardenia (updated)", "update: (updated)"],
    ["Update on the Ardenia quake", undefined],
    ["Updated guidelines follow Ardenia quake", undefined],
    ["Update-driven outage hits Ardenia", undefined],
    ["Market correction deepens after quake", undefined],
    ["Retraction of a quake study asked for", undefined],
    // An agency's versions
    ["UPDATE 2-Quake in Ardenia kills at least 12", undefined],
    ["UPDATE 3-Quake in Ardenia kills at least 31", "figure: 31"],
    ["UPDATE 2-Ardenia asks Norland for help after quake", "name: Norland"],
    ["UPDATE 2-Bell, Ardenia's premier, visits quake zone", undefined],
    ["UPDATE 2-Ardenia's Bell visits the zone On Monday", undefined],
    ["UPDATE 2-Norland Sends Planes To Ardenia", undefined],
    ["Ardenia asks Norland for help after quake", undefined],
  ])("%s", (title, expected) => {
    expect(newsIn(title)).toBe(expected);
  });
});

describe("material", () => {
  it("within half an hour is a correction alone", () => {
    const soon = SETTLING_MS - 1;
    expect(newsIn("Toll rises to 31", [LEAD], soon)).toBeUndefined();
    expect(newsIn("UPDATE: Ardenia quake", [LEAD], soon)).toBeUndefined();
    expect(newsIn("CORRECTION: Ardenia quake", [LEAD], soon)).toBe("correction: CORRECTION:");
  });

  it("is no mark that a telling bears, too", () => {
    const again = [{ ...LEAD, title: "UPDATE: Quake hits Ardenia" }];
    expect(newsIn("Updated: quake hits Ardenia", again)).toBeUndefined();
    expect(newsIn("Updated: quake kills 31", again)).toBe("figure: 31");
    const corrected = [{ ...LEAD, title: "Corrected: Quake hits Ardenia" }];
    expect(newsIn("CORRECTION: Quake hits Ardenia", corrected)).toBeUndefined();
  });

  it("is held against every telling, and without one only by its mark", () => {
    const later = { title: "Ardenia quake toll rises to 31", text: "" };
    expect(newsIn("Quake toll rises to 31", [LEAD, later])).toBeUndefined();
    expect(newsIn("Quake toll rises to 31", [])).toBeUndefined();
    expect(newsIn("UPDATE: Quake toll rises to 31", [])).toBe("update: UPDATE:");
  });

  it("is looked for where a headline may end, and no further", () => {
    expect(newsIn(`Quake${" on and on".repeat(60)}: 31 dead`)).toBeUndefined();
    expect(newsIn(`Quake${" on and on".repeat(60)} (corrected)`)).toBeUndefined();
  });

  it("takes an amount where no other currency was told", () => {
    const bare = { title: "Quake hits Ardenia", text: "" };
    expect(newsIn("Quake damage put at €2.8bn", [bare])).toBe("figure: €2.8bn");
  });
});

describe("a correction", () => {
  it.each([
    ["CORRECTED: bank cuts rates", true],
    ["Korrektur: Bank senkt Zinsen", true],
    ["UPDATE: bank cuts rates", false],
    ["A course correction for the bank", false],
  ])("%s", (title, expected) => {
    expect(isCorrection(title)).toBe(expected);
  });
});
