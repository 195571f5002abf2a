#!/usr/bin/env bash
# ExcelJS: 7.5 laid out as 0.0\h, 7.5h of overtime, is read as noon of 6 January 1900; in quotation marks the same letter does no harm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" exceljs@4.4.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { Workbook } = require("exceljs");
const { version } = require("exceljs/package.json");

const DAY = "1900-01-06T12:00:00.000Z";
// A layout, how a sheet shows 7.5 with it, and what was seen.
const CASES = [
  ["0.0", "7.5", 7.5],
  ['0.0"h"', "7.5h", 7.5],
  ['0.0"小时"', "7.5小时", 7.5],
  ["0.0\\h", "7.5h", DAY],
  ["0.0\\m", "7.5m", DAY],
  ["0.0\\d", "7.5d", DAY],
  ["0.0\\ \\M\\B", "7.5 MB", DAY],
  ["0.0_h", "7.5", DAY],
  ["yyyy/m/d h:mm", "1900/1/7 12:00", DAY],
];

async function main() {
  const book = new Workbook();
  const sheet = book.addWorksheet("overtime");
  for (const [layout] of CASES) sheet.addRow([7.5]).getCell(1).numFmt = layout;
  const again = new Workbook();
  await again.xlsx.load(await book.xlsx.writeBuffer());
  console.log(`software: ExcelJS ${version} (xlsx.load), Node ${process.versions.node}`);
  console.log("expected: the number, except in the last row; a letter behind \\ is text, one behind _ a space as wide as it (ECMA-376, 18.8.31)");
  let stands = true;
  CASES.forEach(([layout, shown, before], index) => {
    const { value } = again.worksheets[0].getCell(index + 1, 1);
    const seen = value instanceof Date ? value.toISOString() : value;
    console.log(`seen:     7.5 with ${layout} (shown as ${shown}) is ${seen}`);
    stands &&= seen === before;
  });
  console.log("why:      a layout with one of the letters y, m, d, h, M, s and b is taken for a date; text in quotation marks is left out");
  console.log("          before the look, text behind \\ or _ is not. Both ways of writing it look the same in a sheet.");
  console.log("for a bot: hours of overtime, metres and days of leave become dates of 1900: an import fails, or adds up milliseconds.");
  console.log(stands ? "this still stands" : "this has changed");
  process.exit(stands ? 0 : 1);
}
main();
JS
node look.js
