import { measureRegexes } from "./keywords/regexes.ts";

console.log(JSON.stringify(measureRegexes()));
