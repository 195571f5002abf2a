"""What the commands print at a terminal, beside the texts of the rooms that they call; help stands at its option."""

from collections.abc import Iterable
from datetime import date

from bot.core.messages import OutboxState

# --- ask, understand, misses ------------------------------------------------------------------------------------------

WHAT_TO_ASK = "要问什么？例如：wennuan ask 生病住院能领多少慰问金"
WHAT_TO_READ = "要读哪句话？例如：wennuan understand 我昨天住院了，附二医骨科"
UNREADABLE = "这一行读不懂。应当是 UTF-8 的 JSON：{id, text, today}，today 写成 2026-03-04。"
NO_FORM = "不开单：没有读到要申报的事。"
SUBJECTS = {"self": "本人", "family": "家人", "colleague": "代同事报"}


def no_json(line: int, error: str) -> str:
    return f"第 {line} 行不是 JSON：{error}"


def no_question(line: int) -> str:
    return f"第 {line} 行缺少 q"


def wrong_context(line: int) -> str:
    return f"第 {line} 行的 context 应是句子的列表"


def words(parts: Iterable[str]) -> str:
    return f"\n分词：{' / '.join(parts)}"


def no_such_day(written: str) -> str:
    return f"没有 {written} 这一天，请写成 2026-03-04"


def form(title: str, subject: str) -> list[str]:
    return [f"事项：{title}", f"谁的事：{SUBJECTS[subject]}"]


def form_rest(relation: str | None, day: date | None, colleague: str | None, hospital: str | None) -> list[str]:
    optional = {"关系": relation, "日期": day, "同事": colleague, "医院": hospital}
    return [f"{label}：{value}" for label, value in optional.items() if value]


def misses(month: str, questions: int, groups: int) -> str:
    return f"{month}：{questions} 个问题，{groups} 类"


def alike(times: int, example: str) -> str:
    return f"\n{times} 次　{example}"


# --- notices ----------------------------------------------------------------------------------------------------------

LOOKED_AT = "看过了，没有问题？"
REVIEW_DONE, REVIEW_HANDED_ON = "核对完了？", "核对完了，交给另一位发布？"
UNDER_REVIEW, REVIEWED = "正在核对", "核对完，没有在用"
NO_FIGURE = "未写明金额"
STALE_TABLE = "词库改过了，分类模型还是旧的：请运行 wennuan notices train"


def which_level(levels: Iterable[str]) -> str:
    return f"--level 写 {'、'.join(levels)} 中的一个。"


def no_staff_no(staff_no: str) -> str:
    return f"名册里没有工号 {staff_no}。"


def left(count: int, point: str) -> str:
    return f"\n还有 {count} 处：{point}"


def for_members(broadcast: str) -> str:
    return f"\n要告诉会员的话，可以照这份改：\n{broadcast}"


def with_state(line: str, state: str) -> str:
    return f"{line}（{state}）"


def shipped(number: str, title: str) -> str:
    return f"随程序带的　{number}《{title}》"


def ask_undo(number: str) -> str:
    return f"撤回 {number}？"


def notice(number: str, printed: date, title: str) -> str:
    return f"{number}（{printed.isoformat()} 印发）{title}"


def kind(citation: str, title: str, deed: str, form: str | None, ceiling: int | None) -> str:
    grant = f"{form}不超过 {ceiling} 元" if ceiling is not None else NO_FIGURE
    return f"  {citation}  {title}：{deed}，{grant}"


def cannot_open(name: str, error: str | None) -> str:
    return f"打不开文件：{name}（{error}）。"


def checked(rows: int, found: int) -> str:
    return f"{rows} 句标注的话，{found} 处要看一看" if found else f"{rows} 句标注的话，没有矛盾"


def bar_moved(name: str, old: float, new: float) -> str:
    return f"门槛 {name}：{old:+.2f} → {new:+.2f}"


def trained(rows: int, classes: int, features: int) -> str:
    return f"练好了：{rows} 句标注的话，{classes} 类，{features} 个特征"


# --- roster, offices --------------------------------------------------------------------------------------------------

READING, WRITING = "正在读取……", "写入"
NOTHING_WRITTEN = "没有写入任何内容。"
IMPORT, UNDO_IMPORT, DROP_SAMPLES = "确认导入？", "撤销最近一次导入？", "把沙箱的示例人物清出花名册？"
ALL_BOUND = "没有需要绑定的会员。"
PREVIEW_FILE, WRONG_FILE = "{stem}-预览.txt", "{stem}-待修改.xlsx"


def preview_kept(path: object) -> str:
    return f"上面没有列完的（每个新增的人和读到的生日、每处变动）都存到了 {path}。"


def ask_leaving(count: int) -> str:
    return f"会有 {count} 人不再是在册会员。核对无误请输入人数，不导入请输入 0"


def wrong_kept(rows: int, path: object) -> str:
    return f"有问题的 {rows} 行存到了 {path}，改好后可以直接导入这个文件。"


def people(count: int) -> str:
    return f"共 {count} 人。"


def invited(count: int, path: object, days: int) -> str:
    return f"{count} 人的绑定链接存到了 {path}，{days} 天内有效，每条只能用一次。请当面交给本人。"


def no_bot_name(written: str) -> str:
    return f"“{written}”不是机器人的用户名：5 到 32 个字母、数字或下划线，以 bot 结尾，例如 wennuan_bot。"


def appointed(name: str, branch: str, role: str, since: date) -> str:
    return f"已任命：{name}，{branch}{role}，{since} 起。"


def ended(name: str, branch: str, role: str, last_day: date) -> str:
    return f"已卸任：{name}，{branch}{role}，最后一天 {last_day}。"


def handed_over(branch: str, role: str, former: str, name: str, since: date) -> str:
    return f"已交接：{branch}{role}，{former} → {name}，{since} 起。"


def extended(name: str, branch: str, role: str, until: str | None) -> str:
    return f"已改任期：{name}，{branch}{role}，至 {until or '另行通知'}。"


def no_day(written: str) -> str:
    return f"日期“{written}”没看懂，请写成 2026-12-01。"


def no_role(written: str) -> str:
    return f"职务“{written}”没看懂，请写 主席、委员、财务、调解联系人 或 经审。"


# --- rules, holidays, ledger, privacy ---------------------------------------------------------------------------------

NO_RULES = "还没有。"
ENTER_HOLIDAYS = "就用这份？"


def rule_set(line: str) -> str:
    return f"已生效：{line}。"


def no_text_file(path: object) -> str:
    return f"{path} 不是 UTF-8 的文本文件，请另存一份再试。"


def ledger(path: object, count: int) -> str:
    return f"{path}（{count} 件）"


def written(path: object) -> str:
    return f"已写入 {path}"


def fill_in(mark: str) -> str:
    return f"标着“{mark}”的地方请工会填写后归档，至少保存三年。"


# --- backup, keys, check, audit, upgrade, sandbox ---------------------------------------------------------------------

OLD_FORM = "这份备份是旧版本做的，没有记下行的次序；各表的行数和内容都核对过，对得上。"
CHAINED = "每一行和行的次序都核对过。"
NO_BACKUP = "还没有备份。请写出备份文件的位置：wennuan restore 文件"
MOVED = "搬好了，逐行核对一致。请把 .env 里的 DATABASE_URL 改成新的地址，再启动。"
RESEALING = "重新加密"
KEY_FOR_SETTINGS = "密钥在 DATA_KEYS 里管理。请把下面这把加在它的最前面，用逗号隔开："
DROP_YOURSELF = "密钥在 DATA_KEYS 里管理：换好以后请自己从中去掉旧的。"
OLD_KEYS_GONE = "旧密钥已从密钥文件里去掉。请重启机器人。"
FINE, NOT_FINE = "一切正常。", "请照上面 ✗ 的提示处理，再运行一次 wennuan check。"
UP_TO_DATE = "数据库已是这个版本的。"


def backed_up(path: object, rows: int, size: int) -> str:
    """`size`: in bytes."""
    return (
        f"备份好了，并已恢复检验：{path}（{rows} 行，{size / 1024:.0f} KB）。\n"
        "没有密钥打不开它：请把数据文件夹里的 keys 文件（或 DATA_KEYS）另外妥善保存一份。"
    )


def restored(path: object, rows: int, *, chained: bool) -> str:
    return f"恢复好了：{path}，{rows} 行。{CHAINED if chained else OLD_FORM}"


def wrong_target(allowed: str) -> str:
    return f"--to 的地址不对。应当是：{allowed}。"


def same_rows(table: str, rows: int) -> str:
    return f"{table:16} {rows:>8} 行  一致"


def key_added(path: object) -> str:
    return f"新密钥已放进 {path} 的第一行。请马上备份这个文件，重启机器人，再运行 wennuan keys rotate。"


def resealed(count: int) -> str:
    return f"已重新加密 {count} 项。"


def finding(what: str, advice: str, *, fine: bool) -> str:
    return f"{'✓' if fine else '✗'} {what}" + (f"：{advice}" if advice else "")


def broken(row: int, why: str) -> str:
    return f"核到第 {row} 条时发现问题。{why}"


def whole(rows: int) -> str:
    return f"办理历史完整：{rows} 条记录，一条不缺，一字未改。"


def sandbox_ready(address: str, data: object) -> str:
    return f"温暖的沙箱已经就绪，请用浏览器打开：{address}/\n按 Ctrl-C 停止；数据在 {data}/，下次接着用。"


# --- quarantine, undelivered ------------------------------------------------------------------------------------------

NONE_ASIDE, NONE_UNDELIVERED = "没有被搁置的更新。", "没有发不出去的消息。"
STATES = {OutboxState.DEAD: "对方不收", OutboxState.UNKNOWN: "不知道到了没有"}


def listed(count: int, none: str) -> str:
    return f"共 {count} 条。" if count else none


def put_back(count: int) -> str:
    return f"放回了 {count} 条。没有更新号的（负数）无法重试。"
