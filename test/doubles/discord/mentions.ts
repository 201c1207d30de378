import { type Body, bodies, everyComponent, type Message } from "./types.ts";

/** A mention that is alive: it stands unescaped in a text, or it would ring. */
export interface LiveMention {
  readonly message: string;
  /** Where it stands, such as "content" or "embeds.0.title". */
  readonly where: string;
  readonly mention: string;
  readonly rings: boolean;
}

const MENTION = /<@!?\d+>|<@&\d+>|@everyone|@here/g;

/** Returns the live mentions in what the bot has sent, as `allowed_mentions` lets them ring. */
export function liveMentions(messages: readonly Message[]): LiveMention[] {
  return messages
    .filter(({ author }) => author.bot)
    .flatMap((message) => textsOf(message).flatMap(([where, text]) => inText(message, where, text)));
}

function inText(message: Message, where: string, text: string): LiveMention[] {
  return [...text.matchAll(MENTION)].flatMap((match) => {
    const [mention] = match;
    // Text in embeds is shown as a mention but rings nobody.
    const rings = !where.startsWith("embeds") && isAllowed(message, mention);
    const escapes = /\\*$/.exec(text.slice(0, match.index))?.[0].length ?? 0;
    const isShown = escapes % 2 === 0;
    return rings || isShown ? [{ message: message.id, where, mention, rings }] : [];
  });
}

/** Without `allowed_mentions` a message rings everybody it names; the answer to an interaction only people. */
function isAllowed({ allowedMentions, interaction }: Message, mention: string): boolean {
  const kind = mention.startsWith("<@&") ? "roles" : mention.startsWith("<@") ? "users" : "everyone";
  if (allowedMentions === undefined) return interaction === undefined || kind === "users";
  const parse = Array.isArray(allowedMentions["parse"]) ? allowedMentions["parse"] : [];
  const named = Array.isArray(allowedMentions[kind]) ? allowedMentions[kind] : [];
  return parse.includes(kind) || named.includes(/\d+/.exec(mention)?.[0]);
}

function textsOf(message: Message): [string, string][] {
  const texts: [string, unknown][] = [["content", message.content]];
  message.embeds.forEach((embed, index) => {
    texts.push(
      ...embedTexts(embed).map(([name, text]): [string, unknown] => [`embeds.${index}.${name}`, text]),
    );
  });
  for (const component of everyComponent(message.components))
    texts.push(["components", component["content"]]);
  return texts.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

/** Returns the texts of an embed that people see, by the names of its fields. */
export function embedTexts(embed: Body): [string, unknown][] {
  const inner = (name: string, key: string) => bodies([embed[name]])[0]?.[key];
  const fields = bodies(embed["fields"]).flatMap((field, index): [string, unknown][] => [
    [`fields.${index}.name`, field["name"]],
    [`fields.${index}.value`, field["value"]],
  ]);
  return [
    ["title", embed["title"]],
    ["description", embed["description"]],
    ...fields,
    ["footer.text", inner("footer", "text")],
    ["author.name", inner("author", "name")],
  ];
}
