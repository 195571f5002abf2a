#!/usr/bin/env bash
# jieba's analyzer for Whoosh: a quoted phrase is found in no document, not in its own, and 第3条 finds 第5条.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install jieba==0.42.1 Whoosh-Reloaded==2.7.5 setuptools==80.9.0 || exit 2

WORK=$work TMPDIR=$work "$work/venv/bin/python" -W ignore - <<'PY'
import logging
import sys
from importlib.metadata import version

import jieba
from jieba.analyse import ChineseAnalyzer
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

jieba.setLogLevel(logging.ERROR)
NOTICES = {
    "会员生日": "会员生日慰问金标准为每人1000元。",
    "住院": "春节慰问标准另行通知，住院慰问金为每人500元。",
    "产假": "第3条 女职工产假为158天。",
    "津贴": "第5条 职工生育津贴按规定发放。",
}


def searcher(analyzer, prepare):
    """A search over the notices with one analyzer; words are handed over as `prepare` makes them."""
    schema = Schema(name=ID(stored=True), text=TEXT(analyzer=analyzer))
    index = RamStorage().create_index(schema)
    with index.writer() as writer:
        for name, text in NOTICES.items():
            writer.add_document(name=name, text=prepare(text))
    search = index.searcher()
    parser = QueryParser("text", schema)

    def find(query):
        quoted = query.startswith('"')
        words = prepare(query.strip('"'))
        found = search.search(parser.parse(f'"{words}"' if quoted else words))
        return {hit["name"] for hit in found}

    return find


with_jieba = searcher(ChineseAnalyzer(), lambda text: text)
by_hand = searcher(SpaceSeparatedTokenizer(), lambda text: " ".join(jieba.cut(text)))
EXPECTED = {
    "慰问金": {"会员生日", "住院"},
    '"慰问金标准"': {"会员生日"},
    '"女职工产假"': {"产假"},
    '"每人1000元"': {"会员生日"},
    "第3条": {"产假"},
}
print(f"software: jieba {version('jieba')}, Whoosh-Reloaded {version('Whoosh-Reloaded')}; its ChineseAnalyzer is made for Whoosh")
print("expected: a phrase in quotation marks is found where it stands word for word; an article's number matters")
seen = {query: (with_jieba(query), by_hand(query)) for query in EXPECTED}
for query, (found, control) in seen.items():
    found, control, right = ("、".join(sorted(names)) or "nothing" for names in (found, control, EXPECTED[query]))
    print(f"seen:     {query} finds {found} (right: {right}; the same words set apart by spaces find: {control})")
places = [(token.text, token.pos) for token in ChineseAnalyzer()("会员生日慰问金", positions=True)]
print(f"seen:     positions of 会员生日慰问金: {places}")
print("why:      the position of a word is given as that of its first character, so that no two words of two characters are neighbours;")
print("          single figures and letters are thrown away, and with them the 3 of 第3条.")
print("for a bot: who looks for the exact words of a notice is told that it does not exist; who asks for article 3 is shown article 5.")
stands = (
    seen["慰问金"][0] == EXPECTED["慰问金"]
    and all(control == EXPECTED[query] for query, (_, control) in seen.items() if query != "慰问金")
    and all(not found for query, (found, _) in seen.items() if query.startswith('"'))
    and seen["第3条"][0] == {"产假", "津贴"}
)
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
