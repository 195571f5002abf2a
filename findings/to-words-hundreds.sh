#!/usr/bin/env bash
# to-words: in Chinese 105 is 百 五 and 115 元 in capitals 佰 拾 伍 圆 整; half a yuan is 五十 分 整. The figure one and every 零 are missing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" to-words@5.7.0 nzh@1.0.14 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const { ToWords } = require("to-words");
const nzh = require("nzh");

// A number, and its words as they were seen from to-words: plain, and as a sum of money in capitals.
const CASES = [
  [20, "二十", "贰拾 圆 整"],
  [235, "二 百 三十 五", "贰 佰 叁拾 伍 圆 整"],
  [105, "百 五", "佰 伍 圆 整"],
  [115, "百 十 五", "佰 拾 伍 圆 整"],
  [1005, "千 五", "仟 伍 圆 整"],
  [2005, "二 千 五", "贰 仟 伍 圆 整"],
  [10500, "万 五 百", "萬 伍 佰 圆 整"],
  [1005000, "百万 五 千", "佰萬 伍 仟 圆 整"],
  [1000.5, "千 点 五", "仟 圆  伍拾 分 整"],
];

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const words = new ToWords({ localeCode: "zh-CN" });
console.log(`software: to-words ${version("to-words")} (zh-CN, with formal: true and currency: true); beside it nzh ${version("nzh")}`);
console.log("expected: what nzh writes, with or without spaces: a gap among the figures is 零, a hundred is 一百, parts of a yuan are 角 and 分");
let stands = true;
for (const [number, ...before] of CASES) {
  const seen = [words.convert(number), words.convert(number, { formal: true, currency: true })];
  console.log(`seen:     ${number}: ${seen.join("; ")} (nzh: ${nzh.cn.encodeS(number)}; ${nzh.cn.toMoney(number, { outSymbol: false })})`);
  stands &&= seen.every((text, index) => text === before[index]);
}
console.log("why:      numbers are put together as in English, from the largest name down; the name of a hundred stands for one hundred, and");
console.log("          there is nothing for a place that is empty. Numbers such as 20 and 235 come out right.");
console.log("for a bot: said aloud, 千五 is 1500 and 二千五 2500, while 1005 and 2005 were meant; a voucher that says 佰 拾 伍 圆 整 leaves room");
console.log("          for a figure before 佰, which writing sums in capitals is there to prevent, and a bank refuses it.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
