"""What is said while a form is open and belongs to none of its facts, but has to reach whoever handles the report."""

from bot.reports.drafts import Draft
from bot.reports.extracting import OWN_WORDS
from bot.reports.forms import steps
from bot.reports.forms.fields import Item
from knowledge.reading.model import Act, Reading
from knowledge.reading.quietly import of_the_visit, quiet

_LEAST = 5  # characters that tell something
_REACHED = "reach"  # when and how to get in touch, which is an answer of its own


def noted(reading: Reading, draft: Draft, item: Item | None) -> bool:
    """Whether the words say how a visit should go, or that nobody is to come or to know; or, before consent, go on
    telling what makes life hard. `item`: the fact that is asked for."""
    if draft.now.step == steps.CONSENT and "what" in draft.report.facts:
        return len(reading.text) >= _LEAST and Act.TELL in reading.acts and Act.ASK not in reading.acts
    beside = item is None or item.name not in {*OWN_WORDS, _REACHED}
    return beside and (of_the_visit(reading.text) or quiet(reading.text))
