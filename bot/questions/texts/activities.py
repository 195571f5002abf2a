"""What is said of activities and of a member's own sign-ups to who asks about them in words."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

NONE_OPEN = "现在没有开着报名的活动；工会定了，就登在“工会活动”里。"
NONE_RUNNING = "现在没有定下时间的活动；工会定了，就登在“工会活动”里。"
NOT_SIGNED = "没有，您现在没有报名的活动。"
NOTHING_THERE = "没有，您现在没有报名的活动，也没有开着报名的活动；工会定了，就登在“工会活动”里。"
WHO_MAY = "谁可以参加、能不能带家属和孩子，定下来的活动，说明里会写明。"
NOTHING_TO_LEAVE = "我这里没有查到您的报名，不用取消。在别处报的，点下面的按钮，我替您转告办活动的干部。"
WHICH_KIN = "只写了“家属”，没有写一定要是哪一位、怎么才算；拿不准的，先问一问办活动的工会。"
AGES = "多大年纪能来，没有写，先问一问办活动的工会。"
BOTH = "可以，几项不在同一天，各报各的。"
BOTH_ON_A_DAY = "可以各报各的；有在同一天的，请看一看几点，别撞上了。"
CAN_LEAVE = "能取消：活动开始以前，打开那一项点“取消报名”就行，名额让给后面的同事。"
NOT_FOUND = "让您着急了，很抱歉：我这里没有查到您的报名。点下面的按钮，我请工会干部查清楚、答复您。"
LEAVE_WHICH = "您报了这些活动，要取消哪一项就点哪一项："
WHICH_ONE = "您问的是哪一项活动？"
NAMES = "名单里有姓名，只给办活动的干部。"
SHEET = "点开活动，“管理这项活动”里有“报名名单（Excel）”，能打印、带签到栏。"
GUESTS = "能不能带家属、孩子，说明里没有写，请先问一问办活动的工会。"
CONDITIONS = "别的条件没有写；拿不准的，先问一问办活动的工会。"
NO_PLACE_YET = "地点还没有定。"
HEARD = "您的意见我听到了，想让办活动的人知道，点下面的按钮，先给您看过再转。"
MORE = "再多带的，先问一问办活动的工会。"
ENDS_OPEN = "到几点结束，没有写。"
UNTIL = "几点结束"
CALLS_OPEN = re.compile("没有写")  # of all activities; false where the note of one has it
SIGN_UP_BELOW = "点下面的“我要报名”就报上了，只报您本人。"
QUEUE_BELOW = "名额满了，点下面的“排候补”，有人取消就按先后递补。"

#: By side, what of an activity nobody has written.
UNSAID: Mapping[str, str] = {
    "fee": "收不收钱、管不管饭",
    "materials": "要自己带什么、有什么要求",
    "delivery": "东西怎么领、能不能带走",
    "leave": "算不算公假",
    "liability": "受伤由谁负责、有没有保险",
    "sharing": "几个人怎么算名额",
    "form": "发什么、奖什么",
    "proxy": "能不能请人代领、代办",
    "validity": "会不会有变动",
    "result": "结果",
    "pictures": "照片在哪里看",
    "groups": "怎么分组",
}
FAMILY = re.compile(
    "家属|配偶|外婆|外公|婆婆|公公|岳父|岳母|丈母娘|妹妹|弟弟|姐|哥|老婆|老公|爱人|孩子|小孩|娃|儿子|女儿|囡|爸|妈|父母|亲子|家里人|孙|爷爷|奶奶|对象|朋友|外人|媳妇|闺女|老伴|女婿|儿媳|丈人|侄|外甥|宝宝"
)
TO_BRING = re.compile(
    "带|跟着|一道|一起|进场|能[^,，。]{0,4}(来|去|进|参加)|让(来|去|进)|报亲子|都去|两个人|也(去|来)|行不行?$"
)
LATE_FOR_HOSTS = "能：您办的活动，“管理这项活动”里点“修改”，把报名截止改晚、名额加上，他就能自己报了。"
ANYTHING = "您问的这一点"


_PLAIN = re.compile(
    r"[的了吗呢吧啊么我你您他她它们是不没有在到去来和跟与也都就还要会能可以带自己人个这那哪几多少什么怎样得行给让吃看走好上下里外中大小一二三两时候天"
    r"为会点从对发打报名活动员工前后年月日用问下先再做想只当家过开事情]|\W"
)
_SHARED = 2  # characters in a row that a note must share with a question, or one that is not plain


def bears(note: str, question: str) -> bool:
    """Whether a note has words of the question, so that it may answer it."""
    if SequenceMatcher(None, note, question, autojunk=False).find_longest_match().size >= _SHARED:
        return True
    if _LENGTH.search(question) and _LONG.search(note):
        return True
    return shares(note, question)


def shares(note: str, question: str) -> bool:
    """Whether a note has a character of the question that not every question has."""
    return not set(_PLAIN.sub("", note)).isdisjoint(_PLAIN.sub("", question))


def brought(question: str) -> list[str]:
    """Whom he would bring along, by what he calls them; 家属 where he only says that there are others."""
    named = FAMILY.findall(question) if TO_BRING.search(question) else []
    return named or (["家属"] if _OTHERS.search(question) else [])


def several(question: str) -> bool:
    """Whether he would bring more than one."""
    return bool(_SEVERAL.search(question) or len(set(FAMILY.findall(_CHILDS.sub("", question))) - {"家属"}) > 1)


def companion(text: str) -> bool:
    """Whether it only says who would come along (“带我女儿，六岁”)."""
    return any(_COMPANION.match(one) or _COMES_TOO.search(one) for one in CLAUSE.split(text))


def leaves(text: str) -> bool:
    """Whether it gives up a place, or asks if one can."""
    return asks_to_leave(text) or _GIVES_UP.search(text) is not None


def asks_to_leave(text: str) -> bool:
    """Whether it asks if a sign-up can be taken back."""
    return _ASKS_TO_LEAVE.search(text) is not None


def at(place: str) -> str:
    return f"在{place}"


_OTHERS = re.compile(
    r"(?:能|可以|让)[^,，。]{0,4}带(?!东西|回|走|出|狗|猫|宠物|包|水|相机|手机|吃|饭|伞)|带(?:几|多少)|(?:给|帮|替)[他她][^,，。]{0,3}报|报[^,，。]{0,3}(?:[两俩三2-9]个?人)|(?:我们|咱们?|我)(?:俩|两个)|(?:[两俩三2-9]个人|一家)[^,，。]{0,4}(?:报|去|来|参加)"
)
_LENGTH, _LONG = (
    re.compile("多长|多远|多少(?:公里|里)|几(?:公里|里)|有?多久"),
    re.compile("公里|里路|千米|[0-9一二三五十]米|小时|分钟"),
)
SIGNED_UP = re.compile("报(?:名)?(?:上|好|成)?[^,，。满]{0,8}(?:了没有?|了吗|了么|成功没|上没)")
WHICH_FIRST = re.compile("哪个(?:先|早|在前|近)|先后|同一天|同天|一天吗|冲突|撞(?:上|在|期)?|隔几天|哪个是哪天")
_SEVERAL = re.compile(r"[两三四2-9]个|都(?:带|去|来)|一家|们(?!俩|两)")
CLAUSE = re.compile(r"[,，。；;!！?？\s]+")
_ASKS = re.compile(
    r"吗|么|嘛|[^没]有没有|多少|什么|几|哪|谁|没(?!报的话)|截止|还能|能不能|可以|能报|[行好]不|不$|取消|不(?:报|去|参加|要|想|来)|(?:报|去|参加)[过了完好]|报(?:名)?(?:上|起|好)?(?:的|了)(?!吧)|报不(?:成|上|起|了)"
)
_PLACE = re.compile(
    r"报(?!销|告|备|酬|纸|复|案|到)|参加|算(?:我|上|俺|咱)|加我|(?:换|改)成|(?:那|好(?!像)|行|嗯|还是|决定|打算)[^,，。]{0,3}(?:去|来)|我(?:也|就)?要?去(?!年|过)"
)
_RESOLVED, _PLEA = re.compile("算了|还是|那|就|我|给|帮|先"), re.compile("[嘛噻哈咯吧]+$")
_THAT_PLACE = re.compile(
    r"(?:好|行|那|嗯|可以|好的|好吧|就|也|先|再|帮|给|替|我|想|要|来|还是|到底|请|麻烦)*"
    r"(?:报(?:名|一?[个下]|我)?(?:一?[个下])?|(?:[两三这]个?)?都报|(?:怎么|咋|在?哪里?)报名?|算我一个|加我一个|参加|去)(?:吧|啊|呀|了|哈|呢|咯|喽)*"
)
_COMPANION = re.compile(
    rf"(?:那|我|就|想|要|打算|准备|还|再|也|会)*(?:带|领|加|叫|喊|捎)(?:上|着|了|我|一?个|俺)*[^,，。]{{0,4}}(?:{FAMILY.pattern})"
)
_COMES_TOO = re.compile(
    rf"(?:{FAMILY.pattern})[^,，。]{{0,4}}(?:想|也|要|能|可以)[^,，。]{{0,5}}(?:[去来](?!医院|世|看病|住院)|走|参加|一起|一块|一道|跟)"
    r"|(?:他|她|家属)[^,，。]{0,4}[不没]是?(?:会员|入会)"
)
_ASKS_TO_LEAVE = re.compile(
    r"(?:能|可以|可不可以|好不好)[^,，。]{0,6}(?:取消|退(?!休))|(?:取消|退(?!休))(?:得?了|[不吗么]|行|的话)|临时[^,，。]{0,6}(?:来|去)不(?:了|成)"
)
_GIVES_UP = re.compile(
    r"^(?:那|哎呀?|唉)*算了|不(?:想|打算|能|准备)?(?:去|来|报|参加)了|走不[开脱]|抽不[开出]|[去来]不(?:了|成|起)(?!吗|么|会|怎)"
)
_CHILDS = re.compile("(?:孩子|娃)他?(?=[爷奶外爸妈姑舅姨])")  # 孩子他奶奶 is one
_IS_FULL = re.compile("满(?:了|员)?(?:没|吗|么|不)|(?:报|名额)满")
ONLY_KIN = re.compile("必须|一定(?:要|得|是)|只能|只限|非得|非要|算不算|算家属")
NOT_CLOSE = re.compile("妹|弟|姐|哥|对象|男友|女友|朋友|外人|侄|外甥|同学|保姆|表|堂|没领证|邻居")
AGED = re.compile("[0-9一二三四五六七八九十]+个?(?:多?岁|月大)|多大|几岁")
_HOW_MANY = re.compile("人多[不吗么]|(?<!带)(?:多少|几个?)人(?:报|去|来|参加|[了呢啊]|$)")
_CLOSES, _HOST = (
    re.compile("截止|最[晚迟]"),
    re.compile(
        "(?:哪个|哪家|谁)[^,，。]{0,4}(?:举?办|组织|搞)|(?:跟|找|问|联系)(?:哪个|谁|哪里|哪儿)(?:说|讲|问|联系|报告|反映|呢|$)"
    ),
)
#: Sides that plain words ask of, whatever else their part of the message was taken for.
PLAINLY = {
    "quota": re.compile(f"{_IS_FULL.pattern}|{_HOW_MANY.pattern}"),
    "deadline": _CLOSES,
    "which": re.compile("都?有(?:谁|哪些人|哪几个人?)(?:报|参加|去|来|$)|(?:谁|哪些人)(?:都|也)?(?:报了|参加)"),
    "host": _HOST,
    "ends": re.compile(
        "几点(?:钟)?(?:散|完|结束|收|能走|可以走)|(?:结束|散场?|完)[^,，。]{0,2}几点|[到至]几点"
        "|(?:什么|啥)时候(?:散|完|结束)"
    ),
}


def plainly(said: str) -> list[str]:
    """The sides that plain words of a part show."""
    return [side for side, found in PLAINLY.items() if found.search(said)]


BARE = re.compile(r"[那这]个?|[呢的啊]|活动|\W")
SIGNS_UP = re.compile("报(?!销|告|备|酬|纸|复|案|到)")
OF_REPORTS = re.compile("申报|慰问|材料|单子")
OF_ITSELF = re.compile("集合|地[点址方]|活动|开始|开场|报|出发|碰头|见面|办")  # where and when it is
COMES = re.compile("报|参加|来|去|活动")  # what is said of an activity
COMES_BACK = re.compile("活动|报名|那[天场]|取消报|集合")
NOBODYS = frozenset({"out.other", "out.parking"})  # matters that any activity may have a side of
ALL_OF_IT = "时间，地点，集合，名额，报名，截止，活动，谁，参加"  # what every activity has
_ALL = re.compile(r"都(?:想|能|可以)?(?:报|要|去|来|参加)|[两三]个都")


def wants_this_place(text: str) -> bool:
    """Whether it wishes for a place in what it may name (“好的我报个饺子”)."""
    pleas = (_PLEA.sub("", one) if _RESOLVED.match(one) else one for one in CLAUSE.split(text))
    return any(_PLACE.search(one) and not (_ASKS.search(one) or _GIVES_UP.search(one)) for one in pleas)


def wants_that_place(text: str) -> bool:
    """Whether it wishes for a place in what was spoken of (“行，那我报一下”)."""
    return any(one and _THAT_PLACE.fullmatch(one) for one in CLAUSE.split(text))


def wants_a_place(text: str) -> bool:
    return wants_this_place(text) or wants_that_place(text)


def all_of_them(text: str) -> bool:
    return bool(_ALL.search(text))


def hosted(title: str, host: str) -> str:
    return f"{title}是{host}办的；有话要带，点下面的按钮，我替您转告。"


def leave(title: str) -> str:
    return f"取消{title}"


def open_now(titles: Sequence[str]) -> str:
    return f"现在能报名的有：{'、'.join(titles)}。" if titles else NONE_OPEN


def audience(title: str, who: str | None, besides: str) -> str:
    return f"{title}，谁可以参加：{who}。{besides}" if who else f"{title}还没有写谁可以参加。{besides}"


def noted(title: str, note: str) -> str:
    return f"{title}的说明里写着：{note}"


def left_open(title: str, note: str) -> str:
    """To what the note speaks of and does not settle."""
    stop = "" if note.endswith(("。", "！", "？")) else "。"
    return f"{noted(title, note)}{stop}拿不准的，点下面的按钮，我替您问一声。"


def unsaid(title: str, what: Sequence[str], host: str) -> str:
    return f"{title}的说明里没有写{'，也没有写'.join(what)}。办活动的是{host}，点下面的按钮，我替您问一声。"


def not_in_note(title: str, quotes: Sequence[str], host: str) -> str:
    """Of what is asked, in the member's own words, that the activity's note does not have it."""
    said = "".join(f"“{one}”" for one in quotes)
    return f"您问的{said}，{title}的说明里没有写。办活动的是{host}，点下面的按钮，我替您问一声。"


def not_in(title: str) -> str:
    return f"{title}您没有报名，不用取消。"


def not_up(title: str) -> str:
    return f"{title}：您还没有报名。"


def turn(title: str, place: int) -> str:
    return f"{title}：您在候补第 {place} 位。"


def signed_up(title: str, place: int | None, when: str) -> str:
    """`place`: on the waiting list; None: signed up."""
    waits = f"您在候补第 {place} 位" if place is not None else "已经报上了"
    return f"{title}：{waits}，{when}。"


def still_open(title: str, deadline: str | None) -> str:
    return stands(title, f"还能报，报名到{deadline}" if deadline else "还能报，活动开始前都可以")


def at_phase(title: str, state: str) -> str:
    return f"{title}：{state}"


def stands(title: str, said: str) -> str:
    return f"{title}：{said}。"
