"""No text and no jumble of our own words brings the reader down."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import Library
from knowledge.reading.model import Act
from tests.knowledge.conftest import TODAY

WORDS = [
    "我",
    "老王",
    "他妈",
    "昨天",
    "住院",
    "走了",
    "了",
    "。",
    "，",
    "生",
    "吗",
    "不",
    "报一下",
    "8号",
    "闰",
    "腊月廿三",
    "替",
    "结婚",
    "医院",
    "多少",
    "第三个",
    "那",
    "慰问金",
]


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_raises(library: Library, text: str, today: date) -> None:
    assert library.read(text, today=today).acts


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.lists(st.sampled_from(WORDS), max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_jumble_of_our_words_raises(library: Library, words: list[str], before: list[str]) -> None:
    reading = library.read("".join(words), ["".join(before)], today=TODAY, explain=True)
    assert reading.why
    asking = {Act.ASK, Act.PRESS, Act.WITHDRAW, Act.CORRECT, Act.COMPLAIN, Act.REPORT}  # “要交什么尽管说”
    assert bool(reading.questions) <= bool(reading.acts & asking)
