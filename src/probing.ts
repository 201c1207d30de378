import type { Delivery } from "./delivery.ts";
import type { Handlers } from "./platforms/platform.ts";
import type { Store } from "./store/store.ts";
import { spaceKey } from "./watches/channel.ts";

/** What is needed to try lanes that rest. */
interface Parts {
  readonly delivery: Pick<Delivery, "probe">;
  readonly lanes: Pick<Store["lanes"], "resting">;
}

/**
 * Returns the handlers, each of which first tries the resting lanes that it may concern.
 *
 * Whoever mended something need not wait for the hourly try: an invitation or a command there is a sign of it.
 */
export function probing(handlers: Handlers, { delivery, lanes }: Parts): Handlers {
  return {
    ...handlers,
    async joined(channel) {
      await delivery.probe(channel);
      return handlers.joined(channel);
    },
    async mended(scope) {
      const resting = (await lanes.resting()).map(({ channel }) => channel);
      const there = resting.filter((channel) => spaceKey(channel) === scope.space);
      for (const channel of scope.channel ? [scope.channel] : there) await delivery.probe(channel);
      return handlers.mended?.(scope);
    },
    async command(path, invocation) {
      await delivery.probe(invocation.channel);
      return handlers.command(path, invocation);
    },
    async line(text, invocation) {
      await delivery.probe(invocation.channel);
      return handlers.line(text, invocation);
    },
  };
}
