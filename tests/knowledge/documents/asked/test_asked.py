"""Members' questions on three invented documents find the clause that answers them, and nothing is quoted otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.answer.sides import of_kind
from tests.knowledge.documents.asked.measure import CITED, FIRST, NONE, QUOTE, WRONG, asked, measure, published

HERE = Path(__file__).parent
AT_MOST = 1  # of what no clause states, wrongly quoted
FLOOR = {"school": 0.89, "plan": 0.88, "table": 0.88}


def lines(name: str) -> list[str]:
    found = (HERE / f"{name}.questions").read_text(encoding="utf-8").splitlines()
    return [line for line in found if not line.startswith("#")]


def said(name: str, question: str) -> str:
    library, _, day = published((HERE / f"{name}.txt",))
    return library.answer(question, today=day).text


@pytest.mark.parametrize("name", FLOOR)
def test_the_clause_that_answers_is_quoted_or_cited(name: str) -> None:
    rows = [dict(zip(("q", "words"), line.split("|"), strict=True)) for line in lines(name)]
    found = [asked({"files": [f"{name}.txt"], "q": row["q"], "words": [row["words"]]}, HERE)[0] for row in rows]
    missed = [row["q"] for row, one in zip(rows, found, strict=True) if one not in {FIRST, CITED}]
    assert len(missed) <= (1 - FLOOR[name]) * len(rows), missed


@pytest.mark.parametrize("name", FLOOR)
def test_what_no_clause_states_is_answered_by_none(name: str) -> None:
    quoted = [one for one in lines("elsewhere") if QUOTE in said(name, one)]
    assert len(quoted) <= AT_MOST, quoted


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("school", "我住院是工作时受的伤", "因工负伤住院"),
        ("school", "妈妈去世，外婆算家庭成员吗", "所称家庭主要成员"),
        ("table", "我五月刚入会，端午有吗", "自入会次月起享受"),  # beside the feast's
    ],
)
def test_a_clause_on_whom_it_means_stands_beside_the_benefit(name: str, question: str, words: str) -> None:
    assert words in said(name, question)


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("plan", "助学金多少钱", "每人2000元助学金"),
        ("plan", "会员卡换新的", "换发新版工会会员卡"),
        ("table", "工会组织看电影吗", "组织观看电影"),
    ],
)
def test_what_looks_like_another_matter_is_answered_where_a_clause_is_of_that_very_matter(
    name: str, question: str, words: str
) -> None:
    assert words in said(name, question)


def test_what_is_given_under_another_name_has_no_sentence_of_money_or_goods() -> None:
    """退休 gives a 纪念品: that is called neither 慰问金 nor 慰问品, and every side of it can be asked about."""
    library, _, day = published((HERE / "school.txt",))
    kind = library.in_force(day).kind("retirement")
    assert kind
    assert kind.form == "纪念品"
    assert of_kind(kind, library.lexicon.topics["retirement"]) == ("joy", "kind")


def test_who_asks_of_this_year_beside_the_last_is_answered_by_this_years_document() -> None:
    library, documents, _ = published((HERE / "school.txt",))
    day = documents[0].effective_from
    assert day is not None
    answer = library.answer("去年领过大病慰问，今年又复发还能领吗", today=day)
    assert "江教工〔2022〕5号" in answer.text


def test_a_file_of_questions_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    school = str(HERE / "school.txt")
    rows = [
        {"files": [school], "q": "二婚有吗", "places": ["第七条"]},
        {"files": [school], "q": "二婚有吗", "places": ["第十五条"]},
        {"files": [school], "q": "讲个笑话", "places": ["第七条"]},
        {"files": [school], "q": "讲个笑话"},
    ]
    questions = tmp_path / "asked.jsonl"
    questions.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert measure(questions, every=False) == {FIRST: 2, WRONG: 1, NONE: 1}
    assert "应是 第十五条" in capsys.readouterr().out


def test_a_place_that_the_document_has_not_is_an_error() -> None:
    with pytest.raises(SystemExit, match="第九十条"):
        asked({"files": ["school.txt"], "q": "二婚有吗", "places": ["第九十条"]}, HERE)
