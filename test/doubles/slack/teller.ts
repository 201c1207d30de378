import { eventCallback, type Scene } from "./payloads.ts";
import type { Kind } from "./requests.ts";
import type { Response, Responses } from "./responses.ts";
import type { Acked } from "./sockets.ts";
import { type Conversation, direct, type Ephemeral, type Json, type Message, type World } from "./world.ts";

/** What became of something that people did: the acknowledgement, and what the app answered so far. */
export interface Delivered extends Acked {
  readonly kind: Kind;
  /** Posts to the response address so far; empty where there is none. */
  responses(): readonly Response[];
}

export interface By {
  /** The id of a person; U1 where nothing is said. */
  readonly user?: string;
}
export interface In extends By {
  /** The id of a conversation; C1 where nothing is said. */
  readonly channel?: string;
}

export interface TellerOptions {
  readonly world: World;
  readonly responses: Responses;
  readonly delivered: Delivered[];
  /** Where the double listens, such as `http://127.0.0.1:3000`. */
  origin(): string;
  send(kind: Kind, payload: Json, retry: number): Promise<Acked>;
}

export type Teller = ReturnType<typeof makeTeller>;

/** Makes what tells the app of things: scenes with triggers and response addresses, and events with one retry. */
export function makeTeller({ world, responses, delivered, origin, send }: TellerOptions) {
  let triggers = 0;

  function conversation(id: string): Conversation {
    const direct_ = world.users.has(id.slice(1)) ? direct(world, id.slice(1)) : undefined;
    const found = world.channels.get(id) ?? direct_;
    if (!found) throw new Error(`The workspace has no conversation ${id}.`);
    return found;
  }

  async function tell(kind: Kind, payload: Json, scene?: { readonly address?: string }): Promise<Delivered> {
    const retries = kind === "events_api" ? 1 : 0;
    let acked = await send(kind, payload, 0);
    for (let retry = 1; retry <= retries && !acked.acked; retry += 1)
      acked = await send(kind, payload, retry);
    const address = scene?.address;
    const done = { ...acked, kind, responses: () => (address ? responses.posts(address) : []) };
    delivered.push(done);
    return done;
  }

  return {
    tell,
    /** A person with a fresh trigger, and a response address where it is about a channel. */
    scene(
      { user = "U1", channel }: In,
      original?: Message | Ephemeral,
    ): Scene & { readonly address?: string } {
      const who = world.users.get(user);
      if (!who) throw new Error(`The workspace has no person ${user}.`);
      triggers += 1;
      const triggerId = `trigger.${triggers}.${user}`;
      world.triggers.set(triggerId, world.now());
      if (channel === undefined) return { user: who, triggerId };
      const where = conversation(channel);
      const address = responses.open(where.id, user, original);
      const responseUrl = `${origin()}/response/${address}`;
      return { user: who, triggerId, channel: where, responseUrl, address };
    },
    /** Tells of an event; `twice` delivers it again under the same id, although it was acknowledged. */
    async event(
      type: string,
      payload: Json,
      { eventId = world.id("Ev"), twice = false }: { eventId?: string; twice?: boolean } = {},
    ): Promise<Delivered> {
      const body = eventCallback(type, { event_ts: world.ts(), ...payload }, eventId, world.now() / 1000);
      const first = await tell("events_api", body);
      if (twice) await tell("events_api", body);
      return first;
    },
  };
}
