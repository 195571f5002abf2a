#!/usr/bin/env bash
# zhlint: the point of a file's, a site's or an item's name becomes a Chinese full stop: 会员名单.xlsx is corrected to 会员名单。xlsx.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" zhlint@0.8.2 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const { run } = require("zhlint");

// A text, and what was seen of it; none where it stays as it is.
const CASES = [
  ["list.xlsx", null],
  ["www.example.org", null],
  ["第3.2条", "第 3.2 条"],
  ["请按时报名.", "请按时报名。"],
  ["会员名单.xlsx", "会员名单。xlsx"],
  ["请填会员名单.xlsx,再交工会。", "请填会员名单。xlsx，再交工会。"],
  ["https://www.总工会.cn/", "https://www。总工会。cn/"],
  ["office@总工会.cn", "office@总工会。cn"],
  ["1.会员本人;2.会员子女。", "1。会员本人；2。会员子女。"],
  ["A.同意 B.不同意", "A。同意 B。不同意"],
];

const { version } = JSON.parse(readFileSync("node_modules/zhlint/package.json", "utf8"));
console.log(`software: zhlint ${version} (run, with the preset default)`);
console.log("expected: a space between Chinese and Latin, a Chinese stop for the Latin one at the end of a sentence; names left as they are");
let stands = true;
for (const [text, wrong] of CASES) {
  const seen = run(text, { rules: { preset: "default" } }).result;
  console.log(`seen:     ${text}: ${seen === text ? "as it is" : seen}`);
  stands &&= seen === (wrong ?? text);
}
console.log("why:      a point beside a Chinese character is taken for a stop, even where a letter or a figure follows or precedes without a gap;");
console.log("          between two Latin letters or figures it is left alone.");
console.log("for a bot: texts that are tidied up before they go out name files that do not exist and addresses that lead nowhere, and a list");
console.log("          to choose from says A。同意. Tests with names in Latin letters pass.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
