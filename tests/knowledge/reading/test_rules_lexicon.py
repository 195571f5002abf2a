"""The word lists: what an officer may add to without breaking a rule."""

from datetime import date

import pytest

from knowledge.calendar.festivals import festival
from knowledge.calendar.words import date_words
from knowledge.reading.rules.kinds import RULES
from knowledge.reading.rules.lexicon import pattern, reports_lexicon

KINDS = {
    "hospitalization", "hardship", "bereavement", "family_conflict", "member_conflict",
    "birthday", "marriage", "childbirth", "child_university", "retirement",
}  # fmt: skip


def test_the_cues_cover_the_ten_kinds_and_who_is_missing_and_name_known_rules() -> None:
    cues = reports_lexicon().cues
    assert {cue.kind for cue in cues} == KINDS | {"missing"}
    assert {cue.who for cue in cues} <= set(RULES)
    assert {cue.tense for cue in cues} <= {"past", "either", "nearest"}


def test_refusals_have_known_scopes_and_kinds() -> None:
    for rule in reports_lexicon().refusals:
        assert rule.scope in {"message", "clause", "kinds"}
        assert rule.kinds <= KINDS
        assert rule.kinds or rule.scope != "kinds"


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("住~院", "住了院", True),
        ("住~院", "住的院", True),
        ("住~院", "住在医院", False),
        ("台风…房", "台风把老家的房", True),
        ("台风…房", "台风来了,买房", False),
        ("(括号)", "(括号)", True),
    ],
)
def test_a_word_may_hold_gaps(word: str, text: str, found: bool) -> None:
    assert bool(pattern([word]).search(text)) is found


def test_no_words_match_nothing() -> None:
    assert not pattern([]).search("任何话")


@pytest.mark.parametrize("year", [2019, 2033])  # in 2033 the leap month falls after the eleventh
def test_every_festival_has_a_day(year: int) -> None:
    late = [name for name in date_words().festivals if festival(name, year).year != year]
    assert all(festival(name, year) < date(year + 1, 2, 21) for name in late)
    assert set(late) <= {
        "除夕",
        "大年三十",
        "年三十",
        "大年夜",
        "年夜",
        "三十夜",
        "除夕夜",
        "年三十夜",
        "腊八",
        "腊八节",
    }
