"""That nobody is to come, or to know: “你们莫派人来了，太远”, “不想声张”."""

from __future__ import annotations

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.manner import manner

TO_ME = Late(r"别再?跟我[^,，。]*")  # “别跟我念条文”
#: Nobody is to be sent, or only at such a time; what the visitors must know.
NO_VISIT = Late(
    r"(?:[莫别甭]|不(?:用|必|要|消|需|劳)|用不着|免得?|省得|犯不着)[^,，。?？]{0,8}(?:派人|来人|来了|过来|上门|跑(?:一|这)?[趟躺]?|登门|来家|到家|来看|送花圈|破费|大老远)"
    r"|(?:人|你们|同志|领导)(?:就)?(?:不用|不必|莫|别|甭)(?:再)?(?:来|跑|过来)"
)
COMES_THEN = Late(
    r"(?:来|上门|看望|过来|到家)[^,，。?？]{0,6}(?:前|之前|以前)[^,，。?？]{0,4}(?:打|说|讲|通知|招呼|电话)"
    r"|(?:周末|上午|下午|晚上|中午|白天|[一二三四五六日天]点)[^,，。?？]{0,4}(?:再|才)?来(?:吧|就行|最好|合适|方便|(?=$|[,，。]))"
)


def quiet(text: str) -> bool:
    """Whether nobody is to know or to see him, in a text in normal form that asks nothing."""
    said = TO_ME.sub("", text)
    return bool(manner().secrecy.search(said)) and not asks(said)


def of_the_visit(text: str) -> bool:
    """Whether it says how a visit should go, or that there should be none: whoever goes there has to read it."""
    return not asks(text) and bool(NO_VISIT.search(text) or COMES_THEN.search(text))
