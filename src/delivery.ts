import type { Dispatch } from "./alerts/dispatch.ts";
import {
  afterFind,
  afterPost,
  dead,
  isGivenUp,
  lost,
  mayStart,
  type OnUnknown,
  PROBE_MS,
  rollUp,
  type Settled,
} from "./alerts/transitions.ts";
import type { Clock } from "./commands/command.ts";
import type { Composed, Composer } from "./composer.ts";
import type { Log } from "./log.ts";
import type { Notices } from "./notices.ts";
import type { Platform, PostResult } from "./platforms/platform.ts";
import type { RestingLane, Store } from "./store/store.ts";
import { clauseOf, messageOf } from "./text/error.ts";
import { type Channel, channelKey, type MessageRef } from "./watches/channel.ts";

/** A request still in flight may take effect after we gave up on it: look for its message only after this time, in ms. */
const VERIFY_AFTER_MS = 5_000;
/** How long a platform may take for one call, in ms. */
const ATTEMPT_MS = 10_000;

export interface Delivery {
  /** Looks for due dispatches now. A hint: the tick calls it each second anyway, so a lost hint costs no alert. */
  wake(): void;
  /** Resolves when nothing that is due is left to do. */
  idle(): Promise<void>;
  /** Tries a resting lane at once, after an event that may have mended it. A hint as well: it never rejects. */
  probe(channel: Channel): Promise<void>;
  /** Takes no further dispatch; resolves when those in flight are settled or `graceMs` is over. */
  stop(graceMs: number): Promise<void>;
}

interface Parts {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly compose: Composer;
  readonly clock: Clock;
  readonly log: Log;
  readonly notices: Notices;
  readonly onUnknown: OnUnknown;
  readonly verifyAfterMs?: number;
  /** Called when a platform refuses our token: nothing more goes there until a restart. */
  readonly platformLost?: (name: string, detail: string) => void;
}

/** Makes the outbox move: one lane per channel, one dispatch of a lane at a time, in order. */
export function makeDelivery(parts: Parts): Delivery {
  const { store, platforms, clock, log } = parts;
  const busy = new Map<string, Promise<void>>();
  const refused = new Set<string>();
  const aborting = new AbortController();
  let stopping = false;
  let wanted = false;
  let sweeping: Promise<void> | undefined;

  function wake(): void {
    wanted = true;
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
      if (wanted && !stopping) wake();
    });
  }

  async function sweep(): Promise<void> {
    wanted = false;
    if (stopping) return;
    try {
      const now = clock.now();
      const resting = new Map((await store.lanes.resting()).map((lane) => [channelKey(lane.channel), lane]));
      for (const head of await store.dispatches.heads(now))
        start(head, resting.get(channelKey(head.channel)), now);
    } catch (error) {
      log.error("delivery.sweep", { error });
    }
  }

  function start(head: Dispatch, resting: RestingLane | undefined, now: Date): void {
    const platform = platforms.get(head.channel.platform);
    // Edits concern a message that stands, so they run beside their lane, one at a time for a message.
    const key = head.kind === "edit" ? `edit ${head.target}` : channelKey(head.channel);
    if (stopping || busy.has(key) || !platform || isClosed(platform)) return;
    if (head.dueAt > now || (resting && resting.probeAt > now)) return;
    if (isUnsure(head) && verifyAt(head) > now.getTime()) return;
    const run = work(head, platform, resting).then((isDone) => {
      busy.delete(key);
      if (isDone) wake();
    });
    busy.set(key, run);
  }

  function isClosed(platform: Platform): boolean {
    return refused.has(platform.name) || platform.health().state === "down";
  }

  /** False after a fault of our own, such as a full disk: the lane then waits for the next tick instead of going in a circle. */
  async function work(
    head: Dispatch,
    platform: Platform,
    resting: RestingLane | undefined,
  ): Promise<boolean> {
    try {
      await deliver(head, platform, resting);
      await pause(platform.can.paceMs);
      return true;
    } catch (error) {
      log.error("delivery.failed", { dispatch: head.id, error });
      return false;
    }
  }

  async function deliver(
    head: Dispatch,
    platform: Platform,
    resting: RestingLane | undefined,
  ): Promise<void> {
    const now = clock.now();
    if (resting && isGivenUp(resting.since, now)) {
      return finish({ dispatch: dead(head, `not deliverable for 30 days: ${resting.detail}`) }, resting);
    }
    if (isUnsure(head)) return finish({ dispatch: await lookFor(head, platform) }, resting);
    const rolled = rollUp(await store.dispatches.pending(head.channel), now);
    if (rolled) return store.dispatches.fold(rolled.into, rolled.from);
    const target = head.target === undefined ? undefined : await store.dispatches.get(head.target);
    const may = mayStart(head, target);
    if (may === "never")
      return finish({ dispatch: dead(head, "the message it concerns was never posted") }, undefined);
    if (may === "wait") return store.dispatches.settle({ ...head, dueAt: new Date(now.getTime() + 60_000) });
    // What fails before "sending" has not touched the platform: the dispatch stays pending and nothing is in doubt.
    const draft = await draftOf(head, platform);
    if (draft.kind === "withheld") return withdraw(head);
    // From here on the dispatch takes nothing more, so the card tells all that it stands for.
    const sending = await store.dispatches.sending(head.id, now);
    const result = await attempt(async () =>
      say(sending, hasGrown(head, sending) ? await parts.compose(sending) : draft, platform, target?.message),
    );
    await finish(afterPost(sending, result, clock.now()), resting);
  }

  /** Where a message cannot be edited there is nothing to say: it stands as it was told. */
  async function draftOf(head: Dispatch, platform: Platform): Promise<Composed> {
    if (head.kind === "edit" && !platform.can.edit) return { kind: "withheld" };
    return parts.compose(head);
  }

  /** Nothing is left to say of it: what it told is held, or no watch asks for it. */
  async function withdraw({ id, channel }: Dispatch): Promise<void> {
    await store.dispatches.withdraw(id);
    log.info("dispatch.withheld", { dispatch: id, channel: channelKey(channel) });
  }

  async function say(
    sending: Dispatch,
    card: Composed,
    platform: Platform,
    message: MessageRef | undefined,
  ): Promise<PostResult> {
    if (card.kind === "unfit") return { kind: "invalid", scope: "message", detail: card.detail };
    if (card.kind === "withheld")
      return { kind: "gone", scope: "message", detail: "there is nothing to tell" };
    const signal = signalOf();
    if (sending.kind === "edit" && message) return platform.edit(message, card, signal);
    return platform.post(sending.channel, card, {
      key: sending.id,
      signal,
      ...(message ? { replyTo: message } : {}),
    });
  }

  /** A dispatch that was being sent when something broke: it is never repeated before it was looked for. */
  async function lookFor(head: Dispatch, platform: Platform): Promise<Dispatch> {
    const since = new Date((head.attemptedAt ?? head.createdAt).getTime() - 60_000);
    try {
      const found =
        platform.can.find && platform.find
          ? await platform.find(head.channel, head.id, since, signalOf())
          : "cannot know";
      return afterFind(head, found, parts.onUnknown, clock.now());
    } catch (error) {
      return lost(
        { ...head, attempts: head.attempts + 1 },
        `could not look for it: ${messageOf(error)}`,
        clock.now(),
      );
    }
  }

  async function finish({ dispatch, fault }: Settled, resting: RestingLane | undefined): Promise<void> {
    await store.dispatches.settle(dispatch);
    const about = { dispatch: dispatch.id, channel: channelKey(dispatch.channel), kind: dispatch.kind };
    if (dispatch.state === "sent") log.info("dispatch.sent", about);
    else log.warn(`dispatch.${dispatch.state}`, { ...about, reason: dispatch.reason });
    if (fault?.of === "platform") return lose(dispatch.channel.platform, fault.detail);
    if (fault) return rest(dispatch.channel, fault, resting);
    if (resting && dispatch.state === "sent") await recover(resting);
  }

  async function rest(
    channel: Channel,
    fault: { detail: string; fix?: string },
    before: RestingLane | undefined,
  ): Promise<void> {
    const now = clock.now();
    const probeAt = new Date(now.getTime() + PROBE_MS);
    const lane = {
      channel,
      since: before?.since ?? now,
      detail: fault.detail,
      probeAt,
      ...(fault.fix ? { fix: fault.fix } : {}),
    };
    await store.lanes.rest(lane);
    const name = channelKey(channel);
    await parts.notices.trouble(
      `lane ${name}`,
      `I cannot post in ${name}: ${clauseOf(fault.detail)}. Its alerts wait.${fault.fix ? ` ${fault.fix}` : ""}`,
    );
  }

  async function recover(lane: RestingLane): Promise<void> {
    await store.lanes.wake(lane.channel);
    const name = channelKey(lane.channel);
    await parts.notices.recovery(`lane ${name}`, `I can post in ${name} again.`);
  }

  async function lose(name: string, detail: string): Promise<void> {
    refused.add(name);
    parts.platformLost?.(name, detail);
    await parts.notices.trouble(
      `platform ${name}`,
      `${name} refuses this bot: ${clauseOf(detail)}. Its alerts wait until the token is mended.`,
    );
  }

  function verifyAt(head: Dispatch): number {
    return (head.attemptedAt ?? head.createdAt).getTime() + (parts.verifyAfterMs ?? VERIFY_AFTER_MS);
  }

  function signalOf(): AbortSignal {
    return AbortSignal.any([aborting.signal, AbortSignal.timeout(ATTEMPT_MS)]);
  }

  async function pause(ms: number): Promise<void> {
    if (ms > 0 && !stopping) await clock.sleep(ms, aborting.signal).catch(() => undefined);
  }

  async function idle(): Promise<void> {
    wake();
    while (sweeping || busy.size > 0) await (sweeping ?? Promise.race(busy.values()));
  }

  return {
    wake,
    idle,
    async probe(channel) {
      try {
        const resting = await store.lanes.resting();
        const lane = resting.find((one) => channelKey(one.channel) === channelKey(channel));
        if (!lane) return;
        await store.lanes.rest({ ...lane, probeAt: clock.now() });
        wake();
      } catch (error) {
        // The hourly try is still to come; whoever gave the hint must be answered.
        log.error("delivery.probe", { channel: channelKey(channel), error });
      }
    },
    async stop(graceMs) {
      stopping = true;
      const over = new AbortController();
      const wait = clock.sleep(graceMs, over.signal).catch(() => undefined);
      await Promise.race([Promise.all(busy.values()), wait]);
      over.abort();
      aborting.abort();
      await Promise.all(busy.values());
    },
  };
}

/** Whether a dispatch may have taken something more since it was read. */
function hasGrown(before: Dispatch, { kind, alerts }: Dispatch): boolean {
  return kind === "edit" || alerts.length !== before.alerts.length;
}

/** Whether nobody knows if it was posted. */
function isUnsure({ state }: Dispatch): boolean {
  return state === "sending" || state === "unknown";
}

async function attempt(call: () => Promise<PostResult>): Promise<PostResult> {
  try {
    return await call();
  } catch (error) {
    return { kind: "unknown", detail: messageOf(error) };
  }
}
