import type { Dispatch } from "../alerts/dispatch.ts";
import type { makeAlerts } from "./alerts.ts";
import type { makeDispatches, Placed } from "./dispatches.ts";
import { isPending, outrun, union } from "./growth.ts";

/** Makes what puts one digest in the place of pending posts and digests; for use inside a transaction. */
export function makeFold(
  dispatches: ReturnType<typeof makeDispatches>,
  alerts: Pick<ReturnType<typeof makeAlerts>, "one" | "repoint">,
) {
  /** What a message tells, with what a pending edit was to add to it. */
  const tellsOf = ({ dispatch }: Placed): readonly string[] => {
    const edit = dispatches.openEdit(dispatch.id)?.dispatch;
    return [...dispatch.alerts, ...(edit?.alerts ?? [])];
  };
  /** Told by another message: it had joined one of these, and was split off since. */
  const isToldBeside = (id: string, messages: readonly string[]): boolean => {
    const verdict = alerts.one(id)?.verdict;
    return verdict?.kind === "told" && !messages.includes(verdict.dispatch);
  };

  return (into: Dispatch, from: readonly string[]): void => {
    const there = from.filter((id) => id !== into.id).flatMap((id) => dispatches.placed(id) ?? []);
    const folded = there.filter(isPending);
    if (folded.length === 0) return;
    const known = dispatches.placed(into.id);
    if (known && !isPending(known)) throw outrun(known.dispatch);

    // What went out meanwhile keeps its alerts; what grew meanwhile brings them all.
    const gone = new Set(there.filter((one) => !isPending(one)).flatMap((one) => one.dispatch.alerts));
    const asked = into.alerts.filter((id) => !gone.has(id));
    const all = union(known?.dispatch.alerts ?? [], asked, folded.flatMap(tellsOf));
    const messages = [into.id, ...folded.map((one) => one.dispatch.id)];
    const told = all.filter((id) => !isToldBeside(id, messages));
    const seq = Math.min(...[...folded, ...(known ? [known] : [])].map((one) => one.seq));

    for (const one of folded) {
      dispatches.remove(one.dispatch.id);
      dispatches.handOver(one.dispatch.id, into.id);
    }
    if (known) dispatches.extend(into.id, told, seq);
    else dispatches.insert({ ...into, alerts: told }, seq);
    alerts.repoint(told, into.id);
  };
}
