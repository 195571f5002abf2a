#!/usr/bin/env bash
# chinese-lunar: in 2033 the leap month comes after the seventh month, not after the eleventh, and the Mid-Autumn Festival is missed by a month.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" chinese-lunar@0.1.4 solarlunar@2.0.7 || exit 2

cd "$work"
cat > look.js <<'JS'
const chineseLunar = require("chinese-lunar");
const other = require("solarlunar");
const solarlunar = other.default ?? other;
const { version } = require("chinese-lunar/package.json");
const iso = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;

// As lunar dates: eighth month, day 15; ninth month, day 9; eighth day of the twelfth month; and New Year.
const FEASTS = [
  ["中秋 of 2032", 2032, 8, 15, "2032-09-19", "2032-09-19"],
  ["中秋", 2033, 8, 15, "2033-09-08", "2033-10-07"],
  ["重阳", 2033, 9, 9, "2033-10-01", "2033-10-31"],
  ["a birthday on 冬月初一", 2033, 11, 1, "2033-11-22", "2033-12-22"],
  ["腊八", 2033, 12, 8, "2034-01-27", "2034-01-27"],
  ["春节", 2034, 1, 1, "2034-02-19", "2034-02-19"],
];
console.log(`software: chinese-lunar ${version} (“支持1900-2100年”); for comparison solarlunar ${require("solarlunar/package.json").version}`);
console.log("expected: the leap month of 2033 is 闰十一月: a leap month has no major solar term (中气), and in a year of thirteen months the");
console.log("          first such month is it, which in 2033 is not the one after the seventh (GB/T 33661-2017, 农历的编算和颁行)");
let stands = true;
for (const [feast, year, month, day, expected, before] of FEASTS) {
  const seen = iso(chineseLunar.lunarToSolar(year, month, day));
  const { cYear, cMonth, cDay } = solarlunar.lunar2solar(year, month, day, false);
  const compared = iso(new Date(cYear, cMonth - 1, cDay));
  console.log(`${feast}: expected ${expected}; solarlunar ${compared}; seen ${seen}`);
  stands &&= seen === before && compared === expected;
}
const leap = chineseLunar.leapMonthOfYear(2033);
const text = chineseLunar.solarToLunar(new Date(2033, 8, 8), "Md");
console.log(`the leap month of 2033: expected 11; seen ${leap}. 8 September 2033: expected 八月十五; seen ${text}`);
console.log("why:      the month after the seventh has no 中气 either, and its table takes that one; the months after it keep the wrong number.");
console.log("for a bot: of those whose lunar birthday lies in the months eight to eleven all are greeted a month late in that year,");
console.log("          and the presents for 中秋 come in October.");
stands &&= leap === 7 && text.startsWith("闰七月");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
