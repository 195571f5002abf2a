#!/usr/bin/env bash
# easy-template-x: where a value has two lines, the rest of the sentence is set between them: “付王小明500元。 / 李珺” in place of “付王小明 / 李珺500元。”.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" easy-template-x@7.2.8 docxtemplater@3.71.1 docx@9.15.2 pizzip@3.3.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const { Document, Packer, Paragraph, TextRun } = require("docx");
const Docxtemplater = require("docxtemplater");
const { TemplateHandler } = require("easy-template-x");
const PizZip = require("pizzip");

const DATA = { 收款人: "王小明（帐号甲）\n李珺（帐号乙）", 金额: 500, 意见: "同意补助本人\n不同意补助家属", 部门: "财务科" };
// The pieces (runs) of a sentence of the template, the text that is meant, and the text that was seen.
const CASES = [
  [["付{收款人}，各{金额}元。"], "付王小明（帐号甲） / 李珺（帐号乙），各500元。", "付王小明（帐号甲），各500元。 / 李珺（帐号乙）"],
  [["{意见}，请{部门}办理。"], "同意补助本人 / 不同意补助家属，请财务科办理。", "同意补助本人，请财务科办理。 / 不同意补助家属"],
  [["付", "{收款人}", "，各500元。"], "付王小明（帐号甲） / 李珺（帐号乙），各500元。", "付王小明（帐号甲） / 李珺（帐号乙），各500元。"],
];
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const template = (pieces) => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph({ children: pieces.map((piece) => new TextRun(piece)) })] }] }));

// The text of a .docx, its line breaks as “ / ”.
function text(file) {
  const xml = new PizZip(file).file("word/document.xml").asText();
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)].map(([, words]) => words ?? " / ").join("");
}
function other(file) {
  const filled = new Docxtemplater(new PizZip(file), { linebreaks: true });
  filled.render(DATA);
  return text(filled.getZip().generate({ type: "nodebuffer" }));
}

(async () => {
  console.log(`software: easy-template-x ${version("easy-template-x")}; beside it docxtemplater ${version("docxtemplater")}; templates by docx ${version("docx")}`);
  console.log("expected: the value with its two lines where the tag was, and behind it what stood behind the tag");
  let stands = true;
  for (const [pieces, right, before] of CASES) {
    const file = await template(pieces);
    const seen = text(await new TemplateHandler().process(file, DATA));
    console.log(`seen:     ${pieces.join("|")}: ${seen} (docxtemplater: ${other(file)})`);
    stands &&= seen === before && other(file) === right;
  }
  console.log("why:      the further lines are put at the end of the piece of text that the tag is in (its run), not behind the tag. A sentence that");
  console.log("          was typed in one go is one such piece; where the tag was formatted, as in the last case, it is a piece of its own.");
  console.log("for a bot: one member is paid and the other stands below the order; of an opinion in two lines the second, a refusal, is not in it.");
  console.log(stands ? "this still stands" : "this has changed");
  process.exit(stands ? 0 : 1);
})();
JS
node look.js
