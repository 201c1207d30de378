import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { addressRefusal, type Ranges } from "./address.ts";
import { FetchError } from "./source.ts";

type Connector = buildConnector.connector;

/** Gives the error of an address that may not be connected to; undefined when it may. */
export type Check = (address: string) => FetchError | undefined;

export interface AgentOptions {
  /** Ranges that may be reached although they are not public. */
  readonly allowed: Ranges;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** Finds the addresses of a name; the system's resolver unless given. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Makes the undici Agent through which every URL that people can influence is fetched. Each connection is checked in
 * three places: an IP literal before connecting (Node calls no lookup for those), all answers of a lookup, and the
 * address at the other end of the socket. The address that was checked is the one dialled, so a name that changes its
 * answer (rebinding) is checked anew with its next connection. Connections without a request do not keep the process alive.
 */
export function makeAgent(options: AgentOptions): Agent {
  const usual = makeConnector(options, true);
  const other = makeConnector(options, false);
  return new Agent({
    connect: (to, callback) => (["", "80", "443"].includes(to.port) ? usual : other)(to, callback),
    headersTimeout: options.headersTimeoutMs,
    // The time of the whole fetch is limited by its signal; the pauses in between need no limit of their own.
    bodyTimeout: 0,
    maxHeaderSize: 16_384,
    keepAliveMaxTimeout: 10_000,
  });
}

function makeConnector(options: AgentOptions, usualPort: boolean): Connector {
  const check: Check = (address) => {
    const reason = addressRefusal(address, usualPort, options.allowed);
    return reason === undefined ? undefined : new FetchError("address", reason);
  };
  const lookup = guardLookup(options.lookup ?? systemLookup, check);
  return guardConnector(buildConnector({ timeout: options.connectTimeoutMs, lookup }), check);
}

/** Guards a lookup: one refused address among the answers for a name refuses the name. */
export function guardLookup(lookup: LookupFunction, check: Check): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answer, family) => {
      if (error) return callback(error, []);
      const found = answersOf(answer, family);
      const fault = found.map(({ address }) => check(address)).find((refused) => refused !== undefined);
      const [first] = found;
      if (fault !== undefined) callback(fault, []);
      else if (first === undefined) callback(new FetchError("network", "has no address"), []);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** Copies the answers, so that what was checked is what is dialled. */
function answersOf(answer: string | readonly LookupAddress[], family: number | undefined): LookupAddress[] {
  if (typeof answer === "string") return [{ address: answer, family: family || isIP(answer) }];
  return answer.map(({ address, family }) => ({ address, family }));
}

/** Guards a connector: IP literals before it is called, the address of the socket after it has connected. */
export function guardConnector(connect: Connector, check: Check): Connector {
  return (to, callback) => {
    const refused = isIP(to.hostname) === 0 ? undefined : check(to.hostname);
    if (refused !== undefined) {
      // undici does not expect its callback to be called before connect has returned.
      queueMicrotask(() => callback(refused, null));
      return;
    }
    connect(to, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const { remoteAddress } = socket;
      const fault =
        remoteAddress === undefined
          ? new FetchError("network", "closed the connection at once")
          : check(remoteAddress);
      if (fault === undefined) return callback(null, socket);
      socket.destroy();
      callback(fault, null);
    });
  };
}
