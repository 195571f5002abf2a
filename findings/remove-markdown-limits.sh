#!/usr/bin/env bash
# remove-markdown: of “年龄 < 60 且工龄 > 10” all between the two signs is removed, and “年龄  10” is left; with one sign it is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" remove-markdown@0.7.0 markdown-it@14.1.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const removeMarkdown = require("remove-markdown");
const MarkdownIt = require("markdown-it");

// What is written, and what was seen to be left of it. CommonMark finds no markup in any of them.
const CASES = {
  "单笔 < 500 元免审批": "单笔 < 500 元免审批",
  "年龄 < 60 且工龄 > 10 的会员": "年龄  10 的会员",
  "金额 <500 元由小组批，>5000 元由主席批": "金额 5000 元由主席批",
  "单价*数量=总价": "单价*数量=总价",
  "附件：名单_2026_终稿.xlsx": "附件：名单2026终稿.xlsx",
};
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;

/** The text of a line by CommonMark. */
function plain(text) {
  const words = new MarkdownIt("commonmark").parseInline(text, {})[0].children;
  return words.map(({ content }) => content).join("");
}

console.log(`software: remove-markdown ${version("remove-markdown")}; beside it markdown-it ${version("markdown-it")} (CommonMark)`);
console.log("expected: the lines as they are");
let stands = true;
for (const [text, before] of Object.entries(CASES)) {
  const seen = removeMarkdown(text);
  console.log(`seen:     ${text} → ${seen}` + (seen === plain(text) ? "" : ` (markdown-it: ${plain(text)})`));
  stands &&= seen === before && plain(text) === text;
}
console.log("why:      whatever stands between < and > is removed as a tag, also where the sign is followed by a space or a figure, with which no");
console.log("          tag begins; underscores are kept within Latin words, and within Chinese ones taken for italics.");
console.log("for a bot: the text that is searched, read aloud or shown in a preview gives another rule: members aged 10, and the chair approves");
console.log("          every 5000 yuan without a word of what the group may.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
