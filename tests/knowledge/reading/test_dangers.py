"""What is no sign of danger, and how faint signs are weighed in a talk."""

import pytest

from knowledge import Library
from knowledge.reading.evidence import Gatherer
from knowledge.reading.model import Danger
from tests.knowledge.measure import TODAY

APOLOGY = (
    "我跟同一个办公室的人处不下去了",
    "她把我写的材料署她自己名字",
    "会员矛盾这个你们管的吧",
    "我不想闹大，就想要一句对不起",
)
NODULE = ("互助保障怎么参加", "那如果我查出来结节呢，赔不赔", "其实我就是查出结节了", "有点怕")
MONEY = ("慰问金少了", "你意思是按天数的？", "那你们文件在哪里可以看", "不是我计较，说清楚就好了")
LEAVES = "我要走了，最后一天，跟大家道个别，谢谢这么多年照顾"


@pytest.mark.parametrize("talk", [APOLOGY, NODULE, MONEY])
def test_mild_words_of_a_talk_do_not_add_up_to_despair(library: Library, talk: tuple[str, ...]) -> None:
    for at, said in enumerate(talk):
        assert library.read(said, talk[:at], today=TODAY).danger is Danger.NONE, said


def test_dark_words_of_a_talk_still_do(library: Library) -> None:
    before = "工作没劲，回家没劲，干什么都没劲了，什么都不想干"
    assert library.read("我现在一个人在单位楼顶，风挺大的", [before], today=TODAY).danger is Danger.SELF


def test_halves_of_words_are_no_motifs(library: Library) -> None:
    gather = Gatherer(library.lexicon)
    assert "fall" not in gather("我想从三楼跳槽到五楼去").motifs
    assert "fall" not in gather("女儿跳绳比赛").motifs
    assert "fall" in gather("我想从五楼跳下去").motifs
    assert not gather.despairs("我想从三楼跳槽到五楼去")
    assert gather.despairs("我想从五楼跳下去")
    assert gather.despairs("想跳楼")


def test_a_leave_taking_is_asked_about_and_then_believed(library: Library) -> None:
    asked = library.answer(LEAVES, today=TODAY)
    assert asked.soft
    assert "调走、退休" in asked.text
    assert "不是" not in asked.text
    leaves = library.answer("调去经信局了，东西都交接好了", [LEAVES], today=TODAY)
    assert not leaves.care
    assert "愿您" in leaves.text
    sore = library.answer("心里难受", [LEAVES], today=TODAY)
    assert sore.care is Danger.SELF
    assert not sore.soft


@pytest.mark.parametrize("said", ["再见。这次是真的再见。", "跟大家道个别，药我攒够了", "我走了以后，密码在抽屉里"])
def test_a_leave_taking_with_any_other_sign_is_no_question(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert answer.care is Danger.SELF
    assert not answer.soft


def test_a_faint_sign_is_asked_about_once(library: Library) -> None:
    said = [LEAVES, "谢谢大家，跟各位告个别，最后一天了"]
    assert library.answer(said[0], today=TODAY).soft
    assert not library.answer(said[1], said[:1], today=TODAY).soft


def test_leaving_a_post_is_no_sign_in_a_talk_about_it(library: Library) -> None:
    said = ["我下周退休了", "绿萝送给小谢了", "以后不用再打卡了", "谢谢大家照顾"]
    for at, one in enumerate(said):
        assert library.read(one, said[:at], today=TODAY).danger is Danger.NONE, one


def test_hands_laid_on_the_writer_are_danger_in_a_talk_about_home_and_no_more_than_a_hint_elsewhere(
    library: Library,
) -> None:
    home = ["婆婆天天骂我，老公不帮我"]
    assert library.read("昨天他推了我一把", home, today=TODAY).danger is Danger.THREAT
    assert library.read("他甩我电话", home, today=TODAY).danger is Danger.NONE
    alone = library.read("昨天他推了我一把", today=TODAY)
    assert alone.danger is Danger.NONE or alone.faint


def test_who_goes_himself_is_not_asked_whether_somebody_died(library: Library) -> None:
    answer = library.answer("今天来跟大家告别，明天去援疆了", today=TODAY)
    assert "过世" not in answer.text
    assert "节哀" not in answer.text


@pytest.mark.parametrize("text", ["你别去找她啊！我就说说", "票是两张挨着的吧"])
def test_a_hint_of_no_kind_in_particular_is_none(library: Library, text: str) -> None:
    assert library.read(text, today=TODAY).danger is Danger.NONE
