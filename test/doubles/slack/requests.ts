import { createHmac } from "node:crypto";
import type { Acked } from "./sockets.ts";
import type { Json } from "./world.ts";

export type Kind = "slash_commands" | "interactive" | "events_api";

/** Where and how an app hears of things over HTTP; a wrong secret or time (in seconds) is for tests of the check. */
export interface Endpoint {
  readonly url: string;
  readonly secret: string;
  readonly skewSeconds?: number;
}

/** Returns the body of a request as Slack writes it, and its content type. */
export function bodyOf(kind: Kind, payload: Json): { readonly body: string; readonly type: string } {
  if (kind === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  const form =
    kind === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { body: new URLSearchParams(form).toString(), type: "application/x-www-form-urlencoded" };
}

/** Signs a body (https://docs.slack.dev/authentication/verifying-requests-from-slack); the time is in seconds. */
export function sign(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex")}`;
}

/** Sends a signed request and waits for the answer, at most `ackMs`. */
export async function request(
  { url, secret, skewSeconds = 0 }: Endpoint,
  {
    kind,
    payload,
    now,
    ackMs,
    retry,
  }: { kind: Kind; payload: Json; now: number; ackMs: number; retry: number },
): Promise<Acked> {
  const { body, type } = bodyOf(kind, payload);
  const seconds = Math.floor(now / 1000) + skewSeconds;
  const start = performance.now();
  const took = () => performance.now() - start;
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": type,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": String(seconds),
        "x-slack-signature": sign(secret, seconds, body),
        ...(retry ? { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" } : {}),
      },
      signal: AbortSignal.timeout(ackMs),
    });
    const text = await response.text();
    const { status, ok } = response;
    const answer = text ? { ackPayload: asJson(text) } : {};
    return {
      acked: ok,
      ackMs: took(),
      late: false,
      status,
      ...answer,
      ...(ok ? {} : { why: `status ${status}` }),
    };
  } catch (error) {
    return { acked: false, ackMs: took(), late: took() >= ackMs, why: String(error) };
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
