"""What plain words say of a happening, whatever was learned of messages like it: who is scolded by his head has no
quarrel between members, and what was long ago is over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.cuts import clauses_of
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, Event, Remark, State, What, Whose

QUARREL = Late("吵|打(?!电话|听|算|个)|动手|矛盾|纠纷|闹|互相|对骂")
FAILED = Late(
    "没考好|考砸|没考上|落榜|没上线|失利|差[^,，。]{0,4}分|线下[^,，。]{0,4}分|离[^,，。]{0,3}线|没过线|不理想|没发挥"
)
COOKED = Late("(?:烧|做|炒|煮|蒸)了?[^,，。着火]{0,5}(?:菜|饭|排骨|饺子|点心)")
NEGLECTED = Late("没[^,，。]{0,4}(?:来|报|慰问|管|看|给|领)")  # what was left undone then is told to be done now
#: “我这个当妈的” says who speaks, and tells of no birth.
AS_PARENT = Late("[当做][妈爸爹娘]妈?爸?的")
#: Nobody of the union came.
NOBODY_CAME = Late("(?<!还)没有?(?:[一半]?个)?人[^,，。]{0,3}(?:来|管|问|看|理)")
OF_UNION = Late("工会|单位|主席|领导|干部|组织|[你您]们")
ARRIVED = Late(
    "(?<!没)(?<!没有)(?<!还没)(?:收到|领到|拿到|到账|到手)|(?:钱|款|礼|卡|券|东西|慰问[金品])[^,，。没未]{0,3}到了"
    "|(?:工会|贵会|[你您]们|单位|组织|领导|主席|大家|同事|师傅)[^,，。?？没不]{0,10}(?:送|来|看|帮|发|慰问|配)"
    "[^,，。?？]{0,8}(?:[的了过吧]|(?=$|[,，。!！]))"
)
NEWBORN = Late("黄疸|蓝光|保温箱|暖箱|新生儿科")
GLAD = frozenset({What.MARRIAGE, What.CHILDBIRTH, What.UNIVERSITY, What.RETIREMENT, What.PROMOTION, What.OTHER_JOY})
#: Who praises wants somebody to hear of it, and asks nothing.
PRAISES = Late("^(?:我|今天|特地|必须|真的)?(?:要|想|来|得)?(?:点名|好好|特别)?(?:表扬|夸一?夸|夸奖)")
APPLAUDS = Late("表扬(?:信|他|她)|点个?大?赞$|记一?功|鼓个?掌")
OPENS = Late(
    "^(?:[你您]好|同志)?[,，。 ]*(?:我|我们)?(?:想|要|来)?(?:给(?:你们|工会))?"
    "(?:提|反映)(?:个|一个|点|一点|两点|一条|条)小?(?:意见|建议|想法)[^,，。]{0,2}(?:$|(?P<more>[,，。:：]))"
)
MIXED_UP = Late("^(?:哦|噢|啊|应该)?是[^,，。?？]{1,6}[,，]?不是[^,，。?？]{1,6}$")
PROPOSES = Late("能不能|可不可以|建议|交换|希望|要是|下[次回]")
OVER = frozenset({What.DEATH, What.ILLNESS, What.ILLNESS_STAY})
OF_HEALTH = Late("医生|医院|复查|检查|化验|结节|肿|良性|报告|指标|体检|片子|手术|住院|病")
#: May tell of a death, and of guests who are on their way home.
SENT_OFF = Late("送走|送(?:他|她|老人家?)?(?:最后|走最后)一程")
#: “爷爷的字画，箱子，全没了”: things are gone, and nobody is dead.
THINGS_GONE = Late("的[^,，。]{1,6}[^。]*(?:全|都|统统|一样|一件)[^,，。]{0,3}没了")
#: “刚调来温州，住招待所” is no new home.
NEW_HOME = Late("搬|乔迁|迁|新[房家居]|入住|入伙|钥匙|住进")
#: Nobody is consoled for a pet that only did mischief.
PET_GONE = Late("走|没[了有的活醒]|死|丢|不[在见动]|去世|安乐|埋|葬|离开|跑|飞了|叼|翻肚|送人|火化|咽气|断气|没救|没挺")
#: Who was moved, goes off with something, or walks, has not died: “老科长调走了”, “她才九岁，走得动吗”.
ELSEWHERE = re.compile("(?<=[调搬迁转拿取借溜跑逃撤赶拉叫偷骗抢])走|走(?=[得不](?:动|完|拢)|路)")
#: A child that did not live: “没抱出产房就走了”.
NOT_TO_LIVE = Late("(?:没|未)[^,，。]{0,6}(?:抱|出|睁|哭|喝|满月|见)[^,，。]{0,8}就?(?:走|没)了")
BIRTHDAY_IS = Late("生日[是在为][^,，。]{0,6}(?:月|号|日)")
OF_ANOTHER = Late(
    "(?:[她他妈爸爹娘]|老人家?|老伴|爷爷|奶奶|外[公婆]|孩子|[老太]太)[^,，。]{0,3}(?:一个人|独自|自己|没人陪)"
)
#: One of two ways that are asked about (“是到龄当月报还是办完报”), and members in general: nobody in particular.
EITHER = Late("是?[^,，。?？]{2,14}还是[^,，。?？]{2,14}")
GENERALLY = Late("(?:职工|会员)本人")
#: “等住进去了再报”: what is waited for is still to come.
AWAITED = Late("等(?:着|到)?[^,，。?？]{1,10}(?:再|才)")
#: Words for what follows a death: nobody who is busy with it denies that.
AFTERWARDS = re.compile("后事|丧|葬|殡|追悼|火化|头七|守灵|灵堂")
#: “床位没排上，推到下周四了”: it is still to come.
PUT_OFF = Late(
    r"推(?:迟|到|后|了)|往后(?:推|挪|延|拖)|延(?:期|后|迟|到)|改(?:到|期)|挪到|另(?:行|外)?(?:安排|通知)"
    r"|没(?:有)?(?:排|轮|等)(?:上|到)|排不上|还没(?:去|进|住|办|做|生|开始)"
)
#: 民政局 as the office where somebody works, and not where a couple registers.
OFFICE = Late("民政局(?:的(?=$|[,，。!！ ])|上班|工作|[^,，。]{0,6}[科处室股](?=$|[,，。的长]))")
REGISTERS = Late("领|登记|证|结|婚|老婆|老公|对象|新娘|新郎|我俩|我们俩")
#: “离婚了再结婚还给不给” asks of the wedding.
REMARRIES = Late(
    "(?:离(?:了|过)?婚|离异|离)[^,，。?？]{0,6}(?:再|又|重新|二次|第二次|后)[^,，。?？]{0,3}(?:结|婚|领证|成家|嫁|娶)|再婚|二婚|梅开二度"
)
QUARRELS = frozenset({What.MEMBER_CONFLICT, What.FAMILY_CONFLICT})
#: Who is not married yet has lost nothing.
NOT_WED = Late("[还尚]?[没未](?:有)?(?:去)?(?:领证|扯证|登记|办证|办酒|结婚)")
#: Who goes to the army goes to no school.
ENLISTS = Late("入伍|参军|当兵|服(?:兵)?役|征兵")
#: An examination that lies ahead, or a guess: nobody has been admitted yet.
NOT_YET = Late(
    "高考|中考|考研|备考|冲刺|估(?:计|摸|分)|模考|出分|等(?:成绩|分数|录取|通知)|还没(?:出|考|录|放榜)|填志愿|报志愿"
)
ADMITTED = Late(
    "考[上取进入中]|录取(?!分|线|通知书?(?:还|没|下来))|录了|保送|上岸|被[^,，。]{1,10}录|拿到[^,，。]{0,6}通知书|通知书(?:到|来|收)|报到|过线|过了|上了[^,，。]{0,8}(?:本|专|大|院)|金榜|中了|状元"
)
#: Illnesses that are grave by their names.
GRAVE = re.compile("癌|恶性|白血病|淋巴瘤|尿毒症|渐冻|骨髓瘤|肉瘤")


def as_told(events: Iterable[Event], text: str) -> tuple[Event, ...]:
    """The events of a message by its plain words."""
    kept = _turned([one for one in events if not _speaks_of_none(one, text)], text)
    if SENT_OFF.search(text) and not any(one.what is What.DEATH for one in kept):
        kept = [one for one in kept if one.what not in GLAD]
    kept = _one_quarrel(kept)
    if NEWBORN.search(text):
        kept = [_there(one) for one in kept]
    if manner().long_ago.search(text) and not NEGLECTED.search(text):
        kept = [_over(one) for one in kept]
    return tuple(dict.fromkeys(kept))


def _one_quarrel(events: Sequence[Event]) -> list[Event]:
    """The events with a quarrel once: what the same words tell of two is the surer of them, which stands first."""
    quarrels = [one for one in events if one.what in QUARRELS and one.words]
    twice = [one for one in quarrels[1:] if one.words in quarrels[0].words or quarrels[0].words in one.words]
    return [one for one in events if one not in twice]


def _speaks_of_none(event: Event, text: str) -> bool:
    """Whether plain words speak of no such thing."""
    match event.what:
        case What.MEMBER_CONFLICT:
            return bool(manner().scolded.search(text)) and not QUARREL.search(text)
        case What.HARDSHIP:
            return bool(COOKED.search(text))
        case What.CHILDBIRTH:
            return bool(AS_PARENT.search(text) and AS_PARENT.search(f"{event.words}的"))
        case What.UNIVERSITY | What.STUDY_OTHER:
            return bool(ENLISTS.search(text)) and not ADMITTED.search(text)
        case What.MOVING:
            return not NEW_HOME.search(text)
        case What.PET_LOSS:
            return not PET_GONE.search(text)
        case What.DIVORCE:
            return bool(REMARRIES.search(text))
        case What.MARRIAGE if event.state is State.DENIED and NOT_WED.search(text):
            return True
        case What.MARRIAGE:
            return event.words == "民政局" and bool(OFFICE.search(text)) and not REGISTERS.search(text)
        case _:
            return _of_himself(event) or _elsewhere(event, text)


def _turned(events: Sequence[Event], text: str) -> list[Event]:
    """The events as what plain words say that they are."""
    kept = list(events)
    if FAILED.search(text):
        kept = [replace(one, what=What.SCHOOL_LOSS) if one.what is What.STUDY_OTHER else one for one in kept]
    if NOT_TO_LIVE.search(text):
        kept = [replace(one, what=What.PREGNANCY_LOSS) if one.what is What.CHILDBIRTH else one for one in kept]
    if THINGS_GONE.search(text):
        kept = [replace(one, what=What.OTHER_LOSS, whose=Whose.SELF) if one.what is What.DEATH else one for one in kept]
    kept = [_as_asked(one, text) for one in kept]
    if NOT_YET.search(text) and not any(ADMITTED.search(one) and not asks(one) for one, _ in clauses_of(text)):
        kept = [replace(one, state=State.ASKED) if one.what is What.UNIVERSITY else one for one in kept]
    return [replace(one, state=State.HAPPENED) if _states_birthday(one, text) else one for one in kept]


def _as_asked(event: Event, text: str) -> Event:
    """The event of a message that only asks about it, or waits for it."""
    if event.state in {State.PAST, State.DENIED}:
        return _still(event, text)
    if event.state is not State.HAPPENED or event.what is What.DEATH or not event.words:
        return event
    if event.whose is Whose.SELF and GENERALLY.search(text) and asks(text):
        return replace(event, whose=Whose.ANYONE, state=State.ASKED)
    if any(event.words in match[0] for match in AWAITED.finditer(text)):
        return replace(event, state=State.PLANNED)
    either = any(event.words in match[0] for match in EITHER.finditer(text)) and event.day is None
    return replace(event, state=State.ASKED) if either else event


def _still(event: Event, text: str) -> Event:
    """What is called past or denied, and is neither by plain words."""
    if event.what is What.DEATH and event.state is State.DENIED and AFTERWARDS.search(event.words):
        return replace(event, state=State.HAPPENED)  # “忙后事一直没顾上”
    if event.what in OVER and event.state is State.DENIED and PUT_OFF.search(text):
        return replace(event, state=State.PLANNED)
    ill = event.what in OVER and event.whose is Whose.SELF and event.state is State.PAST
    if ill and not event.words and asks(text):
        return replace(event, whose=Whose.ANYONE, state=State.ASKED)  # “我是民政局的，住院给多少”
    parted = event.what is What.DIVORCE and event.state is State.PAST and text.endswith(("离婚了", "离了"))
    return replace(event, state=State.HAPPENED) if parted else event


def _states_birthday(event: Event, text: str) -> bool:
    """“我生日是8月20号” is no birthday of long ago."""
    return event.what is What.BIRTHDAY and event.state is State.PAST and bool(BIRTHDAY_IS.search(text))


def _of_himself(event: Event) -> bool:
    """Nobody tells that he himself has died: “放下东西就走了”."""
    return event.what is What.DEATH and event.whose is Whose.SELF and event.state in {State.HAPPENED, State.PAST}


def _elsewhere(event: Event, text: str) -> bool:
    """Whether the only word for the death is the 走 of one who is elsewhere now, or walks."""
    return event.what is What.DEATH and event.words.startswith("走") and "走" not in ELSEWHERE.sub("", text)


def _there(event: Event) -> Event:
    """A newborn who lies in a ward lies there now."""
    ill = event.whose is Whose.BABY and event.what in OVER and event.state is State.PAST
    return replace(event, state=State.HAPPENED) if ill else event


def _over(event: Event) -> Event:
    now = event.what in OVER and event.state is State.HAPPENED
    return replace(event, state=State.PAST) if now else event


def as_done(text: str) -> frozenset[Act] | None:
    """What a message does by its plain words, where they leave no doubt: it praises somebody, sets right who was meant
    (“是我岳父不是我爸”), begins to propose something, or complains that it is the same every year; None where they do
    not tell."""
    if PRAISES.search(text) or (APPLAUDS.search(text) and not asks(text)):
        return frozenset({Act.SHARE, Act.THANK})
    if MIXED_UP.search(text) and not asks(text):
        return frozenset({Act.CORRECT})
    if (opens := OPENS.search(text)) and not opens["more"]:
        return frozenset({Act.SUGGEST})
    return frozenset({Act.COMPLAIN}) if manner().same_again.search(text) and not PROPOSES.search(text) else None


def begins_to_propose(text: str) -> bool:
    """Whether its first words say that what follows is a proposal: “提个小意见，…”."""
    return OPENS.search(text) is not None


def neglected(text: str) -> bool:
    """Whether it says that nobody of the union came when somebody should have."""
    return bool(NOBODY_CAME.search(text) and OF_UNION.search(text))


def arrived(text: str) -> bool:
    """Whether it says that help has come: what was sent is there, or somebody of the union came."""
    return bool(ARRIVED.search(text)) and not NEGLECTED.search(text)


def recovered(text: str) -> bool:
    """Whether it says that an illness which was feared is none, or is over."""
    return bool(manner().recovered.search(text)) and bool(OF_HEALTH.search(text))


def may_be_death(text: str, people: int, told: Iterable[Event]) -> bool:
    """Whether somebody is spoken of in words that may mean his death, and nothing tells whether they do: then no joy
    beside it is met (“老同事送走了，退休才一年”)."""
    there = tuple(told)
    known = any(one.what in {What.DEATH, What.LEAVING, What.PET_LOSS} for one in there)
    somebody = people > 0 or any(one.what in GLAD for one in there)
    return somebody and not known and bool(SENT_OFF.search(text))


def as_remarked(remarks: frozenset[Remark], text: str, *, parted: bool = False) -> frozenset[Remark]:
    """The remarks of a message by its plain words: nobody fears what has come out well, and who speaks of another's
    loneliness is not lonely. `parted`: it may be that somebody has died."""
    left = remarks - {Remark.FEAR} if recovered(text) else remarks
    left = left - {Remark.LONELY} if OF_ANOTHER.search(text) else left
    left = left - {Remark.PARTING} if manner().parting.search(text) else left  # it is he who goes
    left = left | {Remark.PARTING} if parted else left
    return left | {Remark.GRAVE} if GRAVE.search(text) and not recovered(text) else left
