"""The bars: how much must speak for something before it is believed, in log-odds of a score that was learned.

A bar belongs to a table: what is learned anew, of more rows or in another way, spreads its scores otherwise. So bars
are kept with the table (`lexicon/reading.bin`), where `wennuan notices train` writes what it chooses of messages whose
writers a table has not seen (`criteria.py` says by what). Here stand their names, what each means, and what it is by
hand: where too few labelled messages tell, or no label does, that stays.

What is no bar of a score stays where it is used: lengths, ranks, what a word of the lexicon adds to a score, and nought
where a class need only be likelier than not, which is what log-odds mean whatever the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields


def _bar(by_hand: float, meaning: str) -> float:
    return field(default=by_hand, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Bars:
    """Each is a score that lies under what is believed."""

    # What is done.
    act: float = _bar(-0.5, "an act is done")
    act_seldom: float = _bar(-1.0, "a complaint, thanks, a proposal or news shared is")
    act_beside: float = _bar(-0.2, "another act is done beside a sure one")
    act_sure: float = _bar(1.0, "the likeliest act is sure")
    act_no_small_talk: float = _bar(1.0, "the likeliest act is done by what looks like small talk of another kind")
    act_hardly: float = _bar(-1.5, "a message does anything at all")
    act_doubtful: float = _bar(-3.0, "an act may stand in for the likeliest, which it cannot be")
    ask_wordless: float = _bar(0.5, "something is asked without a word that asks")
    ask_worded: float = _bar(-0.5, "words that ask do ask")
    ask_passed_on: float = _bar(0.0, "they do beside a proposal or news shared")
    ask_told: float = _bar(1.0, "something is asked without a word that asks, where a case is told")
    ask_in_talk: float = _bar(0.0, "what goes on with what was told asks besides")
    jest_instead: float = _bar(-1.0, "a jest may stand in for the likeliest act")
    half_proposed: float = _bar(-2.5, "a question that is worded as a proposal may be one")
    thanked: float = _bar(-2.0, "it thanks, where help is said to have come")
    form_told: float = _bar(0.0, "a case is told as a form is filled in")
    act_in_talk: float = _bar(1.0, "the likeliest act is sure to be no telling on")
    # What is asked.
    topic: float = _bar(0.0, "the likeliest topic is asked of, whatever else the message does")
    topic_second: float = _bar(0.0, "another is asked of beside it")
    topic_first: float = _bar(-1.0, "the likeliest is, by who does not ask outright")
    topic_heard: float = _bar(-5.0, "the likeliest is, by who asks")
    topic_outright: float = _bar(-7.0, "the likeliest is, with a strong word of its own there")
    topic_cross: float = _bar(-2.2, "the likeliest is, by who complains")
    topic_beside: float = _bar(-6.4, "a topic is asked of beside another, with a strong word of its own there")
    topic_aside: float = _bar(-6.4, "a look-alike is that has a part to itself")
    guessed: float = _bar(-3.2, "the likeliest, one of ours, is answered and not asked back")
    guessed_wide: float = _bar(-2.4, "a look-alike or a whole is")
    guessed_own: float = _bar(-4.0, "a matter of the bot's own is")
    named: float = _bar(0.0, "a turn of a talk names a topic")
    named_by_word: float = _bar(-3.6, "it does with a word for it")
    named_own: float = _bar(-1.0, "it speaks of the bot's own work")
    # Which side of it.
    side: float = _bar(-0.1, "a side is asked")
    side_first: float = _bar(-5.0, "the likeliest is")
    side_sure: float = _bar(1.6, "the likeliest is, whatever side the words show")
    side_unsure: float = _bar(-1.0, "it may be, where words show none")
    side_outright: float = _bar(2.2, "a side is as good as asked in a report")
    side_shown: float = _bar(0.0, "a turn of a talk shows a side")
    side_by_word: float = _bar(-2.6, "it does with a word for it")
    # What happened.
    event: float = _bar(-0.2, "a happening is told of")
    event_backed: float = _bar(-1.3, "one is that the rules report, too")
    event_first: float = _bar(-2.2, "the likeliest is")
    event_unsaid: float = _bar(1.3, "a loss is that no word names, in a message that holds no sorrow")
    joy_lost: float = _bar(-2.5, "a joy has ended, in a message that holds a sorrow")
    sore: float = _bar(-1.0, "a message holds a sorrow that no word need name")
    gloomy: float = _bar(-1.3, "a message may hold a sorrow, so that no joy is said")
    remark: float = _bar(0.0, "a feeling is shown")
    remark_named: float = _bar(-0.9, "it is, with a word for it")
    # Danger, of any kind.
    danger: float = _bar(-1.4, "there is danger")
    danger_plain: float = _bar(-1.7, "there is, beside plain words of despair or violence")
    danger_tiny: float = _bar(0.3, "there is, in a word or two")
    danger_faint: float = _bar(1.3, "indirect words do more than hint at it")
    danger_word: float = _bar(-1.0, "a word of violence is one")
    danger_peril: float = _bar(-2.9, "a body is in peril, of which no plain word tells")
    danger_self: float = _bar(-4.2, "a hint of danger is one of one's own")
    danger_other: float = _bar(-2.4, "it is one of a threat, or of fear for another")
    danger_sign: float = _bar(-3.5, "anything in it speaks for danger at all")
    danger_soon: float = _bar(-3.4, "there is in what is told soon after a hint of it")
    danger_heavy: float = _bar(-2.6, "there is in what is told after something heavy")
    danger_together: float = _bar(-1.06, "two messages tell of it together")
    danger_at_home: float = _bar(-2.0, "there is, in a talk about a quarrel at home")
    # What a clause of a document is like.
    clause_topic: float = _bar(-3.0, "a clause is about a topic")
    clause_side: float = _bar(0.8, "a clause tells a side")


BY_HAND = Bars()
MEANINGS: Mapping[str, str] = {one.name: one.metadata["meaning"] for one in fields(Bars)}


def moved(old: Bars, new: Bars, least: float) -> list[tuple[str, float, float]]:
    """Name, old and new of each bar that moved by more than `least`."""
    before, after = asdict(old), asdict(new)
    return [(name, before[name], after[name]) for name in after if abs(after[name] - before[name]) > least]
