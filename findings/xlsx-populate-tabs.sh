#!/usr/bin/env bash
# xlsx-populate: in a workbook whose tabs were put in another order the sheet 2026年 has the sums of 2025年; what is written goes into the wrong year.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" xlsx-populate@1.21.0 exceljs@4.4.0 read-excel-file@9.3.17 || exit 2

cd "$work"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import readSheets from "read-excel-file/node";
import XlsxPopulate from "xlsx-populate";

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const SUMS = { "2025年": 100, "2026年": 900 };

// A workbook with a sheet for each year; the tab of the new year is drawn to the front where asked for.
async function make(file, newestFirst) {
  const book = new ExcelJS.Workbook();
  for (const [year, sum] of Object.entries(SUMS)) book.addWorksheet(year).addRows([["姓名", "金额"], ["王小明", sum]]);
  if (newestFirst) [book.getWorksheet("2026年").orderNo, book.getWorksheet("2025年").orderNo] = [0, 1];
  await book.xlsx.writeFile(file);
}
const show = (sheets) => sheets.map(([name, sum]) => `${name} ${sum}`).join(", ");
const others = async (file) => show((await readSheets(file)).map(({ sheet, data }) => [sheet, data[1][1]]));
const populate = (book) => show(book.sheets().map((sheet) => [sheet.name(), sheet.cell("B2").value()]));

await make("as-made.xlsx", false);
await make("moved.xlsx", true);
const asMade = populate(await XlsxPopulate.fromFileAsync("as-made.xlsx"));
const book = await XlsxPopulate.fromFileAsync("moved.xlsx");
const moved = populate(book);
book.sheet("2026年").cell("C2").value("已发");
await book.toFileAsync("saved.xlsx");
const saved = await others("saved.xlsx");

console.log(`software: xlsx-populate ${version("xlsx-populate")}; files by exceljs ${version("exceljs")}, read for comparison by read-excel-file ${version("read-excel-file")}`);
console.log("expected: 900 in the sheet 2026年 and 100 in 2025年, in whatever order the tabs are, as every spreadsheet program shows it");
console.log(`seen:     tabs as they were made: ${asMade}`);
console.log(`seen:     tab of 2026年 in front: ${moved} (the other reader: ${await others("moved.xlsx")})`);
console.log(`seen:     the same with a word written into 2026年, saved, in the other reader: ${saved}`);
console.log("why:      a tab names its part of the file by a relation (r:id), so that parts may be in any order; the package takes the first part");
console.log("          that it finds by number (sheet1.xml) for the first tab. Programs that only move a tab's entry leave such files.");
console.log("for a bot: this year's sums are last year's, under the right name, and once a mark is saved the years stay exchanged for everybody.");
const stands = asMade === "2025年 100, 2026年 900" && moved === "2026年 100, 2025年 900" && (await others("moved.xlsx")) === "2026年 900, 2025年 100";
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs
