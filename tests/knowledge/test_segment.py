"""Our mapped dictionary cuts exactly as jieba's own does; importing jieba warns of nothing."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from knowledge import Notice
from knowledge.lexicon.load import load
from knowledge.segment import cut, tokenizer
from knowledge.wordtable import WordTable, build, cached_table

OWN = ("疗休养", "五要访", "五要贺", "慰问品")


def test_cuts_as_stock_jieba_does(notice: Notice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ours = tokenizer(OWN)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stock = type(ours)()
    stock.initialize()
    for word in OWN:
        stock.add_word(word)
    texts = [*(item.text for item in notice.items), *(one.text for one in load().phrasings)]
    differing = [text for text in texts if ours.lcut(text, HMM=False) != stock.lcut(text, HMM=False)]
    assert differing == []
    assert ours.total == stock.total


def test_knows_the_notices_words() -> None:
    assert cut("今年疗休养去哪里，“五要访”都有啥？", OWN) == [
        "今年",
        "疗休养",
        "去",
        "哪里",
        "五要访",
        "都",
        "有",
        "啥",
    ]


def test_importing_jieba_warns_of_nothing() -> None:
    code = "import warnings; warnings.simplefilter('error'); from knowledge.segment import cut; cut('工会')"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


DICTIONARY = "工会 30 n\n工会主席 5 n\n经费 7 n\n".encode()


def test_a_table_holds_words_and_their_prefixes(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    build(io.BytesIO(DICTIONARY), path)
    table = WordTable(path)
    assert [table.get(word) for word in ("工会", "工会主", "工会主席", "工", "经费", "费", "会员")] == [
        30,
        0,
        5,
        0,
        7,
        None,
        None,
    ]
    assert table.total == 42


def test_a_damaged_table_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    source = tmp_path / "dict.txt"
    source.write_bytes(DICTIONARY)
    cached_table(lambda: source.open("rb"))
    (kept,) = (tmp_path / "wennuan").glob("words-*.bin")
    kept.write_bytes(b"rubbish")
    assert cached_table(lambda: source.open("rb")).get("工会") == 30
