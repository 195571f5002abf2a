"""No text and no jumble of our own words brings the reader down."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reports import read

TODAY = date(2025, 3, 12)  # a Wednesday, lunar 二月十三


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_no_text_raises(text: str, today: date) -> None:
    reading = read(text, today)
    assert reading.why
    assert (reading.kind is None) == (reading.subject is None)


@given(
    st.lists(
        st.sampled_from(
            [
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
            ]
        ),
        max_size=14,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_jumble_of_our_words_raises(words: list[str]) -> None:
    assert read("".join(words), TODAY).why
