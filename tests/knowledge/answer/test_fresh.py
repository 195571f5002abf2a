"""Nothing is said twice in a talk."""

from datetime import date

from knowledge.answer.fresh import fresh, spent
from knowledge.library import Library

TODAY = date(2026, 3, 2)


def test_the_next_sentence_that_was_not_said_comes() -> None:
    says = ("一", "二", "三")
    assert fresh(says, 0, ()) == "一"
    assert fresh(says, 0, ("一。",)) == "二"
    assert fresh(says, 2, ("三", "一")) == "二"
    assert fresh(says, 1, ("一", "二", "三")) == "二"  # each was said: its own
    assert spent(says, ("一二三",)) and not spent(says, ("一二",))


def test_who_goes_on_is_met_with_another_sentence_each_time(library: Library) -> None:
    said, heard = ["我爸中风住院了"], list[str]()
    for text in ("他今年六十八", "在老家那边", "镇上的卫生院转过来的", "单位那头还不知道"):
        answer = library.answer(text, said[-6:], today=TODAY, heard=tuple(heard)).text
        assert answer not in heard
        heard.append(answer)
        said.append(text)


def test_caveats_and_offers_are_said_once(library: Library) -> None:
    caveat = "这是2019年的安排，现在是否照办，请问本人所在的基层工会。"
    text = f"通知没有写在哪里。\n{caveat}\n依据：甲，请问单位工会"
    assert library.unrepeated(text, [caveat]) == "通知没有写在哪里。\n依据：甲，请问单位工会"
    assert library.unrepeated(text, []) == text


def test_whom_to_ask_stays(library: Library) -> None:
    caveat = "具体怎么办，请问本人所在的基层工会。"
    assert library.unrepeated(f"通知没有写在哪里。\n{caveat}", [caveat]).endswith(caveat)


def test_a_figure_is_said_whenever_it_is_asked_for(library: Library) -> None:
    text = library.answer("住院给多少", today=TODAY).text
    assert "1000 元" in library.unrepeated(text, [text])
