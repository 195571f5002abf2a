"""Words in answer to a card belong to it: which button does it, and never an answer of the notice or a condolence."""

from collections.abc import Callable

import pytest

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.traffic import queries
from tests.desk.desk import (
    GROUP,
    MEDIATOR,
    OFFICER,
    TREASURER,
    alone,
    approved,
    fresh,
    history_rows,
    new_update,
    pay,
    set_branch,
    submitted,
)
from tests.handlers.reports.phone import BOT, Phone
from tests.support import Replies, outbox

Phones = Callable[..., Phone]
CARD, QUESTION, OTHER = 7001, 7002, 7003


@pytest.fixture
async def cards(deps: Deps) -> None:
    """Where the first report's card and the chair's question stand."""
    async with deps.store.begin() as tx:
        for name, chat_id, message_id in (
            ("report:1", GROUP, CARD),
            ("report:1", 106, CARD),
            ("ask:103", GROUP, QUESTION),
        ):
            await queries.remember_card(tx, name, chat_id, message_id, deps.clock.now())


async def reply(phone: Phone, text: str, to: int = CARD) -> str:
    replied = {
        "message_id": to,
        "date": 1,
        "chat": {"id": phone.chat_id, "type": "supergroup"},
        "from": BOT,
        "text": "…",
    }
    return await phone.send({"text": text, "reply_to_message": replied})


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("kind", [Kind.BEREAVEMENT, Kind.HOSPITALIZATION])
async def test_an_amount_under_a_card_is_led_to_the_button_and_grants_nothing(
    deps: Deps, roster: dict[str, Member], phone: Phones, replies: Replies, kind: Kind
) -> None:
    await submitted(deps, roster, kind)
    before = await history_rows(deps)
    told = await reply(phone(103), "八百")
    assert told == (
        "要同意 800 元，请按 2026-0001 卡片上的“同意其他金额”，我会问您多少，那时再写一次。只写在这里不算数，还没有记。"
    )
    assert "请按 2026-0001 卡片上的“同意 1000 元”" in await reply(phone(104), "1,000 元")
    assert "1200 元 超过了" in await reply(phone(104), "一千二")
    assert replies.sent == []
    assert await history_rows(deps) == before


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize(
    "text", ["同意", "他爸爸走了，请尽快办", "这个怎么还没办？", "住院最多多少钱？", "@wennuan_bot 同意吧"]
)
async def test_any_other_words_under_a_card_hear_what_may_be_pressed(
    deps: Deps, roster: dict[str, Member], phone: Phones, replies: Replies, text: str
) -> None:
    await submitted(deps, roster, Kind.BEREAVEMENT)
    told = await reply(phone(103), text)
    assert "写在下面的话不算办理" in told
    assert "请按卡片上的“同意 1000 元”“同意其他金额”“驳回”“退回补充”“详情”" in told
    assert replies.sent == []


@pytest.mark.usefixtures("cards")
async def test_each_state_has_its_own_button(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    assert "同意的是 800 元。要改，请先按卡片上的“撤销同意”" in await reply(phone(103), "700")
    await desk.deliver(deps, await new_update(deps), OFFICER, report.id)
    assert "请按 2026-0001 卡片上的“登记支付签收”" in await reply(phone(105), "七百")
    await pay(deps, await new_update(deps), TREASURER, report.id, 700)
    assert "实付 700 元。登记错了，请财务按卡片上的“更正支付”" in await reply(phone(105), "七百五")
    assert "已经办完了" in await reply(phone(105), "辛苦大家")


@pytest.mark.usefixtures("cards")
async def test_a_second_signature_is_told_of_the_first(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await set_branch(deps, "春风", settings={"signatures": "two"})
    await submitted(deps, roster)
    await phone(104).press("同意 1000 元")
    assert "也同意请按“会签同意 1000 元”" in await reply(phone(103), "800")


@pytest.mark.usefixtures("cards")
async def test_a_kind_without_a_figure_takes_none(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await submitted(deps, roster, Kind.CHILD_UNIVERSITY)
    assert "不能填金额；可以直接同意" in await reply(phone(103), "五百")


@pytest.mark.usefixtures("cards")
async def test_a_mediator_s_card_in_private_is_no_different(
    deps: Deps, roster: dict[str, Member], phone: Phones, replies: Replies
) -> None:
    report = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    assert "请按卡片上的“受理”" in await reply(phone(106, 106), "家里老人走了，他心里难受")
    assert "不涉及金额" in await reply(phone(106, 106), "五百")
    await desk.approve(deps, await new_update(deps), alone(MEDIATOR.telegram_id), report.id)
    assert (await fresh(deps, report.id)).status == "approved"
    assert replies.sent == []


@pytest.mark.usefixtures("cards")
async def test_a_question_that_another_is_asked_and_one_that_is_over(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    await phone(103).press("同意其他金额")
    assert "这一步是陈主席在办" in await reply(phone(104), "八百", QUESTION)
    await reply(phone(103), "八百", QUESTION)
    assert (await fresh(deps, report.id)).approved == 800
    assert "已经办完或取消了" in await reply(phone(103), "八百", QUESTION)


async def test_a_sum_in_answer_to_anything_else_at_the_desk_is_no_question(
    deps: Deps, roster: dict[str, Member], phone: Phones, replies: Replies
) -> None:
    await submitted(deps, roster)
    assert "不算办理" in await reply(phone(103), "八百", OTHER)
    assert "不算办理" in await reply(phone(103), "同意", OTHER)
    assert replies.sent == []
    await reply(phone(103), "住院最多多少", OTHER)
    assert len(replies.sent) == 1


@pytest.mark.usefixtures("cards")
async def test_care_comes_before_the_card(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await submitted(deps, roster)
    await reply(phone(104), "我不想活了")
    assert "12356" in str((await outbox(deps.store, GROUP))[-1]["text"])
