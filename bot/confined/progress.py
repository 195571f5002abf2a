"""How far the child has come: a line of JSON ahead of its answer, which is one line without an end."""

import json
import sys


def report(done: int, of: int) -> None:
    """So many of so many pages are read."""
    sys.stdout.write(json.dumps({"done": done, "of": of}) + "\n")
    sys.stdout.flush()
