"""Members' questions on three invented documents find the clause that answers them, and nothing is quoted otherwise."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from knowledge import Library
from knowledge.documents.extracting import extract
from knowledge.documents.model import Document
from knowledge.documents.read import document_of, understand
from knowledge.from_document import edition_of

HERE = Path(__file__).parent
AT_MOST = 1  # of what no clause states, wrongly quoted
FLOOR = {"school": 0.82, "plan": 0.78, "table": 0.8}


def lines(name: str) -> list[str]:
    found = (HERE / f"{name}.questions").read_text(encoding="utf-8").splitlines()
    return [line for line in found if not line.startswith("#")]


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def published(name: str) -> tuple[Library, Document]:
    document = document_of(understand(extract((HERE / f"{name}.txt").read_bytes())))
    library = Library.load()
    library.publish([edition_of(document, library.lexicon, key=name)])
    return library, document


@pytest.mark.parametrize("name", FLOOR)
def test_the_clause_that_answers_is_quoted_or_cited(name: str) -> None:
    library, document = published(name)
    assert document.signed
    missed = []
    for line in lines(name):
        question, words = line.split("|")
        answer = library.answer(question, today=document.effective_from or document.signed)
        places = {clause.place for clause in document.clauses if bare(words) in bare(clause.text)}
        assert places, line
        if bare(words) not in bare(answer.text) and not places & {one.clause for one in answer.citations}:
            missed.append(line)
    assert len(missed) <= (1 - FLOOR[name]) * len(lines(name)), missed


@pytest.mark.parametrize("name", FLOOR)
def test_what_no_clause_states_is_answered_by_none(name: str) -> None:
    library, document = published(name)
    assert document.signed
    day = document.effective_from or document.signed
    quoted = [one for one in lines("elsewhere") if "这是原文" in library.answer(one, today=day).text]
    assert len(quoted) <= AT_MOST, quoted


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("我住院是工作时受的伤", "因工负伤住院"),
        ("妈妈去世，外婆算家庭成员吗", "所称家庭主要成员"),
    ],
)
def test_a_clause_on_whom_it_means_stands_beside_the_benefit(question: str, words: str) -> None:
    library, document = published("school")
    assert words in library.answer(question, today=document.effective_from).text  # type: ignore[arg-type]
