#!/usr/bin/env bash
# SheetJS (xlsx): a date shown as 1990.05.07 has no text; in CSV it is 33000, or 5/7/90.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" xlsx@0.18.5 || exit 2

cd "$work"
cat > look.js <<'JS'
const XLSX = require("xlsx");

const FORMATS = ["yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy.mm.dd", "yyyy.m.d", "m.d"];
const BIRTHDAY = 33000; // 7 May 1990 as Excel counts days

function shown(format, options) {
  const sheet = XLSX.utils.aoa_to_sheet([["王小明", BIRTHDAY]]);
  sheet.B1.z = format;
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "名册");
  const file = XLSX.write(book, { type: "buffer", bookType: "xlsx" });
  const read = XLSX.read(file, options).Sheets["名册"];
  return { text: read.B1.w, csv: XLSX.utils.sheet_to_csv(read).trim() };
}

console.log(`software: xlsx ${XLSX.version} (SheetJS, from npm)`);
console.log("expected: the text of a cell is what Excel shows, whatever stands between year, month and day");
const seen = FORMATS.map((format) => ({ format, plain: shown(format, {}), dates: shown(format, { cellDates: true }) }));
for (const { format, plain, dates } of seen) {
  console.log(`seen:     ${format.padEnd(20)} text ${plain.text}; CSV ${plain.csv}; CSV with cellDates ${dates.csv}`);
}
console.log("why:      after a full stop the writer of dates wants the zeros of fractions of a second, and gives up in silence.");
console.log("for a bot: 1990.05.07 is how officials in China write dates: such a roster's birthdays become bare numbers, or");
console.log("          American dates in which 5/7 may be the fifth of July.");
const [hyphens, , , dotted, short, day] = seen;
const stands =
  hyphens.plain.text === "1990-05-07" &&
  [dotted, short, day].every((one) => one.plain.text === undefined && one.plain.csv === "王小明,33000") &&
  dotted.dates.csv === "王小明,5/7/90";
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
