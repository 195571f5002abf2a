#!/usr/bin/env bash
# HyperFormula: TEXT writes 96.5% as 1.0%, and 12345.60 with separators as 12346,##0.00.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" hyperformula@3.5.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { HyperFormula } = require("hyperformula");

const CASES = [
  ['TEXT(12345.6,"0.00元")', "12345.60元", "12345.60元"],
  ['TEXT(302,"000000")', "000302", "000302"],
  ['TEXT(DATE(2026,11,30),"yyyy年m月d日")', "2026年11月30日", "2026年11月30日"],
  ['TEXT(0.8,"0%")', "80%", "1%"],
  ['"满意率"&TEXT(0.965,"0.0%")', "满意率96.5%", "满意率1.0%"],
  ['TEXT(0.049,"0.0%")', "4.9%", "0.0%"],
  ['TEXT(12345.6,"#,##0.00")', "12,345.60", "12346,##0.00"],
  ['TEXT(0,"0;-0;无")', "无", "0;-0;无"],
  ['TEXT(DATE(2026,11,30),"aaaa")', "星期一", "aaaa"],
];
console.log(`software: hyperformula ${HyperFormula.version}, with TEXT on its list of functions`);
console.log("expected: a format with % shows the value times a hundred; a comma between places sets the thousands apart; a semicolon parts");
console.log("          the formats of positive, negative and no amounts; aaaa is the Chinese weekday (Excel; ECMA-376, part 1, 18.8.31)");
let stands = true;
for (const [formula, expected, before] of CASES) {
  const sheet = HyperFormula.buildFromArray([["=" + formula]], { licenseKey: "gpl-v3" });
  const seen = sheet.getCellValue({ sheet: 0, row: 0, col: 0 });
  console.log(`${formula}: expected ${expected}; seen ${seen}`);
  stands &&= seen === before;
}
console.log("why:      the first run of 0, # and a point is taken for the format, and all that stands around it for words to be kept.");
console.log("for a bot: the shares of a report (of members visited, content, or paid for) are all 0% or 1%, and each looks like a share; the");
console.log("          sums of a ledger lose their cents. No formula ends in an error.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
