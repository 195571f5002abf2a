"""`wennuan`, and `python -m bot`: Ctrl-C ends it with a sentence from the first moment on."""

import sys


def main() -> None:
    """Runs the command (`bot.cli`)."""
    try:
        from bot import cli

        cli.main()
    except KeyboardInterrupt:
        from bot.core.texts.commandline import INTERRUPTED

        sys.stderr.write(f"{INTERRUPTED}\n")
        sys.exit(130)  # what a shell calls Ctrl-C


if __name__ == "__main__":
    main()
