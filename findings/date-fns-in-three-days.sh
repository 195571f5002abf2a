#!/usr/bin/env bash
# date-fns: in Chinese, "in 3 days" is written 3 天内, which means "within 3 days".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" date-fns@4.4.0 || exit 2

cd "$work"
cat > look.mjs <<'JS'
import { createRequire } from "node:module";
import { formatDistance } from "date-fns";
import { enUS, ja, zhCN, zhTW } from "date-fns/locale";

const { version } = createRequire(import.meta.url)("date-fns/package.json");
const now = new Date(2026, 10, 25, 9);
const later = new Date(2026, 10, 28, 9);
const say = (locale) => formatDistance(later, now, { addSuffix: true, locale });

console.log(`software: date-fns ${version}`);
console.log("expected: an event three days from now is “in 3 days”, in Chinese “3 天后”");
const seen = { "English": say(enUS), "Japanese": say(ja), "Chinese (zh-CN)": say(zhCN), "Chinese (zh-TW)": say(zhTW) };
for (const [language, words] of Object.entries(seen)) console.log(`seen:     ${language.padEnd(16)} ${words}`);
console.log("why:      后 (after) and 内 (at any time before that) are different words, and the list has the second.");
console.log("for a bot: “登记 3 天内开始” lets members come today; “截止 3 天内” may be over tomorrow. Only the past, 3 天前, is right.");
const stands = seen["Chinese (zh-CN)"] === "3 天内" && seen.English === "in 3 days" && seen.Japanese === "3日後";
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs
