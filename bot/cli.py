"""`wennuan …`: a module of `bot.commands` for each group of commands; only the one that is named is imported."""

import errno
import importlib
import pkgutil
import sys
from typing import Annotated

import typer

from bot import commands
from bot.commandline import INTERRUPTED, speak_chinese
from bot.core.errors import WennuanError
from bot.core.texts import commandline as texts

_TROUBLES = {
    errno.ENOENT: texts.NOT_THERE,
    errno.EACCES: texts.NO_RIGHT,
    errno.EPERM: texts.NO_RIGHT,
    errno.EISDIR: texts.A_FOLDER,
    errno.ENOTDIR: texts.NOT_A_FOLDER,
    errno.EEXIST: texts.THERE_ALREADY,
    errno.ENOSPC: texts.DISK_FULL,
    errno.EDQUOT: texts.DISK_FULL,
    errno.EROFS: texts.READ_ONLY,
    errno.ENAMETOOLONG: texts.NAME_TOO_LONG,
}


def load(named: str | None = None) -> typer.Typer:
    """The command line with the commands of `named` only, or with all of them when there is no such module."""
    app = typer.Typer(
        help=texts.APP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_wennuan)
    names = (module.name for module in pkgutil.iter_modules(commands.__path__))
    known = sorted(name for name in names if not name.startswith("_"))  # others are parts of a command
    for name in [named] if named in known else known:
        importlib.import_module(f"bot.commands.{name}").register(app)
    speak_chinese(app)
    return app


def _say_version(wanted: bool) -> None:
    if wanted:
        from bot.core import version

        typer.echo(texts.version(version.current()))
        raise typer.Exit


def _wennuan(
    _version: Annotated[
        bool, typer.Option("--version", help=texts.VERSION, callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Makes every command a sub-command, also while only one is registered."""


def main() -> None:
    """Runs the command. What we can explain ends with a sentence on stderr and status 1, never with a traceback."""
    try:
        load(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="wennuan")
    except WennuanError as error:
        _end(str(error), 1)
    except KeyboardInterrupt:
        _end(texts.INTERRUPTED, INTERRUPTED)
    except BrokenPipeError:  # who reads has seen enough
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        if error.filename is None:
            raise
        trouble = _TROUBLES.get(error.errno or 0, texts.OTHER_TROUBLE.format(error.strerror))
        _end(texts.file_trouble(error.filename, trouble), 1)


def _end(sentence: str, status: int) -> None:
    typer.secho(sentence, fg="red", err=True)
    sys.exit(status)
