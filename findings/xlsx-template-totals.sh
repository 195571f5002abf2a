#!/usr/bin/env bash
# xlsx-template: a total below rows that are filled in stays the sum of the first row, and a date within a sentence is 46296.166.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" xlsx-template@1.4.7 exceljs@4.4.0 hyperformula@3.5.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const { readFileSync } = require("node:fs");
const ExcelJS = require("exceljs");
const { HyperFormula } = require("hyperformula");
const XlsxTemplate = require("xlsx-template");

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const VALUES = { 名单: [["王翀", 100], ["李珺", 200], ["赵喆", 300]].map(([name, sum]) => ({ name, sum })), day: new Date(Date.UTC(2026, 9, 1, 4)), limit: 500 };

/** A template with a row for members and a total below it, filled in. */
async function filled() {
  const template = new ExcelJS.Workbook();
  const sheet = template.addWorksheet("账");
  sheet.addRow(["姓名", "金额"]);
  sheet.addRow(["${table:名单.name}", "${table:名单.sum}"]);
  sheet.addRow(["合计", { formula: "SUM(B2:B2)", result: 0 }]);
  sheet.addRow(["自${day}起施行，限${limit}元"]);
  const book = new XlsxTemplate(await template.xlsx.writeBuffer());
  book.substitute(1, VALUES);
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(book.generate({ type: "nodebuffer" }));
  return read.worksheets[0];
}

(async () => {
  const rows = [];
  (await filled()).eachRow((row) => rows.push([row.getCell(1).value, row.getCell(2).value]));
  const text = rows.map(([name, sum]) => `${name} ${sum?.formula ? `=${sum.formula}` : (sum ?? "")}`.trim());
  const sheet = HyperFormula.buildFromArray(rows.map(([name, sum]) => [name, sum?.formula ? `=${sum.formula}` : sum]), { licenseKey: "gpl-v3" });
  const total = sheet.getCellValue({ sheet: 0, row: 4, col: 1 });
  console.log(`software: xlsx-template ${version("xlsx-template")}; the template and what came of it by exceljs ${version("exceljs")}, the total by hyperformula ${version("hyperformula")}`);
  console.log("expected: rows of 100, 200 and 300 and a total of 600; a sentence with 2026-10-01, or any text that is a date");
  console.log(`seen:     ${text.join("; ")}; the total: ${total}`);
  console.log("why:      the rows below are moved, and their formulas with them, but a range that the new rows belong to isn't made longer (named");
  console.log("          tables are advised); a date that stands with other words is put in as its serial number.");
  console.log("for a bot: the list that is signed gives each member's sum and 100 yuan in total; with one member in a test it is right.");
  const stands =
    text.slice(1, 5).join() === "王翀 100,李珺 200,赵喆 300,合计 =SUM(B2:B2)" && total === 100 && /^自46296\.\d+起施行，限500元$/.test(text[5]);
  console.log(stands ? "this still stands" : "this has changed");
  process.exit(stands ? 0 : 1);
})();
JS
node look.js
