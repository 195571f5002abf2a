"""What has not happened yet, or is only asked about, and what was put off or set right: by plain words."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Library
from knowledge.reading.model import Event, State, What
from tests.knowledge.conftest import TODAY


def told(library: Library, what: What, *said: str) -> Event | None:
    events = library.read(said[-1], said[:-1], today=TODAY).events
    return next((one for one in events if one.what is what), None)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("那上大学那个是当年九月才能报吗，我小儿子今年高考", State.ASKED),
        ("孩子估计能上个一本，到时候工会有表示吗", State.ASKED),
        ("我闺女今年高考，考上了工会给啥", State.ASKED),
        ("儿子考上浙大了，高考672", State.HAPPENED),
    ],
)
def test_nobody_is_admitted_before_the_examination(library: Library, text: str, state: State) -> None:
    event = told(library, What.UNIVERSITY, text)
    assert event
    assert event.state is state
    joy = any(words in library.answer(text, today=TODAY).text for words in ("恭喜", "金榜"))
    assert joy is (state is State.HAPPENED)


@pytest.mark.parametrize(
    ("what", "text", "state"),
    [
        (What.RETIREMENT, "退休的那个，是到龄当月报还是办完手续报", State.ASKED),
        (What.ILLNESS_STAY, "等住进去了再报是不是更好", State.PLANNED),
        (What.ILLNESS_STAY, "手术延期了，还没住进去", State.PLANNED),
        (What.ILLNESS_STAY, "我是民政局的，想问下住院慰问给多少", State.ASKED),
    ],
)
def test_what_is_only_asked_or_waited_for_has_not_happened(
    library: Library, what: What, text: str, state: State
) -> None:
    event = told(library, what, text)
    assert event is None or event.state is state


def test_who_works_where_others_marry_tells_of_no_wedding(library: Library) -> None:
    assert told(library, What.MARRIAGE, "我叫邓小琼，民政局的") is None
    assert told(library, What.MARRIAGE, "刚领完证出来，民政局人超多")


def test_who_marries_again_is_not_consoled(library: Library) -> None:
    text = library.answer("离婚了再结婚还给不给", today=TODAY).text
    assert "未区分初婚再婚" in text
    assert "不好过" not in text


def test_what_is_put_off_is_planned_on_the_new_day(library: Library) -> None:
    event = told(library, What.ILLNESS_STAY, "我明天去中心医院住院做手术", "哎呀医生说手术推到6月20号了")
    assert event
    assert (event.state, event.day, event.hospital) == (State.PLANNED, date(TODAY.year, 6, 20), "中心医院")


def test_a_hospital_set_right_is_the_one_that_is_meant(library: Library) -> None:
    said = ["是我自己，胆结石住院", "中心医院", "哦对了不是中心医院，是中医院，打错了"]
    event = told(library, What.ILLNESS_STAY, *said)
    assert event
    assert event.hospital == "中医院"


def test_a_death_keeps_its_day_when_more_is_told(library: Library) -> None:
    day = told(library, What.DEATH, "我爸前天走了")
    later = told(library, What.DEATH, "我爸前天走了", "后天出殡，老家在巴中")
    assert day
    assert later
    assert later.day == day.day


def test_who_is_busy_with_the_funeral_denies_no_death(library: Library) -> None:
    event = told(library, What.DEATH, "我妈走了快一个月了，还能报不", "忙后事一直没顾上")
    assert event
    assert event.state is State.HAPPENED


def test_the_day_told_after_a_question_is_kept(library: Library) -> None:
    event = told(library, What.MARRIAGE, "结婚慰问要领证之后多久之内报", "我是上个月十八号领的")
    assert event
    assert event.day
    assert event.day.day == 18


def test_a_colleague_called_by_his_surname_gets_his_name(library: Library) -> None:
    said = ["我们处老周的老母亲没了", "他叫周建平"]
    event = told(library, What.DEATH, *said)
    assert event
    assert event.name == "周建平"
    day = library.answer("2019年6月1日的事", said, today=TODAY).text
    assert "周建平的母亲去世，6月1日" in day
