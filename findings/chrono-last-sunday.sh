#!/usr/bin/env bash
# chrono-node: 上周日 comes before 上周六, midnight is noon, and in traditional Chinese the 25th is the 20th.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" chrono-node@2.10.3 || exit 2

cd "$work"
cat > look.mjs <<'JS'
import { createRequire } from "node:module";
import * as chrono from "chrono-node";

const version = createRequire(import.meta.url)("./node_modules/chrono-node/package.json").version;
const now = new Date(2026, 10, 25, 10); // a Wednesday, in whatever zone the machine has
const two = (number) => String(number).padStart(2, "0");
const said = (date) => `${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;

const CASES = [
  ["hans", "上周五", "11-20", "11-20 12:00"],
  ["hans", "上周六", "11-21", "11-21 12:00"],
  ["hans", "上周日", "11-22", "11-15 12:00"],
  ["hans", "下周日", "12-06", "11-29 12:00"],
  ["hans", "晚上8点", "11-25 20:00", "11-25 20:00"],
  ["hans", "晚上12点", "11-26 00:00", "11-25 12:00"],
  ["hans", "十二月二十五日", "12-25", "12-25 12:00"],
  ["hant", "十二月二十五日", "12-25", "12-20 12:00"],
  ["hant", "十月三十一日", "10-31", "10-30 12:00"],
];
console.log(`software: chrono-node ${version}; now is taken to be Wednesday, 25 November, 10:00 (days come back as noon)`);
let stands = true;
for (const [script, text, expected, before] of CASES) {
  const seen = said(chrono.zh[script].parseDate(text, now));
  console.log(`${script} ${text}: expected ${expected}; seen ${seen}`);
  stands &&= seen === before;
}
console.log("why:      weeks begin on Sunday as in America, in China on Monday; and of 二十五 the traditional reader takes two signs.");
console.log("for a bot: “上周日住院” is filed a week early, “晚上12点” half a day, and the day itself may lie outside the term.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs
