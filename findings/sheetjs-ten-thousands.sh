#!/usr/bin/env bash
# SheetJS: a sum laid out in 万元 is shown at a tenth: 250000 is 2.50万元 in place of 25.0万元.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" xlsx@0.18.5 numfmt@4.0.1 || exit 2

cd "$work"
cat > look.mjs <<'JS'
import * as XLSX from "xlsx/xlsx.mjs";
import { format } from "numfmt";

// There is no “ten thousands” among the formats of a spreadsheet; people divide by a thousand (the last comma) and set a full stop
// by hand before the last figure.
const CASES = [
  ['0.0,"千元"', 12345, "12.3千元", "12.3千元"],
  ['0\\.0000"万元"', 12345, "1.2345万元", "1.2345万元"],
  ['0\\.0,"万元"', 12345, "1.2万元", ".12万元"],
  ['0\\.0,"万元"', 250000, "25.0万元", "2.50万元"],
  ['0"."0,"万元"', 250000, "25.0万元", "2.50万元"],
  ['#0\\.00,"万"', 1234567, "12.35万", "1.235万"],
];
const sheet = XLSX.utils.aoa_to_sheet(CASES.map(([, sum]) => [sum]));
CASES.forEach(([code], row) => (sheet[`A${row + 1}`].z = code));
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, "预算");
const read = XLSX.read(XLSX.write(book, { type: "buffer", bookType: "xlsx" }), { cellNF: true }).Sheets["预算"];
const csv = XLSX.utils.sheet_to_csv(read).trim().split("\n");

console.log(`software: xlsx (SheetJS) ${XLSX.version}; another formatter beside it: numfmt 4.0.1`);
console.log("expected: a comma after the last figure divides by a thousand, a character after a backslash or in quotes stands as it is, and");
console.log("          the figures go into their places from the right (ECMA-376, part 1, 18.8.31)");
let stands = true;
CASES.forEach(([code, sum, expected, before], row) => {
  const seen = read[`A${row + 1}`].w;
  const compared = format(code, sum);
  console.log(`${sum} as ${code}: expected ${expected}; numfmt ${compared}; seen ${seen}, in the CSV ${csv[row]}`);
  stands &&= seen === before && csv[row] === before && compared === expected;
});
console.log("why:      where a format has both, the figures are put into their places one too far to the left.");
console.log("for a bot: a budget sent in as a workbook says 2.50万元 for 250000, with the unit, so that nobody doubts it; what exceeds");
console.log("          a limit of 三万元 passes. The number in the cell is right, but it is the text that goes into an index or a CSV.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs
