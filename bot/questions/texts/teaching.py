"""What officers read while they teach the bot, and what they call the things that can be asked."""

from collections.abc import Mapping, Sequence

COMMITTEE_ONLY = (
    "教机器人回答，由工委的主席、委员来定，因为一教就对全市的会员都算数。您看到哪一句没答好，请告诉工委的同志。"
)
MAY_TEACH = "点编号，告诉我这一类问的是什么。"
ASK_COMMITTEE = "要教我怎么答，由工委的主席、委员私聊我发 /misses。"
GONE = "这些问题的原话已经删除了（到期了，或不能留），教不了了。请重新发 /misses。"
NOTHING_LEFT = "这一类里没有可以教的话了。请至少留一句，或者点“返回清单”。"
WHICH_MONTH = "月份请写成 2026-03 这样。"
UNKNOWN_TOPIC = "这个选项已经没有了（程序更新过）。请重新发 /misses 再选一次。"
TOO_MANY = "已经教了 {most} 条，再多我会慢下来。请先在 /taught 里撤销用不上的，再来教。"
UNDONE_ALREADY = "这一条已经撤销了。"
DROPPED = "好的，没有教，一切照旧。"

BARRED_NAME = "写着会员的姓名，不教"
BARRED_NUMBER = "写着一长串号码，不教"
BARRED_DANGER = "让人担心他的安危，永远先关心人，不教"

KEEP, DROP, AGAIN, UNDO, BACK = "就这样教", "不教了", "重新选", "撤销这一条", "返回清单"
IGNORE, KEEP_IGNORED = "不用管", "确定不用管"
IGNORED = "好的，这些话不再列出。要反悔，发 /taught（写着姓名、号码的已经删掉原话）。"
EARLIER, LATER = "‹ 上一页", "下一页 ›"
NOT_UNDERSTOOD, NOTHING_ASKED = "没听懂", "不当成提问"

AREAS: Mapping[str, str] = {
    "kinds": "五要访、五要贺",
    "activities": "活动",
    "work": "工作和通知",
    "wholes": "问全部、问哪些",
    "bot": "申报和机器人自己",
    "declined": "不归通知管的事",
}
TOPICS: Mapping[str, str] = {
    "all_benefits": "慰问一共有哪些",
    "all_money": "给慰问金的有哪些",
    "all_goods": "给慰问品的有哪些",
    "all_visits": "五要访",
    "all_joys": "五要贺",
    "all_activities": "有哪些活动",
    "all_work": "有哪些工作安排",
    "bot_how_to_report": "怎么申报",
    "bot_status": "申报到哪一步了",
    "bot_withdraw": "怎么撤回申报",
    "bot_edit_report": "怎么改申报",
    "bot_profile": "改登记的资料",
    "bot_my_data": "存了我什么",
    "bot_human": "找一个人说",
    "bot_complain": "投诉、不服",
    "bot_refused": "申报没通过",
    "bot_help": "机器人能做什么",
    "bot_privacy": "谁能看到、隐私",
    "bot_signup": "活动怎么报名",
    "bot_desk": "干部：待审批、怎么批",
    "bot_ledger": "干部：台账、支付",
    "bot_greeting_settings": "生日祝福怎么收",
    "bot_other": "机器人的其他事",
}
FACETS: Mapping[str, str] = {
    "what": "只提到这件事",
    "amount": "多少钱",
    "form": "给钱还是给东西",
    "covered": "谁可以、算不算",
    "materials": "要什么材料",
    "procedure": "怎么办、找谁",
    "date": "什么时候",
    "place": "在哪里",
    "fee": "要不要交钱",
    "duration": "几天、多久",
    "frequency": "几次",
    "quota": "多少名额",
    "payout": "什么时候到手",
    "deadline": "多久内要报",
    "response": "几天有回音",
    "groups": "怎么分组",
    "handler": "归哪个单位管",
    "secrecy": "会不会让人知道",
    "proxy": "能不能代报、代领",
    "sharing": "按人按户、能否叠加",
    "exchange": "能不能折现、换别的",
    "delivery": "打卡、现金还是上门",
    "invoice": "发票和报销",
    "ratio": "什么比例",
    "discretion": "单位自己定还是统一",
    "leave": "算不算公假",
    "liability": "出事谁负责、保险",
    "validity": "现在还作数吗",
    "basis": "有什么依据",
    "which": "具体有哪些",
    "comparison": "比一比",
    "host": "谁主办",
    "purpose": "为了什么",
    "exists": "有没有",
    "count": "一共几项",
    "batch": "能不能一次办几份",
    "undo": "办错了怎么改",
    "export": "能不能导出",
    "duty": "职务管什么",
    "address": "怎么称呼",
    "result": "结果、名次",
    "pictures": "照片",
    "company": "一个人来行不行",
    "substitute": "哪样能代替哪样",
    "public": "要不要公示",
    "payslip": "工资条上写不写",
    "papers": "谁看得到材料",
    "device": "换了手机、单位",
    "hosting": "办活动、群发",
    "lost": "单据丢了",
    "expired": "卡券过期",
    "early": "能不能提前报",
    "together": "能不能一起报",
    "wreath": "送不送花圈",
    "helped": "让同事来报",
    "fetched": "由别人代领",
    "delete": "能不能删掉",
    "safe": "安不安全",
    "oneself": "自己的自己批",
    "other": "别的一面",
}


def asked(topic: str, facet: str) -> str:
    """住院慰问 · 多少钱."""
    return topic if facet == "what" else f"{topic} · {FACETS[facet]}"


def declined(about: str) -> str:
    return f"不归通知管：{about}"


def group(lines: Sequence[str], answer: str, *, more: int) -> str:
    """The phrasings, and what the first is answered now."""
    rest = "\n（说法相同的只列一句；一次教不完的，教完还在清单里。）" if more else ""
    return (
        "这些话问的是什么？\n\n"
        + "\n".join(lines)
        + rest
        + f"\n\n第一句现在这样答：\n{answer}\n\n不是一回事的，点它的编号去掉；再点一次就回来。然后选它问的是哪一类。"
    )


def line(number: int, text: str, note: str) -> str:
    return f"{number}. {text}" + (f"（{note}）" if note else "")


LEFT_OUT = "已去掉"


def choose_topic(area: str, page: int, pages: int) -> str:
    where = f"（第 {page} 页，共 {pages} 页）" if pages > 1 else ""
    return f"{AREAS[area]}：具体是哪一件？{where}"


def choose_facet(topic: str) -> str:
    return f"{topic}：问的是哪一面？"


def preview(texts: Sequence[str], meaning: str, answer: str, changes: Sequence[str], *, all_: int) -> str:
    """What is to be taught, how it will be answered, and what else changes with it."""
    said = "\n".join(f"· {text}" for text in texts)
    return f"教这 {len(texts)} 句：\n{said}\n问的是：{meaning}。\n\n{answer}\n\n{_changes(changes, all_)}"


def will_answer(text: str) -> str:
    return f"以后这样答：\n{text}"


def ignoring(texts: Sequence[str], forgotten: Sequence[str]) -> str:
    """What is put aside, and what is dropped because it may not be kept."""
    parts = []
    if texts:
        said = "\n".join(f"· {text}" for text in texts)
        parts.append(f"这 {len(texts)} 句以后不再列在没答好的问题里，怎么答不变：\n{said}")
    if forgotten:
        said = "\n".join(f"· {text}" for text in forgotten)
        parts.append(f"这 {len(forgotten)} 句不能留，原话马上删掉，不能恢复：\n{said}")
    return "\n\n".join(parts)


def _changes(changes: Sequence[str], all_: int) -> str:
    if not all_:
        return "我已经会的问法和最近没答好的问题里，没有别的句子跟着变。"
    shown = "先看这几句：\n" if all_ > len(changes) else "\n"
    return f"跟着变的还有 {all_} 句，{shown}" + "\n".join(changes)


def change(text: str, before: str, after: str) -> str:
    return f"· {text}\n　　{before} → {after}"


def taught(meaning: str, count: int) -> str:
    return f"教好了：{count} 句，{meaning}。一分钟内处处生效。要反悔，发 /taught。"


def already(teacher: str, meaning: str) -> str:
    return f"“{meaning}”已经由{teacher}教过了，不用再教。"


def otherwise(text: str, teacher: str, meaning: str) -> str:
    return f"“{text}”已经由{teacher}教成了“{meaning}”。要改，先发 /taught 撤销那一条。"


def lessons(lines: Sequence[str], page: int, pages: int) -> str:
    """All that is taught; a number leads to the lesson."""
    if not lines:
        return "还没有教过。私聊我发 /misses，从没答好的问题里挑一类来教。"
    where = f"（第 {page} 页，共 {pages} 页）" if pages > 1 else ""
    return f"教过的{where}，点编号看全文、撤销：\n\n" + "\n".join(lines)


def lesson(texts: Sequence[str], meaning: str, teacher: str, day: str) -> str:
    said = "\n".join(f"· {text}" for text in texts)
    return f"{said}\n问的是：{meaning}。\n{teacher}，{day}。"


def lesson_line(number: int, text: str, count: int, meaning: str, teacher: str, day: str) -> str:
    several = f" 等 {count} 句" if count > 1 else ""
    return f"{number}. {text}{several} → {meaning}（{teacher}，{day}）"


def undone(count: int, meaning: str) -> str:
    return f"撤销了：{count} 句不再当作“{meaning}”，一分钟内处处生效。"
