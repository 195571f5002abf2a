#!/usr/bin/env bash
# vcf, vcard-parser: from a phone's contacts 王小明 is =E7=8E=8B=E5=B0=8F=E6=98=8E, and the end of the employer's name becomes a field.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" vcf@2.1.2 vcard-parser@1.0.0 || exit 2

cd "$work"
cat > look.js <<'JS'
const vcf = require("vcf");
const parser = require("vcard-parser");

const version = (name) => require(`./node_modules/${name}/package.json`).version;
const escaped = (text) => [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase()}`);
const NAME = escaped("王小明").join("");
const EMPLOYER = escaped("市总工会办公室");
const SPLIT = 18;
const NOTE = ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:";
const card = (...lines) => ["BEGIN:VCARD", "VERSION:2.1", ...lines, "END:VCARD", ""].join("\r\n");
// Cards of version 2.1, as phones write them: only what is not ASCII is written in bytes, a long line ends with = and goes on below.
const LATIN = card("N:Wang;Xiaoming;;;", "FN:Xiaoming Wang", "TEL;CELL:13800000000");
const CHINESE = card(
  `FN${NOTE}${NAME}`,
  "TEL;CELL:13800000000",
  `ORG${NOTE}${EMPLOYER.slice(0, SPLIT).join("")}=`,
  EMPLOYER.slice(SPLIT).join(""),
);
const NEWER = card("FN:王小明", "TEL;TYPE=CELL:13800000000").replace("VERSION:2.1", "VERSION:3.0");
const PARTS = [EMPLOYER.slice(0, SPLIT).join("") + "=", EMPLOYER.slice(SPLIT).join("").toLowerCase()];

function byVcf(text) {
  const { data } = vcf.parse(text)[0];
  return { name: data.fn.valueOf(), employer: data.org?.valueOf(), fields: Object.keys(data) };
}
function byParser(text) {
  const data = parser.parse(text);
  return { name: data.fn[0].value, employer: data.org?.[0].value, fields: Object.keys(data) };
}

console.log(`software: vcf ${version("vcf")} (its list of versions: ${vcf.versions}), vcard-parser ${version("vcard-parser")}`);
console.log("expected: Xiaoming Wang; 王小明 of 市总工会办公室, as the card says in its charset and encoding (vCard 2.1, RFC 2045, 6.7)");
let stands = vcf.versions.includes("2.1");
for (const [name, read] of [["vcf", byVcf], ["vcard-parser", byParser]]) {
  const [latin, newer, chinese] = [LATIN, NEWER, CHINESE].map(read);
  console.log(`seen:     ${name}: ${latin.name}; ${newer.name} in a card of version 3.0; in one of 2.1 ${chinese.name} of ${chinese.employer}, with the fields ${chinese.fields.join(" ")}`);
  stands &&= latin.name === "Xiaoming Wang" && newer.name === "王小明" && chinese.name === NAME && chinese.employer === PARTS[0] && chinese.fields.includes(PARTS[1]);
}
console.log("why:      the encoding is kept beside the value as one more property, and nobody undoes it; the line below counts as a new field.");
console.log("for a bot: contacts that an officer sends from an Android phone become a roster of =E7=8E=8B…; cards of version 3.0, as iPhones");
console.log("          send them, and all cards in Latin letters are right.");
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.js
