#!/usr/bin/env bash
# phonenumbers: 0577-88880000转801 is no telephone number, and in a sentence it loses the 801; доб. and anexo are understood.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install phonenumbers==9.0.43 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberMatcher

WHOLE = "057788880000 and 801"
# what is written, what is expected of it, what is seen when it stands alone and in a sentence
CASES = [
    ("0577-88880000", "057788880000", "057788880000", "057788880000"),
    ("0577-88880000 ext. 801", WHOLE, WHOLE, WHOLE),
    ("0577-88880000 доб. 801", WHOLE, WHOLE, WHOLE),
    ("0577-88880000 anexo 801", WHOLE, WHOLE, WHOLE),
    ("0577-88880000转801", WHOLE, "refused", "057788880000"),
    ("0577-88880000 转 801", WHOLE, "refused", "057788880000"),
    ("0577-88880000转分机801", WHOLE, "refused", "057788880000"),
    ("0577-88880000-801", WHOLE, "057788880000801, not valid", "not found"),
    ("0577-88880000（801）", WHOLE, "057788880000801, not valid", "not found"),
]


def described(number):
    text = f"0{number.national_number}"
    if number.extension:
        text += f" and {number.extension}"
    return text if phonenumbers.is_valid_number(number) else text + ", not valid"


def alone(text):
    try:
        return described(phonenumbers.parse(text, "CN"))
    except NumberParseException:
        return "refused"


def in_a_sentence(text):
    found = [described(match.number) for match in PhoneNumberMatcher(f"请拨打{text}联系。", "CN")]
    return " / ".join(found) or "not found"


print(f"software: phonenumbers {version('phonenumbers')} (a port of libphonenumber), parse and PhoneNumberMatcher for CN")
stands = True
for text, expected, *before in CASES:
    seen = [alone(text), in_a_sentence(text)]
    print(f"{text}\n   expected: {expected}\n   seen:     alone {seen[0]}; in a sentence {seen[1]}")
    stands = stands and seen == before
print("why:      the words for an extension are a fixed list for all countries, with English, Spanish and Russian ones")
print("          but not 转 or 分机; the figures behind a hyphen or a bracket are taken for more of the number.")
print("for a bot: offices print the line of a colleague as 转801 or -801. A roster with such numbers is refused, or stored with a number")
print("          that nobody can dial; from a notice comes the switchboard alone, and nothing tells that something was left out.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
