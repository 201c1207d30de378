/** Months by number, in the languages of most news. */
const NAMED: readonly RegExp[] = [
  "january januar janvier enero gennaio janeiro januari jan",
  "february februar février febrero febbraio fevereiro februari feb",
  "march märz mars marzo março maart mar",
  "april avril abril aprile apr",
  "may mai mayo maggio maio mei",
  "june juni juin junio giugno junho jun",
  "july juli juillet julio luglio julho jul",
  "august août agosto augustus aug",
  "september septembre septiembre settembre setembro sept sep",
  "october oktober octobre octubre ottobre outubro oct okt",
  "november novembre noviembre novembro nov",
  "december dezember décembre diciembre dicembre dezembro dec dez",
].map((names) => new RegExp(String.raw`(?<!\p{L})(?:${names.replaceAll(" ", "|")})(?!\p{L})`, "iu"));

/** "5月", "5월". */
const COUNTED = /(?<!\d)(\d{1,2})(?= ?[月월])/g;
/** "12.05.2027", "12/5/2027"; "2027-05-12". */
const DAY_FIRST = /(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/g;
const YEAR_FIRST = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g;
/** "5/2027", "05.2027". */
const NO_DAY = /(?<![\d./])(\d{1,2})[./](\d{4})(?!\d)/g;

/** Returns a text without the numbers of those months that another text names in words; day and year stay. */
export function withoutMonths(text: string, other: string): string {
  const isNamed = (month: string) => NAMED[Number(month) - 1]?.test(other) ?? false;
  return text
    .replace(COUNTED, (whole, month: string) => (isNamed(month) ? "" : whole))
    .replace(DAY_FIRST, (whole, day: string, month: string, year: string) =>
      isNamed(month) ? `${Number(day)} ${year}` : whole,
    )
    .replace(YEAR_FIRST, (whole, year: string, month: string, day: string) =>
      isNamed(month) ? `${Number(day)} ${year}` : whole,
    )
    .replace(NO_DAY, (whole, month: string, year: string) => (isNamed(month) ? year : whole));
}
