import { measureRatios } from "./keywords/ratios.ts";

// In a process of its own, so that its heap is no other part's; the lines leave as JSON, what goes on as it goes on.
console.log(JSON.stringify(measureRatios()));
