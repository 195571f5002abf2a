import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.core.splitting import split, units


def test_short_texts_stay_whole() -> None:
    assert split("您好。") == ["您好。"]
    assert split("") == [""]


def test_a_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    text = "这是一句话。" * 1000
    parts = split(text)
    assert all(part.endswith("。") and units(part) <= 4096 for part in parts)
    assert "".join(parts) == text


def test_paragraphs_are_preferred_to_sentences() -> None:
    assert split("甲。乙。\n\n丙。丁。戊。己", 10) == ["甲。乙。", "丙。丁。戊。己"]


def test_units_are_those_of_utf16() -> None:
    assert units("a😀") == 3
    assert [units(part) for part in split("😀" * 5, 4)] == [4, 4, 2]


def test_tags_are_closed_at_a_cut_and_opened_again() -> None:
    text = "<b>" + "很长的一句话，" * 20 + "</b>结束。"
    parts = split(text, 60, html=True)
    assert len(parts) > 2
    for part in parts[:-1]:
        assert part.startswith("<b>")
        assert part.endswith("</b>")
    assert re.sub("<[^>]*>", "", "".join(parts)) == re.sub("<[^>]*>", "", text)


def test_markup_does_not_count_and_an_entity_counts_as_its_character() -> None:
    text = "<b>甲</b>&amp;" * 30
    assert units(text, html=True) == 60
    assert split(text, 60, html=True) == [text]
    assert len(split(text, 59, html=True)) == 2


@given(st.text(st.sampled_from("字。，\n a😀"), max_size=400), st.integers(4, 50))
def test_no_part_is_too_long_and_no_word_is_lost(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(units(part) <= most for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


@given(st.text(st.sampled_from("字。&lt;"), max_size=300).map(lambda text: text.replace("&", "&amp;").replace("<", "")))
def test_entities_are_never_cut(text: str) -> None:
    parts = split(text, 60, html=True)
    whole = unescape(text)
    assert "".join(unescape(part) for part in parts).replace("\n", "") == whole
