"""What is said, in a talk about one's own report or what did not arrive, of how it went astray: it was never handed
in, or somebody is to look it up."""

from __future__ import annotations

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.happenings import KINDS
from knowledge.reading.model import Question
from knowledge.reading.topic import Topic

STATUS, OTHER = "bot_status", "bot_other"
OF_REPORTS = frozenset({STATUS, "bot_how_to_report", "bot_edit_report"})
NOT_SENT = Late(
    r"(?:没|未|忘了?|漏了?|少)(?:有|记得)?(?:点|按|摁|戳)(?!名)"
    r"|(?:没|未|忘了?)(?:有)?(?:提交|交上|递上|报上|弄完|填完|填好|写完|保存|发出|弄好)"
    r"|(?:给|就|把它)关(?:了|掉)|退出(?:来|去)?了|点了?(?:叉|退出|取消|返回)|[断掉]网?了?线?了|闪退|没电|关机|死机|卡[住死]了|[填写]到?了?一半"
)
LOOKS_UP = Late(
    r"(?:麻烦|请|帮忙?我?|给我?|替我|[你您])[^,，。?？]{0,5}?(?:查(?:一?查|一下|下|清楚|看)|核[实对查]|问(?:一?问|一下|清楚))"
    r"|^(?:那|就|先)?查(?:一?查|一下|清楚)|^(?:那|就|要是)?(?:能|该|可以)补(?:发|上)?(?:的话)?(?:就|一定|请|给我)补"
)
MAKES_UP = Late(r"(?:能|可以|该|就|给)[^,，。]{0,3}补|补(?:发|上|给|一份)|漏")
AT_A_DOCTOR = Late(r"医院|体检|病|检查|指标|CT|ct|化验|医生")


def astray(text: str, topic: Topic) -> tuple[Question, ...]:
    """What the message makes of it: “当时没点提交，我就关了” that it was not handed in, “麻烦查一查，能补就补” that
    it is to be looked up; empty where it asks, or says no such thing."""
    if asks(text):
        return ()
    if topic.main in OF_REPORTS and NOT_SENT.search(text):
        return (Question(STATUS, "closed", text),)
    if not LOOKS_UP.search(text) or AT_A_DOCTOR.search(text):
        return ()
    if topic.main in OF_REPORTS:
        return (Question(STATUS, "what", text),)
    missed = topic.main == OTHER or (topic.main in KINDS and (topic.asked or MAKES_UP.search(text)))
    return (Question(OTHER, "missed", text),) if missed else ()
