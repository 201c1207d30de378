import { once } from "node:events";
import { constants, createBrotliCompress, createGzip, createZstdCompress } from "node:zlib";
import { FetchError, makeFetcher } from "../src/sources/fetch.ts";
import { makeWire } from "../test/doubles/wire.ts";

const BOMB_BYTES = 200_000_000;
const coders = {
  gzip: createGzip,
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: createZstdCompress,
};

/**
 * Fetches a body that decompresses to 200 MB, which the fetcher must refuse, and returns by how many MB the process grew
 * at most meanwhile. Means something only in a fresh process.
 */
export async function bombGrowthMb(coding: keyof typeof coders = "gzip"): Promise<number> {
  const wire = await makeWire();
  const fetcher = makeFetcher({ allow: ["127.0.0.0/8"] });
  const fetch = (path: string) => fetcher(wire.url(path), {}, new AbortController().signal);
  wire.put("/bomb", { body: await compressed(coding), headers: { "content-encoding": coding } });
  wire.put("/small", { body: "x", encoding: coding });
  await fetch("/small");
  globalThis.gc?.();

  const before = process.memoryUsage.rss();
  let peak = before;
  const measure = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(measure, 1);
  const error = await fetch("/bomb").catch((thrown: unknown) => thrown);
  measure();
  clearInterval(timer);
  await wire.close();
  if (!(error instanceof FetchError) || error.kind !== "size")
    throw new Error("the bomb was not refused for its size", { cause: error });
  return (peak - before) / 1_000_000;
}

async function compressed(coding: keyof typeof coders): Promise<Uint8Array> {
  const coder = coders[coding]();
  const parts: Uint8Array[] = [];
  coder.on("data", (part: Uint8Array) => parts.push(part));
  const chunk = Buffer.alloc(1_000_000);
  for (let left = BOMB_BYTES; left > 0; left -= chunk.length) {
    if (!coder.write(chunk)) await once(coder, "drain");
  }
  coder.end();
  await once(coder, "end");
  return Buffer.concat(parts);
}

if (import.meta.main) {
  const coding = process.argv[2] === "br" || process.argv[2] === "zstd" ? process.argv[2] : "gzip";
  console.log(
    `${coding} bomb of 200 MB: refused, memory grew by ${(await bombGrowthMb(coding)).toFixed(1)} MB`,
  );
}
