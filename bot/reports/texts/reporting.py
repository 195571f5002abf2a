"""What the bot says while a member reports an event (afterwards: `texts.members`).

Visits (访) are spoken of plainly: no exclamation mark, no emoji. `title` is always the notice's own words for the kind.
"""

from collections.abc import Mapping, Sequence

from bot.reports.rules.transitions import Desk

# --- labels -----------------------------------------------------------------------------------------------------------

MINE, COLLEAGUE = "我自己的事", "替同事报"
AGREE, DISAGREE = "同意，继续", "不同意，不报了"
BACK, SKIP, SKIP_REST, CANCEL = "上一步", "跳过", "其余都跳过", "取消"
KEEP, SURE, CHANGE = "不改，往下", "对，就是这天", "改日期"
SUBMIT, EDIT, PARK, DROP = "提交", "修改", "先存着", "放弃"
DROP_SURE, RESUME, REPLACE = "确定放弃", "接着填", "放弃它，填新的"
NEXT, NO_EVIDENCE = "发完了，下一步", "没有材料，下一步"
THAT_WAS_IT = "刚才那句就是回答"
WHO_LABEL, WHOM_LABEL, EVIDENCE_LABEL = "谁的事", "哪位同事", "材料"

# --- opening ----------------------------------------------------------------------------------------------------------

WHO = "是谁的事？自己和自己家里的事，都选“我自己的事”。"
WHOM = "请写出同事的姓名。"
NOT_YOURS = "这份申报不是您填的，我没有动它。"
FILLED_IN = "已经按您刚才说的填上了，最后还会请您核对："
GONE = "这份申报已经提交或放弃了。发 /mine 可以看到您的申报。"
PRIVATE = "申报是私事，我们私下说。已经私聊您了。"
NO_FORM = "现在没有正在填的申报。要报一件事，点“我要申报”。"
FORWARDED = "这是转发来的消息，我没有照做。需要的话，请您自己发一次。"
ASK_IN_PRIVATE = "这件事我们私下办：点我的头像，发 /start 就好。"


def choose(visits: int, congratulations: int) -> str:
    return f"要报哪件事？下面是通知里列出的：前 {visits} 件是要访的，后 {congratulations} 件是要贺的。"


def unlisted(kind: str) -> str:
    return f"现行通知没有列出这一项（{kind}），暂时不能申报。请问问本单位工会。"


def unfinished(title: str) -> str:
    return f"您有一份没填完的申报（{title}），接着填？"


def opened(title: str) -> str:
    return f"好，这就报“{title}”。"


def unfinished_other(title: str, wanted: str) -> str:
    return f"您有一份没填完的申报（{title}）。一次填一份：先接着填它，还是放弃它、新填“{wanted}”？"


def other_happening(title: str, wanted: str, *, grief: bool) -> str:
    """Something else has happened while a form is open; that form stays as it is until the member chooses."""
    head = "请节哀。" if grief else "听到了。"
    return (
        f"{head}这是另一件事（{wanted}），没有填进正在填的“{title}”，那份也还在。"
        f"一次填一份：先接着填它，还是放弃它、新填“{wanted}”？"
    )


def still_open(title: str) -> str:
    return f"申报表（{title}）还开着，已经填的都在，我们接着填："


PARKED = "已经替您存好了。什么时候想接着填，点“我要申报”或发 /start 就能找到。"
DROP_ASK = "确定放弃吗？放弃后，填过的内容会删掉；也可以先存着，以后再填。"
DROPPED = "好的，已经放弃，填过的内容都删掉了。"
REFUSED = "好的，不报了，什么都没有留下。需要时随时找我，也可以直接联系本单位工会。"

# --- consent ----------------------------------------------------------------------------------------------------------

_SEEN_BY: Mapping[Desk, str] = {
    Desk.BRANCH: "当事人所在工会的干部。工作群里只出现编号、事项、单位、日期、办到哪一步和“王*”这样的姓，"
    "具体内容由经办人私下打开看，谁看过有记录。",
    Desk.MEDIATOR: "当事人所在工会的调解联系人，单独看，不进任何群；没有合适的调解联系人时，由工委的同志看。",
    Desk.COMMITTEE: "工委的同志（按规定，这份申报不由本单位工会办）。",
}


AGREE_TO_GO_ON = "上面那几条您看过了，点“同意，继续”就往下填；现在不方便，回“先放着”。"
AGREE_BELOW = "点“同意，继续”就往下填。"
GOING_ON = "好，我们接着来。"
HEARD = "听到了。"
AWAY = "好，您先忙。填过的都在，回来说一声“继续”，我们接着填。"
REST = "当然，您先好好歇着。填过的都替您留着，材料以后再补也行，想接着填了说一声“继续”。"


def kept_until_agreed(lines: Sequence[str]) -> str:
    return f"这些先替您放着，同意以后才算数：\n{chr(10).join(lines)}"


def missing(known: Sequence[str], must: Sequence[str], may: Sequence[str]) -> str:
    """What is known of a report that is being filled in, and what is not."""
    have = f"已经填了：{'；'.join(known)}。" if known else "还没有填。"
    owed = f"还差：{'、'.join(must)}。" if must else "要填的都填好了。"
    rest = f"填不填都行的：{'、'.join(may)}。" if may else ""
    return f"{have}{owed}{rest}最后有材料就发，没有也能提交。"


def also(opening: str, title: str) -> str:
    """Something else that is told while a form is open, and for which there is none."""
    return f"{opening}这件没有填进“{title}”里，我先记着，这份交了以后再提醒您。"


def report_it(title: str) -> str:
    return f"接着报：{title}"


def told_meanwhile(said: str) -> str:
    return f"填表的时候您还说到：“{said}”。要不要接着报？"


def told_meanwhile_without_form(said: str) -> str:
    return f"填表的时候您还说到：“{said}”。这件没有对应的申报；家里因此为难的，可以按家庭特殊困难报。"


def consent(desk: Desk, days: int) -> str:
    """Said before the first detail: who will see it and for how long it is kept."""
    return (
        "往下填之前，先说清楚：\n"
        f"· 谁会看到：{_SEEN_BY[desk]}\n"
        f"· 保存多久：办完后 {days} 天，到期删掉具体内容和材料，只留账目。\n"
        "· 提交以后、办理之前，随时可以撤回。\n"
        "同意就接着填；不同意也没关系，什么都不会留下。"
    )


# --- the colleague ----------------------------------------------------------------------------------------------------


def not_found(name: str) -> str:
    return f"名册里没有找到“{name}”。请看看是不是写对了，把全名再发一次。"


NAME_PLEASE = "这一步要写同事的姓名，比如：王建国。只写姓名就行。"


def not_found_again(name: str) -> str:
    return (
        f"名册里还是没有“{name}”。可能名册里写的是别的字，也可能他不在名册里：请他本人来报，或请本单位工会来报；"
        "这份可以点“取消”先存着。"
    )


def which_one(name: str) -> str:
    return f"名册里能对上“{name}”的在下面，是哪一位？都不是的话，请写全名。"


SAME_BRANCH = "有同名同单位的，按钮分不清：请再发他的工号，我对得上就行。"
THAT_IS_YOU = "这是您自己的名字。自己的事请选“我自己的事”。"


def for_whom(name: str, branch: str) -> str:
    return f"替{name}（{branch}）申报。"


# --- questions --------------------------------------------------------------------------------------------------------


def noted(label: str, value: str) -> str:
    return f"{label}：{value}"


def changed(label: str, value: str, before: str) -> str:
    return f"{label}：{value}（已经改好，原来填的是{before}）"


def skipped(label: str) -> str:
    return f"{label}：不填。"


def question(text: str, why: str, *, optional: bool) -> str:
    aside = "，".join(part for part in (why, "不填也可以" if optional else "") if part)
    return f"{text}（{aside}）" if aside else text


def now_is(value: str) -> str:
    return f"现在填的是：{value}"


def no_date(example: str) -> str:
    return f"没看懂是哪一天。可以这样写：{example}。记不清就写个大概的日子。"


def rough_day(example: str) -> str:
    return f"记不清没关系，写个大概的日子就行，比如：{example}。提交以后，工会的同志会跟您核对。"


def which_day(stretch: str) -> str:
    """“12月底，是哪一天？”"""
    return f"{stretch}，是哪一天？请写到几月几号；记不清就写个大概的日子。"


def before_notice(year: int) -> str:
    return f"现行通知是 {year} 年发的，更早的事还能不能补报，通知没有写，由工会核定。"


def unfit(label: str, example: str, *, optional: bool) -> str:
    """What was typed is no such thing; it is not kept as one."""
    way_out = "；不想填就点“跳过”" if optional else ""
    return f"这句话我没有填到“{label}”里。可以这样写：{example}{way_out}。"


def no_choice(example: str) -> str:
    return f"没看懂这一项的回答。可以这样写：{example}。"


def too_long(length: int, limit: int) -> str:
    return f"写得有点长（{length} 个字），请缩短到 {limit} 个字以内。"


def amount_not_yours(title: str, form: str, ceiling: int | None) -> str:
    """Nobody names his own amount: the notice has the ceiling, the officers decide."""
    most = f"“{title}”是{form}，最多 {ceiling} 元" if ceiling else f"“{title}”的标准，通知没有写数额"
    return f"金额这里不用填，也不由我定：通知写的{most}，给不给、给多少由工会核定。"


def doubtful(day: str, why: str) -> str:
    return f"您写的是{day}，{why}。没有写错吧？"


def evidence(what: str, limit: int, count: int, *, owed: bool) -> str:
    have = f"已经收下 {count} 个。" if count else ""
    if owed:
        return f"请发{what}给我，照片或文件都行（最多 {limit} 个）。本单位工会要求这类申报附上材料。"
    return f"有{what}的话，发照片或文件给我（最多 {limit} 个）；没有也不影响申报。{have}"


def took(count: int) -> str:
    return f"收下了，现在共有 {count} 个材料。"


AGREE_FIRST = "先看看上面说的谁会看到、保存多久，点“同意，继续”，再发材料。"
EVIDENCE_OWED = "还没有收到材料。暂时没有的话，可以先“取消”再选“先存着”，有了再来发。"
HAVE_THAT = "这个材料已经收过了，不用再发。"


def too_many(limit: int) -> str:
    return f"最多收 {limit} 个材料，这一个没有收。"


def too_big(megabytes: int) -> str:
    return f"这个文件超过 {megabytes} MB，收不下。请拍张照片，或压缩后再发。"


WORDLESS = "这一步请写字，或点下面的按钮。照片和文件可以在最后一步发。"
PRESS_PLEASE = "请点下面的按钮。"

NOTE_BACK = "去掉刚才那句"
NOTE_GONE = "刚才那句去掉了。"


def note_taken(said: str) -> str:
    return f"记下了，会作为补充一起交给工会的同志：{said}"


def too_many_notes(limit: int) -> str:
    return f"补充最多记 {limit} 句，这一句没有记。要改前面的，点“修改”；其余的等工会的同志联系您时再说。"


# --- confirmation -----------------------------------------------------------------------------------------------------

SELF_WORD = "本人"
CHECK = "请核对一遍："
CHECK_END = "对的话就提交；哪一项不对，点“修改”。"
EDIT_WHICH = "要改哪一项？"
TELL_SUBJECT = "提交后会告诉当事人本人，他可以撤回。"
SPARE_SUBJECT = "提交后不会去打扰当事人本人，由工会的同志联系。"


def resembles(numbers: Sequence[str]) -> str:
    return f"注意：已经有相近的申报 {'、'.join(numbers)}。如果是同一件事，就不用再报了；不是的话照常提交。"


def receipt(number: str, title: str, after: str, desk: Desk, *, colleague: str | None = None) -> str:
    """The number, and what happens next. On behalf of a `colleague`, `after` is not for the reader and is left out."""
    place = {
        Desk.BRANCH: f"已经交到{colleague}所在的工会" if colleague else "已经交到本单位工会",
        Desk.MEDIATOR: "已经单独交给调解联系人",
        Desk.COMMITTEE: "已经交到工委",
    }[desk]
    closing = f"工会的同志会跟{colleague}联系，谢谢您想着。" if colleague else after
    return (
        f"收到了。\n编号：{number}\n事项：{title}\n"
        f"{place}，有了结果我马上告诉您。点“我的申报”随时能看进度，也能撤回。\n{closing}"
    )


def resembled(numbers: Sequence[str]) -> str:
    return f"提醒：它和 {'、'.join(numbers)} 相近。如果是同一件事，点“我的申报”撤回一份就好。"


def for_subject(reporter: str, title: str, number: str, *, can_withdraw: bool) -> str:
    way_out = "如果不需要，可以撤回。" if can_withdraw else "有不合适的地方，请直接跟工会的同志说。"
    return f"{reporter}替您向工会报了一件事：{title}（编号 {number}）。工会的同志会跟您联系。{way_out}"
