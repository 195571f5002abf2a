"""What a database is for: to serve a union, or to try things out with the sandbox's invented people. Never both."""

from dataclasses import dataclass
from enum import StrEnum

COMMITTEE = "市直机关工会工委"
BRANCH_A = "市档案馆工会"
BRANCH_B = "市图书馆工会"
BRANCHES = (BRANCH_A, BRANCH_B)
GROUP_CHATS: dict[str, int] = {
    BRANCH_A: -1001000000001,
    BRANCH_B: -1001000000002,
    COMMITTEE: -1001000000009,
}
MEMBER_GROUPS: dict[str, int] = {BRANCH_A: -1001000000101, BRANCH_B: -1001000000102}


class Purpose(StrEnum):
    """Marked in the database when it is made; whoever opens it for the other purpose is refused."""

    PRODUCTION = "production"  # 正式使用
    SANDBOX = "sandbox"  # 沙箱


def purpose_of_unmarked(samples: int, others: int) -> Purpose:
    """For databases of versions that set no mark: what `samples` invented and `others` real members say.

    A sandbox of that time held its sample people from its first start on. One real member among them, and it is a
    union's: then the sandbox keeps off, and what was mixed in has to be taken out.
    """
    return Purpose.SANDBOX if samples and not others else Purpose.PRODUCTION


@dataclass(frozen=True)
class RosterRow:
    """One line of the roster. ``birthday`` is written as rosters write it; ``telegram_id`` None: not bound yet."""

    staff_no: str
    name: str
    branch: str
    birthday: str | None
    role: str
    telegram_id: int | None


SAMPLE_ROSTER: tuple[RosterRow, ...] = (
    RosterRow("A0001", "林国栋", BRANCH_A, "1970-05-18", "chair", 1101),
    RosterRow("A0002", "陈雅琴", BRANCH_A, "1983-09-02", "officer", 1102),
    RosterRow("A0003", "周文彬", BRANCH_A, "1979-12-30", "treasurer", 1103),
    RosterRow("A0004", "吴晓芸", BRANCH_A, "1976-03-08", "mediator", 1104),
    RosterRow("A0005", "王秀英", BRANCH_A, "1988-11-23", "member", 1105),
    RosterRow("A0006", "李建国", BRANCH_A, "农历1981年八月十五", "member", 1106),
    RosterRow("A0007", "张敏", BRANCH_A, "1995-01-15", "member", 1107),
    RosterRow("A0008", "王建军", BRANCH_A, "1967-06-01", "member", None),
    RosterRow("A0009", "郑小丽", BRANCH_A, "农历2001年闰四月初八", "member", None),
    RosterRow("B0001", "黄志远", BRANCH_B, "1972-08-21", "chair", 1201),
    RosterRow("B0002", "徐慧", BRANCH_B, "1985-04-12", "officer", 1202),
    RosterRow("B0003", "孙立平", BRANCH_B, "1978-10-07", "treasurer", 1203),
    RosterRow("B0004", "何静", BRANCH_B, "1974-02-25", "mediator", 1204),
    RosterRow("B0005", "赵晨", BRANCH_B, "1992-02-29", "member", 1205),
    RosterRow("B0006", "王敏", BRANCH_B, "1990-12-24", "member", 1206),
    RosterRow("B0007", "朱海燕", BRANCH_B, "7-19", "member", 1207),
    RosterRow("B0008", "张敏", BRANCH_B, "1986-05-05", "member", None),
    RosterRow("C0001", "蒋明华", COMMITTEE, "1969-09-09", "committee", 1301),
    RosterRow("C0002", "沈婷", COMMITTEE, "1982-07-01", "committee", 1302),
)
