/** Bits of Discord's permissions: https://docs.discord.com/developers/topics/permissions */
export const MAY = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readMessageHistory: 1n << 16n,
  sendMessagesInThreads: 1n << 38n,
} as const;

export type May = keyof typeof MAY;

/** The names that Discord shows to people. */
const NAMES: Readonly<Partial<Record<May, string>>> = {
  viewChannel: "View Channel",
  sendMessages: "Send Messages",
  sendMessagesInThreads: "Send Messages in Threads",
  embedLinks: "Embed Links",
  readMessageHistory: "Read Message History",
};

/** What an invite asks for: all that is ever needed. */
export const INVITE = Object.keys(NAMES).reduce((sum, name) => sum | MAY[name as May], 0n);

/** What a channel is, as far as posting goes. */
export type Kind = "text" | "forum" | "thread" | "direct" | "other";

/** Returns the kind of a channel from its number: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export function kindOf(type: number): Kind {
  if (type === 1 || type === 3) return "direct";
  if (type >= 10 && type <= 12) return "thread";
  if (type === 15 || type === 16) return "forum";
  return type === 4 || type === 14 ? "other" : "text";
}

/** True where these permissions hold that one; an administrator has all. */
export function holds(permissions: bigint, one: May): boolean {
  return (permissions & (MAY[one] | MAY.administrator)) !== 0n;
}

/** What a channel changes for a role or a person. */
export interface Overwrite {
  readonly allow: bigint;
  readonly deny: bigint;
}

/** Who somebody is in a server, as far as permissions go. */
export interface Standing {
  readonly id: string;
  /** Their roles, without that of everyone, which bears the server's id. */
  readonly roles: readonly string[];
  readonly server: {
    readonly id: string;
    readonly owner: string;
    readonly roles: ReadonlyMap<string, bigint>;
  };
  readonly overwrites: ReadonlyMap<string, Overwrite>;
}

/** Returns what a person may do in a channel: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
export function reckoned({ id, roles, server, overwrites }: Standing): bigint {
  const all = [server.id, ...roles];
  const base = all.reduce((sum, role) => sum | (server.roles.get(role) ?? 0n), 0n);
  if (id === server.owner || (base & MAY.administrator) !== 0n) return base | MAY.administrator;
  // First what the channel says of everyone, then of all their roles together, then of them.
  return [[server.id], roles, [id]].reduce((rights, names) => {
    const said = names.map((name) => overwrites.get(name) ?? { allow: 0n, deny: 0n });
    const deny = said.reduce((sum, one) => sum | one.deny, 0n);
    const allow = said.reduce((sum, one) => sum | one.allow, 0n);
    return (rights & ~deny) | allow;
  }, base);
}

/** What is missing to post somewhere, and what to do about it; posting itself fails only where `blocks`. */
export interface Lack {
  readonly blocks: boolean;
  readonly why: string;
  readonly fix: string;
}

/** Returns what these permissions lack in a channel; undefined where all is well. */
export function lackOf(permissions: bigint, kind: Kind, name: string): Lack | undefined {
  if (kind === "direct") return undefined;
  if (kind === "other") return { blocks: true, ...wrongKind(name) };
  const send = kind === "thread" ? "sendMessagesInThreads" : "sendMessages";
  const missing = (["viewChannel", send, "embedLinks", "readMessageHistory"] as const).filter(
    (one) => !holds(permissions, one),
  );
  if (missing.length === 0) return undefined;
  return { blocks: missing.some((one) => one !== "readMessageHistory"), ...lacking(missing, name) };
}

/** Returns that permissions are missing, and who can give them. */
export function lacking(
  missing: readonly May[],
  name: string,
): { readonly why: string; readonly fix: string } {
  const names = missing.map((one) => NAMES[one] ?? one);
  const listed = names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const fix = `I need ${listed} in ${name}. A server admin can allow it under Edit Channel, Permissions.`;
  return { why: `In ${name} I lack ${listed}.`, fix };
}

function wrongKind(name: string) {
  const fix = "Choose a text, announcement or forum channel, or a thread.";
  return { why: `${name} is no channel in which messages can be written.`, fix };
}
