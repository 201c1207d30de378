import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressRefusal,
  isPublic,
  makeOwnHosts,
  parseRanges,
  urlRefusal,
} from "../../src/sources/address.ts";

const PUBLIC = [
  "1.1.1.1",
  "8.8.8.8",
  "93.184.216.34",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "169.253.255.255",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "::ffff:8.8.8.8",
  "::ffff:808:808",
  "2606:4700:4700::1111",
  "2a00:1450:4001:80b::200e",
  "2001:4860:4860::8888",
  "3ffe::1",
];

const NOT_PUBLIC = [
  ..."0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 169.254.169.254".split(
    " ",
  ),
  ..."172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1".split(" "),
  ..."198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255".split(" "),
  ..."240.0.0.1 255.255.255.255 127.1 0x7f000001 0177.0.0.1 2130706433".split(" "),
  ...":: ::1 0:0:0:0:0:0:0:1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254".split(
    " ",
  ),
  ..."::127.0.0.1 ::8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1".split(" "),
  ..."100::1 2001::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::".split(" "),
  ..."3fff::1 4000::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1".split(" "),
  ..."localhost example.com 127.0.0.1:80 [::1] 1.2.3.4.5 256.1.1.1 ①②⑦.0.0.1".split(" "),
  "",
];

test.each(PUBLIC)("%s is public", (address) => expect(isPublic(address)).toBe(true));
test.each(NOT_PUBLIC)("'%s' is not public", (address) => expect(isPublic(address)).toBe(false));

const PRIVATE_V4: readonly (readonly [number, number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xe0000000, 4],
  [0xf0000000, 4],
];

test("no address inside a private IPv4 range is public, plain or mapped into IPv6", () => {
  const range = fc.constantFrom(...PRIVATE_V4);
  fc.assert(
    fc.property(range, fc.integer({ min: 0, max: 0xffffffff }), ([base, length], noise) => {
      const value = base + (noise % 2 ** (32 - length));
      const parts = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
      return !isPublic(parts.join(".")) && !isPublic(`::ffff:${parts.join(".")}`);
    }),
    { numRuns: 2000 },
  );
});

test("no IPv6 address outside 2000::/3 is public, unless it stands for a public IPv4 address", () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const mapped = groups.slice(0, 5).every((part) => part === 0) && groups[5] === 0xffff;
      fc.pre(!mapped && (groups[0] ?? 0) >> 13 !== 1);
      return !isPublic(groups.map((part) => part.toString(16)).join(":"));
    }),
    { numRuns: 2000 },
  );
});

describe("ranges that are allowed", () => {
  const allowed = parseRanges(["10.0.0.0/8", "fd00::/8", " 127.0.0.2 ", "::1"]);

  test.each(["10.1.2.3", "::ffff:10.1.2.3", "fd12::1", "127.0.0.2", "::1"])(
    "%s may be reached on any port",
    (address) => {
      expect(addressRefusal(address, true, allowed)).toBeUndefined();
      expect(addressRefusal(address, false, allowed)).toBeUndefined();
    },
  );

  test.each(["127.0.0.1", "11.0.0.1", "::2", "192.168.0.1", "::ffff:127.0.0.1", "no address"])(
    "%s has its usual answer",
    (address) => expect(addressRefusal(address, false, allowed)).toBe(addressRefusal(address, false, [])),
  );

  test.each([
    "10.0.0.0/33",
    "::/129",
    "10/8",
    "10.0.0.0/",
    "10.0.0.0/8/9",
    "10.0.0.0/-1",
    "localhost",
    "",
    "1.2.3.4.5",
    "0x7f000001",
  ])("'%s' is no range", (text) => expect(() => parseRanges([text])).toThrow(RangeError));
});

test("an address is refused with the reason", () => {
  expect(addressRefusal("127.0.0.1", true, [])).toBe("leads to a private address (127.0.0.1)");
  expect(addressRefusal("127.0.0.1", false, [])).toBe("leads to a private address (127.0.0.1)");
  expect(addressRefusal("8.8.8.8", false, [])).toBe("leads to a port other than 80 and 443");
  expect(addressRefusal("8.8.8.8", true, [])).toBeUndefined();
});

test("only http and https without credentials are fetched", () => {
  const refusal = (url: string) => urlRefusal(new URL(url));
  expect(refusal("http://example.com/")).toBeUndefined();
  expect(refusal("https://example.com/a?b=c")).toBeUndefined();
  for (const url of [
    "file:///etc/passwd",
    "ftp://example.com/",
    "data:text/xml,x",
    "javascript:alert(1)",
    "gopher://x/",
  ])
    expect(refusal(url)).toContain("only http and https");
  for (const url of [
    "http://me@example.com/",
    "http://:secret@example.com/",
    "https://me:secret@example.com/",
  ])
    expect(refusal(url)).toBe("has a user name or password in its address");
});

test("the operator's own hosts are the addresses that are allowed", () => {
  const isOwn = makeOwnHosts(["127.0.0.0/8", "fd00::/8"]);
  for (const url of [
    "http://127.0.0.1:8080/feed",
    "https://[fd00::1]/",
    "http://localhost:3000/",
    "http://127.1/",
  ])
    expect(isOwn(url), url).toBe(true);
  for (const url of [
    "http://10.0.0.1/",
    "http://[::1]/",
    "http://example.com/",
    "http://127.0.0.1.example.com/",
    "no url",
  ])
    expect(isOwn(url), url).toBe(false);
  expect(makeOwnHosts([])("http://localhost/")).toBe(false);
  expect(() => makeOwnHosts(["intranet"])).toThrow(RangeError);
});
