import { measureAsking } from "./keywords/asking.ts";

console.log(JSON.stringify(await measureAsking(Number(process.argv[2] ?? 100_000))));
