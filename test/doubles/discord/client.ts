import {
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  SlashCommandBuilder,
  type TextChannel,
} from "discord.js";
import { type DiscordDouble, type DiscordOptions, makeDiscordDouble, NEWSROOM } from "./discord.ts";

const [text, other, releases, forum, thread, dm] = NEWSROOM.channels;

/** The channels of the newsroom, by what they are. */
export const ID = {
  text: text.id,
  other: other.id,
  releases: releases.id,
  forum: forum.id,
  thread: thread.id,
  dm: dm.id,
} as const;

export const POST = "POST /channels/:channel/messages";

const open: { double: DiscordDouble; clients: Client[] }[] = [];

/** Starts a double that `closeAll` closes. */
export async function start(options: DiscordOptions = {}): Promise<DiscordDouble> {
  const double = await makeDiscordDouble(options);
  open.push({ double, clients: [] });
  return double;
}

/** Ends every client and every double of a test. */
export async function closeAll(): Promise<void> {
  for (const { double, clients } of open.splice(0)) {
    for (const client of clients) await client.destroy();
    await double.close();
  }
}

/** Makes a client that is not logged in yet. */
export function makeClient(
  double: DiscordDouble,
  intents: readonly GatewayIntentBits[] = [GatewayIntentBits.Guilds],
): Client {
  const client = new Client({
    intents: [...intents],
    allowedMentions: { parse: [] },
    rest: { api: double.apiUrl, retries: 0, timeout: 10_000 },
    // discord.js lets 5 s pass between two identifications; here nobody has to wait.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
  client.on(Events.Error, () => undefined);
  open.find((one) => one.double === double)?.clients.push(client);
  return client;
}

/** Returns a client that is ready. */
export async function connect(
  double: DiscordDouble,
  intents?: readonly GatewayIntentBits[],
): Promise<Client<true>> {
  const client = makeClient(double, intents);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(double.token);
  await ready;
  return client as Client<true>;
}

/** Returns a channel as the client has it. */
export async function room(client: Client, id: string = ID.text): Promise<TextChannel> {
  return (await client.channels.fetch(id)) as TextChannel;
}

/** The one command of these tests. */
export const news = new SlashCommandBuilder()
  .setName("news")
  .setDescription("The news")
  .addSubcommand((sub) =>
    sub
      .setName("watch")
      .setDescription("Watches")
      .addStringOption((option) =>
        option.setName("query").setDescription("What").setRequired(true).setAutocomplete(true),
      )
      .addIntegerOption((option) => option.setName("count").setDescription("How many").setMaxValue(5)),
  );

/** Returns a client that has registered /news and answers by this. */
export async function serving(double: DiscordDouble, answer: (interaction: Interaction) => Promise<unknown>) {
  const client = await connect(double);
  await client.application.commands.set([news]);
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  return client;
}

/** Returns what a promise is rejected with. */
export const refusal = (
  promise: Promise<unknown>,
): Promise<{ code: unknown; status: unknown; message: string }> =>
  promise.then(
    () => Promise.reject(new Error("nothing was refused")),
    (error) => error,
  );
