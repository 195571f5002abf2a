#!/usr/bin/env bash
# convert-excel-to-json: on a machine set to China’s time a day of a sheet is 23:59:17 of the day before; set to UTC it is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" convert-excel-to-json@1.7.0 exceljs@4.4.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const ExcelJS = require("exceljs");
const convert = require("convert-excel-to-json");

// A serial number, the day that a spreadsheet program shows for it, and the day that was seen on a machine set to China's time.
const DAYS = [
  [31074, "1985-01-27", "1985-01-26 23:59:17"],
  [46296, "2026-10-01", "2026-09-30 23:59:17"],
  [46388, "2027-01-01", "2026-12-31 23:59:17"],
];
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const local = (day) => day.toLocaleString("sv-SE");

(async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("名单");
  for (const [serial] of DAYS) sheet.addRow([serial]).getCell(1).numFmt = "yyyy-mm-dd";
  await book.xlsx.writeFile("roster.xlsx");
  const seen = convert({ sourceFile: "roster.xlsx" })["名单"].map(({ A }) => local(A));
  const china = process.env.TZ !== "UTC";
  if (!china) {
    console.log(`software: convert-excel-to-json ${version("convert-excel-to-json")}, on a file of exceljs ${version("exceljs")}`);
    console.log(`expected: ${DAYS.map(([, day]) => day).join(", ")} at midnight by the machine's time, on any machine`);
  }
  console.log(`seen:     set to ${process.env.TZ}: ${seen.join(", ")}`);
  const right = DAYS.every(([, day, before], place) => seen[place] === (china ? before : `${day} 00:00:00`));
  process.exit(right ? 0 : 1);
})();
JS
stands=true
TZ=UTC node look.js || stands=false
TZ=Asia/Shanghai node look.js || stands=false
echo "why:      days are counted from the end of 1899, when Shanghai's own time was eight hours, five minutes and 43 seconds ahead of UTC; the"
echo "          minutes are allowed for, the seconds are not."
echo "for a bot: who was born on 27 January is greeted on the 26th, and what begins on 1 October is filed under September; on a developer's or a"
echo "          test's machine, set to UTC, all is right."
if $stands; then echo "this still stands"; else echo "this has changed"; exit 1; fi
