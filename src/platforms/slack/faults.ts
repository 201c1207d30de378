import type { PostResult } from "../platform.ts";

/** What went wrong with a call of the Web API, whatever the SDK throws for it. */
export type Fault =
  /** Slack answered `ok: false`. */
  | { readonly kind: "refused"; readonly code: string; readonly needed: string }
  | { readonly kind: "limited"; readonly afterMs: number }
  /** The request never reached Slack. */
  | { readonly kind: "unsent"; readonly detail: string }
  /** Perhaps it took effect. */
  | { readonly kind: "ambiguous"; readonly detail: string };

type Scope = "message" | "channel" | "space" | "platform";
type Meaning =
  | { readonly kind: "unknown" }
  | { readonly kind: "later"; readonly afterMs: number }
  | {
      readonly kind: "gone" | "forbidden" | "invalid" | "unauthorised";
      readonly scope: Scope;
      readonly detail: string;
      readonly fix?: string;
    };

/** A wait where Slack names none, in ms. */
const SOME_TIME_MS = 30_000;
/** A wait after a request that could not leave this machine, in ms. */
const UNSENT_MS = 10_000;

const ambiguous = { kind: "unknown" } as const;
const wait = { kind: "later", afterMs: SOME_TIME_MS } as const;
const badCard = (detail: string) => ({ kind: "invalid", scope: "message", detail }) as const;
const noMessage = (detail: string) => ({ kind: "gone", scope: "message", detail }) as const;
const notHere = (detail: string, fix?: string) =>
  ({ kind: "forbidden", scope: "channel", detail, ...(fix && { fix }) }) as const;
const badToken = (detail: string, fix = "Put a valid SLACK_BOT_TOKEN in place and start me again.") =>
  ({ kind: "unauthorised", scope: "platform", detail, fix }) as const;

const INVITE = "Type /invite @Newshound in the channel.";
const ASK_ADMIN = "An admin of the workspace can allow it.";
const rules = "the rules of the channel do not let me post there";

/**
 * What each error code means for a message: https://docs.slack.dev/reference/methods/chat.postMessage#errors and
 * https://docs.slack.dev/reference/methods/chat.update#errors.
 */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  // Slack itself does not know whether it posted.
  internal_error: ambiguous,
  fatal_error: ambiguous,
  service_unavailable: ambiguous,
  request_timeout: ambiguous,
  duplicate_message_not_found: ambiguous,
  duplicate_channel_not_found: ambiguous,
  // Not posted; asked to wait.
  ratelimited: wait,
  rate_limited: wait,
  accesslimited: wait,
  message_limit_exceeded: wait,
  team_added_to_org: wait,
  // The message.
  invalid_blocks: badCard("Slack does not take the blocks"),
  invalid_blocks_format: badCard("Slack does not take the blocks"),
  msg_blocks_too_long: badCard("the blocks are too long"),
  msg_too_long: badCard("the text is too long"),
  no_text: badCard("there is no text"),
  too_many_attachments: badCard("there are too many attachments"),
  attachment_payload_limit_exceeded: badCard("the attachments are too long"),
  markdown_text_conflict: badCard("text and blocks contradict each other"),
  invalid_arguments: badCard("Slack does not take an argument"),
  invalid_arg_name: badCard("Slack does not take an argument"),
  invalid_array_arg: badCard("Slack does not take an argument"),
  invalid_charset: badCard("Slack does not take the characters"),
  invalid_form_data: badCard("Slack cannot read the form"),
  invalid_post_type: badCard("Slack cannot read the form"),
  missing_post_type: badCard("Slack cannot read the form"),
  invalid_metadata_format: badCard("Slack does not take the metadata"),
  invalid_metadata_schema: badCard("Slack does not take the metadata"),
  metadata_too_large: badCard("the metadata is too long"),
  message_not_found: noMessage("the message was deleted"),
  thread_not_found: noMessage("the thread was deleted"),
  cannot_reply_to_message: noMessage("nobody can reply to that message"),
  edit_window_closed: { kind: "forbidden", scope: "message", detail: "the message is too old to be edited" },
  cant_update_message: { kind: "forbidden", scope: "message", detail: "the message is not mine to edit" },
  // The channel.
  channel_not_found: {
    kind: "gone",
    scope: "channel",
    detail: "the channel does not exist, or is private and I am not in it",
    fix: INVITE,
  },
  is_archived: {
    kind: "gone",
    scope: "channel",
    detail: "the channel is archived",
    fix: "Unarchive the channel.",
  },
  user_not_found: { kind: "gone", scope: "channel", detail: "the person has left the workspace" },
  user_disabled: { kind: "gone", scope: "channel", detail: "the person has left the workspace" },
  not_in_channel: notHere("I am not in the channel", INVITE),
  restricted_action: notHere(rules, ASK_ADMIN),
  restricted_action_read_only_channel: notHere(rules, ASK_ADMIN),
  restricted_action_thread_only_channel: notHere(rules, ASK_ADMIN),
  restricted_action_non_threadable_channel: notHere(rules, ASK_ADMIN),
  restricted_action_thread_locked: notHere(rules, ASK_ADMIN),
  no_permission: notHere("the workspace does not let me post there", ASK_ADMIN),
  access_denied: notHere("the workspace does not let me post there", ASK_ADMIN),
  cannot_dm_bot: notHere("bots cannot be written to"),
  messages_tab_disabled: notHere(
    "people cannot get messages from me",
    "Switch on the Messages Tab under App Home in the settings of the Slack app.",
  ),
  ekm_access_denied: {
    kind: "forbidden",
    scope: "space",
    detail: "the workspace has suspended access to its messages",
  },
  enterprise_is_restricted: {
    kind: "forbidden",
    scope: "space",
    detail: "the workspace is not open to me",
    fix: ASK_ADMIN,
  },
  team_access_not_granted: {
    kind: "forbidden",
    scope: "space",
    detail: "the workspace is not open to me",
    fix: ASK_ADMIN,
  },
  team_not_found: { kind: "gone", scope: "space", detail: "the workspace does not exist" },
  // The token.
  not_authed: badToken("Slack got no bot token"),
  invalid_auth: badToken("Slack does not know the bot token"),
  token_revoked: badToken("the bot token was revoked", "Install the app again and use its new token."),
  token_expired: badToken("the bot token has expired"),
  account_inactive: badToken("the app was removed from the workspace", "Install the app again."),
  org_login_required: badToken("the workspace is moving to an organisation"),
  not_allowed_token_type: badToken("the token is not a bot token (xoxb-)"),
  team_disabled: badToken("the workspace is closed"),
};

/** Errors of a connection that never stood, so that nothing can have been posted. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Reads what the SDK threw. Its classes carry these codes: @slack/web-api, dist/errors.d.ts. */
export function faultOf(error: unknown): Fault {
  const { code, data, retryAfter, statusCode, message } = (error ?? {}) as Record<string, unknown>;
  if (code === "slack_webapi_platform_error") return refusalOf(data as Record<string, unknown>);
  if (code === "slack_webapi_rate_limited_error")
    return { kind: "limited", afterMs: Number(retryAfter) * 1000 };
  if (code === "slack_webapi_http_error")
    return { kind: "ambiguous", detail: `Slack answered ${statusCode}` };
  // Thrown bare for a 429 that names no time.
  if (/^Retry header did not contain/.test(String(message)))
    return { kind: "limited", afterMs: SOME_TIME_MS };
  const reason = reasonOf(error);
  if (NEVER_SENT.has(reason)) return { kind: "unsent", detail: `Slack cannot be reached (${reason})` };
  return { kind: "ambiguous", detail: `the answer of Slack was lost (${reason})` };
}

function refusalOf(data: Record<string, unknown> | undefined): Fault {
  const code = String(data?.["error"] ?? "");
  // Where the answer is no JSON, the SDK puts the whole page here.
  if (!/^\w{1,80}$/.test(code)) return { kind: "ambiguous", detail: "the answer was not from Slack" };
  return { kind: "refused", code, needed: String(data?.["needed"] ?? "") };
}

/** The innermost code: fetch wraps the error of the socket, and the SDK wraps that of fetch. */
function reasonOf(error: unknown): string {
  let found = error instanceof Error ? error.name : "no answer";
  let inner: unknown = error;
  for (let depth = 0; depth < 5 && typeof inner === "object" && inner !== null; depth += 1) {
    const { code, cause, original } = inner as { code?: unknown; cause?: unknown; original?: unknown };
    if (typeof code === "string" && !code.startsWith("slack_")) found = code;
    inner = cause ?? original;
  }
  return found;
}

/** Returns what a failed call means for the message that was to be posted or edited. */
export function resultOf(fault: Fault): Exclude<PostResult, { kind: "sent" }> {
  switch (fault.kind) {
    case "limited":
      return { kind: "later", afterMs: fault.afterMs };
    case "unsent":
      return { kind: "later", afterMs: UNSENT_MS };
    case "ambiguous":
      return { kind: "unknown", detail: fault.detail };
    case "refused":
      return refusalResult(fault.code, fault.needed);
    default:
      return fault satisfies never;
  }
}

function refusalResult(code: string, needed: string): Exclude<PostResult, { kind: "sent" }> {
  if (code === "missing_scope") {
    const fix = `Add ${needed || "it"} under OAuth & Permissions in the settings of the Slack app and install it again.`;
    return { kind: "forbidden", scope: "space", detail: `the app lacks the scope ${needed}`.trim(), fix };
  }
  const meaning = MEANINGS[code];
  // Slack did not post. What is not known yet must not be lost, so it waits, and a person is told.
  if (!meaning) return { kind: "forbidden", scope: "channel", detail: `Slack says ${code}` };
  if (meaning.kind === "unknown") return { kind: "unknown", detail: `Slack says ${code}` };
  if (meaning.kind === "later") return meaning;
  return { ...meaning, detail: `${meaning.detail} (${code})` };
}

const TOKEN_CODES = new Set(
  Object.entries(MEANINGS).flatMap(([code, meaning]) => (meaning.kind === "unauthorised" ? [code] : [])),
);

/**
 * Returns the sentence for an operator where a token cannot work, or undefined where trying again may help.
 *
 * `token` is the environment variable that holds it.
 */
export function configurationFault(
  fault: Fault,
  token: "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN",
): string | undefined {
  if (fault.kind !== "refused") return undefined;
  if (fault.code === "missing_scope") return lacks(token, fault.needed);
  if (!TOKEN_CODES.has(fault.code)) return undefined;
  const right =
    token === "SLACK_BOT_TOKEN"
      ? "the Bot User OAuth Token (xoxb-…) under OAuth & Permissions"
      : "an App-Level Token (xapp-…) with the scope connections:write, made under Basic Information";
  return `Slack refuses ${token} (${fault.code}). Put ${right} in the settings of the Slack app in its place.`;
}

/** Returns the sentence for an operator whose app lacks a scope. */
export function lacks(token: "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN", scope: string): string {
  const where = token === "SLACK_APP_TOKEN" ? "App-Level Tokens" : "OAuth & Permissions";
  return `The token in ${token} lacks the scope ${scope || "that Slack asks for"}. Add it under ${where} in the settings of the Slack app, install the app again, and start me again.`;
}
