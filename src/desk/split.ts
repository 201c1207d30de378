import type { Alert } from "../alerts/alert.ts";
import type { Dispatch } from "../alerts/dispatch.ts";
import type { Plan } from "../alerts/plan.ts";
import { editId } from "../alerts/updates.ts";
import type { Clock } from "../commands/command.ts";
import type { Desk, Split } from "../commands/desk.ts";
import type { Covering } from "../covering.ts";
import type { Store } from "../store/store.ts";
import type { StoredStory } from "../stories/story.ts";
import { codeOf } from "../text/error.ts";
import { type Channel, channelKey } from "../watches/channel.ts";

interface Parts {
  readonly store: Store;
  readonly covering: Pick<Covering, "part" | "doubt">;
  /** Called with the plan once it is committed, never before. */
  readonly committed: (plan: Plan) => void;
  readonly clock: Clock;
}

/** A joined alert with its story, and the alert that it joined with its own. */
interface Pair {
  readonly alert: Alert;
  readonly story: StoredStory;
  readonly lead: Alert;
  readonly from: StoredStory;
  /** What tells the lead, as long as it is known. */
  readonly message: Dispatch | undefined;
  /** The stories that it is parted from: the lead's, and the one that it was found to be near. */
  readonly apart: readonly string[];
}

/** Makes what parts the story of a joined alert from the one whose message it joined, and tells it by itself. */
export function makeSplit({ store, covering, committed, clock }: Parts): Desk["split"] {
  async function pairOf(channel: Channel, id: string): Promise<Pair | undefined> {
    const [alert] = await store.alerts.get([id]);
    if (alert?.verdict.kind !== "joined" || channelKey(alert.channel) !== channelKey(channel))
      return undefined;
    const { alert: leading, near } = alert.verdict;
    const [lead] = await store.alerts.get([leading]);
    const [story] = await store.stories.get([alert.story]);
    const [from] = lead ? await store.stories.get([lead.story]) : [];
    if (!lead || !story || !from) return undefined;
    const { verdict } = lead;
    const message = verdict.kind === "told" ? await store.dispatches.get(verdict.dispatch) : undefined;
    return { alert, story, lead, from, message, apart: [...new Set([lead.story, near.story])] };
  }

  /** It leads a coverage of its own, unless another alert of the channel does so already. */
  async function coverageOf({ alert, story }: Pair, now: Date): Promise<Pick<Alert, "coverage">> {
    const past = await store.alerts.past([alert.channel], [], now, [story.id]);
    return past.get(channelKey(alert.channel))?.latest.has(story.id) ? {} : { coverage: story.id };
  }

  /** Commits what the store holds now; again where another alert came in between. */
  async function commit(pair: Pair, tries = 3): Promise<Plan> {
    const now = clock.now();
    const plan = planOf(pair, await coverageOf(pair, now), now);
    try {
      await store.commit(plan);
      return plan;
    } catch (error) {
      if (tries > 1 && codeOf(error) === "stale") return commit(pair, tries - 1);
      // It may have taken effect although its answer is lost.
      covering.doubt();
      throw error;
    }
  }

  return async (channel, id): Promise<Split> => {
    const pair = await pairOf(channel, id);
    if (!pair) return { kind: "gone" };
    committed(await commit(pair));
    const { story, from, apart } = pair;
    // Coverage that cannot be read now is read whole when it is next asked for, and then knows of this.
    for (const other of apart) await covering.part(story, other).catch(() => undefined);
    return { kind: "split", story, from };
  };
}

function planOf(
  { alert, story, lead, message, apart }: Pair,
  coverage: Pick<Alert, "coverage">,
  decidedAt: Date,
): Plan {
  const told: Alert = {
    ...alert,
    verdict: { kind: "told", dispatch: alert.id, by: "post" },
    ...coverage,
    decidedAt,
  };
  const { channel } = alert;
  const due = { channel, state: "pending", attempts: 0, dueAt: decidedAt, createdAt: decidedAt } as const;
  const post: Dispatch = { ...due, id: alert.id, kind: "post", alerts: [alert.id] };
  return {
    stories: [],
    sightings: [],
    parted: apart.map((other) => [story.id, other] as const),
    alerts: [told],
    dispatches: [post, ...editOf(lead, message, due)],
    seen: [],
  };
}

/** The message that it had joined names it no longer; what a digest told stays, and what was never posted is not edited. */
function editOf(
  lead: Alert,
  message: Dispatch | undefined,
  due: Omit<Dispatch, "id" | "kind" | "alerts">,
): readonly Dispatch[] {
  if (message?.kind !== "post" || message.state === "dead") return [];
  const { id: target } = message;
  return [{ ...due, id: editId(target, due.dueAt), kind: "edit", alerts: [lead.id], target }];
}
