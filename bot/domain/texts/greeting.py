"""What a birthday greeting says, and what officers are told. The wordings are data (`wordings.toml`)."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from bot.domain.birthdays import Birthday
from bot.domain.errors import BadInput

PLACES = ("private", "private_late", "group", "group_late")
LONGEST = 600  # characters of a wording


@dataclass(frozen=True)
class Wording:
    """One text for one place. Those of the program have ids below 10,000; the committee's own come above."""

    id: int
    text: str

    def written(self, name: str, branch: str) -> str:
        return self.text.replace("{name}", name).replace("{branch}", branch).strip()


OWN = 10_000  # added to the row id of a wording that the committee has entered


@cache
def built_in(place: str) -> tuple[Wording, ...]:
    """The wordings that come with the program, for a place."""
    raw = resources.files(__package__).joinpath("wordings.toml").read_text(encoding="utf-8")
    return tuple(Wording(one["id"], one["text"].strip()) for one in tomllib.loads(raw)[place])


def choose(pool: Sequence[Wording], member_id: int, year: int, last: int | None) -> Wording:
    """The wording of this year: steady for a member and year, and never the one that he saw last (`last`, an id)."""
    fresh = [wording for wording in pool if wording.id != last] or list(pool)
    return fresh[(member_id + year) % len(fresh)]


def check_wording(text: str) -> str:
    """The committee's own wording, usable. Raises BadInput with what to mend."""
    clean = text.strip()
    if "{name}" not in clean:
        raise BadInput("文案里要写上 {name}，系统会换成会员的姓名。例如：{name}，祝您生日快乐！——{branch}")
    if len(clean) > LONGEST:
        raise BadInput(f"文案太长了（{len(clean)} 字），请控制在 {LONGEST} 字以内。")
    rest = clean.replace("{name}", "").replace("{branch}", "")
    if "{" in rest or "}" in rest:
        raise BadInput("文案里的花括号只能是 {name}（姓名）和 {branch}（基层工会）。")
    return clean


def unbound(names: Iterable[str], *, late: bool) -> str:
    day = "昨天" if late else "今天"
    return f"{day}过生日、还没有绑定账号的会员：{'、'.join(names)}。系统没法发祝福，请当面或打个电话问候一声。"


def held(name: str, *, late: bool) -> str:
    day = "昨天" if late else "今天"
    return f"{day}是{name}的生日。因近期有亲人去世的申报，系统没有发送生日祝福，请您酌情当面关心。"


def missed(lines: Iterable[str]) -> str:
    return "系统停机期间错过了下面这些会员的生日，没有补发祝福，请当面问候：\n" + "\n".join(lines)


def not_run(through: date, today: date) -> str:
    return (
        f"生日祝福有几天没有运行：上一次是 {through}，现在是 {today}。昨天和今天的已经补发，"
        "更早的没有补发，名单已发给各基层工会的工作群。请查一下机器人为什么停了。"
    )


def unsure(lines: Iterable[str]) -> str:
    return "下面的生日祝福没能确认送达，系统不会重发，请问一声：\n" + "\n".join(lines)


CHOICES = {"private": "私聊祝福我", "group": "在会员群里祝福我", "none": "不要生日祝福"}
CHOSEN = {"private": "好的，以后私聊祝福您。", "group": "好的，以后在群里祝福您。", "none": "好的，不再发生日祝福。"}
_PLACES = {"private": "私聊里", "group": "本单位会员群里（只写姓名，不写年龄）"}


def setting(birthday: Birthday | None, upcoming: date | None, place: str, hour: int, *, group: bool) -> str:
    """A member's own birthday and how he is greeted."""
    if birthday is None or upcoming is None:
        known = "工会还没有登记您的生日。可以点“我要申报”，选“会员生日”报给工会。"
    else:
        shown = replace(birthday, year=None)
        known = f"登记的生日：{shown}，下一次是 {upcoming.year}年{upcoming.month}月{upcoming.day}日。"
    if place == "none":
        return f"{known}\n您选了不要生日祝福，系统不会发。"
    where = _PLACES["private" if place == "group" and not group else place]
    return f"{known}\n那天 {hour} 点左右，系统会在{where}祝福您。"
