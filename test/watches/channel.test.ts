import { describe, expect, it } from "vitest";
import { channelKey, parseChannel, spaceKey } from "../../src/watches/channel.ts";

describe("a channel", () => {
  it.each(["slack:T1/C1", "discord:G1/C1", "slack:T1/@U1", "terminal:local/main"])(
    "is read from %s and written so",
    (written) => {
      const channel = parseChannel(written);
      expect(channel && channelKey(channel)).toBe(written);
      expect(channel && spaceKey(channel)).toBe(written.slice(0, written.indexOf("/")));
    },
  );

  it.each(["", "slack", "slack:T1", "slack:T1/", "slack:T1/C 1", "Slack:T1/C1/x", ":T1/C1"])(
    "is not read from %j",
    (text) => {
      expect(parseChannel(text)).toBeUndefined();
    },
  );
});
