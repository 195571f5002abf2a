"""Words that put a report into the bot's hands, and words that only look like them."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.entrusting import calls_for, entrusts, makes_up
from knowledge.reading.model import Wanted
from tests.knowledge.conftest import TODAY


@pytest.mark.parametrize(
    "clause",
    [
        "你给我记上吧",
        "我替他报个喜行不行",
        "我先帮她把这个登上可以吧",
        "先帮我把情况记到",
        "那重新报吧",
        "你给递上去就行",
        "那你先帮我登起",
        "给我录进去嘛",
        "帮忙登一下噻",
        "那就给他报上去",
        "你直接报上去好了",
        "给我往上报一下",
        "麻烦你们登个记",
        "能帮他报个备不",
        "给孩子记上一笔",
    ],
)
def test_a_clause_entrusts_a_report(clause: str) -> None:
    assert entrusts(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "登上泰山",
        "帮我登录一下",
        "给我记到账上了",
        "我报上去了",
        "帮我把照片递一下",
        "把我的意见递上去",
        "报上去没",
        "帮我交一下会费",
        "他给我登记上了",
        "给我报上名",
    ],
)
def test_what_is_handed_in_or_done_entrusts_none(clause: str) -> None:
    assert not entrusts(clause)


def test_officers_call_for_a_visit() -> None:
    called = ["请工会安排慰问", "望组织予以慰问", "烦请安排看望", "请给予办公室刘敏同志结婚慰问"]
    assert all(map(calls_for, called))
    assert not any(map(calls_for, ["工会安排慰问", "请问工会来慰问", "多谢工会来看望"]))


def test_what_is_late_is_made_up_for() -> None:
    assert makes_up("那你给补上吧")
    assert not makes_up("补上去年的材料")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (["我三月底就正式退休了，有点舍不得，你给我记上吧"], "retirement"),
        (["组织部刘敏同志于2月28日因阑尾炎入住市人民医院，请工会安排慰问"], "hospitalization"),
        (["小陈3月6号办婚礼，我替他报个喜行不行"], "marriage"),
        (["我老婆明天住院手术，她也是咱机关的会员，我先帮她把这个登上可以吧"], "hospitalization"),
        (["同事住院了我替他报行不行"], "hospitalization"),
        (["我家困难，她看病花了七万多", "先帮我把情况记到，我叫邓小琼，民政局的"], "hardship"),
        (["我妈走了快一个月了，还能报不", "那你给补上吧，2月5号走的"], "bereavement"),
        (["我要退休了，下个月", "中，你给递上去就行，多少是那么个意思"], "retirement"),
    ],
)
def test_the_form_of_what_was_told_is_wished_for(library: Library, said: list[str], kind: str) -> None:
    wish = library.read(said[-1], said[:-1], today=TODAY).wish
    assert wish
    assert (wish.wanted, wish.kind) == (Wanted.REPORT, kind)


@pytest.mark.parametrize("text", ["希望工会多安排慰问", "能帮我登记一下吗", "我爸3月1日病危，请工会派人看望一下"])
def test_who_tells_nothing_that_has_a_form_wishes_for_none(library: Library, text: str) -> None:
    assert library.read(text, today=TODAY).wish is None


def test_which_report_is_taken_back_is_said_in_the_next_breath(library: Library) -> None:
    said = ["我要撤回刚才报的", "就是我报我住院那条"]
    reading = library.read(said[1], said[:1], today=TODAY)
    assert reading.wish
    assert (reading.wish.wanted, reading.wish.kind) == (Wanted.WITHDRAW, "hospitalization")
    assert not reading.events
