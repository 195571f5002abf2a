"""Two thousand clauses in force: the right one is still found, and the index stays small and soon made."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Library
from knowledge.documents.model import Document
from tests.knowledge.documents.asked import crowd
from tests.knowledge.documents.asked.many import HERE, asked, held, in_force, read, rows
from tests.knowledge.documents.asked.measure import CITED, FIRST

CLAUSES = 2000
OF_OWN, OF_CROWD = 0.87, 0.93  # right among all, of the questions beside this module and of those on the crowd
MEGABYTES = 40.0


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [read(one.encode()) for one in (*crowd.documents(), (HERE / "table.txt").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def library(documents: list[Document]) -> tuple[Library, date]:
    return in_force(documents)


def test_there_are_twenty_documents_of_two_thousand_clauses(documents: list[Document]) -> None:
    assert len(documents) == 20
    assert sum(len(one.clauses) for one in documents) >= CLAUSES


def test_a_table_is_found_among_all(library: tuple[Library, date], documents: list[Document]) -> None:
    mine = [row for row in rows(()) if row["files"] == ["table.txt"]]
    found = asked(*library, documents, mine)
    assert found[FIRST] + found[CITED] >= OF_OWN * len(mine)


def test_each_of_two_thousand_is_told_from_its_neighbours(
    library: tuple[Library, date], documents: list[Document]
) -> None:
    of_each = [{"q": q, "words": [words]} for q, words in crowd.questions()]
    found = asked(*library, documents, of_each)
    assert found[FIRST] + found[CITED] >= OF_CROWD * len(of_each)


def test_the_index_of_all_is_small(documents: list[Document]) -> None:
    before = held()
    library, day = in_force(documents)
    library.prepare(day)
    library.answer("住院怎么慰问", today=day)
    assert held() - before < MEGABYTES
