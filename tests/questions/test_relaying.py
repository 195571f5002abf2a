"""Words to be passed on: found as they are meant, with the name or without."""

import pytest

from bot.questions.relaying import unnamed
from knowledge.reading.manner import manner


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("那你帮我写一条：建议名额按人数分，抽签公开", "建议名额按人数分，抽签公开"),
        ("帮我转：食堂油太重，请少放油", "食堂油太重，请少放油"),
        ("替我们提个建议，下班晚的人也想打球", "下班晚的人也想打球"),
        ("把我这个话带给主席，就说基层想看排队名单公开", "基层想看排队名单公开"),
        ("麻烦你把这句话捎给办活动的，说鞋码别发错了", "鞋码别发错了"),
        ("跟工会讲一下，说我们科三个人想打", "我们科三个人想打"),
        ("帮我跟管疗休养的讲一声，说城建支部老吴问的", "城建支部老吴问的"),
    ],
)
def test_what_is_written_out_is_passed_on_as_it_stands(said: str, words: str) -> None:
    found = manner().write.search(said)
    assert found is not None
    assert found["said"] == words


@pytest.mark.parametrize("said", ["帮我报一下，我妈住院了", "帮我查一下，报上没有", "给我写个证明"])
def test_other_errands_are_none(said: str) -> None:
    assert manner().write.search(said) is None
    assert manner().pass_on.search(said) is None


@pytest.mark.parametrize("said", ["转吧", "你就转告一下", "也没那么严重，你就转告一下，别扣人家钱"])
def test_what_was_said_before_is_passed_on(said: str) -> None:
    assert manner().pass_on.search(said)


def test_no_name_is_written_where_that_was_said_lately() -> None:
    assert unnamed("帮我转：太吵了", ["能不能匿名反映"])
    assert unnamed("帮我转：太吵了，别写我名字", [])
    assert not unnamed("帮我转：太吵了", ["你好"])


@pytest.mark.parametrize("said", ["不要再发按钮给我了", "别老给我发那几个按钮"])
def test_who_wants_no_buttons_is_heard(said: str) -> None:
    assert manner().no_buttons.search(said)
