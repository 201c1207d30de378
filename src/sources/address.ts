import ipaddr from "ipaddr.js";

/** Address ranges that may be fetched from although they are not public, on any port. */
export type Ranges = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];

/**
 * Reads address ranges such as `10.0.0.0/8`, `fd00::/8` or a single address.
 * Throws RangeError, with a sentence for people, on anything else.
 */
export function parseRanges(list: readonly string[]): Ranges {
  return list.map((text) => {
    const [, address = "", length] = /^\s*([^/\s]+)(?:\/(\d{1,3}))?\s*$/.exec(text) ?? [];
    const base = readAddress(address);
    const bits = base instanceof ipaddr.IPv4 ? 32 : 128;
    const prefix = Number(length ?? bits);
    if (base !== undefined && prefix <= bits) return [base, prefix] as const;
    throw new RangeError(`"${text}" is not an address range such as 10.0.0.0/8 or fd00::/8`);
  });
}

/**
 * Whether an IP address belongs to the public internet; what is no IP address does not.
 * Of IPv6 only the allocated 2000::/3 counts, and there as in IPv4 nothing from the special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv6-special-registry, iana-ipv4-special-registry).
 */
export function isPublic(address: string): boolean {
  const read = readAddress(address);
  if (read === undefined || read.range() !== "unicast") return false;
  return read instanceof ipaddr.IPv4 || (read.parts[0] ?? 0) >> 13 === 1;
}

/**
 * Why an address may not be connected to, said for people; undefined when it may.
 * `usualPort` says that the port is 80 or 443, the only ones that are open towards public addresses.
 */
export function addressRefusal(address: string, usualPort: boolean, allowed: Ranges): string | undefined {
  if (isAllowed(address, allowed)) return undefined;
  if (!isPublic(address)) return `leads to a private address (${address})`;
  return usualPort ? undefined : "leads to a port other than 80 and 443";
}

/** Why a URL may not be fetched whatever its host, said for people; undefined when it may. */
export function urlRefusal(url: URL): string | undefined {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return `leads to ${url.protocol.slice(0, 20)} and only http and https are fetched`;
  return url.username === "" && url.password === ""
    ? undefined
    : "has a user name or password in its address";
}

/**
 * Makes the test whether a URL's host is one of the operator's own: an address within `allow`, or localhost where
 * 127.0.0.1 is. Other names are not looked up, and count as foreign. Throws RangeError like `parseRanges`.
 */
export function makeOwnHosts(allow: readonly string[]): (url: string) => boolean {
  const allowed = parseRanges(allow);
  return (url) => {
    const host = URL.parse(url)?.hostname.replace(/^\[(.*)\]$/, "$1") ?? "";
    return isAllowed(host === "localhost" ? "127.0.0.1" : host, allowed);
  };
}

function isAllowed(address: string, allowed: Ranges): boolean {
  const read = readAddress(address);
  return read !== undefined && allowed.some(([base, length]) => isWithin(read, base, length));
}

function isWithin(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  base: ipaddr.IPv4 | ipaddr.IPv6,
  length: number,
): boolean {
  if (address instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && address.match(base, length);
  return base instanceof ipaddr.IPv6 && address.match(base, length);
}

/** An IPv4 address inside an IPv6 one (`::ffff:127.0.0.1`) is read as the IPv4 address it stands for. */
function readAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  // The old form ::8.8.8.8 would be read as 8.8.8.8 here, while the system connects to the IPv6 address ::808:808.
  if (!ipaddr.IPv6.isValid(address) || /^::\d+\./.test(address)) return undefined;
  return ipaddr.process(address);
}
