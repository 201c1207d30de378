import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type LookupFunction, type Socket } from "node:net";
import type { buildConnector } from "undici";
import { expect, test } from "vitest";
import { addressRefusal } from "../../src/sources/address.ts";
import { type Check, guardConnector, guardLookup } from "../../src/sources/agent.ts";
import { FetchError } from "../../src/sources/source.ts";

const check: Check = (address) => {
  const reason = addressRefusal(address, true, []);
  return reason === undefined ? undefined : new FetchError("address", reason);
};

const v4 = (address: string) => ({ address, family: 4 });
const v6 = (address: string) => ({ address, family: 6 });

/** What a guarded lookup says, whether the lookup beneath answers at once or later. */
async function ask(answer: Parameters<Parameters<LookupFunction>[2]>, all: boolean, later: boolean) {
  const lookup: LookupFunction = (_hostname, options, callback) => {
    expect(options.all).toBe(true);
    if (later) setImmediate(() => callback(...answer));
    else callback(...answer);
  };
  return new Promise<unknown[]>((resolve) =>
    guardLookup(lookup, check)("name.example", { all }, (...said) => resolve(said)),
  );
}

test.each([false, true])("a lookup is guarded (later: %s)", async (later) => {
  const publicOnes = [v4("8.8.8.8"), v6("2606:4700::1")];
  expect(await ask([null, publicOnes], true, later)).toEqual([null, publicOnes]);
  expect(await ask([null, publicOnes], false, later)).toEqual([null, "8.8.8.8", 4]);
  expect(await ask([null, "8.8.8.8", 4], true, later)).toEqual([null, [v4("8.8.8.8")]]);
  expect(await ask([null, "2606:4700::1"], false, later)).toEqual([null, "2606:4700::1", 6]);

  for (const answer of [
    [v4("127.0.0.1")],
    [v4("8.8.8.8"), v6("::1")],
    [v6("::ffff:10.0.0.1"), v4("8.8.8.8")],
  ])
    for (const all of [true, false]) {
      const [error, found] = await ask([null, answer], all, later);
      expect(error).toMatchObject({ kind: "address" });
      expect(found).toEqual([]);
    }
  expect(await ask([null, "127.0.0.1", 4], false, later)).toMatchObject([{ kind: "address" }, []]);
  expect(await ask([null, []], true, later)).toMatchObject([{ kind: "network" }, []]);
  const broken = new Error("ENOTFOUND");
  expect(await ask([broken, []], true, later)).toEqual([broken, []]);
});

test("an answer that changes after the check is dialled as it was when checked", async () => {
  let asked = 0;
  const shifty = {
    family: 4,
    get address() {
      asked += 1;
      return asked === 1 ? "8.8.8.8" : "127.0.0.1";
    },
  };
  expect(await ask([null, [shifty]], true, false)).toEqual([null, [v4("8.8.8.8")]]);
});

const to = (hostname: string): buildConnector.Options => ({ hostname, protocol: "http:", port: "80" });

function connectThrough(connector: buildConnector.connector, hostname: string) {
  return new Promise<unknown[]>((resolve) =>
    guardConnector(connector, check)(to(hostname), (...said) => resolve(said)),
  );
}

test("an IP literal is refused before anything is dialled, and never within the call", async () => {
  let dialled = 0;
  let answered = false;
  const connector = () => {
    dialled += 1;
  };
  const said = new Promise((resolve) =>
    guardConnector(connector, check)(to("::ffff:127.0.0.1"), (...[error]) => {
      answered = true;
      resolve(error);
    }),
  );
  expect(answered).toBe(false);
  expect(await said).toMatchObject({
    kind: "address",
    message: "leads to a private address (::ffff:127.0.0.1)",
  });
  expect(dialled).toBe(0);
});

test("a socket that ended up at a private address is closed and refused", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  let socket: Socket | undefined;
  const connector: buildConnector.connector = (_to, callback) => {
    socket = dial((server.address() as AddressInfo).port, "127.0.0.1", () =>
      callback(null, socket as Socket),
    );
  };
  expect(await connectThrough(connector, "name.example")).toMatchObject([{ kind: "address" }, null]);
  expect(socket?.destroyed).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test("a socket that is gone at once, or a failed one, is an error", async () => {
  const gone = dial({ port: 9, host: "127.0.0.1", lookup: () => {} });
  gone.on("error", () => {}).destroy();
  expect(await connectThrough((_to, callback) => callback(null, gone), "8.8.8.8")).toMatchObject([
    { kind: "network", message: "closed the connection at once" },
    null,
  ]);
  const broken = new Error("ECONNREFUSED");
  expect(await connectThrough((_to, callback) => callback(broken, null), "8.8.8.8")).toEqual([broken, null]);
});
