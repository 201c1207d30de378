import type { ServerResponse } from "node:http";

/** How a path misbehaves. The page beneath stays, and shows again when the path is mended. */
export type Fault =
  | { readonly kind: "html" | "empty" }
  | { readonly kind: "truncated" } // the first half of the document, delivered in order
  | { readonly kind: "cut" } // the connection closes in the middle of the body
  | { readonly kind: "reset" } // the connection closes instead of an answer
  | { readonly kind: "silent" } // the request is taken and never answered
  | { readonly kind: "huge"; readonly bytes: number } // streamed
  | { readonly kind: "drip"; readonly everyMs: number } // one byte at a time, without end
  | { readonly kind: "loop" } // redirects to itself
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string };

/** The status line under a fault; 0 where no answer is given. */
export function statusUnder(fault: Fault): number {
  if (fault.kind === "status") return fault.status;
  if (fault.kind === "loop") return 302;
  return fault.kind === "reset" || fault.kind === "silent" ? 0 : 200;
}

/** Answers a request in the scripted bad way, from the page that lies beneath. */
export function misbehave(
  fault: Fault,
  page: { readonly path: string; readonly type: string | undefined; readonly body: Buffer },
  response: ServerResponse,
): void {
  const { body } = page;
  response.statusCode = statusUnder(fault) || 200;
  if (page.type !== undefined) response.setHeader("content-type", page.type);
  switch (fault.kind) {
    case "html":
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end("<!doctype html><title>Example</title><p>This is a page, not a feed.</p>");
      break;
    case "empty":
      response.end();
      break;
    case "truncated":
      response.end(body.subarray(0, body.length >> 1));
      break;
    case "cut":
      response.setHeader("content-length", body.length + 1);
      response.write(body, () => response.destroy());
      break;
    case "reset":
      response.socket?.resetAndDestroy();
      break;
    case "silent":
      break;
    case "huge":
      pour(response, fault.bytes);
      break;
    case "drip":
      drip(response, fault.everyMs);
      break;
    case "loop":
      response.setHeader("location", page.path);
      response.end();
      break;
    case "status":
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      response.end(`The wire answers ${fault.status} here.`);
  }
}

function pour(response: ServerResponse, bytes: number): void {
  const chunk = Buffer.alloc(64 * 1024, " ");
  let left = bytes;
  const more = () => {
    while (left > 0) {
      const part = chunk.subarray(0, Math.min(left, chunk.length));
      left -= part.length;
      if (!response.write(part)) return;
    }
    response.end();
  };
  response.on("drain", more);
  more();
}

function drip(response: ServerResponse, everyMs: number): void {
  const timer = setInterval(() => response.write(" "), everyMs);
  response.on("close", () => clearInterval(timer));
  response.flushHeaders();
}
