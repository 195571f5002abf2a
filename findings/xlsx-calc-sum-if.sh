#!/usr/bin/env bash
# xlsx-calc: SUMIF down a column looks at its first row only, FLOOR(1290,100) is 1290, and DATEDIF between two days of a sheet is 0 years.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" xlsx-calc@0.9.2 xlsx@0.18.5 hyperformula@3.5.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const XLSX = require("xlsx");
const calculate = require("xlsx-calc");
const { HyperFormula } = require("hyperformula");

const ROWS = [
  ["项目", "金额", "出生日期", "今天"],
  ["慰问", 1000, 33000, 46325],
  ["培训", 500],
  ["慰问", 2000],
];
// A formula and the value that was seen.
const CASES = [
  ["SUM(B2:B4)", 3500],
  ['SUMIF(A2:A4,"慰问",B2:B4)', 1000],
  ['SUMIF(A1:A4,"慰问",B1:B4)', 0],
  ['SUMIF(A2:A4,"培训",B2:B4)', 0],
  ['SUMIF(B2:B4,">600",B2:B4)', 0],
  ["CEILING(1210,100)", 1300],
  ["FLOOR(1290,100)", 1290],
  ['DATEDIF(C2,D2,"Y")', 0],
];

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;

/** What xlsx-calc makes of a formula beside the rows. */
function calculated(formula) {
  const sheet = XLSX.utils.aoa_to_sheet(ROWS);
  sheet.F1 = { t: "n", f: formula };
  sheet["!ref"] = "A1:F9";
  calculate({ SheetNames: ["账"], Sheets: { 账: sheet } });
  return sheet.F1.v;
}

/** What HyperFormula makes of it. */
function known(formula) {
  const sheets = HyperFormula.buildFromArray([...ROWS, [`=${formula}`]], { licenseKey: "gpl-v3" });
  return sheets.getCellValue({ sheet: 0, row: ROWS.length, col: 0 });
}

console.log(`software: xlsx-calc ${version("xlsx-calc")} with xlsx ${version("xlsx")}; beside it hyperformula ${version("hyperformula")}`);
console.log(`expected: the values of a spreadsheet program, on the rows ${ROWS.map((row) => row.join(" ")).join("; ")}`);
let stands = true;
for (const [formula, before] of CASES) {
  const [seen, right] = [calculated(formula), known(formula)];
  console.log(`seen:     ${formula}: ${seen}` + (seen === right ? "" : `; hyperformula: ${right}`));
  stands &&= seen === before;
}
console.log("why:      SUMIF goes along one row of cells and knows no signs in conditions; FLOOR takes the number alone; DATEDIF takes days for milliseconds.");
console.log("for a bot: the sum of an item is that of its first line, or nothing, so a budget that was used up still looks full, and a member of");
console.log("          36 is of age 0. Formulas that are not there at all (COUNTIF, TEXT) fail with an error, but these have a value.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
