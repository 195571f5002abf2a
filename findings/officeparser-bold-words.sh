#!/usr/bin/env bash
# officeparser: of an OpenDocument cell in which a word is bold only the bold word is read: 补助500元，离职除外 is 500元.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" officeparser@7.8.0 xlsx@0.18.5 jszip@3.10.1 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const JSZip = require("jszip");
const { parseOffice } = require("officeparser");
const XLSX = require("xlsx");

const SPACE = "urn:oasis:names:tc:opendocument:xmlns:";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const MIME = "application/vnd.oasis.opendocument.spreadsheet";
// The content of a cell, what is shown, and what was seen.
const CELLS = [
  ["<text:p>补助500元，离职除外</text:p>", "补助500元，离职除外", "补助500元，离职除外"],
  ['<text:p>补助<text:span text:style-name="B">500元</text:span>，离职除外</text:p>', "补助500元，离职除外", "500元"],
  ['<text:p>限<text:span text:style-name="B">在职</text:span>和<text:span text:style-name="B">退休</text:span>会员</text:p>', "限在职和退休会员", "在职退休"],
  ['<text:p>见<text:a xlink:href="https://example.org/a">办法</text:a>第<text:span text:style-name="B">3</text:span>条</text:p>', "见办法第3条", "3"],
  ["<text:p>0577-88880000</text:p><text:p>0577-88880001</text:p>", "0577-88880000, 0577-88880001", "0577-888800000577-88880001"],
];
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const spaces = ["office", "table", "text"].map((name) => `xmlns:${name}="${SPACE}${name}:1.0"`).join(" ");
const style = `<style:style xmlns:style="${SPACE}style:1.0" style:name="B" style:family="text"><style:text-properties xmlns:fo="${SPACE}xsl-fo-compatible:1.0" fo:font-weight="bold"/></style:style>`;
const rows = CELLS.map(([content]) => `<table:table-row><table:table-cell office:value-type="string">${content}</table:table-cell></table:table-row>`).join("");

(async () => {
  const file = new JSZip();
  file.file("mimetype", MIME, { compression: "STORE" });
  file.file(
    "content.xml",
    `${HEAD}<office:document-content ${spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:automatic-styles>${style}</office:automatic-styles>` +
      `<office:body><office:spreadsheet><table:table table:name="标准"><table:table-column/>${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  );
  file.file(
    "META-INF/manifest.xml",
    `${HEAD}<manifest:manifest xmlns:manifest="${SPACE}manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${MIME}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  );
  writeFileSync("rules.ods", await file.generateAsync({ type: "nodebuffer" }));
  const seen = (await parseOffice("rules.ods")).toText().trim().split("\n");
  const beside = XLSX.utils.sheet_to_json(XLSX.readFile("rules.ods").Sheets["标准"], { header: 1 }).map(([text]) => text);
  console.log(`software: officeparser ${version("officeparser")}; beside it xlsx ${version("xlsx")}`);
  console.log("expected: the words of each cell, bold or not, and its lines apart");
  CELLS.forEach(([, shown], place) => console.log(`seen:     ${shown} → ${seen[place]} (xlsx: ${JSON.stringify(beside[place])})`));
  console.log("why:      where a paragraph of a cell has parts with a style of their own, those alone are taken; links are no such parts, and");
  console.log("          between paragraphs nothing is put.");
  console.log("for a bot: what is bold is what matters most, so that it still reads as an answer: 500 yuan for all, also for those who left.");
  const stands = CELLS.every(([, , before], place) => seen[place] === before) && CELLS.slice(0, 3).every(([, shown], place) => beside[place] === shown);
  console.log(stands ? "this still stands" : "this has changed");
  process.exit(stands ? 0 : 1);
})();
JS
node look.js
