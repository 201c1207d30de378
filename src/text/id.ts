import { createHash } from "node:crypto";

/**
 * Returns a deterministic id of 22 URL-safe characters for a list of parts: 132 bits of their SHA-256.
 *
 * The parts are joined by a line feed, so they must not hold one themselves where that could be confused.
 * 22 characters fit Discord's nonce (at most 25).
 */
export function stableId(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22);
}
