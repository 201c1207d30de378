import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { networkInterfaces } from "node:os";
import { Agent, request } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type FetchError, makeFetcher } from "../../src/sources/fetch.ts";
import { makeWire, type Wire } from "../doubles/wire.ts";

const hasIPv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === "::1"),
);
const never = new AbortController().signal;

/** Forms of the two loopback addresses; # stands for the port of the secret. */
const V4_FORMS = [
  "http://127.0.0.1:#/",
  "http://2130706433:#/",
  "http://0x7f000001:#/",
  "http://0X7F.0.0.1:#/",
  "http://0177.0.0.1:#/",
  "http://017700000001:#/",
  "http://127.1:#/",
  "http://127.0.1:#/",
  "http://127.0.0.1.:#/",
  "http://①②⑦.0.0.1:#/",
  "http://127。0。0。1:#/",
  "http://%31%32%37.0.0.1:#/",
  "http://0.0.0.0:#/",
  "http://0:#/",
  "http:127.0.0.1:#/",
  "http:\\\\127.0.0.1:#\\",
  "http://localhost:#/",
  "http://LOCALHOST:#/",
  "http://name.example:#/",
  "http://name.example.:#/",
];
const V4_IN_V6_FORMS = [
  "http://[::ffff:127.0.0.1]:#/",
  "http://[::ffff:7f00:1]:#/",
  "http://[0:0:0:0:0:ffff:127.0.0.1]:#/",
];
const V6_FORMS = [
  "http://[::1]:#/",
  "http://[0:0:0:0:0:0:0:1]:#/",
  "http://[0000::0001]:#/",
  "http://[::]:#/",
  "http://six.example:#/",
];
/** Forms that lead nowhere on most machines, or that are refused for another reason. */
const ODD_FORMS = [
  "http://[::127.0.0.1]:#/",
  "http://[::ffff:0:127.0.0.1]:#/",
  "http://[64:ff9b::127.0.0.1]:#/",
  "http://[2002:7f00:1::]:#/",
  "http://169.254.169.254/latest/meta-data/",
  "http://10.0.0.1/",
  "http://name.example/",
  "https://127.0.0.1:#/",
  "https://name.example:#/",
  "http://me:secret@127.0.0.1:#/",
  "http://example.com@127.0.0.1:#/",
  "file:///etc/passwd",
  "file://127.0.0.1/etc/passwd",
  "ftp://127.0.0.1:#/",
  "gopher://127.0.0.1:#/_GET",
  "data:text/xml,<rss/>",
];

const NAMES: Readonly<Record<string, readonly LookupAddress[]>> = {
  localhost: [{ address: "127.0.0.1", family: 4 }],
  "name.example": [{ address: "127.0.0.1", family: 4 }],
  "name.example.": [{ address: "127.0.0.1", family: 4 }],
  "six.example": [{ address: "::1", family: 6 }],
  "mixed.example": [
    { address: "127.0.0.2", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ],
  "door.example": [{ address: "127.0.0.2", family: 4 }],
};

const lookupAtOnce: LookupFunction = (hostname, options, callback) => {
  const found = NAMES[hostname.toLowerCase()] ?? [];
  const [first] = found;
  if (options.all) callback(null, [...found]);
  else callback(null, first?.address ?? "", first?.family);
};
const lookupLater: LookupFunction = (hostname, options, callback) =>
  void setImmediate(() => lookupAtOnce(hostname, options, callback));

let secret: Wire;
let secret6: Wire | undefined;
let door: Wire;
beforeAll(async () => {
  secret = await makeWire();
  secret.put("/", { body: "the secret" });
  if (!hasIPv6) return;
  secret6 = await makeWire({ host: "::1" });
  secret6.put("/", { body: "the secret" });
});
beforeEach(async () => {
  door = await makeWire({ host: "127.0.0.2" });
});
afterEach(() => door.close());
afterAll(async () => {
  await secret.close();
  await secret6?.close();
});

const at = (form: string, wire: Wire) => form.replace("#", String(wire.port));

function hostileUrls(): readonly string[] {
  const forms = [...V4_FORMS, ...V4_IN_V6_FORMS, ...ODD_FORMS].map((form) => at(form, secret));
  return [...forms, ...V6_FORMS.map((form) => at(form, secret6 ?? secret))];
}

const reached = () => secret.connections() + (secret6?.connections() ?? 0);

test("without a guard the hostile addresses lead to the secret", async () => {
  const agent = new Agent({ connect: { lookup: lookupLater } });
  const before = reached();
  const forms = V4_FORMS.map((form) => at(form, secret));
  if (secret6) forms.push(...V6_FORMS.slice(0, 3).map((form) => at(form, secret6 as Wire)));
  for (const form of forms) {
    const { body } = await request(new URL(form), { dispatcher: agent });
    expect(await body.text(), form).toBe("the secret");
  }
  expect(reached() - before).toBeGreaterThan(5);
  await agent.destroy();
});

const lookups = { "at once": lookupAtOnce, later: lookupLater };

test.each(["at once", "later"] as const)(
  "no hostile address reaches the secret (lookups answer %s)",
  async (kind) => {
    const fetcher = makeFetcher({ lookup: lookups[kind], allow: ["127.0.0.2/32"] });
    const before = reached();
    for (const url of hostileUrls()) {
      const error = await fetcher(url, {}, never).catch((thrown: FetchError) => thrown);
      expect(error, url).toMatchObject({ name: "FetchError", kind: "address" });
    }
    expect(hostileUrls().length).toBeGreaterThan(40);
    expect(reached()).toBe(before);
    await fetcher.close();
  },
);

test("literal and named addresses are refused because they are private, not for their port", async () => {
  const fetcher = makeFetcher({ lookup: lookupLater });
  for (const form of [...V4_FORMS, ...V4_IN_V6_FORMS, ...V6_FORMS])
    await expect(fetcher(at(form, secret), {}, never), form).rejects.toThrow(
      /^leads to a private address \(/,
    );
  await fetcher.close();
});

test("no redirect to a hostile address reaches the secret", async () => {
  const fetcher = makeFetcher({ lookup: lookupLater, allow: ["127.0.0.2/32"] });
  const targets = [
    ...hostileUrls().filter((url) => !/^http:\d/.test(url)), // in a redirect that form is a path of the same host
    `//[::ffff:127.0.0.1]:${secret.port}/`,
    `//localhost:${secret.port}/`,
    "javascript:alert(1)",
  ];
  const before = reached();
  for (const status of [301, 302, 303, 307, 308])
    for (const [index, target] of targets.entries()) {
      const location = Buffer.from(target).toString("latin1");
      door.put(`/${index}`, { status, headers: { location } });
      const error = await fetcher(door.url(`/${index}`), {}, never).catch((thrown: FetchError) => thrown);
      expect(error, `${status} to ${target}`).toMatchObject({ name: "FetchError", kind: "address" });
    }
  expect(door.requests.length).toBe(targets.length * 5);
  expect(reached()).toBe(before);
  await fetcher.close();
});

test("a name with one private address among its answers is refused", async () => {
  door.put("/", { body: "open" });
  const fetcher = makeFetcher({ lookup: lookupLater, allow: ["127.0.0.2/32"] });
  const before = door.connections() + reached();
  await expect(fetcher(`http://mixed.example:${door.port}/`, {}, never)).rejects.toThrow(
    "leads to a private address (127.0.0.1)",
  );
  expect(door.connections() + reached()).toBe(before);
  await fetcher.close();
});

test.each(["at once", "later"] as const)(
  "rebinding: a name is checked with every connection (%s)",
  async (kind) => {
    door.put("/", { body: "open", headers: { connection: "close" } });
    let asked = 0;
    const rebinding: LookupFunction = (_hostname, options, callback) => {
      asked += 1;
      lookups[kind](asked === 1 ? "door.example" : "name.example", options, callback);
    };
    const fetcher = makeFetcher({ lookup: rebinding, allow: ["127.0.0.2/32"] });
    const url = `http://rebind.example:${door.port}/`;
    expect(await fetcher(url, {}, never)).toMatchObject({ kind: "body" });
    const before = reached();
    await expect(fetcher(url, {}, never)).rejects.toThrow("leads to a private address (127.0.0.1)");
    expect([asked, reached() - before]).toEqual([2, 0]);
    await fetcher.close();
  },
);

test("an allowed range opens itself on every port, by address and by name, and nothing else", async () => {
  door.put("/", { body: "open" });
  const fetcher = makeFetcher({ lookup: lookupLater, allow: ["127.0.0.2/32"] });
  for (const host of ["127.0.0.2", "door.example", "[::ffff:127.0.0.2]"])
    expect(await fetcher(`http://${host}:${door.port}/`, {}, never), host).toMatchObject({ kind: "body" });
  await expect(fetcher(`http://127.0.0.3:${door.port}/`, {}, never)).rejects.toMatchObject({
    kind: "address",
  });
  await fetcher.close();
  expect(() => makeFetcher({ allow: ["intranet"] })).toThrow(RangeError);
});

test("a public address is refused on other ports than 80 and 443, by name and by number", async () => {
  const lookup: LookupFunction = (_hostname, _options, callback) =>
    callback(null, [{ address: "8.8.8.8", family: 4 }]);
  const fetcher = makeFetcher({ lookup });
  for (const url of ["http://8.8.8.8:8080/", "http://name.example:22/", "https://[2606:4700::1]:8443/"])
    await expect(fetcher(url, {}, never)).rejects.toThrow("leads to a port other than 80 and 443");
  await fetcher.close();
});
