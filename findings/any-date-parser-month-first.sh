#!/usr/bin/env bash
# any-date-parser: in Chinese 10/1 is 10 January and 12/25 is 12 February, and of 15时30分 and 3点30分 the time, or the minutes, are lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" any-date-parser@2.2.4 || exit 2

cd "$work"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import parser from "any-date-parser";

const { version } = JSON.parse(readFileSync("node_modules/any-date-parser/package.json", "utf8"));
const YEAR = new Date().getUTCFullYear();
// A date as it is written in China, what is meant, and what was seen; none where it is what was meant.
const CASES = [
  ["2026年7月1日", "2026-07-01 00:00", null],
  ["2026/7/1", "2026-07-01 00:00", null],
  ["2026年7月1日15:30", "2026-07-01 15:30", null],
  ["2026年7月1日 晚上8:05", "2026-07-01 20:05", null],
  ["2026年7月1日 下午3点", "2026-07-01 15:00", null],
  ["2026年7月1日 下午3点30分", "2026-07-01 15:30", "2026-07-01 15:00"],
  ["2026年7月1日15时30分", "2026-07-01 15:30", "2026-07-01 00:00"],
  ["7/1", `${YEAR}-07-01 00:00`, `${YEAR}-01-07 00:00`],
  ["10/1", `${YEAR}-10-01 00:00`, `${YEAR}-01-10 00:00`],
  ["12/25", `${YEAR}-12-25 00:00`, `${YEAR}-02-12 00:00`],
];
const moment = (text, locale) => parser.fromString(text, locale).toISOString().slice(0, 16).replace("T", " ");

console.log(`software: any-date-parser ${version} (fromString with zh-CN)`);
console.log("expected: what is meant, or an invalid date; zh-CN is among its languages, and China writes the month first");
let stands = true;
for (const [text, meant, wrong] of CASES) {
  const seen = moment(text, "zh-CN");
  console.log(`seen:     ${text} is ${seen}` + (seen === meant ? "" : `, meant ${meant}`));
  stands &&= seen === (wrong ?? meant);
}
const english = moment("12/25", "en-US");
console.log(`seen:     12/25 is ${english} with en-US`);
stands &&= english === `${YEAR}-12-25 00:00`;
console.log("why:      without a year the day comes first, except for en-US; where the second figure is no month, a part of it is taken and");
console.log("          the rest dropped, as is the rest of a time that no pattern knows.");
console.log("for a bot: a meeting on 10/1 is put down for 10 January, one at 15时30分 for midnight, and nobody is asked: no date is invalid.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs
