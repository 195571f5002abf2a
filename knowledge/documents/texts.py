"""What an officer is told of a document that was read: what he must type or look at, and what has changed."""

from datetime import date

NOTHING_TO_COMPARE = "不知道这是哪一项的金额，没有可以比的"
NOTHING_TO_CONFIRM = "前一份文件里没有一样的，也没有第二种读法可以印证"
ABOUT = "写的是个大概的数，不是准数"
FROM_PICTURE = "这是从图片上认的"
ODD_NUMERAL = "数字不是平常的写法"
OVER_A_BREAK = "数字跨了行、页、格，或当中有空格，可能是两个数连到了一起"
LAYER_DIFFERS = "文字层与页面画出来的不一样"
SHARE_UNCHECKED = "比例没有可以核对的"
WITHOUT_UNIT = "这个数像是金额，却没有单位"
MONEY_WITHOUT_FIGURE = "这里说到钱，数却没有读出来"
NEW_ITEM = "是没有见过的一项，没有归到别的事项里，发布后照原文单独列出，请对照原件看。"
NO_DOCUMENT = "这不像一份通知、办法或标准：没有文号、标题，也没有条款，没有读。"


def amended(place: str, before: str, after: str) -> str:
    return f"{place}\n原来：“{before}”\n改成：“{after}”\n请对照原件看对不对。"


def not_recognised(words: str, number: str) -> str:
    return (
        f"“{words}”：没有认出改的是{number}的哪一条、哪几个字，不会自动改。发布以后两份都会照原文说出来，请按原件掌握；"
        "要让机器人照改过的答，请加一份改好的全文。"
    )


def amends_unknown(number: str) -> str:
    return (
        f"这份要修改{number}，那一份没有加过，改不了。请取消这一份，先加那一份、发布，再加这一份；"
        "不取消也行，机器人只照这一份的原文说。"
    )


def added(place: str, words: str) -> str:
    return f"{place}，增加：\n“{words}”\n请对照原件看对不对。"


def struck_out(place: str, words: str) -> str:
    return f"{place}，删去：\n“{words}”\n请对照原件看对不对。"


def renumbered(words: str, number: str) -> str:
    return (
        f"“{words}”：条款序号顺延，机器人不跟着改，仍按{number}原来的序号引用；请告诉办理的同志，或者加一份改好的全文。"
    )


def other_amount(citation: str, words: str, number: str) -> str:
    return f"{citation}“{words}”：金额与{number}不同，请对照原件亲手输入金额。"


def same_number_other_amount(citation: str, words: str) -> str:
    return f"{citation}“{words}”：文号与在用的相同，金额却不同，请对照原件亲手输入金额。"


def far_from(citation: str, words: str, number: str) -> str:
    return f"{citation}“{words}”：与{number}相差一倍以上，请对照原件亲手输入金额。"


def amount_lost(citation: str, words: str, number: str) -> str:
    return f"{citation}“{words}”：{number}里有金额，这份里没有，请亲手输入。"


def clause_lost(number: str, words: str) -> str:
    return f"{number}里的“{words}”，这份文件里没有或少了，请看是取消了还是缺漏。"


def includes(citation: str, what: str, why: str) -> str:
    return f"“{citation}”包括{what}，{why}，请对照原件。"


def doubtful_number(citation: str, words: str, why: str) -> str:
    return f"{citation}“{words}”：{why}，请对照原件看数字。"


def no_allowance(citation: str) -> str:
    return f"{citation}后面的钱没有当作慰问标准（像是条件、经费或别人的钱），请看对不对。"


def type_amount(citation: str, words: str, why: str) -> str:
    return f"{citation}“{words}”：{why}，请对照原件亲手输入金额。"


def perhaps_also_for(event: str) -> str:
    return f"前面说了好几项，这笔钱是不是也给“{event}”，没有写清楚"


def event_new(title: str, words: str) -> str:
    return f"“{title}”：新增，原文是“{words}”。"


def event_gone(title: str, before: str) -> str:
    return f"“{title}”：原来写的是“{before}”，现在没有列这一项。"


def event_changed(title: str, before: str, words: str) -> str:
    return f"“{title}”：原来写的是“{before}”，现在写的是“{words}”。"


def counts_differ(place: str, said: int, read: int) -> str:
    return f"{place}说有{said}项，读出来是{read}项，请看原件有没有缺漏。"


def same_item_twice(places: str) -> str:
    """`places`: both, as `shape` tells them apart."""
    return f"{places}说的是同一项，金额却不一样，请对照原件亲手输入金额。"


def far_dates(citation: str, dated: date, since: date) -> str:
    return f"{citation}：{dated}成文，{since}才起执行，相差一年以上，请对照原件看日期。"


def spans_overlap(first: str, second: str, days: int) -> str:
    return f"{first}与{second}都写到{days}天。原件要是这样写的，发布后两条都照原文答；不是的，请取消，换一份清楚的。"


def head_not_read(table: int) -> str:
    return f"表{table}的表头没有读懂，各行按文字读，请逐行对照原件。"


def named_not_listed(words: str) -> str:
    return f"说到“{words}”，却没有列出是哪几项，请看原件。"


def spans_with_gap(first: int, second: int, place: str) -> str:
    return f"{first}天与{second}天之间没有标准（{place}），请看原件。"


def not_found(what: str) -> str:
    return f"没有读到{what}。原件上有的，请取消，换一份清楚的；本来就没有的，看过就行。"


def attachment_named_only(name: str) -> str:
    return f"附件“{name}”只有名字，没有正文。"


def numbers_skip(before: str, after: str) -> str:
    return f"编号不连续：{before}之后是{after}，请看原件有没有缺漏。"


def items_differ(count: str, deed: str, read: int) -> str:
    return f"写的是“{count}{deed}”，读出来是{read}项，请看原件。"


def unpaired(words: str) -> str:
    return f"“{words}……”括号或引号不成对，请对照原件。"


def unfinished(words: str) -> str:
    return f"“{words}……”没有说完（末尾没有句号），请看原件。"
