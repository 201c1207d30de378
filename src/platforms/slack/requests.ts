import type { Clock } from "../../commands/command.ts";
import { at } from "./inbound.ts";
import { isSigned } from "./signature.ts";

/** One path on the one HTTP port of the program; the same shape as in operations/http.ts. */
export interface SlackRoute {
  readonly method: "POST";
  readonly path: string;
  answer(request: {
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: Buffer;
  }): Answer | Promise<Answer>;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** What a request asks for. */
type Asked =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "payload"; readonly payload: unknown };

export interface RequestsOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  /** Whether payloads can be taken yet. */
  ready(): boolean;
  /** Takes a payload and returns at once. */
  receive(payload: unknown): void;
}

/** Makes the route under which Slack sends commands, buttons and events; it acknowledges before any work. */
export function makeRoute({ signingSecret, clock, ready, receive }: RequestsOptions): SlackRoute {
  return {
    method: "POST",
    path: "/slack/events",
    answer({ headers, body }) {
      const asked = readRequest(headers, body, signingSecret, clock.now());
      if (asked.kind === "answer") return asked.answer;
      if (!ready()) return { status: 503, body: "Not ready yet.\n" };
      receive(asked.payload);
      return { status: 200 };
    },
  };
}

/** Reads a request: refuses what Slack has not signed, answers Slack's checks, and unpacks the rest. */
export function readRequest(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
  secret: string,
  now: Date,
): Asked {
  const timestamp = String(headers["x-slack-request-timestamp"] ?? "");
  const signature = String(headers["x-slack-signature"] ?? "");
  const text = body.toString("utf8");
  const isJson = String(headers["content-type"] ?? "").startsWith("application/json");
  const form = new URLSearchParams(isJson ? "" : text);
  // Slack's check of the certificate need not be signed; it starts nothing.
  if (form.get("ssl_check") === "1") return { kind: "answer", answer: { status: 200 } };
  if (!isSigned({ body, timestamp, signature }, secret, now))
    return { kind: "answer", answer: { status: 401, body: "Not signed by Slack.\n" } };
  const payload = isJson ? parsed(text) : readForm(form);
  if (typeof payload !== "object" || payload === null)
    return { kind: "answer", answer: { status: 400, body: "Not a payload.\n" } };
  if (at(payload, "type") === "url_verification")
    return { kind: "answer", answer: { status: 200, body: { challenge: at(payload, "challenge") } } };
  return { kind: "payload", payload };
}

/** Buttons and modals come as JSON in one field, commands as plain fields. */
function readForm(form: URLSearchParams): unknown {
  const packed = form.get("payload");
  return packed === null ? Object.fromEntries(form) : parsed(packed);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
