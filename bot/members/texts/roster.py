"""What is said about an import of the roster, at the terminal and in chat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.birthdays.rules import Birthday
from bot.core.people import MemberStatus
from bot.members.rules.roster import Row, Wrong
from bot.members.rules.roster_plan import Change, Plan, What

SHOWN = 10  # lines of a kind that a preview in chat spells out
_GONE = {MemberStatus.RETIRED: "退休", MemberStatus.LEFT: "调离", MemberStatus.DECEASED: "已故"}
TERM_REVERSED = "任期的结束日期早于开始日期，请核对。"
SAME_PERSON = "交接的双方是同一个人。续任请直接用 extend 改任期。"
TERM_PAST = "新的结束日期已经过去。要卸任请用 end。"
SEND_AGAIN = "这次导入已经办过或取消了。请把文件再发一遍。"
DONE_ALREADY = "这次导入已经办过或取消了。"
NOTHING_TO_UNDO = "没有可以撤销的导入。"
NEWER_IMPORT = "这次导入之后又有新的导入（或它已撤销），不能直接撤销。"
REMOVED_MEANWHILE = "这位会员刚刚从名册里移除了。请再试一次。"
UNDO, CANCEL = "撤销这次导入", "取消"
REPLY_COUNT, IMPORTED, CANCELLED, TAKEN_BACK = "请回复人数。", "已导入。", "已取消。", "已撤销。"  # at the button
INVITATIONS, STAFF_NO, SCAN, BOUND = "会员绑定链接", "工号", "扫码后点“开始”", "已绑定"
STATUSES = {
    MemberStatus.ACTIVE: "在册",
    MemberStatus.RETIRED: "已退休",
    MemberStatus.LEFT: "已调离",
    MemberStatus.DECEASED: "已故",
}
COMMITTEE_ONLY = "花名册由工委的同志来导入。您那里有变动，请报给工委。"


@dataclass(frozen=True)
class Seen:
    """What of the file was read and what was not: sheets, and the headers of columns."""

    source: str
    sheets: Sequence[str] = ()
    skipped: Sequence[str] = ()
    ignored: Sequence[str] = ()


def preview(seen: Seen, plan: Plan, shown: int | None = SHOWN) -> str:
    """What the import would do, for whoever confirms it. `shown`: lines of a kind at most; None: all of them."""
    added, changed, leaving = (len(plan.of(what)) for what in What)
    lists = (
        ("将新建基层工会", _branches(plan)),
        ("姓名变了，请核对是不是同一个人", [f"{c.known.name} → {c.row.name}" for c in plan.renamed if c.known]),
        ("新增的人和读到的生日，请核对公历还是农历", [_with_birthday(change.row) for change in plan.of(What.ADDED)]),
        ("生日有变化的", [_birthday_changed(change) for change in plan.other_birthdays]),
        ("将不再是在册会员的", [_leaving(change) for change in plan.of(What.LEAVING)]),
        ("名单里没有、但系统里在册的", [f"{one.name}（{one.branch}）" for one in plan.absent]),
        ("有问题的行", [wrong_line(one) for one in plan.wrong]),
    )
    lines = [
        f"花名册《{seen.source}》预览（还没有写入）：",
        f"新增 {added} 人，变更 {changed} 人，退休／调离／已故 {leaving} 人，"
        f"没有变化 {plan.same} 人，有问题 {len(plan.wrong)} 行。",
        *_seen(seen),
        *(line for title, items in lists for line in _listed(title, items, shown)),
    ]
    return "\n".join(lines)


def _seen(seen: Seen) -> list[str]:
    sheets, skipped, ignored = ("、".join(names) for names in (seen.sheets, seen.skipped, seen.ignored))
    return [
        *([f"读了 {len(seen.sheets)} 张表：{sheets}。"] if len(seen.sheets) > 1 else []),
        *([f"没有读的表（找不到 工号、姓名、基层工会 的表头）：{skipped}。"] if skipped else []),
        *([f"没有读的列：{ignored[:300]}。"] if ignored else []),
    ]


def _with_birthday(row: Row) -> str:
    return f"{row.name}（{row.branch}）：{birthday_words(row.birthday)}"


def birthday_words(birthday: Birthday | None) -> str:
    """With its calendar, whichever it is: 公历1985年3月7日, 农历八月十五."""
    if birthday is None:
        return "没有生日"
    return str(birthday) if birthday.calendar == "lunar" else f"公历{birthday}"


def _birthday_changed(change: Change) -> str:
    before = birthday_words(change.known.birthday if change.known else None)
    return f"{change.row.name}：{before} → {birthday_words(change.row.birthday)}"


def _leaving(change: Change) -> str:
    return f"{change.row.name}（{change.row.branch}）：{_GONE.get(change.row.status or MemberStatus.LEFT, '调离')}"


def wrong_line(one: Wrong) -> str:
    return f"{one.place} {one.column}：{one.reason}"


def _branches(plan: Plan) -> list[str]:
    return [f"{name}（和“{like}”很像，是不是写错了？）" if like else name for name, like in plan.new_branches.items()]


def _listed(title: str, items: Sequence[str], shown: int | None) -> list[str]:
    if not items:
        return []
    left = len(items) - len(items[:shown])
    more = [f"……另有 {left} 项"] if left else []
    return [f"{title}（{len(items)}）：", *(f"· {item}" for item in items[:shown]), *more]


def ask_count(names: Sequence[str]) -> str:
    """Before many people cease to be members at one press."""
    named = "、".join(names[:30]) + ("等" if len(names) > 30 else "")
    return (
        f"这次导入会让 {len(names)} 人不再是在册会员：{named}。\n"
        "他们的绑定和职务会随之解除，生日祝福也不再发。核对无误，请回复人数（只回数字）；不导入就回“取消”。"
    )


def wrong_count(count: int) -> str:
    return f"人数对不上，还没有导入。这次会有 {count} 人不再是在册会员，核对无误请回复 {count}；不导入就回“取消”。"


def applied(plan: Plan) -> str:
    added, changed, leaving = (len(plan.of(what)) for what in What)
    if not plan.changes:
        return "名册没有变化。" + (f"有问题的 {len(plan.wrong)} 行没有导入。" if plan.wrong else "")
    done = f"已导入：新增 {added} 人，变更 {changed} 人，退休／调离／已故 {leaving} 人。"
    return done + (f"有问题的 {len(plan.wrong)} 行没有导入，改好后可以再发。" if plan.wrong else "")


def undone(source: str, restored: int, removed: int, kept: Iterable[str]) -> str:
    done = f"已撤销《{source}》的导入：恢复 {restored} 人，移除新增的 {removed} 人。"
    names = "、".join(kept)
    return done + (f"下面的人在导入后又改过，新改的内容保留了：{names}。" if names else "")


ASK_FILE = (
    "请把花名册文件发给我（.xlsx 或 .csv）。要有这几列：工号、姓名、基层工会；"
    "可以有：生日、公历/农历、状态、职务、手机尾号。\n我先给您看会改什么，您确认后才写入。不发了就回“取消”。"
)
DROPPED = "好的，没有写入任何内容。"
NO_FILE = "请发文件（.xlsx 或 .csv），不要发照片或文字；不发了就回“取消”。"


def too_big(most: int) -> str:
    """`most`: bytes."""
    return f"文件太大了，请控制在 {most // 1_000_000} MB 以内，或由管理员用命令行导入。"


WHOLE_PREVIEW = "上面没有列完的，都在这个文件里：每个新增的人和读到的生日、每处变动。"
TOO_MANY_WRONG = "有问题的行太多，没能另做成文件。请按预览里写的原因改原来的花名册，再发一遍。"
MEND = "这些行有问题，没有导入。每行末尾写了原因，改好后把这个文件直接发回来就行。"


def not_in_office(name: str) -> str:
    return f"{name}已不在册，不能任职。"


def not_of_branch(name: str, branch: str) -> str:
    return f"{name}不是{branch}的会员，不能在那里任职。"


def holds_already(name: str, branch: str, title: str) -> str:
    return f"{name}在这段时间里已经是{branch}的{title}。"


def only_chair(name: str, branch: str) -> str:
    return f"{name}是{branch}唯一的主席。请用交接（hand-over）同时任命新主席。"


def no_such_officer(branch: str, staff_no: str, title: str) -> str:
    return f"{branch}没有工号 {staff_no} 的{title}。"


def no_such_number(staff_no: str) -> str:
    return f"名册里没有工号 {staff_no}。"


def cut_and_hand_over(days: int) -> str:
    return f"请剪开后当面交给本人：每个二维码只属于一个人，只能用一次，{days} 天内有效，不要拍照外传。"


def confirm_import(changes: int) -> str:
    return f"确认导入（{changes} 人有变化）"


def import_and_retire(absent: int) -> str:
    return f"导入，并把名单外的 {absent} 人按调离处理"
