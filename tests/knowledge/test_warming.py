"""Once warm, a library makes nothing more while somebody waits for an answer."""

import json
import subprocess
import sys

from knowledge.lexicon.load import load

# In an interpreter of its own: in this one, earlier tests have made everything.
CHILD = """
import json, re, sys
from datetime import date
from knowledge import Library
from knowledge.warming import warm

library, today, made = Library.load(), date(2026, 3, 2), []
if sys.argv[1] == "warm":
    warm(library, today)
compiled = re._compiler.compile
re._compiler.compile = lambda pattern, flags: made.append(pattern) or compiled(pattern, flags)
before = set(sys.modules)
for text in json.load(sys.stdin):
    library.answer(text, today=today)
print(json.dumps({"patterns": len(made), "modules": sorted(set(sys.modules) - before)}))
"""


def made_while_answering(start: str) -> tuple[int, list[str]]:
    texts = [one.text for one in load().phrasings][::25]
    child = [sys.executable, "-c", CHILD, start]
    done = subprocess.run(child, input=json.dumps(texts), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return found["patterns"], found["modules"]


def test_a_warm_library_loads_no_module_and_next_to_no_pattern() -> None:
    cold, loaded = made_while_answering("cold")
    assert cold > 100
    assert "lunar_python" in loaded or "jieba" in loaded
    warm, loaded = made_while_answering("warm")
    assert warm < cold / 20
    assert loaded == []
