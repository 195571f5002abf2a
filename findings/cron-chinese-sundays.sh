#!/usr/bin/env bash
# cron-chinese: of Saturday and Sunday (6,7) it says 每周六、, Saturday alone; with 0 or SUN for Sunday it says 每周六、日.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" cron-chinese@1.2.3 cronstrue@3.39.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const { humanizeCronInChinese } = require("cron-chinese");
const cronstrue = require("cronstrue/i18n");

// A plan and the words that were seen.
const CASES = {
  "0 9 * * 6,0": "每周六、日09:00",
  "0 9 * * SAT,SUN": "每周六、日09:00",
  "0 9 * * 6,7": "每周六、09:00",
  "0 9 * * 1,3,7": "每周一、三、09:00",
  "0 9 * * 5-7": "每周五~周undefined09:00",
  "0 9 L * *": "每月L日09:00",
};
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
console.log(`software: cron-chinese ${version("cron-chinese")}; beside it cronstrue ${version("cronstrue")}`);
console.log("expected: Sunday in each of the first five, since 7 is Sunday wherever 0 is (cron, systems that use it, and the package beside)");
let stands = true;
for (const [plan, before] of Object.entries(CASES)) {
  const seen = humanizeCronInChinese(plan);
  console.log(`seen:     ${plan}: ${seen} (cronstrue: ${cronstrue.toString(plan, { locale: "zh_CN" })})`);
  stands &&= seen === before;
}
console.log("why:      the names of the days are a list of seven from 0 on, in which there is no 7: in a list of days nothing is put in its");
console.log("          place, in a range “undefined”. The plan itself is accepted.");
console.log("for a bot: an officer who is shown the plan reads that nobody is on duty on Sundays, and sets right what was right.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
