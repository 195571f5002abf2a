"""A pattern is tried only where what it needs stands, and never left out where it would be found."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calendar.mentions import date_rules
from knowledge.lexicon.load import load
from knowledge.literals import alike, from_the_start, needed
from knowledge.patterns import Late, Patterns, faults
from knowledge.reading.manner import manner
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.rules.people import by_role

LEXICON = load()
TEXTS = [one.text for one in LEXICON.phrasings][::12]


def of_the_product() -> Iterator[Late]:
    lexicon = LEXICON
    groups = (lexicon.topics.values(), lexicon.facets.values(), lexicon.declines.values(), lexicon.aspects)
    for group in groups:
        yield from (pattern for one in group for pattern in one.cues.late)
    for cues in (*lexicon.signals.values(), *lexicon.despair.values(), *lexicon.remarks.values()):
        yield from cues.late
    reports = reports_lexicon()
    yield from (*reports.words.values(), *(cue.pattern for cue in reports.cues))
    yield from (rule.pattern for rule in reports.refusals)
    yield from (*manner().turns.values(), *manner().own.values(), *manner().handing.values())
    for patterns in (date_rules(), by_role()):
        yield from (pattern for _, pattern in patterns)


PRODUCT = list(of_the_product())


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("慰问金", {"慰问金"}),
        ("住(院|进)", {"住院", "住进"}),
        ("(多少|几).{0,3}?钱", {"钱"}),
        ("住院?", {"住"}),
        ("(?<!没)住院(?!部)", {"住院"}),
        ("(?=病)住", {"住"}),
        ("(?:第?[一二]|头)胎", {"胎"}),
        (r"[1-9]\d天", {"00天"}),
        (r"\d+%", {"0"}),
        ("(?P<v>[会能])[不没](?P=v)", {"会不", "会没", "能不", "能没"}),
        ("(?>生日)礼物+", {"生日"}),
        ("[^,]*", None),
        ("(住院)?", None),
        ("住院|.*", None),
        ("(?i)icu", None),
        ("(?i:icu)", None),
    ],
)
def test_what_a_pattern_needs(pattern: str, strings: set[str] | None) -> None:
    assert needed(pattern) == strings


def test_next_to_every_pattern_of_ours_needs_something() -> None:
    free = [one.pattern for one in PRODUCT if not needed(one.pattern)]
    assert len(PRODUCT) > 400
    assert len(free) < 15, free


def test_what_is_found_is_tried() -> None:
    patterns = Patterns((one, one) for one in PRODUCT)
    found = 0
    for text in TEXTS:
        right = [one for one in PRODUCT if one.search(text)]
        assert [one for one, _ in patterns.found(text)] == right
        found += len(right)
    assert found > len(TEXTS)


def test_few_are_tried() -> None:
    patterns = Patterns((one, one) for one in PRODUCT)
    tried = sum(1 for text in TEXTS for _ in patterns.tried(text))
    assert tried < len(TEXTS) * len(PRODUCT) / 12


@settings(max_examples=60)
@given(st.data())
def test_whatever_a_pattern_matches_holds_what_it_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PRODUCT)).pattern
    text = data.draw(st.from_regex(pattern))
    strings = needed(pattern)
    assert strings is None or any(one in alike(text) for one in strings)
    assert [what for what, _ in Patterns([("it", Late(pattern))]).found(text)] == ["it"]


def test_digits_are_as_good_as_one_another() -> None:
    patterns = Patterns([("days", Late("[1-7]天")), ("three", Late("3个")), ("any", Late(r"\d号"))])
    assert [what for what, _ in patterns.found("住了5天")] == ["days"]
    assert [what for what, _ in patterns.found("4个")] == []
    assert [what for what, _ in patterns.found("٣号")] == ["any"]


def test_the_first_in_their_order_is_found() -> None:
    patterns = Patterns([("b", Late("住院")), ("a", Late("住")), ("c", Late("."))])
    assert [patterns.first(text) for text in ("我住院", "我住", "我", "")] == ["b", "a", "c", None]


def test_a_late_pattern_does_what_that_of_re_does() -> None:
    late, early = Late("住(院)"), re.compile("住(院)")
    text = "我住院，他也住院"
    assert late.search(text, 3).span() == early.search(text, 3).span()  # type: ignore[union-attr]
    assert late.match(text) is late.fullmatch(text) is None
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in early.finditer(text)]
    assert late.sub("出院", text) == early.sub("出院", text)


def test_patterns_that_cannot_be_compiled_are_told() -> None:
    for _ in range(2):  # the second time as it was kept
        assert set(faults(["住(院", "住院", "[会"])) == {"住(院", "[会"}
        assert faults(["住院"]) == {}


@pytest.mark.parametrize(
    ("pattern", "tied"),
    [
        ("(?=.*退休)(?=.*多少)", True),
        ("(?=.*报名)(?:.*)(退出|取消)(?!.*为什么)", True),
        ("(?=.*报名).*退出", True),
        ("(?=.*报名)退出", False),
        ("(?=报名)(?=.*多少)", False),
        ("(?!.*报名)退出", False),
        ("(?<=报名).*退出", False),
        ("(?=.*报名)|退出", False),
        ("(?=.{3,}报名)", False),
        ("报名", False),
    ],
)
def test_what_looks_ahead_over_all_is_tied_to_the_start(pattern: str, tied: bool) -> None:
    assert (from_the_start(pattern) == f"^{pattern}") is tied
    for text in ("我报名了，想退出", "退休的能领多少", "多少，退休的", "退出报名", "为什么退出，报名", ""):
        assert bool(re.search(from_the_start(pattern), text)) is bool(re.search(pattern, text))


def test_ours_that_look_ahead_are_tied() -> None:
    assert sum(pattern.pattern.startswith("^(?=.*") for pattern in manner().own.values()) >= 3
