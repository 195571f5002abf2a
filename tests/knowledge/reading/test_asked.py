"""The asking parts of a message, and what of them may be said back to who wrote them."""

import pytest

from knowledge.reading.asked import LONGEST, SHORTEST, askings, unnamed
from knowledge.reading.asking import asks
from knowledge.reading.own import things


def quotes(text: str) -> list[str]:
    return [one.quote for one in askings(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("家属自己出钱跟去行不行", ["家属自己出钱跟去行不行"]),
        ("你好，请问外孙女算不算直系啊", ["外孙女算不算直系"]),
        ("听人讲有房子就不能评，是真的吗", ["有房子就不能评"]),
        ("科长说跨年作废。真的能作废？", ["跨年作废"]),
        ("合同一年一签的，算不算会员", ["合同一年一签的，算不算会员"]),
        ("几点开始  要自己带围裙吗  我不会包可以去吃吗😂", ["几点开始", "要自己带围裙吗", "我不会包可以去吃吗"]),
        ("①游泳馆打几折②单子找不到了能补打伐", ["游泳馆打几折", "单子找不到了能补打伐"]),
        ("你们那个书法班外面家属收不收", ["书法班外面家属收不收"]),
        ("保险赔了六成，剩下的工会管不管", ["保险赔了六成，剩下的工会管不管"]),
        ("公积金利率多少你知道吗", ["公积金利率多少"]),
    ],
)
def test_what_stands_alone_is_said_back_without_what_is_round_it(text: str, said: list[str]) -> None:
    assert quotes(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "行不行",
        "那这个呢",
        "他走了我能报吗",
        "你他妈到底给不给",
        "凭什么不给我批",
        "身份证330302199001011234对不对",
        "那个啥材料交给谁啊是交给分会还是直接送到机关工会办公室我这边下楼不太方便",
        "我妈查出来癌，能报吗",
    ],
)
def test_what_dangles_hurts_or_is_private_is_not(text: str) -> None:
    assert not any(quotes(text))


def test_nothing_that_only_tells_is_an_asking_part() -> None:
    assert quotes("有羽毛球吗。乒乓我打不来") == ["有羽毛球吗"]
    assert askings("今天下雪了", outright=False) == ()


def test_a_person_is_not_named_before_others() -> None:
    (one,) = askings("票给老徐去看行不行")
    assert one.named
    assert unnamed(one).quote == ""


@pytest.mark.parametrize("text", ["多少", "一" * 40 + "吗", "能不能给家里人也算一份"])
def test_what_is_said_back_is_bounded(text: str) -> None:
    assert all(not quote or SHORTEST <= len(quote) <= LONGEST for quote in quotes(text))


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("名册上留的我的手机是多少", "phone"),
        ("我登记的电话尾号对不对", "phone"),
        ("我今年总共领了几样东西", "received"),
        ("查一下我拿过哪些慰问", "received"),
        ("还有几份等我批的", "count"),
        ("压在我这里没处理的还有多少", "count"),
        ("下个月过生日的有哪些人，给个名单", "birthdays"),
        ("我要出差，审批能不能转给副主席", "delegate"),
        ("这几天审批让别的委员来可以吗", "delegate"),
        ("补材料的入口在哪里", "add"),
        ("银行卡填错了怎么办", "card"),
        ("前面跟你讲过的还记得吗", "remembered"),
        ("有座机吗", "phone"),
        ("刚调来，是新人，想入会往哪里走", "procedure"),
        ("新来的，怎么登录", "first"),
        ("老婆的名字填反了一个字，还改得掉不", "undo"),
        ("报上去的那张过完年算数不", "validity"),
    ],
)
def test_what_is_asked_of_ones_own_things_is_in_the_table(text: str, to: str) -> None:
    assert next(one.to[1] for one, _ in things() if one.asked(text)) == to


@pytest.mark.parametrize(
    "text",
    [
        *("同事都领了几样", "主席电话多少", "票能转给同事吗", "怎么还没批", "活动的按钮在哪里", "生日给多少"),
        *("新来的小吴怎么加入工会", "我们新来了三个人怎么入会", "我的名字登错了", "等我批的那份还算数不"),
    ],
)
def test_what_is_asked_of_others_is_not(text: str) -> None:
    assert not [one for one, _ in things() if one.asked(text)]


@pytest.mark.parametrize(
    "text", ["出院了还慰问不", "复印件可以不,原件他带走了", "名单公布没", "你除了这个还会干嘛", "有没得换"]
)
def test_a_clause_that_ends_in_a_negation_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text", ["我也没跟哪个说", "钱全没", "一个都没", "他偏不", "你先给我登记起嘛", "好人呐", "通融通融嘛"]
)
def test_what_only_sounds_like_a_question_asks_nothing(text: str) -> None:
    assert not asks(text)
