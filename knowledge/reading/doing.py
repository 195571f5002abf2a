"""What the writer of a message does with it: asks, tells, complains, thanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lexicon.model import STRONG
from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.evidence import Evidence
from knowledge.reading.heads import ACT, FORM
from knowledge.reading.linear import Scores
from knowledge.reading.manner import manner
from knowledge.reading.model import PASSED_ON, Act, Event, State, sorrowful
from knowledge.reading.outright import PROPOSES, arrived, begins_to_propose, neglected
from knowledge.reading.report import TOLD, opens
from knowledge.reading.voices import COULD

SENTENCES = re.compile(r"[。!！;；\n]")
GIVEN_OUT = Late(r"(?:^|[,，。 ]|工会|单位|[上这]次|今年)发(?:下来)?的(?!言|现|烧|火)")  # “发的洗衣液漏了一袋”
WORDLESS = Late(r"[^\w?？]+")  # “👍”, “……”
LONGEST_LABEL = 10  # characters; no button's words are longer
SMALL_TALK = {"greeting": Act.GREET, "thanks": Act.THANK, "bye": Act.BYE, "mood": Act.MOOD, "fun": Act.FUN}
SELDOM = frozenset({Act.COMPLAIN, Act.THANK, Act.SUGGEST, Act.SHARE})
BARE = 8  # characters; what is as short may be the bare name of what is asked about
HELPED = 3.0  # log-odds that words of help that came add to: what it was for is known already
KNOWN = 2.0  # by so much thanks are likelier than news, where they tell none
#: What a message may be taken to do that does nothing likely; never to want something done.
IDLY = frozenset(Act) - {Act.REPORT, Act.WITHDRAW, Act.REFUSE, Act.AGREE, Act.PRESS, Act.SHARE}
OVER = frozenset({State.HAPPENED, State.PAST})


def acts(found: Evidence, scores: Scores, told: Sequence[Event]) -> frozenset[Act]:
    """Every act likelier than not; the likeliest where none is. Words that ask need less to be a question, and what
    is told as a form is told, and asked only in words that ask."""
    if WORDLESS.fullmatch(found.text):
        return frozenset({Act.AGREE})
    asking, bars = asks(found.text), scores.bars
    small = SMALL_TALK.get(found.small)
    if small and not asking and (scores.best(ACT)[0] < bars.act_no_small_talk or scores.best(ACT)[1] == small):
        return frozenset({small})
    if found.bare:
        return frozenset({Act.ASK})
    done = _likely(scores) or _likeliest(found, scores)
    if len(found.text) > BARE and not asking and scores.get(ACT, Act.ASK) <= scores.bars.ask_wordless:
        done = done - {Act.ASK} or _instead(scores, Act.ASK)
    if _asks_at_last(found):
        done = (done - PASSED_ON) | {Act.ASK}  # what is told first is told to be asked about
    if asking and scores.get(ACT, Act.ASK) > (bars.ask_passed_on if done & PASSED_ON else bars.ask_worded):
        done |= {Act.ASK}
    if Act.REPORT in done and (not asking or scores.get(ACT, Act.REPORT) > scores.get(ACT, Act.ASK)):
        done -= {Act.ASK}
    if len(found.text) > LONGEST_LABEL:
        done = done - {Act.PRESS} or _instead(scores, Act.PRESS)
    return _of_what_is_told(done, found, scores, told, asking=asking)


def _likely(scores: Scores) -> frozenset[Act]:
    """What is likely enough; beside a sure act, what is unlikely is not done as well. A complaint neither stands beside
    a sure question nor in the place of what is likelier: nobody wants to be apologised to for either (“这机器人还挺灵
    光的嘛”)."""
    bars, (best, likeliest) = scores.bars, scores.best(ACT)
    sure = best > bars.act_sure
    least = bars.act_beside if sure else bars.act
    done = {Act(name) for value, name in scores.of(ACT) if value > (bars.act_seldom if name in SELDOM else least)}
    if likeliest not in done or (sure and scores.get(ACT, Act.COMPLAIN) <= least):
        done -= {Act.COMPLAIN}
    return frozenset(done)


def unsure(scores: Scores) -> bool:
    """Whether no act is likely at all."""
    return scores.best(ACT)[0] < scores.bars.act_hardly


def _likeliest(found: Evidence, scores: Scores) -> frozenset[Act]:
    """The likeliest act. In doubt nobody jokes of what is the union's: “登山活动发的衣服掉色”."""
    best = Act(scores.best(ACT)[1])
    ours = any(not owner.startswith("-") and value >= STRONG for owner, value in found.rules.items())
    ours = ours or GIVEN_OUT.search(found.text) is not None
    return _instead(scores, best) if best is Act.FUN and ours else frozenset({best})


def _instead(scores: Scores, wrong: Act) -> frozenset[Act]:
    """What is done by a message that does not do what is likeliest."""
    idly = IDLY - {wrong} - (frozenset() if scores.get(ACT, Act.FUN) > scores.bars.jest_instead else {Act.FUN})
    likely = (act for value, name in scores.of(ACT) if value > scores.bars.act_doubtful and (act := Act(name)) in idly)
    return frozenset({next(likely, Act.TELL)})


def _of_what_is_told(
    done: frozenset[Act], found: Evidence, scores: Scores, told: Sequence[Event], *, asking: bool
) -> frozenset[Act]:
    """The acts with what the happenings and the plain words of a message make of them."""
    helped = not asking and arrived(found.text) and scores.get(ACT, Act.THANK) > scores.bars.thanked
    if helped or (manner().grateful.search(found.text) and not asking):
        done = done - {Act.ASK} | {Act.THANK}
    if Act.THANK in done and not asking and _only_thanks(found.text, scores, told, helped=helped):
        return done - {Act.TELL, Act.SUGGEST}
    if told and not asking and neglected(found.text):
        done = done - {Act.FUN} | {Act.COMPLAIN}
    if tells(told, scores):
        if scores.get(ACT, Act.TELL) > scores.get(ACT, Act.FUN):
            done -= {Act.FUN}  # “考上浙大了哈哈哈”: laughter, and no joke
        done = done | {Act.TELL}
        if not asking and scores.get(ACT, Act.ASK) <= scores.bars.ask_told:
            done -= {Act.ASK}  # “岳父走了我能请几天丧假” asks all the same
    return done


def _only_thanks(text: str, scores: Scores, told: Sequence[Event], *, helped: bool) -> bool:
    """Whether what is told, or said of a thing, only tells what the thanks are for: “妈妈的后事办完了，花圈我看到了，谢
    谢大家” asks nobody to register it. What is yet to come is news, and so is what is wanted."""
    if (
        PROPOSES.search(text)
        or scores.get(ACT, Act.REPORT) > scores.bars.act
        or any(one.state not in OVER for one in told)
    ):
        return False
    if told and not helped:
        return False  # “结婚啦，谢谢你们做媒”
    news = max(scores.get(ACT, Act.TELL), scores.get(ACT, Act.SUGGEST))
    return scores.get(ACT, Act.THANK) + HELPED * helped - news > KNOWN


def _asks_at_last(found: Evidence) -> bool:
    """Whether the last sentence of several asks in plain words for something of ours, whatever was told before it."""
    *before, last = [one for one in SENTENCES.split(found.text) if one] or [found.text]
    named = any(hit.weight >= STRONG and hit.words in last for hit in found.hits)
    return bool(before) and named and asks(last)


def jests(done: frozenset[Act], scores: Scores, told: Sequence[Event]) -> bool:
    """Whether it is surely said in jest, and no sorrow is told: “被老王打爆了，想钻地洞”."""
    return Act.FUN in done and scores.get(ACT, Act.FUN) > 0 and not any(map(sorrowful, told))


def proposes(found: Evidence, scores: Scores, done: frozenset[Act]) -> bool:
    """Whether what is asked may be a proposal: “生日蛋糕券能不能换成面包券，家里没人吃奶油”."""
    if Act.ASK not in done or (found.told.people and Act.SUGGEST not in done):
        return False
    if begins_to_propose(found.text):
        return True
    return Act.SUGGEST in done or (
        COULD.search(found.text) is not None and scores.get(ACT, Act.SUGGEST) > scores.bars.half_proposed
    )


def tells(told: Sequence[Event], scores: Scores) -> bool:
    """Whether an event is told after all, by what was learned of the forms that messages open."""
    kinds = (opens(event.what, event.whose) for event in told if event.state in TOLD)
    return any(kind and scores.get(FORM, kind) > scores.bars.form_told for kind in kinds)
