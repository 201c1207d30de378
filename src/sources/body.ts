import { pipeline, Readable, type Transform } from "node:stream";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import { FetchError } from "./source.ts";

/** More codings than anyone needs; each can multiply the work. https://www.cve.org/CVERecord?id=CVE-2022-32206 */
const MAX_CODINGS = 5;

// A body that lacks the end of its compressed form counts as read, as in browsers: some servers never send it.
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};
// 2^23 bytes is the largest window that a server may use: https://www.rfc-editor.org/rfc/rfc9659
const LENIENT_ZSTD = {
  finishFlush: constants.ZSTD_e_continue,
  params: { [constants.ZSTD_d_windowLogMax]: 23 },
};

const decoders: Readonly<Record<string, (stream: Readable) => Readable>> = {
  gzip: (stream) => through(stream, createGunzip(LENIENT)),
  "x-gzip": (stream) => through(stream, createGunzip(LENIENT)),
  deflate: (stream) => Readable.from(inflate(stream)),
  br: (stream) => through(stream, createBrotliDecompress(LENIENT_BROTLI)),
  zstd: (stream) => through(stream, createZstdDecompress(LENIENT_ZSTD)),
};

/**
 * Reads a body whole and decompresses it, at most `maxBytes` of it, counted decompressed and while it streams.
 * `codings` are those of Content-Encoding, in its order. One without a decoder is a label that a server left there by
 * mistake (a charset, the aws-chunked of S3): it is passed over. Throws FetchError `size` or `body`, or the stream's error.
 */
export async function readBody(
  body: Readable,
  codings: readonly string[],
  maxBytes: number,
): Promise<Uint8Array> {
  if (codings.length > MAX_CODINGS) {
    body.on("error", () => {}).destroy();
    throw new FetchError("body", `is compressed ${codings.length} times over`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = codings.reduceRight((inner, coding) => decoders[coding]?.(inner) ?? inner, body);
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** The error of a body above the cap. */
export function tooLarge(maxBytes: number): FetchError {
  const [unit, name] = maxBytes >= 1_000_000 ? [1_000_000, "MB"] : [1_000, "KB"];
  return new FetchError("size", `is larger than ${Number((maxBytes / unit).toFixed(1))} ${name}`);
}

/** Whoever iterates the result gets the errors of both streams, and ends both by leaving. */
function through(stream: Readable, decoder: Transform): Readable {
  return pipeline(stream, decoder, () => {});
}

/** "deflate" means zlib's format by the standard, but some servers send the bare stream: the first byte tells. */
async function* inflate(stream: Readable): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const whole = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  const isZlib = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* through(Readable.from(whole()), isZlib ? createInflate(LENIENT) : createInflateRaw(LENIENT));
}
