"""Who is answered from the right clause, by questions on documents of the writer's own choosing.

`python -m tests.knowledge.documents.asked.measure QUESTIONS.jsonl [--all]`, a line for each question:

    {"files": ["n2.txt"], "q": "岳母走了要开什么证明", "places": ["第九条（三）"]}

`files` are put in force together (as txt, docx, PDF …); relative ones lie beside the questions. `places` are clauses as
`wennuan notices read FILE --json` prints them, any of which is right; in their place `words` may say what stands in the
right clause. A line with neither is a question that no clause states: right where none is quoted. It is asked on `on`
(YYYY-MM-DD), or two months after the newest file's first day. Printed are what went wrong
(with --all every line) and the sums: `first` and `cited` are right, `first` where the right clause stands before any
other.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from knowledge import Library
from knowledge.amended import Standing, editions_of
from knowledge.answer.model import Answer
from knowledge.documents.extracting import extract
from knowledge.documents.model import Clause, Document
from knowledge.documents.read import document_of, understand
from tests.support import own_library

QUOTE = "这是原文"
SETTLED = timedelta(days=60)  # after which “前天” is a day of the new document
FIRST, CITED, WRONG, NONE = "first", "cited", "wrong clause", "no clause"


def bare(text: str) -> str:
    """Letters and digits alone, whatever their width."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


@cache
def published(files: tuple[Path, ...]) -> tuple[Library, tuple[Document, ...], date]:
    """A library with these files in force, what was read of them, and a day on which they have been for a while."""
    documents = tuple(document_of(understand(extract(file.read_bytes()))) for file in files)
    library = own_library()
    standing = [Standing(one, {"key": file.name}) for one, file in zip(documents, files, strict=True)]
    library.publish(editions_of(standing, (), library.lexicon))
    days = [day for one in documents if (day := one.effective_from or one.signed)]
    return library, documents, max(days) + SETTLED


def right_clauses(documents: Sequence[Document], row: Mapping[str, Any]) -> list[Clause]:
    """The clauses that answer a question."""
    words, places = [bare(one) for one in row.get("words", ())], {*row.get("places", ())}
    clauses = [clause for document in documents for clause in document.clauses]
    if unknown := places - {one.place for one in clauses}:
        raise SystemExit(f"没有这样的条款：{'、'.join(sorted(unknown))}（{row['q']}）")
    found = [one for one in clauses if one.place in places or any(word in bare(one.text) for word in words)]
    if words and not found:
        raise SystemExit(f"没有条款写着这些字：{row['q']}")
    return found


def outcome(answer: Answer, right: Sequence[Clause]) -> str:
    """How an answer stands to the clauses that it should rest on; without any, none may be quoted."""
    cited, places = [one.clause for one in answer.citations], {one.place for one in right}
    if not right:
        return WRONG if QUOTE in answer.text else FIRST
    if cited and cited[0] in places:
        return FIRST
    if places & {*cited} or any(bare(one.text) in bare(answer.text) for one in right):
        return CITED
    return WRONG if cited else NONE


def asked(row: Mapping[str, Any], beside: Path) -> tuple[str, Answer, list[Clause]]:
    """The outcome of one question, with its answer and the clauses that are right."""
    library, documents, day = published(tuple(beside / name for name in row["files"]))
    right = right_clauses(documents, row)
    answer = library.answer(row["q"], today=date.fromisoformat(row["on"]) if "on" in row else day)
    return outcome(answer, right), answer, right


def measure(questions: Path, *, every: bool) -> Counter[str]:
    counted: Counter[str] = Counter()
    for line in filter(None, questions.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        found, answer, right = asked(row, questions.parent)
        counted[found] += 1
        if every or found in {WRONG, NONE}:
            cited = "、".join(one.clause for one in answer.citations)
            places = "、".join(dict.fromkeys(one.place for one in right))
            print(f"{found}\t{row['q']}\t应是 {places or '无'}\t引了 {cited or '无'}\t{answer.text!r}")
    return counted


def main() -> None:
    counted = measure(Path(sys.argv[1]), every="--all" in sys.argv)
    total = counted.total()
    print(", ".join(f"{name} {counted[name]}" for name in (FIRST, CITED, WRONG, NONE)))
    print(f"right {counted[FIRST] + counted[CITED]} of {total} ({(counted[FIRST] + counted[CITED]) / total:.2f})")


if __name__ == "__main__":
    main()
