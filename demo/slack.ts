import { show } from "../test/doubles/slack/show.ts";
import { makeSlackDouble } from "../test/doubles/slack/slack.ts";
import type { Place, Shown } from "./place.ts";

/** The longest that the demo runs, in ms. */
const DAY_MS = 86_400_000;

/** Starts a Slack of the demo's own, with the channel #news and Ann in it. */
export async function openSlackPlace(): Promise<Place> {
  const double = await makeSlackDouble({ paceLimit: true });
  const { world } = double;
  const where = (channel: string) => `#${world.channels.get(channel)?.name ?? channel}`;
  const seen = (
    one: { readonly ts: string; readonly channel: string },
    more: Omit<Shown, "id" | "where">,
  ) => ({
    id: one.ts,
    where: where(one.channel),
    ...more,
  });
  return {
    env: { SLACK_BOT_TOKEN: "xoxb-demo", SLACK_APP_TOKEN: "xapp-demo", SLACK_API_URL: double.apiUrl },
    channel: "slack:T1/C1",
    welcome: "A Slack of its own starts beside it; what you type after /news is sent by Ann in #news.",
    all: () =>
      [
        // What the bot posts by itself bears its mark; what it is asked for does not.
        ...double.messages().map((one) =>
          seen(one, {
            kind: one.metadata ? ("alert" as const) : ("answer" as const),
            text: read(show(one)),
          }),
        ),
        ...double.ephemerals.map((one) =>
          seen(one, { kind: "answer" as const, text: `(only Ann sees this)\n${read(show(one))}` }),
        ),
      ].toSorted((a, b) => Number(a.id) - Number(b.id)),
    watch(look) {
      const never = () => {
        look();
        return false;
      };
      double.until(never, DAY_MS).catch(() => undefined);
    },
    async send(line) {
      const { acked } = await double.command(line);
      return acked ? undefined : "Slack: /news failed because the app did not respond.";
    },
  };
}

/** A title of several pieces is one link to its readers: address and bold are said once. */
function read(shown: string): string {
  return shown.replace(/ <(\S+)>(?=[^\n]* <\1>)/g, "").replaceAll("**", "");
}
