import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the endpoint does with a request; a text is what the model says. */
export type Reply =
  | string
  | { readonly text: string; readonly tokens: unknown }
  | { readonly body: string }
  | { readonly status: number; readonly location?: string }
  | { readonly flood: number } // so many bytes of an answer that goes on
  | "silent" // taken and never answered
  | "reset" // the connection breaks instead of an answer
  | "cut"; // the connection breaks within the answer

/** One request as it came. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  readonly max_tokens: number;
  readonly temperature: number;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

export type Model = Awaited<ReturnType<typeof makeModel>>;

/** Starts a language model with OpenAI's protocol on a free port: it says what a test scripts, the last word again and again. */
export async function makeModel() {
  let script: (Reply | ((asked: Asked) => Reply))[] = [""];
  const asks: Asked[] = [];
  const waiting: { readonly count: number; readonly wake: () => void }[] = [];
  const silent: ServerResponse[] = [];

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const asked: Asked = { path: request.url ?? "", headers: request.headers, ...JSON.parse(body) };
    asks.push(asked);
    const next = script.length > 1 ? script.shift() : script[0];
    const reply = typeof next === "function" ? next(asked) : (next as Reply);
    if (reply === "silent") silent.push(response);
    else give(reply, response);
    for (const one of waiting) if (one.count <= asks.length) one.wake();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    asks: asks as readonly Asked[],
    /** What the model does from now on, request by request. */
    says(...replies: (Reply | ((asked: Asked) => Reply))[]): void {
      script = replies;
    },
    /** Begins anew for another test: nothing was asked, nothing is said. */
    reset(): void {
      asks.length = 0;
      script = [""];
    },
    /** Resolves when so many requests have come since the start. */
    asked: (count: number) =>
      new Promise<void>((wake) => {
        if (asks.length >= count) wake();
        else waiting.push({ count, wake });
      }),
    /** Answers those that were left without an answer. */
    speak(text: string): void {
      for (const response of silent.splice(0)) give(text, response);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(reply: Exclude<Reply, "silent">, response: ServerResponse): void {
  response.setHeader("content-type", "application/json");
  if (reply === "reset") response.socket?.resetAndDestroy();
  else if (reply === "cut") {
    response.setHeader("content-length", 1_000);
    response.write('{"choices":[', () => response.destroy());
  } else if (typeof reply === "string") response.end(completion(reply));
  else if ("text" in reply) response.end(completion(reply.text, reply.tokens));
  else if ("body" in reply) response.end(reply.body);
  else if ("flood" in reply) pour(response, reply.flood);
  else {
    response.statusCode = reply.status;
    if (reply.location !== undefined) response.setHeader("location", reply.location);
    response.end("no");
  }
}

function completion(text: string, tokens?: unknown): string {
  const usage = tokens === undefined ? {} : { usage: { total_tokens: tokens } };
  return JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content: text } }], ...usage });
}

function pour(response: ServerResponse, bytes: number): void {
  const chunk = Buffer.alloc(64 * 1024, "a");
  response.write('{"choices":[{"message":{"content":"');
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return;
    }
    response.end('"}}]}');
  };
  response.on("drain", more);
  more();
}
