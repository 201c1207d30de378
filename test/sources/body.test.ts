import { once } from "node:events";
import { Readable } from "node:stream";
import * as zlib from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readBody } from "../../src/sources/body.ts";
import { faultOf } from "../../src/sources/fault.ts";

const coders = {
  gzip: zlib.gzipSync,
  "x-gzip": zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
};
type Coding = keyof typeof coders;
const codings = Object.keys(coders) as Coding[];

const encode = (body: Uint8Array, names: readonly Coding[]) =>
  names.reduce((bytes: Uint8Array, name) => coders[name](bytes), body);

/** The bytes as a stream of chunks of a size, with a count of those that were taken. */
function streamOf(bytes: Uint8Array, size: number) {
  const taken = { bytes: 0 };
  const chunks = function* () {
    for (let at = 0; at < bytes.length; at += size) {
      const chunk = bytes.subarray(at, at + size);
      taken.bytes += chunk.length;
      yield Buffer.from(chunk);
    }
  };
  return { stream: Readable.from(chunks()), taken };
}

test("what was encoded, in any order up to five times, is decoded", async () => {
  const names = fc.array(fc.constantFrom(...codings), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 5000 }),
      names,
      fc.integer({ min: 1, max: 2000 }),
      async (body, list, size) => {
        const { stream } = streamOf(encode(body, list), size);
        expect(Buffer.from(await readBody(stream, list, 5000)).equals(body)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("deflate without its wrapper is read as well", async () => {
  const body = Buffer.from("plain text, ".repeat(100));
  for (const size of [1, 7, 1000])
    expect(await readBody(streamOf(zlib.deflateRawSync(body), size).stream, ["deflate"], 5000)).toEqual(body);
});

test("six codings are refused, and the stream is left", async () => {
  const { stream } = streamOf(Buffer.from("x"), 1);
  await expect(readBody(stream, Array(6).fill("gzip"), 100)).rejects.toMatchObject({
    kind: "body",
    message: "is compressed 6 times over",
  });
  expect(stream.destroyed).toBe(true);
});

test("labels that are no coding are passed over", async () => {
  const { stream } = streamOf(zlib.gzipSync("text"), 100);
  expect(Buffer.from(await readBody(stream, ["identity", "gzip", "aws-chunked"], 100)).toString()).toBe(
    "text",
  );
  expect(
    Buffer.from(await readBody(streamOf(Buffer.from("text"), 9).stream, ["utf-8"], 100)).toString(),
  ).toBe("text");
});

test.each(codings)(
  "%s: nothing, and a body whose end is missing, are read as far as they go",
  async (name) => {
    const body = Buffer.from(Array.from({ length: 20_000 }, (_, index) => String(index * 7919)).join(" "));
    const whole = encode(body, [name]);
    expect((await readBody(Readable.from([]), [name], 10)).length).toBe(0);
    const read = await readBody(
      streamOf(whole.subarray(0, whole.length - 4), 1000).stream,
      [name],
      1_000_000,
    );
    expect(body.subarray(0, read.length).equals(read)).toBe(true);
  },
);

test.each(codings)("%s: a body that is not what it says cannot be decompressed", async (name) => {
  const broken = readBody(streamOf(Buffer.from("<rss>this is plain text</rss>"), 10).stream, [name], 100);
  const error = await broken.catch(faultOf);
  expect(error).toMatchObject({ kind: "body", message: expect.stringMatching(/^cannot be decompressed \(/) });
});

test.each(codings)("%s: a bomb is left at the cap, also one inside another", async (name) => {
  const bomb = encode(Buffer.alloc(20_000_000), [name]);
  const nested = encode(bomb, ["gzip"]);
  const tooLarge = { kind: "size", message: "is larger than 1 MB" };
  const { stream } = streamOf(bomb, 100);
  await expect(readBody(stream, [name], 1_000_000)).rejects.toMatchObject(tooLarge);
  expect(stream.destroyed).toBe(true);
  await expect(readBody(streamOf(nested, 16).stream, [name, "gzip"], 1_000_000)).rejects.toMatchObject(
    tooLarge,
  );
});

test("of a bomb no more is taken than the cap needs and the buffers hold", async () => {
  const bomb = zlib.gzipSync(Buffer.alloc(60_000_000), { level: 1 });
  expect(bomb.length).toBeGreaterThan(200_000);
  const { stream, taken } = streamOf(bomb, 1000);
  await expect(readBody(stream, ["gzip"], 1_000_000)).rejects.toMatchObject({ kind: "size" });
  expect(taken.bytes).toBeLessThan(bomb.length / 2);
});

test("a window above 8 MB is not granted", async () => {
  const coder = zlib.createZstdCompress({ params: { [zlib.constants.ZSTD_c_windowLog]: 27 } });
  const parts: Buffer[] = [];
  coder.on("data", (part) => parts.push(part));
  coder.end(Buffer.alloc(20_000_000));
  await once(coder, "end");
  const error = await readBody(streamOf(Buffer.concat(parts), 1000).stream, ["zstd"], 1_000_000).catch(
    faultOf,
  );
  expect(error).toMatchObject({ kind: "body" });
});

test("an error of the stream comes through the decoders", async () => {
  for (const name of codings) {
    const stream = Readable.from(
      (async function* () {
        yield encode(Buffer.from("x"), [name]).subarray(0, 4);
        throw new Error("line cut");
      })(),
    );
    await expect(readBody(stream, [name], 100)).rejects.toThrow("line cut");
  }
});
