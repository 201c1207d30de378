import type { Channel, MessageRef } from "../watches/channel.ts";

export type DispatchKind = "post" | "edit" | "reply" | "digest";
export type DispatchState = "pending" | "sending" | "sent" | "unknown" | "dead";

/** One thing to do on a platform; the unit of the outbox. It holds facts, never rendered text. */
export interface Dispatch {
  /** Also the idempotency key towards the platform. */
  readonly id: string;
  readonly channel: Channel;
  readonly kind: DispatchKind;
  /** Ids of the alerts it tells. */
  readonly alerts: readonly string[];
  /** For edit and reply: the id of the dispatch whose message it concerns. */
  readonly target?: string;
  readonly state: DispatchState;
  /** How often it was handed to the platform. */
  readonly attempts: number;
  readonly dueAt: Date;
  readonly createdAt: Date;
  /** When it was last handed to the platform. */
  readonly attemptedAt?: Date;
  /** The posted message, once sent. */
  readonly message?: MessageRef;
  /** Why it is dead, or what the last attempt ended in. */
  readonly reason?: string;
  /** True after the platform refused the card: it is posted once more as title and link alone. */
  readonly plain?: boolean;
}
