// Text as Slack hands it in: https://docs.slack.dev/messaging/formatting-message-text#parsing
const TAG = /<([^<>]*)>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Returns what a person typed: links as their addresses, mentions by name, entities as signs. */
export function typed(text: string): string {
  return decoded(text, (url, label) => (label !== "" && isSame(url, label) ? label : url)).trim();
}

/** Returns a message as people read it: links by their labels. */
export function readable(text: string): string {
  return decoded(text, (url, label) => label || url).trim();
}

/** Returns the text without the mention of the bot that opens it, and without any later one. */
export function mentionless(text: string, bot: string): string {
  return text.replaceAll(new RegExp(`<@${bot}(?:\\|[^<>]*)?>[:,]?`, "g"), " ").trim();
}

function decoded(text: string, link: (url: string, label: string) => string): string {
  const plain = text.replaceAll(TAG, (_tag, inside: string) => {
    const at = inside.indexOf("|");
    const target = at < 0 ? inside : inside.slice(0, at);
    const label = at < 0 ? "" : inside.slice(at + 1);
    if (/^[@#]/.test(target)) return label === "" ? target : `${target.charAt(0)}${label}`;
    if (target.startsWith("!")) return label || `@${target.slice(1)}`;
    return link(target, label);
  });
  return plain.replaceAll(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Slack makes links of bare names such as example.com, and those were typed without a scheme. */
function isSame(url: string, label: string): boolean {
  return url.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\/$/, "") === label.replace(/\/$/, "");
}
