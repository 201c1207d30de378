import type { SocketModeClient } from "@slack/socket-mode";
import { type SlackLog, sdkLogger } from "./sdk.ts";
import type { Socket } from "./sockets.ts";

/** Slack says hello within this time, or the connection is given up; in ms. */
const HELLO_MS = 15_000;
const REQUEST_MS = 10_000;
/** How long a peer may take to answer a close, in ms. */
const CLOSE_MS = 2_000;

/** An envelope as the SDK hands it over. */
interface Envelope {
  readonly body: unknown;
  readonly envelope_id: string;
  ack(): Promise<void>;
}

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly log: SlackLog;
  /** Takes a payload that has been acknowledged, and returns at once. */
  receive(payload: unknown, envelope: string): void;
}

/**
 * Opens one Socket Mode connection, without any of the SDK's own reconnecting: its failures escape as unhandled
 * rejections (https://github.com/slackapi/bolt-js/issues/929), and it waits 5 s before it tries again.
 */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const { SocketModeClient: Client } = await import("@slack/socket-mode");
  const client = new Client({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    logger: sdkLogger(options.log),
    // An object of its own: the SDK writes into it.
    clientOptions: {
      ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
      retryConfig: { retries: 0 },
      timeout: REQUEST_MS,
      rejectRateLimitedCalls: true,
    },
  });
  const closed = Promise.withResolvers<void>();
  client.on("disconnected", () => closed.resolve());
  client.on("slack_event", (envelope: Envelope) => take(envelope, options));
  try {
    await within(client.start(), HELLO_MS, "Slack did not say hello");
  } catch (error) {
    void disconnect(client);
    // The SDK rejects with nothing where the connection ends before the hello.
    throw error ?? new Error("Slack closed the connection before it said hello");
  }
  return { closed: closed.promise, close: () => disconnect(client) };
}

/**
 * Acknowledges before anything else, while the connection still stands: what follows may take as long as it needs,
 * and a connection that is asked to go in the meantime takes no acknowledgement with it.
 */
function take(envelope: Envelope, { receive, log }: SocketOptions): void {
  envelope.ack().catch((error: unknown) => log.warn("slack.ack.failed", { error: String(error) }));
  try {
    receive(envelope.body, envelope.envelope_id);
  } catch (error) {
    log.error("slack.receive.failed", { error });
  }
}

async function disconnect(client: SocketModeClient): Promise<void> {
  await within(client.disconnect(), CLOSE_MS, "Slack did not close the connection").catch(() => {});
}

async function within<T>(work: Promise<T>, ms: number, otherwise: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const signal = AbortSignal.timeout(ms);
  signal.addEventListener("abort", () => late.reject(new Error(otherwise)), { once: true });
  late.promise.catch(() => {});
  return await Promise.race([work, late.promise]);
}
