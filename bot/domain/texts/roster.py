"""What is said about an import of the roster, at the terminal and in chat."""

from collections.abc import Iterable, Sequence

from bot.domain.roster import Wrong
from bot.domain.roster_plan import Plan, What

SHOWN = 10  # lines of a kind that a preview spells out


def preview(source: str, plan: Plan, sheets: Sequence[str] = (), skipped: Sequence[str] = ()) -> str:
    """What the import would do, for whoever confirms it. `sheets`: where there were several, those read."""
    added, changed, leaving = (len(plan.of(what)) for what in What)
    lines = [
        f"花名册《{source}》预览（还没有写入）：",
        f"新增 {added} 人，变更 {changed} 人，退休／调离／已故 {leaving} 人，"
        f"没有变化 {plan.same} 人，有问题 {len(plan.wrong)} 行。",
        *([f"读了 {len(sheets)} 张表：{'、'.join(sheets)}。"] if len(sheets) > 1 else []),
        *([f"没有读的表（找不到 工号、姓名、基层工会 的表头）：{'、'.join(skipped)}。"] if skipped else []),
        *_branches(plan),
        *_listed("姓名变了，请核对是不是同一个人", [f"{c.known.name} → {c.row.name}" for c in plan.renamed if c.known]),
        *_listed("名单里没有、但系统里在册的", [f"{one.name}（{one.branch}）" for one in plan.absent]),
        *_listed("有问题的行", [wrong_line(one) for one in plan.wrong]),
    ]
    return "\n".join(lines)


def wrong_line(one: Wrong) -> str:
    return f"{one.place} {one.column}：{one.reason}"


def _branches(plan: Plan) -> list[str]:
    named = [f"{name}（和“{like}”很像，是不是写错了？）" if like else name for name, like in plan.new_branches.items()]
    return _listed("将新建基层工会", named)


def _listed(title: str, items: Iterable[str]) -> list[str]:
    found = list(items)
    if not found:
        return []
    more = [f"……另有 {len(found) - SHOWN} 项"] if len(found) > SHOWN else []
    return [f"{title}（{len(found)}）：", *(f"· {item}" for item in found[:SHOWN]), *more]


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
TOO_BIG = "文件太大了，请控制在 5 MB 以内，或由管理员用命令行导入。"
MEND = "这些行有问题，没有导入。每行末尾写了原因，改好后把这个文件直接发回来就行。"
