#!/usr/bin/env bash
# chinese-days: the 29th and 30th of the second lunar month are read as the 1st and 2nd of the third; in 1996 the sixth and the eighth month begin a day early.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" chinese-days@1.5.7 lunar-javascript@1.7.7 || exit 2

cd "$work"
cat > look.js <<'JS'
const { getLunarDate, getSolarDateFromLunar } = require("chinese-days");
const { Lunar } = require("lunar-javascript");
const { version } = require("chinese-days/package.json");

// lunar date, what it is in the Gregorian calendar, what was seen before
const CASES = [
  ["2026-2-28", "2026-04-15", "2026-04-15"],
  ["2026-2-29", "2026-04-16", "2026-04-17"],
  ["2025-2-29", "2025-03-28", "2025-03-29"],
  ["2023-2-30", "2023-03-21", "2023-04-21"],
  ["2024-2-29", "2024-04-07", "2024-04-07"],
  ["2024-2-30", "2024-04-08", "2024-04-09"],
  ["2027-2-30", "2027-04-06", "2027-04-08"],
  ["2026-8-15", "2026-09-25", "2026-09-25"],
  ["1996-8-15", "1996-09-27", "1996-09-26"],
];
console.log(`software: chinese-days ${version}, getSolarDateFromLunar (“支持 1900年 至 2100年”); lunar-javascript beside it`);
console.log("expected: a lunar month has 29 or 30 days, the second too; the new moon of September 1996 was on the 13th, 07:07 at 120° E, so");
console.log("          that 中秋 was on the 27th (GB/T 33661-2017)");
let stands = true;
for (const [lunar, expected, before] of CASES) {
  const [year, month, day] = lunar.split("-").map(Number);
  const compared = Lunar.fromYmd(year, month, day).getSolar().toYmd();
  const seen = getSolarDateFromLunar(lunar).date;
  console.log(`lunar ${lunar}: expected ${expected}; lunar-javascript ${compared}; seen ${seen}`);
  stands &&= seen === before && compared === expected;
}
const born = getLunarDate("1996-09-27");
console.log(`born on 27 September 1996: expected 八月十五; seen ${born.lunarMonCN}${born.lunarDayCN}`);
console.log("why:      the lunar date goes through a Gregorian one, which has no 29 February but in leap years and never a 30th, and moves");
console.log("          on to March. For 1996 the table has wrong lengths of months.");
console.log("for a bot: who was born on 二月廿九 or 二月三十 is greeted a day or two late, and a whole month late in a year with a leap");
console.log("          second month; with the 28th, with the 29th in a leap year, or with another month, a test finds nothing.");
stands &&= `${born.lunarMonCN}${born.lunarDayCN}` === "八月十六";
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
