"""By what each bar is chosen: what it is held against, and what share of that is to be right at the bar
(`choosing.py`).

The shares are chosen by what an error does to a member. A wrong act or side costs him a clumsy sentence, as a missed
one does (about even); a complaint, thanks or a sorrow that is passed over hurts more than one that is only thought of;
a topic that is wrong seven times in ten is better asked back; and danger that is missed is the worst of all.

A bar without a criterion stays as it is by hand, since no label says what it decides: what is complained of where
nothing is asked (`topic_cross`), what may stand in for an act that
cannot be (`act_hardly`, `act_doubtful`, `jest_instead`), what a turn of a talk names, goes on with or is a sign of
(`act_in_talk`, `named`, `named_by_word`, `named_own`, `danger_together`, `danger_at_home`), what is only
hinted at (`danger_faint`, by `despair/hints.txt`), a second topic of which a strong word stands there (`topic_beside`:
the rounds label few such messages, and with what they would choose, -2.5, 0.59 of `several` are heard, not 0.68),
a side asked in a report (`side_outright`), and what a clause of a
document is like. So does what too few messages tell of: with some forty right and wrong, `topic` and `topic_first` came
out at 5.9, where next to nothing is believed (`ask_in_talk`, `danger_tiny`, `topic_aside`, `joy_lost` likewise); and
`danger_plain` moved from -1.7 to -3.0 with seventy labels.
"""

from __future__ import annotations

from knowledge.reading import judged as by
from knowledge.reading import judged_asked as asked
from knowledge.reading.choosing import Criterion, Stage
from knowledge.reading.heads import FORM
from knowledge.reading.naming import is_own, is_wide

FIRST: Stage = (
    Criterion("act_sure", 0.85, by.likeliest_act),
    Criterion("act_no_small_talk", 0.5, by.no_small_talk),
    Criterion("act_seldom", 0.35, by.besides(seldom=True)),
    Criterion("ask_wordless", 0.5, by.ask_wordless),
    Criterion("thanked", 0.35, by.thanked),
    Criterion("form_told", 0.5, by.of_head(FORM)),
    Criterion("side", 0.4, asked.sides_besides),
    Criterion("side_first", 0.5, asked.likeliest_side),
    Criterion("side_sure", 0.5, asked.side_sure),
    Criterion("side_unsure", 0.3, asked.side_unsure),
    Criterion("side_shown", 0.5, asked.side_shown(by_word=False)),
    Criterion("sore", 0.35, by.sorrow),
    Criterion("gloomy", 0.28, by.sorrow),
    Criterion("remark", 0.4, by.remarks(named=False)),
    Criterion("remark_named", 0.4, by.remarks(named=True)),
    Criterion("danger", 0.14, by.danger("other")),
)
SECOND: Stage = (
    Criterion("act", 0.45, by.besides()),
    Criterion("act_beside", 0.45, by.besides(sure=True)),
    Criterion("ask_worded", 0.4, by.ask_worded),
    Criterion("ask_passed_on", 0.5, by.ask_passed_on),
    Criterion("ask_told", 0.5, by.ask_told),
    Criterion("event", 0.4, by.happenings("other")),
    Criterion("event_backed", 0.35, by.happenings("backed")),
    Criterion("event_first", 0.3, by.happenings("first")),
    Criterion("event_unsaid", 0.6, by.happenings("unsaid")),
    Criterion("side_by_word", 0.4, asked.side_shown(by_word=True)),
    Criterion("danger_peril", 0.3, by.peril),
)
THIRD: Stage = (Criterion("topic_second", 0.35, asked.topics_besides),)
FOURTH: Stage = (
    Criterion("half_proposed", 0.18, by.half_proposed),
    Criterion("topic_heard", 0.2, asked.heard_at_all(named=False)),
    Criterion("topic_outright", 0.2, asked.heard_at_all(named=True)),
    Criterion("guessed", 0.35, asked.guessed(asked.is_ours)),
    Criterion("guessed_wide", 0.45, asked.guessed(is_wide)),
    Criterion("guessed_own", 0.3, asked.guessed(is_own)),
)
STAGES = (FIRST, SECOND, THIRD, FOURTH)
