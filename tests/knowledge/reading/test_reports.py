"""What a sentence opens as a form: whose event it is, which day, and what opens none."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge import Library
from knowledge.reading.report import Report, report_of

TODAY = date(2025, 3, 12)  # a Wednesday, lunar 二月十三
MESSAGES = [json.loads(line) for line in Path(__file__).with_name("reports.jsonl").read_text("utf-8").splitlines()]


NONE = Report("", "self")


def form(library: Library, text: str, today: date = TODAY) -> Report:
    """What the message opens; NONE where it opens none."""
    return report_of(library.read(text, today=today)) or NONE


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "我昨天住院了，附二医骨科，摔了腿",
            Report("hospitalization", "self", None, date(2025, 3, 11), None, "附二医"),
        ),
        ("替老王报一下，他妈前天走的", Report("bereavement", "colleague", "母亲", date(2025, 3, 10), "老王")),
        ("下个月6号办婚礼", Report("marriage", "self", None, date(2025, 4, 6))),
        ("我处徐某某之父于3月1日病逝", Report("bereavement", "colleague", "父亲", date(2025, 3, 1), "徐某某")),
        ("老婆生了，工会那份怎么领", Report("childbirth", "family", "配偶")),
    ],
)
def test_a_sentence_becomes_a_form(library: Library, text: str, want: Report) -> None:
    assert form(library, text) == want


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("我爸昨天走了", "父亲"),
        ("阿妈昨天没了", "母亲"),
        ("老丈人昨天过世", "岳父"),
        ("丈母娘昨天过世", "岳母"),
        ("老公他爸昨天病故", "公公"),
        ("家里婆婆昨天病故", "婆婆"),
        ("阿爷昨天仙逝", "祖父母"),
        ("外婆昨天老了人", "外祖父母"),
        ("我哥昨天猝死", "兄弟姐妹"),
        ("舅舅昨天去世了", "其他"),
        ("我老婆昨天去世了", "配偶"),
        ("女儿昨天没救回来", "子女"),
        ("我妈的妈妈昨天没了", "外祖父母"),
        ("爱人的父亲昨天没了", "岳父"),
        ("表哥的儿子昨天没了", "其他"),
    ],
)
def test_the_deceased_is_a_relation(library: Library, text: str, relation: str) -> None:
    reading = form(library, text)
    assert (reading.kind, reading.subject, reading.relation) == ("bereavement", "family", relation)


@pytest.mark.parametrize(
    ("text", "kind", "subject", "relation"),
    [
        ("我昨天生了个女儿", "childbirth", "self", None),
        ("媳妇昨天生了个女儿", "childbirth", "family", "配偶"),
        ("我昨天当爸爸了", "childbirth", "family", "配偶"),
        ("儿媳妇昨天生了", "", "self", None),
        ("我姐昨天生了个女儿", "", "self", None),
        ("我昨天结婚了", "marriage", "self", None),
        ("女儿昨天出嫁了", "", "self", None),
        ("我3月31号退休", "retirement", "self", None),
        ("我爸3月31号退休", "", "self", None),
        ("我爸昨天住院了", "", "self", None),
        ("我爸得了肺癌，看病把家底都掏空了，家里实在困难", "hardship", "self", "父亲"),
        ("家里昨天着火烧光了", "hardship", "self", None),
        ("儿子昨天收到浙大的录取通知书", "child_university", "family", "子女"),
        ("儿子昨天考上了高中", "", "self", None),
        ("我和老婆天天吵架，想请工会调解", "family_conflict", "self", None),
        ("我跟同事小李吵起来了，求调解", "member_conflict", "self", None),
        ("科里两个同事昨天打起来了", "member_conflict", "colleague", None),
    ],
)
def test_whose_it_is_decides_the_kind(
    library: Library, text: str, kind: str, subject: str, relation: str | None
) -> None:
    reading = form(library, text)
    assert (reading.kind, reading.subject, reading.relation) == (kind, subject, relation)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("替老王报一下，他昨天住院了", "老王"),
        ("我们科林晓东昨天住院了", "林晓东"),
        ("同事王芳昨天领证了", "王芳"),
        ("欧阳倩昨天领证了", "欧阳倩"),
        ("吴科长昨天住院了", "吴科长"),
        ("我是财务科的王芳，昨天领证了", None),
        ("我和王芳一起出差，昨天我住院了", None),
    ],
)
def test_names_of_colleagues(library: Library, text: str, name: str | None) -> None:
    reading = form(library, text)
    assert reading.colleague_name == name
    assert reading.subject == ("colleague" if name else "self")


@pytest.mark.parametrize(
    ("text", "hospital"),
    [
        ("我昨天住进温州市中心医院了", "温州市中心医院"),
        ("我昨天在瑞安市人民医院开刀", "瑞安市人民医院"),
        ("我昨天住院，浙一", "浙一"),
        ("我昨天住院，温医大附一院心内科", "温医大附一院"),
        ("我昨天在医院开刀", None),
        ("我昨天在这家医院开刀", None),
    ],
)
def test_the_hospital_is_named_as_written(library: Library, text: str, hospital: str | None) -> None:
    assert form(library, text).hospital == hospital


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("上周六住院，今天出院，来报一下", "2025-03-08"),
        ("妈妈3月1日过世，5日出殡", "2025-03-01"),
        ("出殡定在后天，妈妈昨天走的", "2025-03-11"),
        ("我31号住院的", "2025-01-31"),
        ("我31号退休", "2025-03-31"),
        ("12月28号住的院", "2024-12-28"),
        ("国庆办婚礼，到时请大家来", "2025-10-01"),
        ("国庆办了婚礼", "2024-10-01"),
        ("约了20号去做手术", "2025-03-20"),
        ("我生日二月廿", "2025-03-19"),
        ("前几天住院了", None),
        ("上个月生了个儿子，具体哪天忘了", None),
        ("这个月退休，31号", "2025-03-31"),
        ("我生了，六斤八两，住9楼16床", None),
        ("刚刚生了", "2025-03-12"),
    ],
)
def test_the_day_is_the_events_own(library: Library, text: str, day: str | None) -> None:
    reading = form(library, text)
    assert reading.kind
    assert reading.event_date == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "text",
    [
        "住院慰问金多少",
        "我要是结婚了工会给多少",
        "结婚送的是钱还是东西",
        "再加班我就要住院了",
        "昨天那部电影里男主去世了",
        "我家狗昨天走了",
        "听说老王住院了",
        "隔壁邻居昨天结婚",
        "发错了，我没住院",
        "婚礼取消了",
        "今天是爸爸去世三周年",
        "我昨天没住院",
        "我没有和同事吵架",
        "开玩笑的，我没退休",
        "累死了",
        "谢谢工会昨天来医院看我",
        "",
        "。。。",
    ],
)
def test_what_opens_no_form(library: Library, text: str) -> None:
    assert form(library, text) == NONE


def test_a_dog_bite_is_not_a_pet(library: Library) -> None:
    assert form(library, "昨天被狗咬了，住院打针").kind == "hospitalization"


def test_width_and_case_do_not_matter(library: Library) -> None:
    assert form(library, "我昨天进了ＩＣＵ，附一医") == form(library, "我昨天进了icu,附一医")


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("12月31日退休，手续在办", "2025-03-01", "2025-12-31"),
        ("31号到龄退休", "2025-08-12", "2025-08-31"),
        ("21号我就光荣退休了", "2025-08-12", "2025-08-21"),
        ("周六我办婚礼", "2025-03-10", "2025-03-15"),
        ("国庆办了婚礼", "2025-03-12", "2024-10-01"),
        ("我生日是农历八月十五，登记一下", "2025-01-10", "2025-10-06"),
        ("我生日是8月20号", "2025-02-01", "2025-08-20"),
        ("3月8号过的生日，补报", "2025-11-20", "2025-03-08"),
        ("我是腊月初八的生日", "2026-01-13", "2026-01-26"),
        ("下周六领证，哦不对，是19号", "2025-07-07", "2025-07-19"),
        ("外公四月十三（农历）走的", "2022-05-18", "2022-05-13"),
    ],
)
def test_tense_goes_by_the_kind(library: Library, text: str, today: str, day: str) -> None:
    assert form(library, text, date.fromisoformat(today)).event_date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们队的曹阳大前天住院了，替他报", "曹阳"),
        ("卢婷生了，她让我帮她报一下", "卢婷"),
        ("陈伟同志岳母3月6日病故", "陈伟"),
        ("我们单位方洁跟她老公闹离婚，请工会劝劝", "方洁"),
        ("正月初八，和爱人登记结婚，向组织报喜", None),
        ("领证的事，对方家里同意了，我昨天领的证", None),
    ],
)
def test_a_name_is_a_name(library: Library, text: str, name: str | None) -> None:
    assert form(library, text).colleague_name == name


def test_our_own_messages_stay_right(library: Library) -> None:
    """258 messages that nothing was learned from; the rules were once mended by them."""
    wrong = [one["text"] for one in MESSAGES if not _right(library, one)]
    assert len(wrong) <= len(MESSAGES) * 0.12, wrong


def test_hardly_a_form_is_opened_where_nothing_is_reported(library: Library) -> None:
    silent = [one for one in MESSAGES if one["kind"] is None]
    opened = [one["text"] for one in silent if form(library, one["text"], date.fromisoformat(one["today"])) != NONE]
    assert len(opened) <= len(silent) * 0.1, opened


def _right(library: Library, one: dict[str, str | None]) -> bool:
    """Kind, subject and day; of a message that opens no form nothing but that."""
    got = form(library, str(one["text"]), date.fromisoformat(str(one["today"])))
    if one["kind"] is None or got == NONE:
        return (one["kind"] or "") == got.kind
    day = got.event_date.isoformat() if got.event_date else None
    return (got.kind, got.subject, day) == (one["kind"], one["subject"], one["event_date"])


@pytest.mark.parametrize("text", ["刚生完孩子，我妈就走了", "我闺女刚生，婆婆就走了"])
def test_of_a_joy_and_a_death_the_death_is_reported(library: Library, text: str) -> None:
    report = report_of(library.read(text, today=TODAY))
    assert report is not None
    assert report.kind == "bereavement"
    assert "恭喜" not in library.answer(text, today=TODAY).text
