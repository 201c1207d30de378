import fc from "fast-check";
import { expect, it } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import type { Dispatch } from "../../src/alerts/dispatch.ts";
import type { Plan } from "../../src/alerts/plan.ts";
import { StoreError } from "../../src/store/errors.ts";
import { openStore } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { alert, at, digest, HERE, joining, plan, post, START, story } from "./plans.ts";

/** What a law of the outbox does next; numbers name a story, an earlier plan or an outcome. */
type Step =
  | { readonly kind: "tell" | "change" | "split" | "again" | "send"; readonly n: number }
  | { readonly kind: "join"; readonly n: number; readonly to: number }
  | { readonly kind: "fold" };

const STORIES = 6;
const OUTCOMES = ["sent", "dead", "pending", "unknown"] as const;
const number = fc.nat(STORIES - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("tell", "change", "split", "again", "send"), n: fc.nat(30) }),
  fc.record({ kind: fc.constantFrom("again", "send"), n: fc.nat(30) }),
  fc.record({ kind: fc.constant("join"), n: number, to: number }),
  fc.record({ kind: fc.constant("join"), n: number, to: number }),
  fc.record({ kind: fc.constant("fold") }),
);

/** Takes steps upon a store, deciding on what it holds as the bot does. */
function makeWalk(store: Store) {
  const plans: Plan[] = [];
  const dispatches = new Set<string>();
  let minute = 0;
  let refused = 0;

  const lead = async (n: number) => {
    const [past] = [...(await store.alerts.past([HERE], [`story-${n}`], START)).values()];
    const [found] = past ? past.leads.values() : [];
    return found?.dead ? undefined : found;
  };
  const commit = async (made: Plan) => {
    try {
      await store.commit(made);
      plans.push(made);
      for (const { id } of made.dispatches) dispatches.add(id);
    } catch (error) {
      if (!(error instanceof StoreError && error.code === "stale")) throw error;
      refused += 1;
    }
  };
  const edit = (of: Alert, alerts: readonly string[], open: Dispatch["id"] | undefined): Dispatch => {
    const target = of.verdict.kind === "told" ? of.verdict.dispatch : "";
    return { ...post(of), id: open ?? `edit ${minute}`, kind: "edit", target, alerts, dueAt: at(minute) };
  };

  const takes = {
    tell: async (n: number) => {
      const told = alert(n, { coverage: `story-${n}` });
      await commit(plan({ stories: [story(n)], alerts: [told], dispatches: [post(told)] }));
    },
    join: async (n: number, to: number) => {
      const found = await lead(to);
      if (!found || n === to) return;
      const joined = { ...alert(n, { verdict: joining(found.alert) }), decidedAt: at(minute) };
      const stories = [story(n, { coverage: "story-0" })];
      const dispatches = [edit(found.alert, [joined.id], found.openEdit?.id)];
      await commit(plan({ stories, alerts: [joined], dispatches }));
    },
    change: async (n: number) => {
      const found = await lead(n);
      if (!found) return;
      const revision = { story: found.alert.story, title: `Title ${minute}`, at: at(minute) };
      const dispatches = [edit(found.alert, [found.alert.id], found.openEdit?.id)];
      await commit(plan({ stories: [story(n)], revisions: [revision], dispatches }));
    },
    split: async (n: number) => {
      const found = await lead(n);
      const known = await store.alerts.of(HERE, `story-${n}`);
      if (!found || known?.verdict.kind !== "joined") return;
      const told = { ...alert(n, { coverage: `story-${n}` }), decidedAt: at(minute) };
      const dispatches = [post(told), edit(found.alert, [found.alert.id], undefined)];
      await commit(plan({ parted: [[told.story, found.alert.story]], alerts: [told], dispatches }));
    },
    again: async (n: number) => {
      const made = plans[n % Math.max(plans.length, 1)];
      if (!made) return;
      const before = await everything();
      await store.commit(made);
      expect(await everything()).toEqual(before);
    },
    send: async (n: number) => {
      const heads = await store.dispatches.heads(at(minute));
      const head = heads[n % Math.max(heads.length, 1)];
      const target = head?.target === undefined ? undefined : await store.dispatches.get(head.target);
      if (!head || (head.target !== undefined && target?.state !== "sent")) return;
      const state = OUTCOMES[n % OUTCOMES.length] ?? "sent";
      await store.dispatches.settle({ ...(await store.dispatches.sending(head.id, at(minute))), state });
    },
    fold: async () => {
      const from = (await store.dispatches.pending(HERE)).filter(({ kind }) => kind !== "edit");
      const into = { ...digest(`digest ${minute}`, []), alerts: from.flatMap((one) => one.alerts) };
      if (from.length < 2) return;
      await store.dispatches.fold(
        into,
        from.map(({ id }) => id),
      );
      dispatches.add(into.id);
    },
  };

  async function everything() {
    const ids = Array.from({ length: STORIES }, (_, n) => `story-${n}`);
    const rows = await Promise.all([...dispatches].map((id) => store.dispatches.get(id)));
    return {
      stories: await store.stories.get(ids),
      alerts: await store.alerts.get(ids.map((_, n) => alert(n).id)),
      dispatches: rows.filter((row) => row !== undefined),
      parted: await store.stories.parted(),
      credits: await store.alerts.told("watch", START),
    };
  }

  return {
    async take(next: Step) {
      minute += 1;
      if (next.kind === "join") await takes.join(next.n, next.to);
      else if (next.kind === "fold") await takes.fold();
      else await takes[next.kind](next.kind === "again" || next.kind === "send" ? next.n : next.n % STORIES);
    },
    everything,
    refused: () => refused,
  };
}

function isOpen({ state }: Dispatch): boolean {
  return state !== "sent" && state !== "dead";
}

/** Expects that each alert is in one message, and that what has joined is in it or on its way into it. */
function expectConsistent({
  alerts,
  dispatches,
}: Awaited<ReturnType<ReturnType<typeof makeWalk>["everything"]>>) {
  const byId = new Map(alerts.map((one) => [one.id, one]));
  const messages = dispatches.filter(({ kind }) => kind === "post" || kind === "digest");
  for (const { id, verdict } of alerts) {
    const holding = messages.filter((one) => one.alerts.includes(id));
    if (verdict.kind === "told") {
      expect(holding.map((one) => one.id)).toContain(verdict.dispatch);
      // Only a message that is out may still name what has left it since.
      expect(holding.filter((one) => isOpen(one) && one.id !== verdict.dispatch)).toEqual([]);
    } else if (verdict.kind === "joined") {
      const lead = byId.get(verdict.alert)?.verdict;
      const message = lead?.kind === "told" ? lead.dispatch : "none";
      const brings = (one: Dispatch) => one.id === message || one.target === message;
      expect(dispatches.filter((one) => brings(one) && one.alerts.includes(id))).not.toEqual([]);
      expect(holding.filter((one) => isOpen(one) && one.id !== message)).toEqual([]);
    }
  }
  const open = dispatches.filter(({ kind, state }) => kind === "edit" && state === "pending");
  // While one is on its way there may be another one, and then the first may come back.
  const fresh = open.filter(({ attempts }) => attempts === 0);
  expect(new Set(fresh.map(({ target }) => target)).size).toBe(fresh.length);
  for (const { target } of open) expect(dispatches.map(({ id }) => id)).toContain(target);
}

it("whatever joins, changes, is split, sent, folded or said again, each alert has its one message", async () => {
  const reached = { joined: 0, split: 0, edits: 0, digests: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40 }), async (steps) => {
      const store = await openStore({ folder: ":memory:", now: () => START });
      const walk = makeWalk(store);
      await walk.take({ kind: "tell", n: 0 });
      for (const next of steps) await walk.take(next);
      const all = await walk.everything();
      expectConsistent(all);
      reached.joined += all.alerts.filter(({ verdict }) => verdict.kind === "joined").length;
      reached.split += all.parted.length;
      reached.edits += all.dispatches.filter(({ kind }) => kind === "edit").length;
      reached.digests += all.dispatches.filter(({ kind }) => kind === "digest").length;
      await store.close();
    }),
    { numRuns: 25 },
  );
  // A law about nothing would hold, too.
  for (const times of Object.values(reached)) expect(times).toBeGreaterThan(5);
});
