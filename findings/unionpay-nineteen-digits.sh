#!/usr/bin/env bash
# validators, validator.js: a bank card of 19 digits, as most banks of China give out for pay, is no UnionPay card.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install validators==0.36.0 python-stdnum==2.2 || exit 2
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" validator@13.15.35 card-validator@10.0.4 || exit 2

cd "$work"
cat > look.py <<'PY'
import json
import sys
from importlib.metadata import version

import validators
from stdnum import luhn

cards = json.loads(sys.argv[1])
assert all(luhn.is_valid(card) for card in cards)
print(json.dumps({"version": version("validators"), "unionpay": [validators.unionpay(card) is True for card in cards]}))
PY
cat > look.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const validator = require("validator");
const { number } = require("card-validator");

// Invented cards of each length that UnionPay gives out (ISO/IEC 7812: up to 19 digits), with the right check digit (Luhn).
const withCheck = (digits) => {
  const sum = [...digits].reverse().reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return digits + ((10 - (sum % 10)) % 10);
};
const cards = [16, 17, 18, 19].map((length) => withCheck("62".padEnd(length - 1, "1234567890123456")));
const python = JSON.parse(execFileSync(process.argv[2], ["look.py", JSON.stringify(cards)], { encoding: "utf8" }));
const node = cards.map((card) => validator.isCreditCard(card, { provider: "unionpay" }));
const control = cards.map((card) => number(card).isValid && number(card).card.type === "unionpay");

const { version } = require("card-validator/package.json");
console.log(`software: validators ${python.version} (Python), validator.js ${validator.version}; card-validator ${version} as a check`);
console.log("expected: cards of 16 to 19 digits are UnionPay cards; most cards to which pay and benefits go have 19");
const say = (answers) => answers.map((answer, place) => `${cards[place].length} ${answer ? "yes" : "NO"}`).join(", ");
console.log(`seen:     validators.unionpay:         ${say(python.unionpay)}`);
console.log(`seen:     validator.js, unionpay:      ${say(node)}`);
console.log(`seen:     card-validator (the check):  ${say(control)}`);
console.log("why:      both look for 16 digits behind 62, the length of credit cards; the cards of savings accounts are longer.");
console.log("for a bot: a list of accounts for a transfer is refused for nearly all members, or they are asked for it again and again.");
const stands =
  String(python.unionpay) === "true,false,false,false" && String(node) === "true,false,false,false" && control.every(Boolean);
console.log(stands ? "this still stands" : "this has changed");
process.exit(stands ? 0 : 1);
JS
node look.mjs "$work/venv/bin/python"
