"""The notice as it was scanned is read whole; what cannot be read for certain is refused with line and reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge import KnowledgeError, Library, Notice, NoticeError, NotInNoticeError
from knowledge.lexicon.load import load
from knowledge.parse import parse
from knowledge.shelf import NOTICES

FILE = NOTICES / "notice-2019-7.txt"
TEXT = FILE.read_text(encoding="utf-8")
CAPS = {
    "hospitalization": (True, "慰问金", 1000),
    "hardship": (True, None, None),
    "bereavement": (True, "慰问金", 1000),
    "family_conflict": (True, None, None),
    "member_conflict": (True, None, None),
    "birthday": (False, "慰问品", 300),
    "marriage": (False, "慰问品", 500),
    "childbirth": (False, "慰问品", 500),
    "child_university": (False, None, None),
    "retirement": (False, "慰问品", 1000),
}


def test_reads_the_head(notice: Notice) -> None:
    assert notice.number == "温直工〔2019〕7号"
    assert notice.year == 2019
    assert notice.issuer == "温州市直属机关工会工作委员会"
    assert notice.signed_by == "温州市直机关工会工委"
    assert notice.addressed_to == "市直机关各基层工会"
    assert notice.title == "关于印发《2019年市直机关工会工作要点》的通知"
    assert (notice.signed, notice.printed) == (date(2019, 3, 18), date(2019, 3, 18))
    assert notice.copied_to == ("温州市总工会", "中共温州市委直机关工委办公室")
    assert notice.requirements.startswith("市直机关工会2019年工作的总体要求是")


def test_knows_which_attachment_is_missing(notice: Notice) -> None:
    assert [(one.number, one.present) for one in notice.attachments] == [(1, True), (2, False)]


def test_reads_parts_and_items_with_their_citations(notice: Notice) -> None:
    assert "".join(part.ordinal for part in notice.parts) == "一二三四五六七"
    assert [len(part.items) for part in notice.parts] == [4, 4, 3, 3, 4, 5, 3]
    assert notice.parts[0].project == "固基工程"
    item = notice.item("五（一）")
    assert item is not None
    assert "乒乓球" in item.text
    assert item.spoken == "第五部分（一）"


def test_mends_lines_that_the_scan_cut(notice: Notice) -> None:
    whole = "".join(item.text for item in notice.items)
    assert "策划组织1期举办工会干部培训班" in whole
    assert "“机关职工大讲堂”（含讲座、培训班）" in whole


def test_reads_the_ten_kinds_in_order(notice: Notice) -> None:
    assert {kind.key: (kind.visit, kind.form, kind.ceiling) for kind in notice.kinds} == CAPS
    assert [kind.key for kind in notice.kinds] == list(CAPS)
    assert {kind.citation for kind in notice.kinds} == {"四（二）"}
    kind = notice.kind("marriage")
    assert kind is not None
    assert kind.clause == "会员结婚要贺（慰问品金额不超过500元）"


def edited(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


NEXT_YEAR = edited(
    ("〔2019〕7号", "〔2020〕9号"),
    ("2019年3月18日", "2020年4月2日"),
    ("会员生病住院要访（慰问金不超过 1000 元）", "会员生病住院要访（慰问金不超过 1,500 元）"),
    ("会员生日要贺（慰问品金额不超过 300 元）", "会员生日要贺（慰问金不超过 200 元）"),
    ("会员子女上大学要贺；", "会员子女上大学要贺（慰问品金额不超过 800 元）；"),
    ("策划组织开展市直机关乒乓球比赛和羽毛球比赛，组织", "组织"),
    ("两年一度的市级劳模", "三年一度的市级劳模"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE.name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_next_years_notice_changes_every_answer(folder: Path) -> None:
    (folder / "notice-2020-9.txt").write_text(NEXT_YEAR, encoding="utf-8")
    library = Library.load(folder)
    before, after = date(2020, 4, 1), date(2020, 4, 2)
    assert library.entitlement("hospitalization", before).ceiling == 1000
    assert library.entitlement("hospitalization", after).ceiling == 1500
    assert library.answer("住院给多少", today=before).amounts == {"hospitalization": 1000}
    answer = library.answer("住院给多少", today=after)
    assert answer.amounts == {"hospitalization": 1500}
    assert "不超过 1500 元" in answer.text
    assert "温直工〔2020〕9号（2020年）" in answer.text
    birthday = library.answer("生日是钱还是东西", today=after)
    assert "慰问金不超过 200 元" in birthday.text
    assert library.answer("孩子上大学给多少", today=after).amounts == {"child_university": 800}
    assert "三年一度" in library.answer("劳模几年评一次", today=after).text
    assert "没有提到乒乓球比赛" in library.answer("乒乓球比赛哪天", today=after).text
    assert library.answer("哪项最高", today=after).amounts == {"hospitalization": 1500}


def test_in_force_is_the_newest_on_the_day_else_the_oldest(folder: Path) -> None:
    (folder / "notice-2020-9.txt").write_text(NEXT_YEAR, encoding="utf-8")
    library = Library.load(folder)
    assert library.in_force(date(2018, 1, 1)).year == 2019
    assert library.in_force(date(2020, 1, 1)).year == 2019
    assert library.in_force(date(2031, 1, 1)).year == 2020


def test_a_bad_notice_leaves_the_running_library_untouched(folder: Path) -> None:
    library = Library.load(folder)
    (folder / "notice-2020-9.txt").write_text(edited(("不超过 500 元", "若干")), encoding="utf-8")
    library.reload()
    assert [error.file for error in library.refused] == ["notice-2020-9.txt"]
    assert library.entitlement("marriage", date(2019, 6, 1)).ceiling == 500
    assert library.answer("结婚给多少", today=date(2019, 6, 1)).amounts == {"marriage": 500}
    (folder / "notice-2020-9.txt").write_text(NEXT_YEAR, encoding="utf-8")
    library.reload()
    assert (library.in_force(date(2020, 6, 1)).year, library.refused) == (2020, ())
    (folder / "notice-2020-9.txt").write_bytes(b"\xff\x00")
    library.reload()
    assert library.in_force(date(2020, 6, 1)).year == 2020, "what the file said when it was good stays"
    assert len(library.refused) == 1


def test_a_bad_file_does_not_keep_the_bot_from_starting(folder: Path) -> None:
    (folder / "notice-2020-9.txt").write_text(edited(("不超过 500 元", "若干")), encoding="utf-8")
    library = Library.load(folder)
    assert library.entitlement("marriage", date(2026, 6, 1)).ceiling == 500
    assert "notice-2020-9.txt（第" in str(library.refused[0])


def test_one_number_is_one_document(folder: Path) -> None:
    (folder / "notice-2019-again.txt").write_text(edited(("不超过 500 元", "不超过 900 元")), encoding="utf-8")
    library = Library.load(folder)
    assert "同一个文号 温直工〔2019〕7号" in str(library.refused[0])
    assert library.entitlement("marriage", date(2026, 6, 1)).ceiling == 500
    (folder / "notice-2019-again.txt").write_text(TEXT, encoding="utf-8")
    assert Library.load(folder).refused == ()


def test_a_strangers_document_in_the_folder_outdoes_nothing(folder: Path) -> None:
    strange = edited(
        ("温州市直属机关工会工作委员会文件", "瓯海区机关工会工作委员会文件"),
        ("温直工〔2019〕7号", "瓯机工〔2026〕1号"),
        ("2019年3月18日", "2026年3月18日"),
        ("不超过 500 元", "不超过 5000 元"),
    )
    (folder / "other.txt").write_text(strange, encoding="utf-8")
    library = Library.load(folder)
    assert "发文单位是“瓯海区机关工会工作委员会”" in str(library.refused[0])
    assert library.entitlement("marriage", date(2026, 6, 1)).ceiling == 500


@pytest.mark.parametrize("digits", ["١٠٠٠", "१०००", "১০০০", "𝟙𝟘𝟘𝟘", "00100", "1,00,0", "1000,"])
def test_amounts_are_plain_digits_or_refused(digits: str) -> None:
    with pytest.raises(NoticeError, match="金额读不懂"):
        parse(edited(("不超过 300 元", f"不超过 {digits} 元")), load().anchors)


@pytest.mark.parametrize(
    ("change", "line_of", "reason"),
    [
        (lambda: "", None, "空"),
        (lambda: edited(("温直工〔2019〕7号", "某文件")), None, "文号"),
        (lambda: edited(("会员生病住院要访", "会员生病住院看望")), "（二）坚持开展", "读不懂"),
        (lambda: edited(("慰问金不超过 1000 元", "慰问金壹仟元")), "（二）坚持开展", "金额读不懂"),
        (lambda: edited(("会员之间发生矛盾要访", "会员乔迁要访")), "（二）坚持开展", "没有对应的事项"),
        (lambda: edited(("；会员之间发生矛盾要访", "")), "（二）坚持开展", "读出来却是 4 项"),
        (lambda: edited(("会员结婚要贺", "会员生育要贺")), None, "写了两次"),
        (
            lambda: edited(("（三）积极动员和组织本系统的基层工会", "（五）积极动员和组织本系统的基层工会")),
            "（一）积极做好困难",
            "不连续",
        ),
        (lambda: edited(("不超过 300 元", "不超过 300\n3\n元")), "3", "跨了行"),
        (lambda: edited(("不超过 300 元", "不超过 300 3 元")), "（二）坚持开展", "空格"),
        (lambda: TEXT[: TEXT.index("三、实施")] + TEXT[TEXT.index("四、实施") :], "一、推进", "各部分的编号不连续"),
        (lambda: edited(("2019年3月18日", "2019年2月30日")), "2019年2月30日", "日期不存在"),
        (lambda: edited(("文件\n\n温直工", "\n\n温直工")), None, "发文单位"),
    ],
)
def test_refuses_with_line_and_reason(change: Callable[[], str], line_of: str | None, reason: str) -> None:
    text = change()
    with pytest.raises(NoticeError, match=reason) as refused:
        parse(text, load().anchors, "x.txt")
    if line_of:
        assert text.splitlines()[refused.value.line - 1].startswith(line_of)
    assert "x.txt" in str(refused.value)


def test_refuses_a_folder_without_notices_and_text_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="没有通知文件"):
        Library.load(tmp_path)
    (tmp_path / "bad.txt").write_bytes("温直工\n".encode() + "二〇一九".encode("gb18030"))
    with pytest.raises(NoticeError, match="UTF-8") as refused:
        Library.load(tmp_path)
    assert refused.value.line == 2


def test_a_kind_that_the_notice_dropped_is_an_error_not_a_zero(folder: Path) -> None:
    text = edited(
        ("“五要贺”就是会员生日要贺（慰问品金额不超过 300 元）；", "“四要贺”就是"),
        ("〔2019〕7号", "〔2021〕1号"),
        ("2019年3月18日", "2021年3月1日"),
    )
    (folder / "notice-2021-1.txt").write_text(text, encoding="utf-8")
    library = Library.load(folder)
    with pytest.raises(NotInNoticeError):
        library.entitlement("birthday", date(2021, 6, 1))
    answer = library.answer("生日给多少", today=date(2021, 6, 1))
    assert answer.amounts == {}
    assert "没有写" in answer.text


def test_source_shows_the_clauses_own_words(library: Library) -> None:
    assert "会员结婚要贺（慰问品金额不超过500元）" in library.source("marriage")
    assert "疗休养" in library.source("recuperation")
    with pytest.raises(NotInNoticeError):
        library.source("notice_meta")
