"""Becoming known: one-time links, claims that an officer confirms, limits on guessing."""

import pytest
from sqlalchemy import select, update

from bot.core.errors import NotFound
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.members import binding, claiming
from bot.store import tables as t
from tests import support
from tests.handlers.reports.conftest import Phones

NEW, OTHER, LIN, CHEN, WU, GROUP = 900, 901, 101, 103, 104, -1001


async def bound(deps: Deps, telegram_id: int) -> str | None:
    async with deps.store.read() as tx:
        found = await members.by_telegram(tx, telegram_id, support.NOON.date())
    return found.staff_no if found else None


async def invited(deps: Deps, staff_no: str = "A007") -> str:
    return (await binding.invite(deps, staff_no)).token


async def test_a_link_binds_and_welcomes(deps: Deps, phone: Phones) -> None:
    me = phone(NEW)
    answer = await me.say(f"/start {await invited(deps)}")
    assert "绑定好了。未绑定，您好，您在春风机关工会。" in answer
    assert await bound(deps, NEW) == "A007"
    keyboard = (await me.last())["reply_markup"]["keyboard"]
    labels = [[key["text"] for key in row] for row in keyboard]
    assert labels == [["我要申报", "我的申报"], ["问福利", "工会活动", "帮助"]]


async def test_a_link_works_once(deps: Deps, phone: Phones) -> None:
    token = await invited(deps)
    await phone(NEW).say(f"/start {token}")
    assert "已经用过了" in await phone(OTHER).say(f"/start {token}")
    assert "已经绑定过了" in await phone(NEW).say(f"/start {token}")
    assert await bound(deps, OTHER) is None


async def test_a_link_expires(deps: Deps, phone: Phones, clock: support.TestClock) -> None:
    token = await invited(deps)
    clock.forward(days=binding.DAYS, seconds=1)
    assert "过期了" in await phone(NEW).say(f"/start {token}")
    assert await bound(deps, NEW) is None


async def test_a_newer_link_replaces_the_older(deps: Deps, phone: Phones) -> None:
    old, new = await invited(deps), await invited(deps)
    assert "过期了" in await phone(NEW).say(f"/start {old}")
    assert "绑定好了" in await phone(NEW).say(f"/start {new}")


async def test_one_account_a_member(deps: Deps, phone: Phones) -> None:
    """Neither a second member for a bound account nor a second account for a bound member."""
    assert "已经绑定了别的会员" in await phone(LIN).say(f"/start {await invited(deps)}")
    assert "已经绑定了另一个账号" in await phone(NEW).say(f"/start {await invited(deps, 'A002')}")
    assert (await bound(deps, LIN), await bound(deps, NEW)) == ("A001", None)


async def test_whoever_has_left_is_not_bound(deps: Deps, phone: Phones, roster: dict[str, Member]) -> None:
    token = await invited(deps)
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.staff_no == "A007").values(status="left"))
    assert "不在册" in await phone(NEW).say(f"/start {token}")
    with pytest.raises(NotFound, match="A007"):
        await invited(deps)


async def test_an_account_of_a_former_member_can_be_bound_again(deps: Deps, phone: Phones) -> None:
    token = await invited(deps)
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.staff_no == "A001").values(status="left"))
    assert "绑定好了" in await phone(LIN).say(f"/start {token}")
    assert await bound(deps, LIN) == "A007"


async def test_guessed_links_are_limited(deps: Deps, phone: Phones, clock: support.TestClock) -> None:
    token = await invited(deps)
    me = phone(NEW)
    for guess in range(binding.GUESSES):
        assert "链接不对" in await me.say(f"/start wrong{guess}")
    assert "明天再试" in await me.say(f"/start {token}")
    clock.forward(days=1)
    assert "绑定好了" in await me.say(f"/start {token}")


async def test_tokens_are_not_kept(deps: Deps, roster: dict[str, Member]) -> None:
    token = await invited(deps)
    async with deps.store.read() as tx:
        rows = str([dict(row) for row in await tx.all(t.invitations.select())])
    assert token not in rows
    assert len(token) >= 20


async def test_that_is_not_me(deps: Deps, phone: Phones) -> None:
    me = phone(NEW)
    await me.say(f"/start {await invited(deps)}")
    assert "已经取消绑定" in await me.press("不是我")
    assert await bound(deps, NEW) is None


async def test_a_claim_is_confirmed_by_an_officer(deps: Deps, phone: Phones) -> None:
    me, desk = phone(NEW, name="小未"), phone(CHEN, GROUP)
    assert "姓名和工号" in await me.say("/bind")
    assert "送到本单位工会" in await me.say("未绑定 A007")
    card = (await desk.last())["text"]
    assert "未*" in card
    assert "工号尾号 07" in card
    assert "小未" in card
    assert "未绑定" not in card
    assert "A007" not in card
    await desk.press("确认是本人")
    assert await bound(deps, NEW) == "A007"
    assert "我是温暖，您在春风机关工会" in (await me.last())["text"]
    assert "已确认：陈主席，11月23日 12:00" in (await desk.last())["text"]
    assert await desk.buttons() == []


async def test_a_claim_can_be_made_in_one_line(phone: Phones) -> None:
    assert "送到本单位工会" in await phone(NEW).say("/bind 未绑定 A007")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("王建军A0008", ("王建军", "A0008")),
        ("王建军1024", ("王建军", "1024")),
        ("王建军Ａ０００８", ("王建军", "A0008")),
        ("A0008 王建军", ("王建军", "A0008")),
        ("姓名：王建军 工号：A0008", ("王建军", "A0008")),
        ("王建军工号A0008", ("王建军", "A0008")),
        ("王建军，A-0008", ("王建军", "A-0008")),
        ("欧阳·娜娜B12", ("欧阳·娜娜", "B12")),
        ("王建军", None),
        ("A0008", None),
        ("住院给多少 呢？", None),
        ("王建军 A0008 B0001", None),
    ],
)
def test_name_and_number_are_read_as_people_write_them(words: str, meant: tuple[str, str] | None) -> None:
    assert binding.read_claim(words) == meant


@pytest.mark.parametrize("words", ["王建军A0008", "未绑定 A007", "工号1024 王建国"])
async def test_a_stranger_who_writes_name_and_number_hears_how_to_bind(phone: Phones, words: str) -> None:
    answer = await phone(NEW).say(words)
    assert "/bind" in answer
    assert "依据" not in answer


@pytest.mark.parametrize("words", ["疗休养2026", "住院1", "慰问金 多少", "生病住院能领多少慰问金"])
async def test_what_is_no_name_with_a_number_stays_a_question(phone: Phones, words: str) -> None:
    assert "/bind " not in await phone(NEW).say(words)


async def test_a_member_who_writes_name_and_number_has_said_something_else(phone: Phones) -> None:
    assert "/bind " not in await phone(LIN).say("王建军A0008")


async def test_a_claim_without_a_blank_is_sent(phone: Phones) -> None:
    await phone(NEW).say("/bind")
    assert "已经送到本单位工会" in await phone(NEW).say("未绑定A007")


async def test_a_refused_claim_is_told(deps: Deps, phone: Phones) -> None:
    await phone(NEW).say("/bind 未绑定 A007")
    await phone(CHEN, GROUP).press("不是本人")
    assert "没有通过" in (await phone(NEW).last())["text"]
    assert await bound(deps, NEW) is None


async def test_of_two_officers_one_decides(deps: Deps, phone: Phones) -> None:
    await phone(NEW).say("/bind 未绑定 A007")
    first, second = phone(CHEN, GROUP), phone(WU, GROUP)
    token = await first.token("确认是本人")
    await first.press_token(token)
    assert "已经有人处理过了" in await second.press_token(token)


@pytest.mark.parametrize("who", [LIN, 105, 203, 999])
async def test_only_the_branchs_heads_decide(deps: Deps, phone: Phones, who: int) -> None:
    """Not a member, not the treasurer, not another branch's chair, not a stranger."""
    await phone(NEW).say("/bind 未绑定 A007")
    answer = await phone(who, GROUP).press("确认是本人")
    assert "不能操作" in answer or "还没有绑定" in answer
    assert await bound(deps, NEW) is None


async def test_nobody_confirms_himself(deps: Deps, phone: Phones) -> None:
    """An officer who claims his own seat from a new account cannot confirm it with the old one."""
    await phone(NEW).say("/bind 陈主席 A003")
    assert "别的干部" in await phone(CHEN, GROUP).press("确认是本人")
    await phone(WU, GROUP).press("确认是本人")
    assert await bound(deps, NEW) == "A003"
    assert "换绑到另一个账号" in (await phone(CHEN).last())["text"]
    assert await bound(deps, CHEN) is None


async def test_claims_are_limited_and_not_repeated(deps: Deps, phone: Phones) -> None:
    me = phone(NEW)
    assert "没有对上" in await me.say("/bind 未绑定 A001")
    assert "送到本单位工会" in await me.say("/bind 未绑定 A007")
    assert "不用重复发" in await me.say("/bind 未绑定 A007")
    other = phone(OTHER)
    for guess in range(binding.GUESSES):
        assert "没有对上" in await other.say(f"/bind 王建国 A00{guess + 3}")
    assert "明天再试" in await other.say("/bind 王建国 A002")


async def test_unreadable_claims_get_an_example(phone: Phones) -> None:
    me = phone(NEW)
    await me.say("/bind")
    assert "王建国 1024" in await me.say("我是王建国")
    assert "取消了" in await me.say("/cancel")


async def test_claims_by_the_bound_are_pointless(phone: Phones) -> None:
    assert "已经绑定过了" in await phone(LIN).say("/bind")
    assert "已经绑定过了" in await phone(LIN).say("/bind 未绑定 A007")


async def test_forwarded_links_and_claims_do_nothing(deps: Deps, phone: Phones) -> None:
    me = phone(NEW)
    for words in (f"/start {await invited(deps)}", "/bind 未绑定 A007", "/cancel", "/mine", "/report"):
        assert "转发来的消息" in await me.say(words, forwarded=True)
    assert await bound(deps, NEW) is None


async def test_personal_commands_in_a_group_lead_to_private(phone: Phones) -> None:
    group = phone(LIN, GROUP)
    for words in ("/mine", "/report", "/bind 林静 A001", "/cancel"):
        assert "我们私下办" in await group.say(words)
    for words in ("/start", "/help", "/start abc"):
        assert "我在群里只送申报卡片" in await group.say(words)


async def test_a_question_instead_of_a_claim_is_answered(phone: Phones, replies: support.Replies) -> None:
    me = phone(NEW)
    await me.say("/bind")
    assert await me.say("生病住院有多少慰问金？") == ""
    assert "1000" in replies.sent[-1][0].text
    assert "送到本单位工会" in await me.say("未绑定 A007")


async def claim_by(phone: Phones, telegram_id: int, words: str = "/bind 未绑定 A007") -> str:
    return await phone(telegram_id, name=f"路人{telegram_id}").say(words)


async def test_twelve_strangers_put_one_card_into_the_group(deps: Deps, phone: Phones) -> None:
    told = [await claim_by(phone, telegram_id) for telegram_id in range(900, 912)]
    assert "已经送到本单位工会" in told[0]
    assert "另有账号也在申请" in told[1]
    assert "另有账号也在申请" in told[2]
    assert all("这一份没有再送" in words and "直接联系本单位工会" in words for words in told[3:])
    sent = [message["method"] for message in await support.outbox(deps.store, GROUP)]
    assert sent.count("sendMessage") == 1
    card = (await phone(CHEN, GROUP).last())["text"]
    assert "3 个账号都说自己是这位会员，最多一个是真的" in card
    assert "另有 9 个账号也来申请，没有列出" in card
    assert "路人903" not in card
    assert await phone(CHEN, GROUP).buttons() == [
        "看是谁", "第 1 个是本人", "第 1 个不是", "第 2 个是本人", "第 2 个不是", "第 3 个是本人", "第 3 个不是"
    ]  # fmt: skip


async def test_of_several_claimants_the_officer_takes_one_and_the_others_hear(deps: Deps, phone: Phones) -> None:
    for telegram_id in (900, 901, 902):
        await claim_by(phone, telegram_id)
    await phone(CHEN, GROUP).press("第 1 个不是")
    assert "没有通过" in (await phone(900).last())["text"]
    card = (await phone(CHEN, GROUP).last())["text"]
    assert "2 个账号都说自己是这位会员" in card
    await phone(CHEN, GROUP).press("第 1 个是本人")
    assert await bound(deps, 901) == "A007"
    assert "没有通过" in (await phone(902).last())["text"]
    assert await phone(CHEN, GROUP).buttons() == []


async def test_one_open_claim_an_account(phone: Phones) -> None:
    await claim_by(phone, 900)
    assert "不用重复发" in await claim_by(phone, 900)
    assert "不用重复发" in await claim_by(phone, 900, "/bind 已退休 A008")


async def test_refusals_count_as_guesses(deps: Deps, phone: Phones) -> None:
    for _ in range(binding.GUESSES):
        await claim_by(phone, 900)
        await phone(CHEN, GROUP).press("不是本人")
    assert "明天再试" in await claim_by(phone, 900)


async def test_a_claim_that_nobody_decided_stands_in_nobodys_way(phone: Phones, clock: support.TestClock) -> None:
    await claim_by(phone, 900)
    clock.forward(days=claiming.DAYS, seconds=1)
    assert "不用重复发" not in await claim_by(phone, 900)


async def test_whoever_is_bound_by_a_link_leaves_no_claim_behind(deps: Deps, phone: Phones) -> None:
    for telegram_id in (900, 901):
        await claim_by(phone, telegram_id)
    token = await phone(CHEN, GROUP).token("第 2 个是本人")
    await phone(900).say(f"/start {await invited(deps)}")
    assert await bound(deps, 900) == "A007"
    assert "没有通过" in (await phone(901).last())["text"]
    assert "已经有人处理过了" in await phone(CHEN, GROUP).press_token(token)
    assert await bound(deps, 900) == "A007"


async def test_the_officer_sees_in_private_whom_to_ask(deps: Deps, phone: Phones) -> None:
    await claim_by(phone, NEW)
    assert "私聊" in await phone(CHEN, GROUP).press("看是谁")
    seen = (await phone(CHEN).last())["text"]
    assert "未绑定，工号 A007，春风机关工会" in seen
    assert "1. 路人900，Telegram 编号 900，11月23日 12:00" in seen
    assert "当面或打电话问未绑定本人" in seen
    async with deps.store.read() as tx:
        looks = await tx.all(select(t.history).where(t.history.c.entity == "claim", t.history.c.action == "viewed"))
    assert len(looks) == 1


@pytest.mark.parametrize("who", [LIN, 105, 203, 999])
async def test_only_the_branchs_heads_see_whom_a_claim_is_about(phone: Phones, who: int) -> None:
    await claim_by(phone, NEW)
    answer = await phone(who, GROUP).press("看是谁")
    assert "不能操作" in answer or "还没有绑定" in answer


async def test_an_officer_does_not_see_or_decide_the_claim_to_be_himself(deps: Deps, phone: Phones) -> None:
    await claim_by(phone, NEW, "/bind 吴委员 A004")
    assert "别的干部" in await phone(WU, GROUP).press("看是谁")
