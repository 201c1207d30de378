import { describe, expect, it } from "vitest";
import { makeScene } from "./scene.ts";

describe("/news settings", () => {
  it("shows every setting and what it means", async () => {
    const text = await makeScene().say("settings");
    expect(text).toContain("coverage | normal | stories of several outlets about one event are one message");
    expect(text).toContain("translate | off | stories are told in the language they are written in");
    expect(text.split("\n")).toHaveLength(7);
    expect(text).not.toContain("no effect");
  });

  it("says who decides: a setting on Slack, Discord's own rights there", async () => {
    const scene = makeScene();
    const channel = { platform: "discord", space: "G1", id: "C1" };
    const right = "On Discord who has no effect: those who hold Manage Channels in this channel";
    expect(await scene.say("settings who")).toContain(
      "creator | whoever made this channel, and admins, may change watches",
    );
    for (const line of ["settings", "settings who", "settings who admins"]) {
      expect(await scene.say(line, { channel })).toContain(right);
      expect(await scene.say(line)).not.toContain("Discord");
    }
    expect(await scene.say("settings images", { channel })).not.toContain(right);
  });

  it("shows what one setting can be", async () => {
    const text = await makeScene().say("settings images");
    expect(text).toContain(
      "images is on here. It can be:\non | alerts show the picture of a story that has one\noff | ",
    );
  });

  it("changes one, says what that means, and undoes it", async () => {
    const scene = makeScene();
    expect(await scene.say("settings Coverage STRICT")).toBe(
      "coverage is strict: stories of several outlets are one message only where they are clearly about one event.\n" +
        "It concerns stories from now on.\n" +
        "[Undo: /news settings coverage normal]",
    );
    expect(await scene.say("settings images off")).not.toContain("from now on");
    expect(scene.state.settings).toEqual({
      coverage: "strict",
      images: "off",
      updates: "edit",
      who: "anyone",
      translate: "off",
    });
    await scene.press("settings", ["coverage", "normal"]);
    expect(scene.state.settings.coverage).toBe("normal");
  });

  it("says of a language that it needs a model, where there is none", async () => {
    const none = "translate has no effect until whoever runs me sets up a language model";
    const german =
      "translate is de: stories in other languages are told in German, as far as the language model can.";
    const [bare, writing] = [makeScene(), makeScene({ writes: true })];
    for (const { say, state } of [bare, writing]) {
      expect(await say("settings translate de")).toContain(`${german}\nIt concerns stories from now on.\n`);
      expect(state.settings.translate).toBe("de");
    }
    for (const line of ["settings translate", "settings", "settings translate fr"]) {
      expect(await bare.say(line)).toContain(none);
      expect(await writing.say(line)).not.toContain(none);
    }
    expect(await bare.say("settings translate off")).not.toContain(none);
    expect(await bare.say("settings")).not.toContain(none);
  });

  it("changes nothing for a wrong value, the same value, or somebody who may not", async () => {
    const scene = makeScene();
    expect(await scene.say("settings coverage stict")).toBe(
      '"stict" is not a value of coverage. There are off, exact, normal and strict. Nothing was changed.\n[coverage strict: /news settings coverage strict]',
    );
    expect(await scene.say("settings coverage 12345")).not.toContain("[");
    expect(await scene.say("settings images on")).toBe("images is on here already. Nothing was changed.");
    const mayManage = async () => false;
    expect(await scene.say("settings images off", { mayManage })).toBe(
      "Only people who manage this channel can change what it watches.",
    );
    expect(await scene.say("settings", { mayManage })).toContain("images | on");
    expect(scene.state.changes).toEqual([]);
  });
});
