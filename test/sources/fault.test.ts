import { errors } from "undici";
import { expect, test } from "vitest";
import { faultOf } from "../../src/sources/fault.ts";
import { FetchError } from "../../src/sources/source.ts";

const withCode = (code: string) => Object.assign(new Error("low level"), { code });

test.each([
  ["ENOTFOUND", "network", "has an unknown host name"],
  ["EAI_AGAIN", "network", "cannot be looked up: the name server does not answer"],
  ["ECONNREFUSED", "network", "refuses connections"],
  ["UND_ERR_SOCKET", "network", "closed the connection before the end"],
  ["ENETUNREACH", "network", "cannot be reached"],
  ["ETIMEDOUT", "timeout", "does not answer"],
  ["UND_ERR_HEADERS_OVERFLOW", "size", "sends headers that are too large"],
  ["HPE_INVALID_CONSTANT", "network", "does not speak proper HTTP (HPE_INVALID_CONSTANT)"],
  ["CERT_HAS_EXPIRED", "network", "has a certificate that cannot be trusted (CERT_HAS_EXPIRED)"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "network", /^has a certificate/],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "network", /^has a certificate/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "network", /^has a certificate/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "network", /^fails to make a secure connection/],
  ["Z_DATA_ERROR", "body", "cannot be decompressed (Z_DATA_ERROR)"],
  ["EXOTIC", "network", "cannot be fetched (EXOTIC)"],
])("%s", (code, kind, message) => {
  const cause = withCode(code);
  const fault = faultOf(cause);
  expect(fault).toBeInstanceOf(FetchError);
  expect(fault).toMatchObject({ kind, cause });
  expect(fault.message).toMatch(message);
});

test("of several failed addresses the first speaks", () => {
  const failed = new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")]);
  expect(faultOf(failed).message).toBe("refuses connections");
});

test("what is no HTTP is said so, also where the parser gives no code", () => {
  const fault = faultOf(new errors.HTTPParserError("Expected HTTP/"));
  expect(fault).toMatchObject({ kind: "network", message: "does not speak proper HTTP" });
});

test("what has no code, or is no error, is said as it is", () => {
  expect(faultOf(new Error("odd")).message).toBe("cannot be fetched (odd)");
  expect(faultOf("odd").message).toBe("cannot be fetched (odd)");
  expect(faultOf(new AggregateError([], "none")).message).toBe("cannot be fetched (none)");
});

test("a FetchError stays what it is", () => {
  const error = new FetchError("size", "is larger than 5 MB");
  expect(faultOf(error)).toBe(error);
});
