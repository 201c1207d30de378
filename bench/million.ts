import { measureMillion } from "./keywords/million.ts";

console.log(JSON.stringify(await measureMillion(Number(process.argv[2] ?? 1_000_000))));
