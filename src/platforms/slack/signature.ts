import { createHmac, timingSafeEqual } from "node:crypto";

/** A request older or further in the future is refused (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const WINDOW_S = 5 * 60;

/** Returns whether a request was signed by Slack with this secret, within five minutes of `now` in either direction. */
export function isSigned(
  request: { readonly body: Uint8Array; readonly timestamp: string; readonly signature: string },
  secret: string,
  now: Date,
): boolean {
  const { body, timestamp, signature } = request;
  if (secret === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > WINDOW_S) return false;
  const wanted = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex");
  const given = Buffer.from(signature);
  const right = Buffer.from(`v0=${wanted}`);
  return given.length === right.length && timingSafeEqual(given, right);
}
