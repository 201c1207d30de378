/** A small terminal of so many columns: understands what Node's readline writes, for signs of one cell. */
export function makeVt(columns: number) {
  const rows: string[][] = [[]];
  let row = 0;
  let column = 0;

  function put(sign: string): void {
    // As real terminals do, the cursor waits behind the last column until the next sign comes.
    if (column === columns) turn();
    const line = rows[row] ?? [];
    while (line.length < column) line.push(" ");
    line[column] = sign;
    rows[row] = line;
    column += 1;
  }

  function turn(): void {
    row += 1;
    column = 0;
    rows[row] ??= [];
  }

  function obey(count: number, order: string): void {
    if (order === "A") row = Math.max(0, row - count);
    else if (order === "C") column = Math.min(columns - 1, column + count);
    else if (order === "D") column = Math.max(0, Math.min(column, columns - 1) - count);
    else if (order === "G") column = count - 1;
    else if (order === "J") rows.splice(row, rows.length, (rows[row] ?? []).slice(0, column));
    else throw new Error(`this terminal does not know the order ${order}`);
  }

  return {
    write(text: string): void {
      for (const [token, count, order] of text.replaceAll("\u001B", "␛").matchAll(/␛\[(\d*)([A-Z])|./gs)) {
        if (order) obey(Number(count || 1), order);
        else if (token === "\n") turn();
        else if (token === "\r") column = 0;
        else put(token);
      }
    },
    /** What is seen, and where the cursor stands in it. */
    screen: () => ({ lines: rows.map((line) => line.join("").trimEnd()), row, column }),
  };
}
