"""The committee edits the wordings on a phone: what is read and pressed on the way, and what is in use then."""

from collections.abc import Sequence

import pytest

from bot.birthdays.texts import wordings as texts
from bot.birthdays.texts.greeting import OWN, PLACES, Wording, built_in
from bot.birthdays.wordings import pools
from bot.core.people import Member
from bot.core.work.unit import Deps
from tests.handlers.reports.phone import Phone

COMMITTEE = 301
PLACE, TITLE = "group_late", "群里·晚一天"
SAMPLE = "昨天是张晓梅的生日，补上一句：愿您天天好心情！——春风机关工会"
NEW = SAMPLE.replace("张晓梅", "【姓名】").replace("春风机关工会", "【工会】")


@pytest.fixture
def head(deps: Deps, roster: dict[str, Member]) -> Phone:
    return Phone(deps, COMMITTEE)


async def in_use(deps: Deps, place: str = PLACE) -> Sequence[Wording]:
    async with deps.store.read() as tx:
        return (await pools(tx)).of(place)


async def open_list(head: Phone) -> str:
    await head.say("/wordings")
    return await head.press(TITLE)


async def enter(head: Phone) -> None:
    """One more is in use, and the way back to the list is under what was said of it."""
    await open_list(head)
    await head.press("加一条")
    await head.say(NEW)
    await head.press("就用这条")


async def test_every_place_is_listed_with_how_many_it_has(head: Phone) -> None:
    said = await head.say("/wordings")
    for place in PLACES:
        assert f"{texts.TITLES[place]}：{len(built_in(place))} 条" in said
    assert await head.buttons() == [texts.TITLES[place] for place in PLACES]


async def test_a_place_lists_its_wordings_by_their_first_words(head: Phone) -> None:
    said = await open_list(head)
    count = len(built_in(PLACE))
    assert f"{TITLE}，在用 {count} 条：" in said
    for number, wording in enumerate(built_in(PLACE), 1):
        assert f"{number}. {texts.opening(wording.text)}" in said
    assert await head.buttons() == [*map(str, range(1, count + 1)), "加一条", "恢复原来的文案"]
    assert (await head.last())["method"] == "editMessageText", "in the place of what was pressed"


async def test_a_wording_is_shown_as_a_member_reads_it_and_whose_it_is(head: Phone) -> None:
    await enter(head)
    await head.press("返回清单")
    said = await head.press("1")
    assert f"{TITLE}（随程序带的）" in said
    assert built_in(PLACE)[0].written("张晓梅", "春风机关工会") in said
    assert await head.buttons() == ["改一改", "停用", "返回清单"]
    await head.press("返回清单")
    said = await head.press(str(len(built_in(PLACE)) + 1))
    assert f"{TITLE}（工委写的）" in said
    assert SAMPLE in said


async def test_a_mended_wording_takes_the_place_of_the_one_that_is_given_to_copy(deps: Deps, head: Phone) -> None:
    await open_list(head)
    await head.press("1")
    said = await head.press("改一改")
    first = built_in(PLACE)[0]
    assert f"现在是这样，可以复制了改：\n\n{texts.written(first.text)}" in said
    assert SAMPLE in await head.say(NEW)
    assert f"现在有 {len(built_in(PLACE))} 条在用" in await head.press("就用这条")
    assert first.id not in {wording.id for wording in await in_use(deps)}
    assert [texts.written(wording.text) for wording in await in_use(deps) if wording.id >= OWN] == [NEW]


async def test_what_is_written_again_is_given_to_copy_and_only_the_last_is_kept(deps: Deps, head: Phone) -> None:
    await open_list(head)
    assert "现在是这样" not in await head.press("加一条")
    await head.say("昨天【姓名】生日，补上一句")
    assert "昨天【姓名】生日，补上一句" in await head.press("重写")
    await head.say(NEW)
    await head.press("就用这条")
    assert [texts.written(wording.text) for wording in await in_use(deps) if wording.id >= OWN] == [NEW]


async def test_a_refused_text_is_still_awaited_and_a_cancelled_one_is_not(deps: Deps, head: Phone) -> None:
    await open_list(head)
    await head.press("加一条")
    assert "要写上【姓名】" in await head.say("昨天是您的生日")
    assert "用文字发给我" in await head.send_photo("P1", caption=NEW)
    assert await head.say("取消") == "好的，没有改动。"
    assert "会员会看到" not in await head.say(NEW), "nothing is awaited any more"
    assert await in_use(deps) == list(built_in(PLACE))


async def test_the_defaults_come_back_when_it_was_asked_twice(deps: Deps, head: Phone) -> None:
    await enter(head)
    await head.press("返回清单")
    said = await head.press("恢复原来的文案")
    assert said == f"{TITLE}：确定恢复吗？这一处自己加的会停用，随程序带的全部恢复。"
    assert await head.buttons() == ["确定恢复", "返回清单"]
    assert len(await in_use(deps)) == len(built_in(PLACE)) + 1, "not before it is confirmed"
    sure = await head.token("确定恢复")
    assert f"现在是随程序带的 {len(built_in(PLACE))} 条" in await head.press_token(sure)
    assert await in_use(deps) == list(built_in(PLACE))
    assert await head.press_token(sure) == "没有变化：在用的都是原来的文案。"
