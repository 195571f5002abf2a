"""Why a message was read so is told in words for every sort of sign that the classifiers see."""

from datetime import date

from knowledge import Library
from knowledge.reading.evidence import Gatherer
from knowledge.reading.explain import MARKS
from knowledge.reading.features import is_gram
from knowledge.reading.rows import all_rows

EVERY = 97  # of the labelled messages


def test_every_mark_has_its_word(library: Library) -> None:
    gather = Gatherer(library.lexicon)
    messages = [row.text for row in all_rows(library.lexicon)][::EVERY]
    seen = {feature for text in messages for feature in gather(text, date(2026, 12, 1)).seen if not is_gram(feature)}
    marks = {feature[0] for feature in seen}
    assert len(marks) > 10
    assert marks - set(MARKS) == set()
