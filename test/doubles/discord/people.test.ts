import {
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, connect, ID, news, refusal, room, serving, start } from "./client.ts";
import { ADA } from "./discord.ts";

afterEach(closeAll);

describe("commands", () => {
  it("are registered, keep their ids, and are refused where a rule is broken", async () => {
    const double = await start();
    const client = await connect(double);
    await client.application.commands.set([news]);
    const [first] = double.registered();
    await client.application.commands.set([news]);
    expect(double.registered()[0]?.["id"]).toBe(first?.["id"]);
    expect(double.puts).toBe(2);
    const wrong = { name: "news", description: "" };
    expect((await refusal(client.application.commands.set([wrong]))).code).toBe(50035);
    expect(double.puts).toBe(2);
    expect(double.violations).toEqual([expect.stringContaining("BASE_TYPE_REQUIRED")]);
  });

  it("are delivered, deferred and filled in", async () => {
    const double = await start();
    await serving(double, async (one) => {
      if (!one.isChatInputCommand()) return;
      await one.deferReply({ flags: MessageFlags.Ephemeral });
      await one.editReply(`${one.options.getSubcommand()} ${one.options.getString("query")}`);
      await one.followUp("and more");
    });
    const done = await double.command(["news", "watch"], { query: "Sora", count: 3 });
    expect(done).toMatchObject({ acked: true, callback: { type: 5, data: { flags: 64 } } });
    expect(done.ackMs).toBeLessThan(3000);
    expect(await done.answer()).toMatchObject({ content: "watch Sora", ephemeral: true });
    await double.until(() => done.followups().length === 1);
    expect(double.messages().map(({ content }) => content)).toEqual(["and more"]);
    expect(double.whispers()).toHaveLength(1);
  });

  it("are not sent as Discord's client would not send them", async () => {
    const double = await start();
    const client = await serving(double, async () => undefined);
    await expect(double.command(["nothing"])).rejects.toThrow("no command");
    await expect(double.command(["watch"])).rejects.toThrow("required");
    await expect(double.command(["watch"], { query: "a", colour: "red" })).rejects.toThrow("no option");
    await expect(double.command(["watch"], { query: "a", count: 9 })).rejects.toThrow("out of range");
    await expect(double.command(["watch"], { query: "a", count: "9" })).rejects.toThrow("another type");
    await expect(double.autocomplete(["watch"], "count", "1")).rejects.toThrow("does not complete");
    await client.application.commands.set([
      news.toJSON(),
      { name: "quiet", description: "q", contexts: [0] },
    ]);
    await expect(double.command(["quiet"], {}, { channel: ID.dm })).rejects.toThrow("not offered");
  });

  it("complete", async () => {
    const double = await start();
    await serving(double, async (one) => {
      if (one.isAutocomplete()) await one.respond([{ name: one.options.getFocused(), value: "v" }]);
    });
    expect(await double.autocomplete(["watch"], "query", "So")).toEqual([{ name: "So", value: "v" }]);
  });

  it("answer late to 10062 and twice to 40060", async () => {
    let now = Date.now();
    const double = await start({ now: () => now });
    const refusals: Promise<{ code: unknown }>[] = [];
    await serving(double, async (one) => {
      if (!one.isChatInputCommand()) return;
      if (one.options.getString("query") === "late") now += 3001;
      const path = `/interactions/${one.id}/${one.token}/callback` as const;
      const reply = () =>
        one.client.rest.post(path, { body: { type: 4, data: { content: "hello" } }, auth: false });
      if (one.options.getString("query") === "twice") await reply();
      refusals.push(refusal(reply()));
    });
    expect(await double.command(["watch"], { query: "late" })).toMatchObject({ acked: false, ackMs: 3001 });
    expect(await double.command(["watch"], { query: "twice" })).toMatchObject({ acked: true });
    await double.until(() => refusals.length === 2);
    expect((await Promise.all(refusals)).map(({ code }) => code)).toEqual([10062, 40060]);
  });

  it("reach nobody while nobody is there", async () => {
    const double = await start();
    const client = await serving(double, async () => undefined);
    await client.destroy();
    expect(await double.command(["watch"], { query: "Sora" })).toMatchObject({ acked: false });
  });
});

describe("buttons and forms", () => {
  const button = new ButtonBuilder().setCustomId("v1|add").setLabel("Add").setStyle(ButtonStyle.Primary);
  const form = new ModalBuilder()
    .setCustomId("form")
    .setTitle("Add a watch")
    .addLabelComponents(
      new LabelBuilder()
        .setLabel("Words")
        .setTextInputComponent(new TextInputBuilder().setCustomId("query").setStyle(TextInputStyle.Short)),
    );

  it("work on an old message, before another life of the client", async () => {
    const double = await start();
    const first = await connect(double);
    const sent = await (await room(first)).send({
      content: "news",
      components: [{ type: 1, components: [button.toJSON()] }],
    });
    await first.destroy();
    const client = await serving(double, async (one) => {
      if (one.isButton()) await one.showModal(form);
      else if (one.isModalSubmit() && one.isFromMessage())
        await one.update(`${one.fields.getTextInputValue("query")} by ${one.user.id}`);
    });
    expect(client.isReady()).toBe(true);
    await expect(double.press(sent.id, "v2|add")).rejects.toThrow("but v1|add");
    expect((await double.press(sent, "v1|add")).callback?.type).toBe(9);
    await expect(double.modal("form", { query: "" })).rejects.toThrow("filled in");
    await double.press(sent, "v1|add");
    const done = await double.modal("form", { query: "Sora" });
    expect(await done.answer()).toMatchObject({ id: sent.id, content: `Sora by ${ADA}` });
    await expect(double.modal("form", { query: "Sora" })).rejects.toThrow("no form");
  });
});
