"""`wennuan …`: one line a command. Commands import what they need when they run, so that none pays for another."""

import importlib

import typer

app = typer.Typer(
    help="温暖：机关工会会员服务机器人", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

COMMANDS = ("ask", "understand", "notices", "sandbox", "run", "roster", "audit")


def main() -> None:
    """Loads the command that was named (all of them for the help page) and runs it."""
    for name in COMMANDS:
        importlib.import_module(f"bot.commands.{name}").register(app)
    app()
