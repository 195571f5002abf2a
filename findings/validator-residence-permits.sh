#!/usr/bin/env bash
# validator.js, idcard: the number on a residence permit for Taiwan's people, or on a foreigner's permanent one, is refused; Hong Kong's and Macau's pass.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" validator@13.15.35 idcard@4.2.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const validator = require("validator");
const idcard = require("idcard");

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHARACTERS = "10X98765432";
const AFTER_AREA = "19900507001";
// Whose number it is, its first six figures, and what validator.js and idcard said.
const CASES = [
  ["a resident of 温州市鹿城区", "330302", true, true],
  ["the permit of someone from Hong Kong", "810000", true, true],
  ["the permit of someone from Macau", "820000", true, true],
  ["the permit of someone from Taiwan", "830000", false, true],
  ["a foreigner’s permanent one, given out in Beijing", "911276", true, false],
  ["a foreigner’s permanent one, given out in Shanghai", "931276", false, false],
  ["a foreigner’s permanent one, given out in Zhejiang", "933276", false, false],
  ["a foreigner’s permanent one, given out in Guangdong", "944276", false, false],
];

/** With the check character of GB 11643 (ISO 7064, MOD 11-2). */
function complete(figures) {
  const sum = [...figures].reduce((total, figure, index) => total + figure * WEIGHTS[index], 0);
  return figures + CHARACTERS[sum % 11];
}

const version = (name) => require(`./node_modules/${name}/package.json`).version;
console.log(`software: validator.js ${version("validator")} (isIdentityCard, zh-CN), idcard ${version("idcard")} (verify)`);
console.log("expected: all are accepted: permits have had such numbers since 2018 (81, 82 and 83, then 0000) and 2023 (9, two figures for the");
console.log("          province, three for the country)");
let stands = true;
for (const [whose, area, first, second] of CASES) {
  const number = complete(area + AFTER_AREA);
  const seen = [validator.isIdentityCard(number, "zh-CN"), idcard.verify(number)];
  console.log(`seen:     ${number} ${whose}: validator.js ${seen[0]}, idcard ${seen[1]}`);
  stands &&= seen[0] === first && seen[1] === second;
}
console.log("why:      the first two figures are looked up in a list of provinces. In one it has 81 and 82 but not 83, and 91 for abroad, with");
console.log("          which only numbers from Beijing and its neighbours (provinces 11 to 15) begin; in the other nothing begins with 9.");
console.log("for a bot: members from Taiwan, and those from abroad in most provinces, are told that their identity card is wrong; a test with a");
console.log("          permit from Hong Kong, or with one given out in Beijing, passes.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
