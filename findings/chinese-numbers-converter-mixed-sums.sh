#!/usr/bin/env bash
# chinese-numbers-converter: 一亿二千万元 becomes 1000020000000元, 12万5000元 120000元 and 1万零500元 10000元.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" chinese-numbers-converter@2.3.1 || exit 2

cd "$work"
cat > look.js <<'JS'
const ChineseNumber = require("chinese-numbers-converter");
const { version } = require("chinese-numbers-converter/package.json");

// What the text says, and what was seen. Mixed numbers are what the package is for: 345 萬 and 3.5萬 are its own examples.
const CASES = [
  ["1.5万元", "15000元", "15000元"],
  ["2万5千元", "25000元", "25000元"],
  ["十二万五千元", "125000元", "125000元"],
  ["12万5000元", "125000元", "120000元"],
  ["1万零500元", "10500元", "10000元"],
  ["1.2亿元", "120000000元", "120000000元"],
  ["一亿二千万元", "120000000元", "1000020000000元"],
  ["1亿2000万元", "120000000元", "1000000000000元"],
  ["三四十人", "三四十人", "340人"],
];

console.log(`software: chinese-numbers-converter ${version} (Node ${process.versions.node})`);
console.log("expected: the same sums in figures, however they are written");
let stands = true;
for (const [text, right, seenBefore] of CASES) {
  const seen = new ChineseNumber(text).toArabicString();
  stands &&= seen === seenBefore;
  console.log(`seen:     ${text} → ${seen}${seen === right ? "" : ` (right: ${right})`}`);
}
const payments = ["12万5000元", "1万零500元", "2万5千元"].map((text) => parseInt(new ChineseNumber(text).toArabicString(), 10));
const total = payments.reduce((sum, payment) => sum + payment);
stands &&= total === 155000;
console.log(`seen:     12万5000元, 1万零500元 and 2万5千元 are ${total} in all (right: 160500)`);
console.log("why:      with 万 behind it, 亿 counts ten thousandfold; of figures that follow a unit nothing is kept.");
console.log("for a bot: the thousands of a bill are not paid, and a city's budget is ten thousand times what was granted.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
