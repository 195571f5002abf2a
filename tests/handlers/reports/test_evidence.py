"""Photos and files: an album as one, each once, within limits, and only after consent."""

from sqlalchemy import update

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.reports.queries import parts
from bot.store import tables as t
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone

LIN = 101


async def at_evidence(me: Phone) -> None:
    await me.say("我要申报")
    await me.press("会员光荣退休")
    await me.press("我自己的事")
    await me.say("12月31日")


async def kept(deps: Deps) -> list[str]:
    async with deps.store.read() as tx:
        return [one.file["file_id"] for one in await parts.evidence_of(tx, 1)]


async def test_an_album_is_told_as_one_message(deps: Deps, phone: Phones) -> None:
    """Telegram sends an album as one update a photo; the member reads one message that counts up."""
    me = phone(LIN)
    await at_evidence(me)
    for photo in ("a", "b", "c"):
        await me.send_photo(photo)
    assert await kept(deps) == ["Fa", "Fb", "Fc"]
    told = [payload for payload in await support.outbox(deps.store, LIN) if payload["card"] == "evidence:1"]
    assert [payload["method"] for payload in told] == ["sendMessage", "editMessageText", "editMessageText"]
    assert "现在共有 3 个材料" in told[-1]["text"]


async def test_a_later_photo_is_told_anew(deps: Deps, phone: Phones, clock: support.TestClock) -> None:
    me = phone(LIN)
    await at_evidence(me)
    await me.send_photo("a")
    clock.forward(minutes=5)
    await me.send_file("b", "通知.pdf")
    assert (await me.last())["method"] == "sendMessage"
    assert await kept(deps) == ["Fa", "Fb"]


async def test_the_same_photo_is_kept_once(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await at_evidence(me)
    await me.send_photo("a")
    assert "已经收过了" in await me.send_photo("a")
    assert await kept(deps) == ["Fa"]


async def test_nine_at_most(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await at_evidence(me)
    for number in range(9):
        await me.send_photo(f"p{number}")
    assert "最多收 9 个材料" in await me.send_photo("p9")
    assert len(await kept(deps)) == 9
    assert "已经收过了" in await me.send_photo("p3")


async def test_too_big_a_file_is_refused(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await at_evidence(me)
    assert "超过 20 MB" in await me.send_file("big", "扫描.pdf", size=21 * 1024 * 1024)
    assert await kept(deps) == []


async def test_a_photo_before_consent_is_not_kept(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员生病住院")
    await me.press("我自己的事")
    assert "再发材料" in await me.send_photo("a", caption="病历")
    assert await kept(deps) == []


async def test_a_photo_may_come_early(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员光荣退休")
    await me.press("我自己的事")
    answer = await me.send_photo("a", caption="退休通知")
    assert "哪一天正式退休" in answer
    assert await kept(deps) == ["Fa"]
    assert "已经收下 1 个" in await me.say("12月31日")


async def test_what_is_neither_words_nor_a_file_gets_a_hint(phone: Phones) -> None:
    me = phone(LIN)
    await at_evidence(me)
    voice = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}
    assert "请写字，或点下面的按钮" in await me.send(voice)


async def test_what_is_kept_is_unreadable_without_the_keys(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await at_evidence(me)
    # Long enough that ciphertext, which is base64, doesn't hold it by chance.
    await me.send_photo("-photo-of-the-letter", caption="退休通知")
    async with deps.store.read() as tx:
        raw = str([dict(row) for row in await tx.all(t.evidence.select())])
    assert "退休通知" not in raw
    assert "F-photo-of-the-letter" not in raw


async def test_a_branch_may_ask_for_evidence(deps: Deps, phone: Phones, roster: dict[str, Member]) -> None:
    ours = t.branches.c.id == roster["A001"].branch_id
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).where(ours).values(settings={"evidence": ["retirement"]}))
    me = phone(LIN)
    await at_evidence(me)
    assert "要求这类申报附上材料" in (await me.last())["text"]
    assert "还没有收到材料" in await me.press("发完了，下一步")
    await me.send_photo("a")
    assert "请核对一遍" in await me.press("发完了，下一步")
