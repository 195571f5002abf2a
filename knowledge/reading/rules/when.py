"""On which day the event fell: the mention that belongs to it, and the tense that settles the mention."""

from datetime import date

from knowledge.calendar.mentions import Mention, Tense
from knowledge.patterns import Late
from knowledge.reading.rules.events import DONE, Event
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.rules.text import Message

_NEAR = 2  # the score of a mention two clauses off, or of “今天” in the next one
_AHEAD = 6  # characters before an event in which 要 or 将 puts it off
_CORRECTS = Late(r"(?:哦不|不对|说错了|记错了|讲错了|不,是|应该是)[,。!…]*(?:是|就是|应该是)?$")  # 下周六,哦不对,是19号
_WILL = Late(r"要|将")
_SOON = Late(r"就(?![已是在]).{0,4}$|再过|还有|快")
_FAR, _CLOSE = 300, 60  # days


def event_date(
    message: Message, event: Event, events: list[Event], mentions: list[Mention], today: date
) -> tuple[date | None, str]:
    """The day and the reason, in Chinese. None where the text does not settle it."""
    words = reports_lexicon().words
    unknown = words["undated"].search(message.text)
    if unknown:
        return None, f"日期：会员说不清（“{unknown.group()}”）"
    ranked = sorted(
        ((_score(message, event, events, m), -m.start, m) for m in mentions), key=lambda r: r[:2], reverse=True
    )
    fitting = [(score, m) for score, _, m in ranked if score > 0]
    if not fitting:
        now = words["justnow"].search(message.text)
        return (today, f"日期：今天（“{now.group()}”）") if now else (None, "日期：没有说")
    mention = _precise(fitting)
    day = _settled(mention, today, event, tense(message, event))
    return day, f"日期：“{mention.text}”（{mention.rule}）" + (f" → {day}" if day else "，说不准，留空")


def _settled(mention: Mention, today: date, event: Event, tensed: Tense | None) -> date | None:
    """The tense's day; the nearest instead where the tense would go a year off (but nobody dies in the future)."""
    day, nearest = mention.pick(today, tensed), mention.nearest(today)
    if tensed in (None, "next"):
        return day
    if (
        event.cue.kind != "bereavement"
        and day
        and nearest
        and abs(day - today).days > _FAR
        and abs(nearest - today).days < _CLOSE
    ):
        return nearest
    return day or nearest


def _precise(fitting: list[tuple[int, Mention]]) -> Mention:
    """The best mention; a vague one yields to a precise one near by (“这个月退休，31号”)."""
    _, first = fitting[0]
    if not first.candidates:
        return next((m for score, m in fitting if m.candidates and score >= _NEAR), first)
    return first


def _score(message: Message, event: Event, events: list[Event], mention: Mention) -> int:
    """How well a mention fits: a correction 7, right before the event 6, in its clause 4, a clause off 3 …; else 0.

    The day of a funeral or of going home from hospital is not the day of the death or of going in.
    """
    clause = message.clause_at(mention.start)
    after = range(mention.end, clause.end)
    words = reports_lexicon().words
    if _CORRECTS.search(message.text[: mention.start]):
        return 7
    if words["aside"].match(event.words):
        if clause.holds(event.start):
            return 0
    elif event.start in after:
        return 6
    same_day = words["same_day"].search(message.clause_at(event.start).text)
    if not same_day and words["aside"].search(message.text, mention.end, clause.end):
        return 0
    rivals = [e for e in events if e.cue.kind != event.cue.kind and e.cue.weight >= event.cue.weight]
    elsewhere = any(rival.start in after for rival in rivals)
    weak = mention.rule == "时辰" or mention.text.startswith("今天")
    apart = abs(message.index_at(mention.start) - message.index_at(event.start))
    return max(1, 4 - apart - 2 * elsewhere - 2 * weak)


def tense(message: Message, event: Event) -> Tense | None:
    """Past or future by the words around the event; None (the nearest day) where they say neither."""
    words, clause = reports_lexicon().words, message.clause_at(event.start)
    if event.cue.tense == "nearest":
        return "past" if words["celebrated"].search(message.text) else "next"
    if event.cue.tense == "past":
        ahead = message.text[max(clause.start, event.start - _AHEAD) : event.start]
        return "future" if _WILL.search(ahead) or words["coming"].search(message.text) else "past"
    if words["future"].search(clause.text) or _SOON.search(message.text[clause.start : event.start]):
        return "future"
    done = reports_lexicon().patterns["done"].match(message.text, event.end)
    if done or DONE.search(event.words) or words["past"].search(message.text[event.start : clause.end]):
        return "past"
    if words["invites"].search(message.text):
        return "future"
    return "next" if event.cue.kind == "retirement" else None
