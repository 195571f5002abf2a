#!/usr/bin/env bash
# js-pinyin: 王翀, 王珺, 王玥 and 王喆 are all Wang; pinyin-match finds none of the first three by their pinyin.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" js-pinyin@0.2.7 pinyin-match@1.2.10 pinyin-pro@3.29.4 || exit 2

cd "$work"
cat > look.js <<'JS'
const js = require("js-pinyin");
const match = require("pinyin-match");
const { pinyin } = require("pinyin-pro");

const version = (name) => require(`./node_modules/${name}/package.json`).version;
// A name, its pinyin, what was seen from js-pinyin, and whether pinyin-match found the name by its pinyin.
const CASES = [
  ["王小明", "WangXiaoMing", "WangXiaoMing", true],
  ["王昊", "WangHao", "WangHao", true],
  ["王翀", "WangChong", "Wang", false],
  ["王珺", "WangJun", "Wang", false],
  ["王玥", "WangYue", "Wang", false],
  ["王喆", "WangZhe", "Wang", true],
  ["王璟", "WangJing", "Wang", false],
  ["王祎", "WangYi", "Wang", true],
];

console.log(`software: js-pinyin ${version("js-pinyin")} (getFullChars), pinyin-match ${version("pinyin-match")} (match); beside them pinyin-pro ${version("pinyin-pro")}`);
console.log("expected: the pinyin, or the character itself or an error where it is not known; and each name found by its pinyin");
let stands = true;
for (const [name, expected, before, foundBefore] of CASES) {
  const seen = js.getFullChars(name);
  const found = match.match(name, expected.toLowerCase()) !== false;
  const beside = pinyin(name, { toneType: "none", type: "array" }).join("");
  console.log(`${name}: expected ${expected} (pinyin-pro: ${beside}); seen ${seen}, ${found ? "found" : "not found"} by it; initials ${js.getCamelChars(name)}`);
  stands &&= seen === before && found === foundBefore && beside === expected.toLowerCase();
}
console.log("why:      both have tables for the characters of GB/T 2312 and some more; for others js-pinyin writes nothing, without an error,");
console.log("          though its own table of initials has them. All these characters are common in given names of the last decades, and");
console.log("          stand in the official table of 2013 (通用规范汉字表).");
console.log("for a bot: six members get the same name in Latin letters, the same login and the same place in a list; four of six searches");
console.log("          for them find nobody. The names that were usual before are right.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
