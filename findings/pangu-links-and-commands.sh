#!/usr/bin/env bash
# pangu: the spaces that it adds between Chinese and Latin break links and commands: ?start=abc becomes ?start = abc, /help / help.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" pangu@7.2.1 || exit 2

cd "$work"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import pangu from "pangu";

const { version } = JSON.parse(readFileSync("node_modules/pangu/package.json", "utf8"));
// A sentence, what is expected of it, and what was seen; none where it is what was expected.
const CASES = [
  ["共3人，补助1000元。", "共 3 人，补助 1000 元。", null],
  ["https://www.example.org/sign?id=12", "https://www.example.org/sign?id=12", null],
  ["见 https://www.example.org/news/12 一文", "见 https://www.example.org/news/12 一文", null],
  ["见 https://www.example.org/sign?id=12 报名", "见 https://www.example.org/sign?id=12 报名", "见 https://www.example.org/sign?id = 12 报名"],
  ["请点 https://t.me/example_bot?start=abc 加入", "请点 https://t.me/example_bot?start=abc 加入", "请点 https://t.me/example_bot?start = abc 加入"],
  ["https://www.example.org/报名?id=7", "https://www.example.org/报名?id=7", "https://www.example.org/报名? id = 7"],
  ["输入/help查看", "输入 /help 查看", "输入 / help 查看"],
  ["附件：通知(终稿).docx", "附件：通知(终稿).docx", "附件：通知 (终稿).docx"],
];

console.log(`software: pangu ${version} (spacingText), Node ${process.versions.node}`);
let stands = true;
for (const [text, expected, wrong] of CASES) {
  const seen = pangu.spacingText(text);
  console.log(`${text}\n   expected: ${expected}\n   seen:     ${seen}`);
  stands &&= seen === (wrong ?? expected);
}
console.log("why:      once a text has one Chinese character, signs such as = and / get spaces wherever they stand; links are not set apart.");
console.log("for a bot: run over its answers before they go out, it leads members to pages and invitations that do not exist, and shows");
console.log("          commands that nobody can press. A link alone, or one without a question mark, passes every test.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs
