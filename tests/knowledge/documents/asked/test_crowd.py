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
FIRST_OF_OWN, FIRST_OF_CROWD = 0.85, 0.9  # and before any other clause
MEGABYTES = 40.0
pytestmark = pytest.mark.xdist_group("crowd")  # the documents are read by one worker


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
    assert found[FIRST] >= FIRST_OF_OWN * len(mine)


def test_each_of_two_thousand_is_told_from_its_neighbours(
    library: tuple[Library, date], documents: list[Document]
) -> None:
    of_each = [{"q": q, "words": [words]} for q, words in crowd.questions()]
    found = asked(*library, documents, of_each)
    assert found[FIRST] + found[CITED] >= OF_CROWD * len(of_each)
    assert found[FIRST] >= FIRST_OF_CROWD * len(of_each)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("公务用车哪个月开始弄", "第六十八条"),  # of all that has days in it, the one that states a month
        ("饮水机去几层办", "第二十七条"),  # handing in is of the union's own documents, not of the bicycle shed's
        ("灭火演练贴在哪儿公示几天", "第七十三条"),
    ],
)
def test_what_is_asked_for_is_stated_by_the_first(library: tuple[Library, date], question: str, place: str) -> None:
    held, day = library
    assert held.answer(question, today=day).citations[0].clause == place


@pytest.mark.parametrize("question", ["交了以后多久给回音", "要不要附照片", "谁去采买这些东西"])
def test_an_office_s_other_affairs_are_not_quoted_of_the_union_s(library: tuple[Library, date], question: str) -> None:
    held, day = library
    assert "江机管" not in held.answer(question, today=day).text


def test_the_index_of_all_is_small(documents: list[Document]) -> None:
    before = held()
    library, day = in_force(documents)
    library.prepare(day)
    library.answer("住院怎么慰问", today=day)
    assert held() - before < MEGABYTES
