import { errors } from "undici";
import { codeOf, messageOf } from "../text/error.ts";
import { FetchError, type FetchFault } from "./source.ts";

const SENTENCES: Readonly<Record<string, readonly [FetchFault, string]>> = {
  ENOTFOUND: ["network", "has an unknown host name"],
  EAI_AGAIN: ["network", "cannot be looked up: the name server does not answer"],
  ECONNREFUSED: ["network", "refuses connections"],
  ECONNRESET: ["network", "closed the connection before the end"],
  EPIPE: ["network", "closed the connection before the end"],
  UND_ERR_SOCKET: ["network", "closed the connection before the end"],
  EHOSTUNREACH: ["network", "cannot be reached"],
  ENETUNREACH: ["network", "cannot be reached"],
  ETIMEDOUT: ["timeout", "does not answer"],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", "accepts no connection in time"],
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "accepts connections but does not answer in time"],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["network", "does not speak proper HTTP"],
  UND_ERR_HEADERS_OVERFLOW: ["size", "sends headers that are too large"],
};

const FAMILIES: readonly (readonly [RegExp, FetchFault, string])[] = [
  [/^(Z_|ZSTD_|ERR__ERROR_|ERR_BROTLI)/, "body", "cannot be decompressed"],
  [/^HPE_/, "network", "does not speak proper HTTP"],
  [/CERT|SIGNATURE|ISSUER|CRL/, "network", "has a certificate that cannot be trusted"],
  [/SSL|TLS|EPROTO/, "network", "fails to make a secure connection"],
];

/**
 * Turns whatever the network, TLS or decompression threw into a FetchError that tells people what is wrong; the
 * original is its cause. Where several addresses failed, the first one's error speaks.
 */
export function faultOf(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof AggregateError && error.errors.length > 0) return faultOf(error.errors[0]);
  // undici leaves the code of some of these away.
  if (error instanceof errors.HTTPParserError)
    return new FetchError("network", "does not speak proper HTTP", { cause: error });
  const code = codeOf(error);
  const exact = SENTENCES[code];
  if (exact !== undefined) return new FetchError(exact[0], exact[1], { cause: error });
  const family = FAMILIES.find(([pattern]) => pattern.test(code));
  if (family !== undefined) return new FetchError(family[1], `${family[2]} (${code})`, { cause: error });
  const detail = code || messageOf(error);
  return new FetchError("network", `cannot be fetched (${detail})`, { cause: error });
}
