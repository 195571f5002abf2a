#!/usr/bin/env bash
# date-holidays: in China the third day of the new year and 2 May, days with threefold pay, are no holidays; 8 March and 1 August are public ones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" date-holidays@3.37.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const Holidays = require("date-holidays");

// The days off for all by 全国年节及纪念日放假办法, as it stood in the year, and what was seen to be missing and to be too many.
const YEARS = {
  2024: [
    ["01-01", "02-10", "02-11", "02-12", "04-04", "05-01", "06-10", "09-17", "10-01", "10-02", "10-03"],
    ["02-12"],
    ["02-09", "03-08", "05-04", "06-01", "08-01"],
  ],
  2026: [
    ["01-01", "02-16", "02-17", "02-18", "02-19", "04-05", "05-01", "05-02", "06-19", "09-25", "10-01", "10-02", "10-03"],
    ["02-19", "05-02"],
    ["03-08", "05-04", "06-01", "08-01"],
  ],
  2027: [
    ["01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15", "10-01", "10-02", "10-03"],
    ["02-08", "05-02"],
    ["03-08", "05-04", "06-01", "08-01"],
  ],
};
const { version } = JSON.parse(readFileSync("node_modules/date-holidays/package.json", "utf8"));
console.log(`software: date-holidays ${version}`);
console.log("expected: of type “public” the days on which all are free: to 2024 the 1st to the 3rd of the lunar year, since 2025 its eve too, and 1 and 2 May");
let stands = true;
for (const [year, [law, missing, more]] of Object.entries(YEARS)) {
  const days = new Holidays("CN").getHolidays(Number(year)).filter(({ type }) => type === "public").map(({ date }) => date.slice(5, 10));
  const lacks = law.filter((day) => !days.includes(day));
  const beyond = days.filter((day) => !law.includes(day));
  console.log(`seen:     ${year}: missing ${lacks.join(", ")}; besides ${beyond.join(", ")}`);
  stands &&= lacks.join() === missing.join() && beyond.join() === more.join();
}
console.log("why:      the rules are those of 2008 to 2013 (the eve and two days), for every year; days for women, the young, children and soldiers");
console.log("          have the type “public” too, and say whom they are for in a note.");
console.log("for a bot: who works on 19 February or 2 May 2026 is told of double pay or none in place of threefold, and on 8 March men are told");
console.log("          that they have a holiday; the days in October, which are tested first, are right.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
