"""What went astray: never handed in, or to be looked up. And what visitors are to know."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.model import Danger
from knowledge.reading.quietly import of_the_visit
from tests.knowledge.conftest import TODAY

WAITS = "我报的生育慰问怎么没动静"


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        (WAITS, "哦可能是最后一步我没按", ("bot_status", "closed")),
        (WAITS, "跳出来个框我就给关了", ("bot_status", "closed")),
        (WAITS, "填到一半手机没电了", ("bot_status", "closed")),
        (WAITS, "那麻烦你给查查", ("bot_status", "what")),
        ("生日慰问我去年就没收到，是不是漏了我", "麻烦查一查，能补就补", ("bot_other", "missed")),
    ],
)
def test_what_went_astray_is_met_as_that(library: Library, before: str, text: str, meant: tuple[str, str]) -> None:
    reading = library.read(text, [before], today=TODAY)
    assert [(one.topic, one.facet) for one in reading.questions] == [meant]
    assert reading.danger is Danger.NONE


def test_elsewhere_nothing_is_looked_up(library: Library) -> None:
    reading = library.read("医生叫我去查一查", ["我昨天住院了"], today=TODAY)
    assert not reading.questions


@pytest.mark.parametrize("text", ["你们莫派人来了，太远", "你们人就别来了，心意到就行", "来看的话下午来，上午要挂水"])
def test_how_a_visit_should_go_is_heard(text: str) -> None:
    assert of_the_visit(text)


@pytest.mark.parametrize("text", ["你们来人看过了，谢谢", "要不要派人来", "我不来了"])
def test_what_says_nothing_of_it_is_not(text: str) -> None:
    assert not of_the_visit(text)
