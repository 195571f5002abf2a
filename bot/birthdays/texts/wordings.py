"""The greeting's wordings as the committee edits them: what may be used, and what is said while they are edited."""

import re
from collections.abc import Sequence

from bot.birthdays.texts.greeting import Wording
from bot.core.errors import BadInput

LONGEST = {"private": 600, "group": 160}  # characters of a wording, by the first part of its place
FEWEST = 2  # that stay in use for a place: with one only, everybody would read it year after year
SAMPLE = "张晓梅"  # whose birthday it is in a preview

TITLES = {
    "private": "私聊·当天",
    "private_late": "私聊·晚一天",
    "private_belated": "私聊·补发",
    "group": "群里·当天",
    "group_late": "群里·晚一天",
    "group_belated": "群里·补发",
}
_LATE = re.compile("晚|迟|补|昨天|前些|过去")
#: What no birthday greeting may say: (why, how it is recognized).
_REFUSED = tuple(
    (reason, re.compile(rule))
    for reason, rule in (
        ("提到了丧病", "去世|逝世|节哀|悼念|哀悼|丧|病危|早日康复"),
        ("写了年龄", r"\d+\s*周?岁|[二三四五六七八九]?十[一二三四五六七八九]?周?岁|周岁|虚岁|花甲|古稀|耄耋"),
        ("写了钱数", r"[¥￥]|\d+\s*(?:元|块)|红包"),
        ("像公文或机器说的话", "特此|该会员|该同志|请勿回复|系统(?:消息|通知)|自动(?:发送|回复)|望周知|收件人"),
        ("带着网址或账号", r"https?://|www\.|t\.me|@\w"),
        ("带着格式符号，会员会原样看到", r"<\w+[^>]*>|</|\*\*|__|`"),
        ("标点连着用了好几个", r"[！!]{2,}|[。，、；：,;]{2,}|[？?]{2,}|[~～]{2,}"),
        ("用了问号或冷冰冰的符号", r"[？?]|[→⇒■□◆◇●○※×†‡☠💀⚰🪦🕯⚱🥀]"),
    )
)


#: How people write what is filled in, and how it is kept.
_MARKS = (("【姓名】", "{name}"), ("【工会】", "{branch}"))
_EXAMPLES = {
    "": "【姓名】，祝您生日快乐，平安顺遂！——【工会】",
    "late": "【姓名】，昨天是您的生日，祝福晚了一天：愿您平安顺遂！——【工会】",
    "belated": "【姓名】，补上一句迟到的祝福：愿您平安顺遂！——【工会】",
}


def written(wording: str) -> str:
    """A wording as it is kept, in the form in which people write one."""
    for mark, kept_as in _MARKS:
        wording = wording.replace(kept_as, mark)
    return wording


def longest(place: str) -> int:
    return LONGEST[place.partition("_")[0]]


def example(place: str) -> str:
    return _EXAMPLES[place.partition("_")[2]]


def check(text: str, place: str) -> str:
    """The wording, usable in that place, as it is kept. Raises BadInput with what to mend."""
    clean = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    for mark, kept_as in _MARKS:
        clean = clean.replace(mark, kept_as)
    if not clean:
        raise BadInput(NO_TEXT)
    if len(clean) > longest(place):
        raise BadInput(f"文案太长了（{len(clean)} 字），这里请控制在 {longest(place)} 字以内。")
    if "{name}" not in clean:
        raise BadInput(f"文案里要写上【姓名】，发的时候会换成会员的姓名。例如：{example(place)}")
    rest = clean.replace("{name}", "某某").replace("{branch}", "某工会")
    if any(bracket in rest for bracket in "{}【】"):
        raise BadInput("能换的只有【姓名】和【工会】，别的括号【】请去掉。")
    if any(not char.isprintable() and char != "\n" for char in rest):
        raise BadInput("文案里有看不见的字符，请重新打一遍再发。")
    _check_words(rest, place)
    return clean


def _check_words(words: str, place: str) -> None:
    for reason, rule in _REFUSED:
        if found := rule.search(words):
            raise BadInput(f"这一句不能用：{reason}（“{found[0]}”）。请改一改再发。")
    late = place.partition("_")[2]
    if late and not _LATE.search(words):
        raise BadInput("这是晚到的祝福，请在文案里说一声晚了、补上，别让人以为记错了日子。")
    if not late and "昨天" in words:
        raise BadInput("这是生日当天发的，文案里不能写“昨天”。")
    if late == "belated" and "昨天" in words:
        raise BadInput("补发时已经过了好几天，文案里不能写“昨天”。")


NO_TEXT = "请把文案用文字发给我；不写了，就回“取消”。"
COMMITTEE_ONLY = "生日祝福的文案由工委的主席、委员来定。"
IN_USE_ALREADY = "这条文案已经在用了。"
GONE = "这条文案已经停用或改过了，请看最新的清单。"
TOO_FEW = f"每一处至少要留 {FEWEST} 条，不然同一个人会连着两年看到同一条。请先加一条，再停用这条。"
NOTHING_CHANGED = "没有变化：在用的都是原来的文案。"
DROPPED = "好的，没有改动。"
ASK_RESTORE = "确定恢复吗？这一处自己加的会停用，随程序带的全部恢复。"
ADD, EDIT, RETIRE, RESTORE = "加一条", "改一改", "停用", "恢复原来的文案"
KEEP, AGAIN, DROP, SURE, BACK = "就用这条", "重写", "不要了", "确定恢复", "返回清单"


def overview(counts: Sequence[tuple[str, int]]) -> str:
    """`counts`: (place, wordings in use)."""
    lines = [f"· {TITLES[place]}：{count} 条" for place, count in counts]
    return "\n".join(["生日祝福的文案，每年给每位会员换着发，不会连着两年发同一条：", *lines, "要看哪一处？"])


def listing(place: str, wordings: Sequence[Wording]) -> str:
    lines = [f"{number}. {opening(wording.text)}" for number, wording in enumerate(wordings, 1)]
    return "\n".join([f"{TITLES[place]}，在用 {len(wordings)} 条：", *lines, "按序号看全文，改或停用。"])


def opening(text: str) -> str:
    """The first words, on one line."""
    flat = " ".join(text.split()).replace("{name}", "某某").replace("{branch}", "某某工会")
    return flat if len(flat) <= 32 else flat[:31] + "…"


def shown(place: str, wording: str, *, own: bool) -> str:
    whose = "工委写的" if own else "随程序带的"
    return f"{TITLES[place]}（{whose}），会员看到的是这样：\n\n{wording}"


def ask(place: str, most: int, present: str | None) -> str:
    """`present`: the wording that is to be mended."""
    old = "" if present is None else f"现在是这样，可以复制了改：\n\n{written(present)}\n\n"
    return (
        f"{old}请把“{TITLES[place]}”的新文案发给我，{most} 字以内。"
        f"姓名的地方写【姓名】，工会名称的地方写【工会】，例如：\n{example(place)}\n不写了，就回“取消”。"
    )


def preview(place: str, wording: str) -> str:
    return f"会员会看到（以{SAMPLE}为例，{TITLES[place]}）：\n\n{wording}\n\n按“{KEEP}”才会启用。"


def kept(place: str, count: int) -> str:
    return f"启用了。“{TITLES[place]}”现在有 {count} 条在用。"


def retired(place: str, count: int) -> str:
    return f"停用了。“{TITLES[place]}”还有 {count} 条在用。"


def restored(place: str, count: int) -> str:
    return f"恢复了。“{TITLES[place]}”现在是随程序带的 {count} 条。"
