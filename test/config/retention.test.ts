import { describe, expect, it } from "vitest";
import { configOf, reportOf } from "./load.ts";

const retention = (written: string) => configOf(`retention: ${written}`).retention;

describe("retention", () => {
  it("is what is written, and the default where nothing is, or 0", () => {
    expect(retention("{ days: 30, stories: 50000 }")).toEqual({ days: 30, stories: 50_000 });
    expect(retention("{ days: 1 }")).toEqual({ days: 1, stories: 200_000 });
    expect(retention("{ days: 0, stories: 0 }")).toEqual({ days: 90, stories: 200_000 });
    expect(retention("{}")).toEqual({ days: 90, stories: 200_000 });
    expect(configOf("retention:\n").retention).toEqual({ days: 90, stories: 200_000 });
  });

  it.each([
    ["{ days: -1 }", "-1 is not a number of days from 1 to 3650"],
    ["{ days: 0.5 }", "0.5 is not a number of days from 1 to 3650"],
    ["{ days: 3651 }", "3651 is not a number of days from 1 to 3650"],
    ["{ days: 30d }", '"30d" is not a number of days from 1 to 3650'],
    ["{ stories: 999 }", "999 is not a number of stories from 1000 to 5000000"],
    ["{ stories: 5000001 }", "5000001 is not a number of stories from 1000 to 5000000"],
    ["30", "30 is not a group of settings"],
    ["{ story: 1 }", "story"],
  ])("refuses %s", (written, says) => {
    expect(reportOf(`retention: ${written}`).join("\n")).toContain(says);
  });
});
