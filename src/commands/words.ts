const NUMBERS = new Intl.NumberFormat("en-US");

/** Returns a number as people write it: 1,240. */
export function number(n: number): string {
  return NUMBERS.format(n);
}

/** Returns a number with its noun: "1 story", "1,240 stories"; with `more` "more than 1,000 stories". */
export function counted(n: number, one: string, many: string, more = false): string {
  return more ? `more than ${counted(n, one, many)}` : `${number(n)} ${n === 1 ? one : many}`;
}

/**
 * Returns how often something happens, from its count in a number of days: "about 5 a day", "1 a week", "never". With
 * `more`, where counting stopped: "more than 142 a day". From less than a day the figure is a rough one, of one digit.
 */
export function rate(count: number, days: number, more = false): string {
  if (count === 0) return "never";
  const aDay = count / days;
  const [value, unit] =
    aDay >= 1.5 || aDay === 1 ? [aDay, "day"] : aDay * 7 >= 1 ? [aDay * 7, "week"] : [aDay * 30, "month"];
  const step = days < 1 ? 10 ** Math.floor(Math.log10(value)) : 1;
  if (more) return `more than ${number(Math.floor(value / step) * step)} a ${unit}`;
  const whole = Math.max(1, Math.round(value / step) * step);
  // A count of whole days gives exact rates with errors far below a millionth.
  const exact = days >= 1 && Math.abs(value - whole) < 1e-6;
  return `${exact ? "" : "about "}${number(whole)} a ${unit}`;
}
