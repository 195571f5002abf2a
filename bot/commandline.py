"""typer's command line in Chinese: help, usage, and one sentence on what was typed wrong.

typer has its sentences in English within its code; here they are made anew from what its errors and parameters hold.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any
from unicodedata import east_asian_width

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from bot.core.texts import commandline as texts

UsageError: Any = typer.BadParameter.__mro__[1]  # typer names only the one; this one knows the command
INTERRUPTED = 130  # what a shell calls Ctrl-C
_SAID = re.compile(r"^'?(.*?)'? (?:is not|does not)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(r"[：；，、（。 ]")


def speak_chinese(app: typer.Typer) -> None:
    """Has the app, its groups and their commands explain themselves in Chinese."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            speak_chinese(group.typer_instance)


class Command(TyperCommand):
    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401 - typer keeps its Context to itself
        params = self.get_params(ctx)
        needed = [_spelt(one) for one in params if isinstance(one, TyperOption) and one.required]
        named = [_usage(one) for one in params if isinstance(one, TyperArgument)]
        return " ".join([texts.USAGE + ctx.command_path, texts.SOME_OPTIONS, *needed, *named])

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        formatter.write(_page(self, ctx, []))


class Group(TyperGroup):
    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401
        return f"{texts.USAGE}{ctx.command_path} {texts.SOME_COMMAND}"

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        commands = [(name, _first_line(one.short_help or one.help)) for name, one in self.commands.items()]
        formatter.write(_page(self, ctx, commands))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args[0] not in self.commands and not args[0].startswith("-"):
            near = get_close_matches(args[0], list(self.commands))
            raise UsageError(texts.no_command(args[0], near), ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401
        """Runs what the arguments say and ends the process, with a Chinese sentence where they can't be understood."""
        try:
            code = super().main(*args, **extra | {"standalone_mode": False})
        except typer.Abort:
            typer.echo(texts.CANCELLED, err=True)
            sys.exit(1)
        except UsageError as error:
            typer.echo(explained(error), err=True)
            sys.exit(error.exit_code)
        if code == INTERRUPTED:
            typer.echo(texts.INTERRUPTED, err=True)
        sys.exit(code if isinstance(code, int) else 0)


def explained(error: Any) -> str:  # noqa: ANN401 - typer names the classes of its errors nowhere in public
    """What is wrong, and the command's usage. Who named no command gets the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message()).rstrip()
    sentence = _sentence(error)
    if error.ctx is None:
        return sentence
    return "\n".join([sentence, error.ctx.get_usage(), texts.more(error.ctx.command_path)])


def _sentence(error: Any) -> str:  # noqa: ANN401
    message, param = str(error.message), getattr(error, "param", None)
    match type(error).__name__:
        case "MissingParameter":
            return texts.missing(_name(param), _about(param))
        case "NoSuchOption":
            return texts.no_option(error.option_name, error.possibilities or [])
        case "BadOptionUsage" if "does not take" in message:
            return texts.takes_none(error.option_name)
        case "BadOptionUsage":
            return texts.needs_value(error.option_name, "")
        case _ if _CHINESE.search(message) and not _SAID.match(message):
            return message
        case "BadParameter" if param is not None:
            return _unfit(param, message)
        case _ if "unexpected extra argument" in message:
            return texts.too_much(message.partition("(s) (")[2].removesuffix(")"))
        case _:
            return texts.unfit_otherwise(_name(param))


def _unfit(param: TyperArgument | TyperOption, message: str) -> str:
    said, kind = _SAID.match(message), param.type
    value = said[1] if said else None
    if formats := getattr(kind, "formats", None):
        return texts.unfit(_name(param), value, texts.day(formats))
    if str(kind.name).startswith("integer"):
        bounds = getattr(kind, "min", None), getattr(kind, "max", None)
        return texts.unfit(_name(param), value, texts.whole_number(*bounds))
    return texts.unfit_otherwise(_name(param))


def _name(param: TyperArgument | TyperOption | None) -> str:
    """`--days`; of an argument what its help begins with."""
    if param is None:
        return ""
    if isinstance(param, TyperOption):
        return max(param.opts, key=len)
    return _NAME.split(_about(param))[0] or str(param.name)


def _about(param: TyperArgument | TyperOption | None) -> str:
    return str(getattr(param, "help", None) or "")


def _usage(param: TyperArgument) -> str:
    name = _name(param) + ("…" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _page(command: TyperCommand | TyperGroup, ctx: Any, commands: Sequence[tuple[str, str]]) -> str:  # noqa: ANN401
    params = command.get_params(ctx)
    arguments = [(_name(one), _described(one)) for one in params if isinstance(one, TyperArgument)]
    options = [(_spelt(one), _described(one)) for one in params if isinstance(one, TyperOption)]
    parts = [command.get_usage(ctx)]
    if command.help:
        parts.append(command.help.strip())
    for title, rows in ((texts.ARGUMENTS, arguments), (texts.COMMANDS, commands), (texts.OPTIONS, options)):
        if rows:
            parts.append("\n".join([title, *_columns(rows)]))
    return "\n\n".join(parts) + "\n"


def _spelt(option: TyperOption) -> str:
    """`--yes, -y`; `--days 整数`."""
    spelt = ", ".join(sorted(option.opts, key=len, reverse=True))
    return (
        spelt if option.is_flag or option.name == "help" else f"{spelt} {texts.KINDS.get(option.type.name, '')}".strip()
    )


def _described(param: TyperArgument | TyperOption) -> str:
    if param.name == "help":
        return texts.HELP
    shown = param.default if isinstance(param.default, int | str) and not isinstance(param.default, bool) else None
    extra = texts.REQUIRED if param.required else texts.DEFAULT.format(shown) if shown else ""
    return _about(param) + extra


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Two columns; what is Chinese takes two places on a terminal."""
    rows = list(rows)
    width = max(_width(left) for left, _ in rows)
    return [f"  {left}{' ' * (width - _width(left))}  {right}".rstrip() for left, right in rows]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
