"""`wennuan run` without the pace that Telegram's limits ask for: `python -m tests.benchmarks.unpaced [--webhook]`."""

import sys
from dataclasses import astuple

from bot.ops import process


def main(*, webhook: bool) -> None:
    process.share_one_heap()
    from bot.commands.run import run
    from bot.traffic import pacing

    pacing.Pace.__init__.__defaults__ = astuple(pacing.UNPACED)
    run(webhook=webhook)


if __name__ == "__main__":
    main(webhook="--webhook" in sys.argv)
