import { type Content, parsed, Refused, readContent } from "./content.ts";
import { type Fault, hasEffect, statusUnder } from "./faults.ts";
import { BOT, type Ephemeral, type Json, type Message, type World } from "./world.ts";

/** One post to a response address; status 0 where the answer was lost. */
export interface Response {
  readonly at: number;
  readonly body: Json;
  readonly status: number;
  readonly error?: string;
}

interface Answer {
  readonly status: number;
  readonly body: Json;
}

interface Address {
  readonly channel: string;
  readonly user: string;
  readonly since: number;
  readonly original: Message | Ephemeral | undefined;
  readonly posts: Response[];
  uses: number;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES_MAX = 5;
const LIFE_MS = 30 * 60_000;

/** The response addresses that were given out. */
export function makeResponses(world: World) {
  const addresses = new Map<string, Address>();
  return {
    /** Gives out an address; returns its id. */
    open(channel: string, user: string, original?: Message | Ephemeral): string {
      const id = world.id("R");
      addresses.set(id, { channel, user, since: world.now(), original, posts: [], uses: 0 });
      return id;
    },
    posts: (id: string): readonly Response[] => addresses.get(id)?.posts ?? [],
    /** Takes what an app posts to an address, and does it, unless a fault forbids it; returns the answer. */
    take(id: string, text: string, fault?: Fault): Answer {
      const address = addresses.get(id);
      if (!address) return { status: 404, body: { ok: false, error: "invalid_url" } };
      const { body, error } = attempt(world, address, text, hasEffect(fault));
      const status = fault ? statusUnder(fault) : statusOf(error);
      const named = fault && "error" in fault ? fault.error : error;
      address.posts.push({ at: world.now(), body, status, ...(named === undefined ? {} : { error: named }) });
      return { status, body: named === undefined ? { ok: true } : { ok: false, error: named } };
    },
  };
}

export type Responses = ReturnType<typeof makeResponses>;

function statusOf(error: string | undefined): number {
  if (error === undefined) return 200;
  return error.endsWith("_url") ? 404 : 400;
}

function attempt(
  world: World,
  address: Address,
  text: string,
  effect: boolean,
): { body: Json; error?: string } {
  let body: Json = {};
  try {
    body = parsed(text, "invalid_payload") as Json;
    if (effect) respond(world, address, body);
    return { body };
  } catch (fault) {
    if (fault instanceof Refused) return { body, error: fault.error };
    throw fault;
  }
}

/** Says what an answer says: to all, or to one person alone, or in place of the original. */
function respond(world: World, address: Address, body: Json): void {
  if (world.now() - address.since > LIFE_MS) throw new Refused("expired_url");
  if (address.uses >= USES_MAX) throw new Refused("used_url");
  address.uses += 1;
  const { original } = address;
  if (original && body["delete_original"] === true) {
    original.deleted = true;
    return;
  }
  const content = readContent(body, "response");
  if (original && body["replace_original"] === true) replace(original, content);
  else say(world, address, body, content);
}

function replace(original: Message | Ephemeral, content: Content): void {
  Object.assign(original, content);
  if (original.user === BOT) Object.assign(original, { edited: ((original as Message).edited ?? 0) + 1 });
}

/** Puts an answer into the channel, or before one person. */
export function say(world: World, to: { channel: string; user: string }, body: Json, content: Content): void {
  const thread = body["thread_ts"] ? { threadTs: String(body["thread_ts"]) } : {};
  const common = { channel: to.channel, ts: world.ts(), ...content, ...thread };
  if (body["response_type"] === "in_channel") world.messages.push({ ...common, user: BOT });
  else world.ephemerals.push({ ...common, user: to.user });
}
