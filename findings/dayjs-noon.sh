#!/usr/bin/env bash
# Day.js: 中午12点30分, which it writes itself in Chinese, is read back as half past midnight.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" dayjs@1.11.23 moment@2.30.1 || exit 2

cd "$work"
cat > look.js <<'JS'
const dayjs = require("dayjs");
const moment = require("moment");
dayjs.extend(require("dayjs/plugin/customParseFormat"));
require("dayjs/locale/zh-cn");
require("moment/locale/zh-cn");

const FORMAT = "YYYY年M月D日Ah点mm分"; // the one that its Chinese locale names LLL
const CASES = [
  [8, 0, "08:00"],
  [11, 59, "11:59"],
  [12, 0, "00:00"],
  [12, 30, "00:30"],
  [12, 59, "00:59"],
  [13, 30, "13:30"],
  [20, 0, "20:00"],
];
console.log(`software: dayjs ${require("dayjs/package.json").version} with customParseFormat and zh-cn; moment beside it`);
console.log("expected: what is written with a format (A is on the list of tokens to read, too) is read with it as the same time");
let stands = dayjs.Ls["zh-cn"].formats.LLL === FORMAT;
for (const [hour, minute, before] of CASES) {
  const time = new Date(2026, 10, 25, hour, minute);
  const written = dayjs(time).locale("zh-cn").format(FORMAT);
  const seen = dayjs(written, FORMAT, "zh-cn").format("HH:mm");
  const other = moment(written, FORMAT, "zh-cn").format("HH:mm");
  console.log(`${written}: expected ${moment(time).format("HH:mm")}; moment ${other}; seen ${seen}`);
  stands &&= seen === before && other === moment(time).format("HH:mm");
}
console.log("why:      to tell whether a word means the afternoon, the hours are gone through for the first that has this word; 中午 begins");
console.log("          at 11, so that it counts as morning, and twelve in the morning is midnight.");
console.log("for a bot: “中午12点30分开会” is put down for half past midnight, twelve hours early: the reminder wakes people, and is gone");
console.log("          when it is needed. Mornings, afternoons and evenings are right.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
