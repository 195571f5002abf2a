#!/usr/bin/env bash
# node-html-markdown: two lines in a cell of a table are run together, 1000 above 2000 is 10002000, and a list that starts with 3 starts with 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" node-html-markdown@2.0.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const { NodeHtmlMarkdown } = require("node-html-markdown");

// A piece of a page, and the Markdown for it that was seen, its spaces in a row made one.
const HEAD = "<tr><th>姓名</th><th>金额</th></tr>";
const CASES = [
  ["two lines of a paragraph", "<p>1000<br>2000</p>", "1000 \n2000"],
  ["two lines in a cell (<br>)", `<table>${HEAD}<tr><td>王翀<br>李珺</td><td>1000<br>2000</td></tr></table>`, "| 姓名 | 金额 |\n| ---- | -------- |\n| 王翀李珺 | 10002000 |"],
  ["two paragraphs in a cell", `<table>${HEAD}<tr><td><p>王翀</p><p>李珺</p></td><td><p>1000</p><p>2000</p></td></tr></table>`, "| 姓名 | 金额 |\n| ---- | -------- |\n| 王翀李珺 | 10002000 |"],
  ["articles from 3 on", '<ol start="3"><li>生育慰问</li><li>住院慰问</li></ol>', "1. 生育慰问\n2. 住院慰问"],
];

const { version } = JSON.parse(readFileSync("node_modules/node-html-markdown/package.json", "utf8"));
console.log(`software: node-html-markdown ${version} (NodeHtmlMarkdown.translate, as it comes)`);
console.log("expected: something between two lines, as 1000<br>2000 or 1000 2000; a list that begins with the number it has on the page");
let stands = true;
for (const [told, html, before] of CASES) {
  const seen = NodeHtmlMarkdown.translate(html).trim().replace(/ +/g, " ");
  console.log(`seen:     ${told}: ${seen.replace(/\n/g, " ⏎ ")}`);
  stands &&= seen === before;
}
console.log("why:      a row of a Markdown table has to stand on one line, so the breaks in its cells are taken out, and nothing is put in");
console.log("          for them; the start of a list isn’t read.");
console.log("for a bot: in English two lines are mostly words, here they are sums: two allowances are read as one of ten million, and two");
console.log("          members as one. “第3项” is another benefit.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
