"""What the command line says about itself, and about what was typed."""

from collections.abc import Sequence

USAGE, ARGUMENTS, OPTIONS, COMMANDS = "用法：", "参数：", "选项：", "命令："
SOME_OPTIONS, SOME_COMMAND = "[选项]", "命令 …"
HELP, VERSION = "显示这段说明", "显示版本"
REQUIRED, DEFAULT = "（必填）", "（默认 {}）"
APP = "温暖：机关工会会员服务机器人。"
NO_CHAT = "命令行里没有聊天可以回复。"
INTERRUPTED = "已停止。"
CANCELLED = "已取消，什么也没有改。"
YES_OR_NO = "（是/否）："
SAY_YES_OR_NO = "请回答 是 或 否。"
KINDS = {"integer": "整数", "integer range": "整数", "path": "路径", "datetime": "日期", "text": "文字"}


def version(number: str) -> str:
    return f"温暖 {number}"


def missing(name: str, about: str) -> str:
    return f"缺少{_named(name, about)}。"


def needs_value(name: str, about: str) -> str:
    return f"{name} 后面要写内容{_about(about)}。"


def takes_none(name: str) -> str:
    return f"{name} 后面不用写内容。"


def no_option(name: str, near: Sequence[str]) -> str:
    return f"没有 {name} 这个选项。{_perhaps(near)}"


def no_command(name: str, near: Sequence[str]) -> str:
    return f"没有 {name} 这个命令。{_perhaps(near)}"


def too_much(words: str) -> str:
    return f"多写了：{words}。内容里有空格的，请用引号括起来。"


def unfit(name: str, value: str | None, allowed: str) -> str:
    what = f"{name} 的“{value}”" if value is not None else f"{name} 的值"
    return f"{what}不对：应当是{allowed}。"


def unfit_otherwise(name: str) -> str:
    return f"{name} 写得不对。"


def whole_number(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f" {least} 到 {most} 的整数"
    return f"不小于 {least} 的整数" if least is not None else "整数"


def day(formats: Sequence[str]) -> str:
    return "日期，写成 2026-12-01 这样" if "%Y-%m-%d" in formats else "日期"


def more(command: str) -> str:
    return f"详细说明：{command} --help"


def file_trouble(path: object, trouble: str) -> str:
    return f"{path}：{trouble}。什么也没有写坏，处理好以后请再来一次。"


NOT_THERE = "没有这个文件或文件夹，请核对写的位置"
NO_RIGHT = "没有权限读写，请检查它的属主和权限"
A_FOLDER = "这是文件夹，要写文件的名字"
NOT_A_FOLDER = "这里要的是文件夹，它却是文件"
THERE_ALREADY = "已经有了，请换一个名字"
DISK_FULL = "磁盘满了，请腾出空间"
READ_ONLY = "磁盘是只读的"
NAME_TOO_LONG = "名字太长，请换一个短的"
OTHER_TROUBLE = "读写出错（{}）"


def _named(name: str, about: str) -> str:
    return f" {name}{_about(about)}" if name.startswith("-") else f"“{name}”{_about(about, name)}"


def _about(about: str, name: str = "") -> str:
    rest = about.removeprefix(name).strip("：；，（） 。")
    return f"（{rest}）" if rest else ""


def _perhaps(near: Sequence[str]) -> str:
    return f"是不是：{'、'.join(near)}？" if near else "有哪些，请看下面的用法和说明。"
