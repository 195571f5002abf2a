#!/usr/bin/env bash
# numerable: in Chinese 250000.00 is written 25,0000.00, and 3千 is read as 3, though 1.5万 is 15000.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" numerable@0.3.15 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const { format, parse } = require("numerable");
const { zh } = require("numerable/locale");

// A sum and how it was seen to be written; a text and how it was seen to be read.
const WRITTEN = { 500: "500.00", 1500: "1500.00", 12000: "1,2000.00", 250000: "25,0000.00", 3000000: "300,0000.00" };
const READ = { "1.5万": 15000, "2亿": 200000000, "3千": 3, "5百": 5, "12,000": 12000 };
const { version } = JSON.parse(readFileSync("node_modules/numerable/package.json", "utf8"));
console.log(`software: numerable ${version}; beside it the Intl of Node ${process.versions.node}`);
console.log("expected: figures in threes, as sums are written in China (GB/T 15835 and CLDR); 3千 and 5百 as 3000 and 500, or not read at all");
let stands = true;
for (const [sum, before] of Object.entries(WRITTEN)) {
  const seen = format(Number(sum), "0,0.00", { locale: zh });
  const right = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2 }).format(Number(sum));
  console.log(`seen:     ${sum} → ${seen}` + (seen === right ? "" : ` (Intl: ${right})`));
  stands &&= seen === before;
}
for (const [text, before] of Object.entries(READ)) {
  const seen = parse(text, { locale: zh });
  console.log(`seen:     ${text} → ${seen}`);
  stands &&= seen === before;
}
console.log("why:      the locale groups figures by 万, the unit of speech, and knows 万 and 亿 as units, and no smaller ones; what it doesn't");
console.log("          know behind a number is left out.");
console.log("for a bot: whoever counts commas reads 300,0000.00 as three hundred thousand in place of three million; 3千元 is a bill of three yuan.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
