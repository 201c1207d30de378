import type { Fault, makeFaults } from "./faults.ts";
import type { Sockets } from "./sockets.ts";
import type { World } from "./world.ts";

interface Options {
  readonly world: World;
  readonly faults: ReturnType<typeof makeFaults>;
  readonly sockets: Sockets;
}

/** Makes what a test uses to give an app a hard time. */
export function makeTrouble({ world, faults, sockets }: Options) {
  const change = (id: string, what: { archived?: boolean; member?: boolean }) => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`The workspace has no conversation ${id}.`);
    Object.assign(channel, what);
  };
  return {
    /** Lets the next calls of a method misbehave; "response_url" stands for response addresses, "*" for any method. */
    fail: (method: string, fault: Fault, times = 1) => faults.add(method, fault, times),
    /** Forgets the faults that have not struck. */
    mend: faults.clear,
    /** Lets the next attempts to open a socket fail, one after the other. */
    refuse(next: readonly (string | 503)[]): void {
      for (const one of next) faults.add("apps.connections.open", openingFault(one));
    },
    /** Asks sockets to go, as Slack does every few hours; returns how many were asked. */
    refreshSockets: ({
      count = 1,
      reason = "refresh_requested",
    }: {
      count?: number;
      reason?: "refresh_requested" | "warning";
    } = {}): number => sockets.refresh(count, reason),
    /** Cuts sockets without a word, oldest first; all, where no number is given. */
    dropSockets: sockets.drop,
    /** These change a conversation silently: the event, if the app shall hear of it, is the test's to send. */
    archive: (channel: string, archived = true) => change(channel, { archived }),
    remove: (channel: string) => change(channel, { member: false }),
    invite: (channel: string) => change(channel, { member: true }),
    destroy: (channel: string) => void world.channels.delete(channel),
    /** Takes all tokens back and sends the sockets away; `false` makes the tokens good again. */
    revoke(revoked = true): void {
      world.revoked = revoked;
      if (revoked) sockets.refresh(Number.POSITIVE_INFINITY, "link_disabled");
    },
  };
}

function openingFault(one: string | 503): Fault {
  if (one === "drop") return { drop: "before" };
  return typeof one === "number" ? { status: one } : { error: one };
}
