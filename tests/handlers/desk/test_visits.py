"""Several who visit together, and who really went."""

from collections.abc import Callable

import pytest

from bot.core.people import Member, split_names
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Status
from tests.desk.desk import approved, fresh
from tests.handlers.desk.conftest import card, heard
from tests.handlers.reports.phone import Phone

Phones = Callable[..., Phone]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("陈主席、吴委员", ["陈主席", "吴委员"]),
        ("陈主席和吴委员。", ["陈主席", "吴委员"]),
        ("陈主席 吴委员，周和平", ["陈主席", "吴委员", "周和平"]),
        ("  ", []),
    ],
)
def test_names_are_parted_as_people_write_them(text: str, names: list[str]) -> None:
    assert split_names(text) == names


async def test_two_go_together(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    await chair.press("吴委员")
    assert "除了吴委员，还有谁同去" in await chair.press("再加一位同去")
    assert "吴委员" not in await chair.buttons()
    assert "吴委员、陈主席哪天去慰问" in await chair.press("陈主席")
    await chair.press("明天")
    assert "安排：吴委员、陈主席，11月24日" in str((await card(deps))["text"])
    assert (
        "工会安排吴委员、陈主席11月24日来看望您。到时不方便的话，请告诉陈主席（春风机关工会主席）"
        in (await heard(deps, 101))[-1]
    )
    assert "请您11月24日和陈主席一起去慰问" in (await heard(deps, 104))[-1]
    assert "请您11月24日和吴委员一起去慰问" in (await heard(deps, 103))[-1]
    assert "去的人记作吴委员、陈主席" in await phone(105).press("登记已慰问")
    await phone(105).press("直接登记")
    assert "去的是吴委员、陈主席。如果和实际不符，请告诉陈主席" in (await heard(deps, 101))[-1]
    assert (await fresh(deps, report.id)).status is Status.DELIVERED


async def test_several_are_typed_at_once_and_unknown_ones_are_named(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    assert "没有找到“李四”" in await chair.say("吴委员、李四")
    assert "吴委员、周财务哪天去" in await chair.say("吴委员、周财务")


async def test_who_really_went_is_what_is_typed(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    officer = phone(104)
    assert "去的人记作吴委员" in await officer.press("登记已慰问")
    assert "没有找到“李四”" in await officer.say("陈主席、李四")
    assert (await fresh(deps, report.id)).status is Status.APPROVED
    await officer.send_photo("visit", caption="陈主席和吴委员")
    assert "去的是陈主席、吴委员。" in (await heard(deps, 101))[-1]
    await officer.press("详情")
    assert "登记已慰问：去的是陈主席、吴委员；附照片" in (await heard(deps, 104))[-2]


async def test_a_remark_is_no_name(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await approved(deps, roster)
    await phone(104).press("登记已慰问")
    await phone(104).say("老人精神不错，托我谢谢大家")
    await phone(104).press("详情")
    assert "去的是吴委员；老人精神不错，托我谢谢大家" in (await heard(deps, 104))[-1]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("去的是陈主席和吴委员，老人和家属精神都不错", "去的是陈主席、吴委员；老人和家属精神都不错"),
        ("陈主席、吴委员去，托我谢谢大家", "去的是陈主席、吴委员；托我谢谢大家"),
        ("陈主席", "去的是陈主席"),
    ],
)
async def test_who_went_and_a_remark_in_one_line(
    deps: Deps, roster: dict[str, Member], phone: Phones, said: str, kept: str
) -> None:
    await approved(deps, roster)
    await phone(104).press("登记已慰问")
    for wrong in ("陈主席、李四、王五", "陈主席和李四去的"):
        assert "没有找到“李四”" in await phone(104).say(wrong)
    await phone(104).say(said)
    await phone(104).press("详情")
    assert f"登记已慰问：{kept}\n" in f"{(await heard(deps, 104))[-1]}\n"


async def test_a_revoked_agreement_leaves_no_party(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    await chair.say("吴委员、周财务")
    await chair.press("明天")
    await chair.press("撤销同意")
    await chair.say("金额要重新商量")
    await chair.press("同意 1000 元")
    await chair.press("安排慰问")
    await chair.press("陈主席")
    await chair.press("后天")
    assert "安排：陈主席，11月25日" in str((await card(deps))["text"])


async def test_names_and_day_in_one_line(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    chair = phone(103)
    assert "哪天去也可以一起写" in await chair.press("安排慰问")
    await chair.say("11月25日下午3点，吴委员和周财务去")
    found = await fresh(deps, report.id)
    assert (found.visitor_id, str(found.visit_on), found.visit_time) == (roster["A004"].id, "2026-11-25", "下午3点")
    assert "安排：吴委员、周财务，11月25日下午3点" in str((await card(deps))["text"])
    assert "工会安排吴委员、周财务11月25日下午3点来看望您" in (await heard(deps, 101))[-1]
    assert "请您11月25日下午3点和周财务一起去慰问" in (await heard(deps, 104))[-1]
    await phone(104).press("详情")
    assert "慰问安排：吴委员、周财务，11月25日下午3点" in (await heard(deps, 104))[-1]
    await chair.press("撤销同意")
    await chair.say("金额要重新商量")
    assert (await fresh(deps, report.id)).visit_time is None


async def test_a_day_alone_is_kept_while_the_names_are_asked(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    assert "11月25日下午由谁去慰问" in await chair.say("11月25日下午")
    await chair.press("吴委员")
    found = await fresh(deps, report.id)
    assert (found.visitor_id, str(found.visit_on), found.visit_time) == (roster["A004"].id, "2026-11-25", "下午")


async def test_more_names_come_with_the_day(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    await chair.press("吴委员")
    await chair.say("明天，我也去")
    assert "安排：吴委员、陈主席，11月24日" in str((await card(deps))["text"])


async def test_words_beside_are_shown_before_anything_counts(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    asked = await chair.say("吴委员、李四，明天")
    assert "没有找到“李四”" in asked
    assert "现在是吴委员11月24日去慰问" in asked
    assert (await fresh(deps, report.id)).visit_on is None
    assert "除了吴委员，还有谁同去" in await chair.press("再加一位同去")
    await chair.press("周财务")
    assert "安排：吴委员、周财务，11月24日" in str((await card(deps))["text"])
    await chair.press("安排慰问")
    await chair.say("陈主席、李四，12月3日")
    await chair.say("好的")
    assert "安排：陈主席，12月3日" in str((await card(deps))["text"])


async def test_a_line_of_neither_leaves_the_question(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await approved(deps, roster)
    chair = phone(103)
    await chair.press("安排慰问")
    assert "没有找到“李四”" in await chair.say("李四")
    assert "有好几天" in await chair.say("12月底")
    await chair.say("吴委员，12月底")
    await chair.say("12月30日")
    assert "安排：吴委员，12月30日" in str((await card(deps))["text"])
