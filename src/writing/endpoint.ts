import type { Message } from "./prompts.ts";

/** What a model answered. */
export interface Answer {
  readonly text: string;
  /** As the endpoint counts them; undefined where it does not say, or says nonsense. */
  readonly tokens?: number;
}

export interface Ask {
  readonly messages: readonly Message[];
  readonly maxTokens: number;
}

/** Why there is no answer: what was wrong, in a word or two, never with words of the endpoint. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** A short answer is asked for; more than this, in bytes, is none. */
const MOST_BYTES = 65_536;
const MOST_TOKENS = 1_000_000;

/**
 * Makes the one way to a language model: `POST {url}/chat/completions`, as OpenAI, Ollama, llama.cpp, vLLM and others
 * take it (https://platform.openai.com/docs/api-reference/chat/create). Follows no redirect, so that the token goes
 * nowhere else. Throws ModelError, or the signal's reason.
 */
export function makeEndpoint(options: {
  readonly url: string;
  readonly model: string;
  readonly token?: string;
}) {
  const { model, token } = options;
  const url = `${options.url.replace(/\/+$/, "")}/chat/completions`;
  const headers = {
    "content-type": "application/json",
    accept: "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };

  return async ({ messages, maxTokens }: Ask, signal: AbortSignal): Promise<Answer> => {
    const body = JSON.stringify({ model, messages, max_tokens: maxTokens, temperature: 0, stream: false });
    try {
      const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      if (!response.ok) {
        await response.body?.cancel();
        throw new ModelError(`status ${response.status}`);
      }
      return answerIn(await readText(response));
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof ModelError ? error : new ModelError("connection", { cause: error });
    }
  };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the transfer.
    if (size > MOST_BYTES) throw new ModelError("answer too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}

function answerIn(body: string): Answer {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    throw new ModelError("answer is not JSON");
  }
  const text = at(read, "choices", 0, "message", "content");
  if (typeof text !== "string") throw new ModelError("answer has no text");
  const tokens = at(read, "usage", "total_tokens");
  const counts = Number.isSafeInteger(tokens) && (tokens as number) > 0 && (tokens as number) <= MOST_TOKENS;
  return { text, ...(counts && { tokens: tokens as number }) };
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      typeof here === "object" && here !== null
        ? (here as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}
