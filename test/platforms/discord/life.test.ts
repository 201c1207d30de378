import { describe, expect, it } from "vitest";
import { aStory } from "../../doubles/samples.ts";
import { DIRECT, makeScene, NEWS, until } from "./scene.ts";

const BOB = "500000000000000002";

async function started(given: Parameters<typeof makeScene>[0] = {}) {
  const scene = await makeScene(given);
  await scene.start();
  return scene;
}

const textOf = (message: { readonly embeds: readonly object[] } | undefined) =>
  JSON.stringify(message?.embeds ?? []);

describe("being spoken to", () => {
  it.each([NEWS, DIRECT])("in %s is answered there", async (channel) => {
    const { double, wrongs } = await started({ desk: { stories: [aStory({ title: "Sora leaves" })] } });
    const asked = double.mention("latest Sora", { channel });
    await until(() => double.messages(channel).length === 2);
    const [, answer] = double.messages(channel);
    expect(answer).toMatchObject({ reference: asked.id });
    expect(textOf(answer)).toContain("**Sora** leaves");
    expect(wrongs()).toEqual([]);
  });

  it("lets only those change watches who manage the channel", async () => {
    const { double, state } = await started();
    double.mention("watch Sora", { user: BOB });
    await until(() => double.messages(NEWS).length === 2);
    expect(textOf(double.messages(NEWS)[1])).toContain("Only people who manage");
    double.mention("watch Sora", { channel: DIRECT });
    await until(() => double.messages(DIRECT).length === 2);
    expect(state.watches).toHaveLength(1);
  });

  it("is not what others talk about", async () => {
    const { double } = await started();
    double.say("Has anyone seen Sora?");
    double.mention("latest");
    await until(() => double.messages(NEWS).length === 3);
    expect(double.messages(NEWS)[2]?.reference).toBe(double.messages(NEWS)[1]?.id);
  });
});
