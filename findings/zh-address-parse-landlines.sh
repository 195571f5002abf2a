#!/usr/bin/env bash
# zh-address-parse: of 0577-88880000 the last six figures become the postal code 880000, and the rest part of the street.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" zh-address-parse@1.3.16 || exit 2

cd "$work"
cat > look.js <<'JS'
const parse = require("zh-address-parse");
const { version } = require("zh-address-parse/package.json");

const ADDRESS = "浙江省温州市鹿城区五马街道公园路1号";
// A member's telephone number, and the telephone number, the rest of the address and the postal code that were seen.
const CASES = [
  ["13800000000", "13800000000", "五马街道公园路1号", ""],
  ["13800000000 325000", "13800000000", "五马街道公园路1号", "325000"],
  ["0577-88880000", "", "五马街道公园路1号0577-88", "880000"],
  ["0577-8888000", "", "五马街道公园路1号0577-8", "888000"],
  ["010-88880000", "", "五马街道公园路1号010-88", "880000"],
  ["(0577)88880000", "", "五马街道公园路1号", "880000"],
];

console.log(`software: zh-address-parse ${version} (Node ${process.versions.node})`);
console.log("expected: the line as phone; or, if only mobile phones are known, no phone, and 五马街道公园路1号 without a postal code");
let stands = true;
for (const [number, phone, detail, postalCode] of CASES) {
  const seen = parse(`${ADDRESS} 王小明 ${number}`);
  stands &&= seen.phone === phone && seen.detail === detail && seen.postalCode === postalCode && seen.name === "王小明";
  console.log(`seen:     ${number}: phone ${seen.phone || "none"}, street ${seen.detail}, postal code ${seen.postalCode || "none"}`);
}
console.log("why:      the last six of any run of figures are taken for a postal code, also those of a longer number.");
console.log("for a bot: gifts go to a street that does not exist and to a postal code that is not theirs; the number is lost as well.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
