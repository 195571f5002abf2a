"""What is done with a message licenses what is said: thanks, praise, complaints and news are none of them a report."""

import pytest

from knowledge import Library
from knowledge.lexicon.model import LIKELY, STRONG, Cues
from knowledge.reading.match import Table, outermost
from knowledge.reading.model import Act, What, Whose
from knowledge.reading.report import report_of
from tests.knowledge.measure import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "妈妈的后事办完了，工会送的花圈我看到了，谢谢大家",
        "父亲的追悼会昨天开完了，你们单位都来人了，谢谢",
        "奶粉券收到了，谢谢，小家伙满月了",
    ],
)
def test_thanks_for_help_that_came_report_nothing(library: Library, text: str) -> None:
    reading = library.read(text, today=TODAY)
    assert Act.THANK in reading.acts
    assert report_of(reading) is None
    assert "没有登记" not in library.answer(text, today=TODAY).text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("结婚啦结婚啦，对象就是去年联谊会认识的那个，谢谢你们做媒", "marriage"),
        ("那年你们送的拐杖我还用着，谢谢！腿又坏了要换关节，下周二住院", "hospitalization"),
    ],
)
def test_news_beside_thanks_is_news(library: Library, text: str, kind: str) -> None:
    found = report_of(library.read(text, today=TODAY))
    assert found and found.kind == kind


@pytest.mark.parametrize(
    "text", ["发的那个大米里有虫！！拍了照没地方发", "登山活动发的那个T恤，洗一次掉色，把我一锅白衣服都染了"]
)
def test_what_nobody_asks_is_not_told_by_default(library: Library, text: str) -> None:
    assert library.read(text, today=TODAY).acts >= {Act.COMPLAIN}
    assert [one.action for one in library.answer(text, today=TODAY).suggestions] == ["relay"]


def test_a_complaint_names_back_what_hurt(library: Library) -> None:
    assert (
        "“发的那个大米里有虫，拍了照没地方发”"
        in library.answer("发的那个大米里有虫！！拍了照没地方发", today=TODAY).text
    )


def test_who_was_left_alone_complains(library: Library) -> None:
    reading = library.read("去年我爸去世没有一个人来，隔壁老张他爸去世主席都去了", today=TODAY)
    assert Act.COMPLAIN in reading.acts
    still = library.read("老馆长今天最后一天上班，工会这边还没人来过", today=TODAY)
    assert Act.COMPLAIN not in still.acts


def test_a_number_asked_for_is_no_complaint(library: Library) -> None:
    assert Act.COMPLAIN not in library.read("同一年住两次院能报两次吗", today=TODAY).acts
    assert Act.COMPLAIN in library.read("材料交了两次，都说缺东西", today=TODAY).acts


def test_a_piece_of_a_name_is_no_relative(library: Library) -> None:
    assert [one.whose for one in library.read("我在杭州邵逸夫住的院", today=TODAY).events] == [Whose.SELF]
    assert [one.whose for one in library.read("我夫住的院，在杭州", today=TODAY).events] != [Whose.SELF]


def test_what_befell_nobody_is_a_manner_of_speaking(library: Library) -> None:
    assert not library.read("今朝冷死了，出门要穿秋裤了哈", today=TODAY).events


def test_who_speaks_as_a_mother_tells_of_no_birth(library: Library) -> None:
    told = library.read("女儿今天领证，我这个当妈的又高兴又想哭", today=TODAY)
    assert [one.what for one in told.events] == [What.MARRIAGE]
    assert not told.dark


def test_gladness_about_another_pries_into_nothing(library: Library) -> None:
    reading = library.read("隔壁科小陈怀孕了自己还瞒着，我算不算管闲事，就是替她高兴", today=TODAY)
    assert {one.topic for one in reading.questions} <= {"out.other"}


def test_a_match_that_was_played_is_no_question_of_a_sign_up(library: Library) -> None:
    assert not library.read("我报名的乒乓球比赛拿了个第三，手到现在还抖", today=TODAY).questions
    assert [one.topic for one in library.read("我报名了没", today=TODAY).questions] == ["bot_signup"]


def test_a_jest_is_no_sorrow(library: Library) -> None:
    assert not library.read("今天乒乓球馆被老王打爆了，三比零，杀得我片甲不留，想钻地洞", today=TODAY).dark


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("感谢组织关心！我恢复得很好，下周一就回来上班了", "好起来"),
        ("你比我们单位那个人工热线快多了，点赞👍", "谢谢夸奖"),
        ("母婴室那个沙发是你们配的吧，给背奶妈妈点了盏灯，谢谢", "谢意"),
        ("我儿子那个助学的钱到了，两千不两千的无所谓，心意领了，真的感动", "收到了就好"),
        ("发错了发错了，刚才那条是发给我老婆的", "没关系"),
        ("祝工会的同志们五一快乐，辛苦了", "节日快乐"),
    ],
)
def test_it_is_heard_what_is_said(library: Library, text: str, said: str) -> None:
    assert said in library.answer(text, today=TODAY).text


def test_a_thing_that_was_given_out_broken_is_no_joke(library: Library) -> None:
    acts = library.read("发的洗衣液漏了一袋子，裤子都毁了", today=TODAY).acts
    assert Act.COMPLAIN in acts and Act.FUN not in acts


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("我之前的生日慰问发了没有", ["bot_my_data"]),
        ("我上次报的结婚慰问批了没有", ["bot_my_data"]),
        ("我生二胎的事怎么全楼都晓得了，谁说出去的", ["bot_complain"]),
        ("我住院的事谁讲出去的", ["bot_complain"]),
    ],
)
def test_what_is_asked_of_ones_own_things(library: Library, text: str, topics: list[str]) -> None:
    assert [one.topic for one in library.read(text, today=TODAY).questions] == topics


def test_who_knows_not_whom_to_ask_complains_of_no_leak(library: Library) -> None:
    text = "原来的单位牌子都没了我也不晓得找谁"
    assert "bot_complain" not in [one.topic for one in library.read(text, today=TODAY).questions]


def test_a_weak_word_across_the_edge_of_a_surer_one_is_none() -> None:
    table = Table.of([("retirement", Cues({"要退": LIKELY})), ("-leaving", Cues({"退会": STRONG}))])
    assert [hit.words for hit in outermost(table.hits("我要退会"))] == ["退会"]
    assert [hit.words for hit in outermost(table.hits("我要退了"))] == ["要退"]


def test_a_rank_is_no_ordinal(library: Library) -> None:
    assert "第一" not in library.answer("戒烟第一百天，打卡", today=TODAY).text
    assert "第一" not in library.answer("宝宝会叫爸爸了，第一声，我录下来了", today=TODAY).text


@pytest.mark.parametrize("text", ["我爸走了，去单位上班了，有事打他手机", "老婆走了，去单位上班了"])
def test_who_has_gone_to_work_has_not_died(library: Library, text: str) -> None:
    assert "节哀" not in library.answer(text, today=TODAY).text
