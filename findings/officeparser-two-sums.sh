#!/usr/bin/env bash
# officeparser: in the text of a .docx tabs and line breaks are nothing, so that 500 and 300 are 500300; in an .xlsx dates are 33000 and 30:15 is 1.26.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" officeparser@7.8.0 exceljs@4.4.0 docx@9.5.1 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const { Document, Packer, Paragraph, Table, TableCell, TableRow, Tab, TextRun } = require("docx");
const ExcelJS = require("exceljs");
const { parseOffice } = require("officeparser");

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const cell = (...lines) => new TableCell({ children: lines.map((line) => new Paragraph(line)) });

(async () => {
  const tabbed = new Paragraph({ children: [new TextRun({ children: ["会员500", new Tab(), "300元"] })] });
  const broken = new Paragraph({ children: [new TextRun("电话0577-88880000"), new TextRun({ text: "88880001", break: 1 })] });
  const table = new Table({ rows: [new TableRow({ children: [cell("王翀"), cell("1000", "500")] })] });
  writeFileSync("notice.docx", await Packer.toBuffer(new Document({ sections: [{ children: [tabbed, broken, table] }] })));
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("名单");
  sheet.addRow(["王翀", 33000, 0.965, 30.25 / 24]);
  ["@", 'yyyy"年"m"月"d"日"', "0.0%", "[h]:mm"].forEach((format, place) => (sheet.getCell(1, place + 1).numFmt = format));
  await book.xlsx.writeFile("roster.xlsx");

  const notice = await parseOffice("notice.docx");
  const lines = notice.toText().split("\n");
  const markdown = (await notice.to("markdown")).value;
  const csv = (await notice.to("csv")).value.trim();
  const roster = (await parseOffice("roster.xlsx")).toText().split("\n");
  console.log(`software: officeparser ${version("officeparser")}, on files of docx ${version("docx")} and exceljs ${version("exceljs")}`);
  console.log("expected: 会员500 and 300元 apart, two telephone numbers, two sums in the cell; 1990年5月7日, 96.5% and 30:15");
  console.log(`seen:     text: ${lines[0]}; ${lines[1]}; the same in Markdown: ${[lines[0], lines[1]].every((line) => markdown.includes(line))}`);
  console.log(`seen:     CSV of the table: ${csv}`);
  console.log(`seen:     text of the sheet: ${roster.join(" | ")}`);
  console.log("why:      only the texts of a paragraph's runs are put together, and tabs and breaks are other elements; in CSV the paragraphs of");
  console.log("          a cell are, too. Of a sheet's cells the stored number is taken, whatever its format; the limits that are named are others.");
  console.log("for a bot: two sums or telephone numbers are one, and nobody can tell from the text that 33000 is a birthday.");
  const stands =
    lines[0] === "会员500300元" &&
    lines[1] === "电话0577-8888000088880001" &&
    [lines[0], lines[1]].every((line) => markdown.includes(line)) &&
    csv === "王翀,1000500" &&
    roster[1] === "33000" &&
    roster[2] === "0.965" &&
    roster[3].startsWith("1.26");
  console.log(stands ? "this still stands" : "this has changed");
  process.exit(stands ? 0 : 1);
})();
JS
node look.js
