import { expect, it } from "vitest";
import type { Handlers } from "../src/platforms/platform.ts";
import { probing } from "../src/probing.ts";
import type { Channel } from "../src/watches/channel.ts";
import { channelKey } from "../src/watches/channel.ts";
import { MORNING, newsroom } from "./doubles/samples.ts";

const nextDoor = { ...newsroom, id: "next-door" };
const abroad = { ...newsroom, space: "s2" };

it("tries the lanes that a sign of life concerns, before it is answered", async () => {
  const steps: string[] = [];
  const said = (what: string) => async () => {
    steps.push(what);
    return undefined as never;
  };
  const inner = {
    ...{ joined: said("joined"), mended: said("mended"), command: said("command"), line: said("line") },
    removed: said("removed"),
  } as unknown as Handlers;
  const probe = async (channel: Channel) => void steps.push(`probe ${channelKey(channel)}`);
  const resting = async () =>
    [newsroom, nextDoor, abroad].map((channel) => ({
      channel,
      since: MORNING,
      detail: "",
      probeAt: MORNING,
    }));
  const handlers = probing(inner, { delivery: { probe }, lanes: { resting } });
  const invocation = {
    id: "1",
    channel: newsroom,
    person: { id: "a", name: "A" },
    mayManage: async () => true,
  };
  const taken = async (step: () => unknown) => {
    await step();
    return steps.splice(0);
  };

  const here = channelKey(newsroom);
  const asked = { ...invocation, options: {} };
  expect(await taken(() => handlers.joined(newsroom))).toEqual([`probe ${here}`, "joined"]);
  expect(await taken(() => handlers.command(["latest"], asked))).toEqual([`probe ${here}`, "command"]);
  expect(await taken(() => handlers.line("latest", asked))).toEqual([`probe ${here}`, "line"]);
  expect(await taken(() => handlers.mended?.({ space: "test:s1", channel: newsroom }))).toEqual([
    `probe ${here}`,
    "mended",
  ]);
  const whole = await taken(() => handlers.mended?.({ space: "test:s1" }));
  expect(whole).toEqual([`probe ${here}`, `probe ${channelKey(nextDoor)}`, "mended"]);
});
