"""`wennuan notices read FILE`: the contract that checks from outside rest on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.knowledge.documents.samples import RULES, changed, docx, paragraphs
from tests.knowledge.documents.test_files import HEAD, word


def run(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "notices", "read", str(file), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_json_holds_document_clauses_remainder_and_flags(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(docx(paragraphs(RULES)))
    done = run(file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["document"] == {
        "number": "江机工〔2022〕6号", "issuer": "江州市机关工会工作委员会",
        "title": "关于印发《江州市机关工会会员慰问办法》的通知", "signed": "2022-02-09", "effective_from": "2022-03-01",
        "effective_to": None,
    }  # fmt: skip
    third = next(one for one in told["clauses"] if one["place"] == "第三条")
    assert third == {
        "place": "第三条", "text": "第三条　会员住院5天（含）以上的，给予不超过800元的慰问金，每人每年限2次。",
        "event": "hospitalization", "whom": "会员", "form": "慰问金",
        "amount": {"kind": "ceiling", "value": 800, "per": None},
        "conditions": ["会员住院5天（含）以上的", "每人每年限2次"], "papers": [], "deadline": None,
    }  # fmt: skip
    assert "第一章　总则" in told["unread"]
    assert all(isinstance(flag, str) for flag in told["flags"])


def test_what_is_refused_says_why_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "tracked.docx"
    file.write_bytes(word(HEAD + "<w:p><w:ins><w:r><w:t>1000</w:t></w:r></w:ins></w:p>"))
    done = run(file, "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "修订痕迹" in done.stderr
    assert run(tmp_path / "none.docx").returncode == 3


def test_without_json_a_person_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RULES, encoding="utf-8")
    told = run(file).stdout
    assert "生病住院，会员，慰问金，不超过 800 元" in told
    assert "要核对的" in told


def test_a_file_that_breaks_its_reader_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / "b.docx"
    file.write_bytes(changed(docx(["x"]), "word/document.xml", "<w:t>x</w:t>", "<w:t>" + "<w:x>" * 5000))
    assert run(file).returncode == 3
