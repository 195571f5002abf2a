#!/usr/bin/env bash
# Node (ICU): the leap month of 1987 comes after the seventh month instead of the sixth, and 七夕 of 2012 on the sixth of the month.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" lunisolar@2.6.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const lunisolar = require("lunisolar");

const DAY = 24 * 60 * 60 * 1000;
// A day and its month and day in China's calendar, as calendars had it, and as it was seen from ICU; none where that is the same.
const CASES = [
  ["1990-06-23", "闰五月初一", null],
  ["2020-05-23", "闰四月初一", null],
  ["2025-07-25", "闰六月初一", null],
  ["1987-07-26", "闰六月初一", "七月初一"],
  ["1987-08-24", "七月初一", "闰七月初一"],
  ["1999-01-17", "腊月初一", "十一月三十"],
  ["2012-08-23", "七月初七", "七月初六"],
  ["2018-11-07", "九月三十", "十月初一"],
];
const DIFFERENT = { 1987: 59, 1999: 30, 2012: 30, 2018: 30 };

const text = new Intl.DateTimeFormat("zh-u-ca-chinese", { dateStyle: "long", timeZone: "UTC" });
const figures = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "UTC" });

function byIcu(day) {
  const parts = figures.formatToParts(day);
  return parts.filter(({ type }) => type !== "literal").map(({ value }) => value).join("/");
}
function byLunisolar(day) {
  const { month, day: number, isLeapMonth } = lunisolar(day.toISOString().slice(0, 10)).lunar;
  return `${month % 100}${isLeapMonth ? "bis" : ""}/${number}`;
}
function daysApart(year) {
  const days = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) days.push(new Date(day));
  return days.filter((day) => byIcu(day) !== byLunisolar(day)).length;
}

console.log(`software: Node ${process.versions.node} with ICU ${process.versions.icu} (Intl.DateTimeFormat, ca-chinese); beside it lunisolar ${require("lunisolar/package.json").version}`);
console.log("expected: the days of printed calendars, reckoned for Beijing by GB/T 33661; in 2012 the feast of 七夕 was on 23 August");
let stands = true;
for (const [day, expected, wrong] of CASES) {
  const seen = text.format(new Date(day)).replace(/^.*年/, "");
  console.log(`seen:     ${day}: ${seen}` + (seen === expected ? "" : `, expected ${expected}`));
  stands &&= seen === (wrong ?? expected);
}
for (const [year, before] of Object.entries(DIFFERENT)) {
  const count = daysApart(Number(year));
  console.log(`seen:     in ${year} ${count} days are others than lunisolar's`);
  stands &&= count === before;
}
console.log(`          in 2020 to 2025 ${[2020, 2021, 2022, 2023, 2024, 2025].reduce((sum, year) => sum + daysApart(year), 0)} days`);
console.log("why:      new moons and the terms of the sun are computed here, and one within minutes of midnight in Beijing falls on the wrong day:");
console.log("          the moons of 17 January 1999, 17 August 2012 and 8 November 2018, and 处暑 of 1987, which decides on the leap month.");
console.log("for a bot: who was born in the leap month of 1987 is greeted a month late every year, others of these months a day off; a test with");
console.log("          this year's feasts passes.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
