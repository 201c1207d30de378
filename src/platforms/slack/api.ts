import type { webApi as types } from "@slack/bolt";
import { type SlackLog, sdkLogger } from "./sdk.ts";

/** A call of the Web API; throws what the SDK throws, to be read by `faultOf`. */
export type Api = (method: string, args: object) => Promise<Answer>;

/** What Slack answered with `ok: true`. */
export type Answer = types.WebAPICallResult & { readonly [field: string]: unknown };

/** How long Slack may take to answer, in ms. */
const TIMEOUT_MS = 10_000;

export interface ApiOptions {
  readonly botToken: string;
  readonly apiUrl?: string;
  readonly log: SlackLog;
}

/** Makes the client for all that we ask and post. It never repeats a call: that is for the outbox to decide. */
export async function openApi({ botToken, apiUrl, log }: ApiOptions): Promise<Api> {
  const { webApi } = await import("@slack/bolt");
  const client = new webApi.WebClient(botToken, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: sdkLogger(log),
  });
  return async (method, args) => (await client.apiCall(method, { ...args })) as Answer;
}

/** Who the bot is, by `auth.test`. */
export interface Identity {
  readonly team: string;
  readonly bot: string;
  readonly botId: string;
  readonly name: string;
  /** Where the workspace is read, with a slash at its end; "" where Slack does not say. */
  readonly url: string;
  /** Empty where Slack does not say. */
  readonly scopes: readonly string[];
}

/** Asks who the bot is; throws what the SDK throws. */
export async function identify(api: Api): Promise<Identity> {
  const { team_id, user_id, bot_id, user, url, response_metadata } = await api("auth.test", {});
  return {
    team: String(team_id ?? ""),
    bot: String(user_id ?? ""),
    botId: String(bot_id ?? ""),
    name: String(user ?? "Newshound"),
    url: String(url ?? ""),
    scopes: response_metadata?.scopes ?? [],
  };
}
