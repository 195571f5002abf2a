"""What is said first to somebody who tells of a loss, a joy or neither, and for whom a figure is named.

`hearts.txt` holds messages with what their answers must and must not hold. It was written before the reading was
mended after it, so its figure is a little too good for strangers. `python -m tests.knowledge.test_hearts` prints
what is not met.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge import Answer, Library
from knowledge.answer import rules
from tests.knowledge.measure import TODAY

LINES = Path(__file__).parent / "hearts.txt"
AS = {"doubt": "loss", "warm": "joy"}
MOODS = [(say, AS.get(rule.mood, rule.mood)) for rule in rules.load().openings for say in rule.says]
SLOT = re.compile(r"\\?\{\w+\\?\}")
HURTS = ("恭喜", "添丁", "节哀", "祝生日")
MET = 0.89


@dataclass(frozen=True)
class Said:
    """A message and its demands: `mood` of the first sentence, then `=1000`, `=-`, `~needed`, `!never`."""

    group: str
    text: str
    mood: str
    wants: tuple[str, ...]


def mood_of(sentence: str) -> str:
    """The mood of the opening that a sentence is, whatever it names in its braces; the most literal one counts."""
    fitting = [one for one in MOODS if re.fullmatch(SLOT.sub(".+", re.escape(one[0])), sentence)]
    return max(fitting, key=lambda one: len(SLOT.sub("", re.escape(one[0]))), default=("", "none"))[1]


def said() -> list[Said]:
    found, group = [], ""
    for line in LINES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif " => " in line and not line.startswith("#"):
            text, _, wants = line.partition(" => ")
            mood, *others = wants.split()
            found.append(Said(group, text, mood, tuple(others)))
    return found


def faults(one: Said, answer: Answer) -> Iterator[str]:
    """What of the demands the answer does not meet."""
    mood = mood_of(answer.text.splitlines()[0])
    if one.mood not in {"any", mood}:
        yield f"opens with {mood}, not {one.mood}"
    for want in one.wants:
        mark, words = want[0], want[1:]
        if mark == "=" and set(answer.amounts.values()) != (set() if words == "-" else {int(words)}):
            yield f"states {dict(answer.amounts)}, not {words}"
        if (mark == "~" and words not in answer.text) or (mark == "!" and words in answer.text):
            yield want


def hurting(one: Said, answer: Answer) -> bool:
    """Whether joy is said over what is none, or grief where nobody died."""
    if one.mood == "loss" and mood_of(answer.text.splitlines()[0]) == "joy":
        return True
    return any(want[0] == "!" and want[1:] in HURTS and want[1:] in answer.text for want in one.wants)


def test_most_demands_are_met(library: Library) -> None:
    wrong = [one.text for one in said() if list(faults(one, library.answer(one.text, today=TODAY)))]
    assert len(wrong) <= (1 - MET) * len(said()), wrong


@pytest.mark.parametrize("one", said(), ids=lambda one: one.text)
def test_no_answer_hurts(library: Library, one: Said) -> None:
    answer = library.answer(one.text, today=TODAY)
    assert not hurting(one, answer), answer.text


def main() -> None:
    library = Library.load()
    met: Counter[str] = Counter()
    of: Counter[str] = Counter()
    hurt = 0
    for one in said():
        answer = library.answer(one.text, today=TODAY)
        wrong = list(faults(one, answer))
        of[one.group] += 1
        met[one.group] += not wrong
        hurt += hurting(one, answer)
        if wrong:
            reading = library.read(one.text, today=TODAY)
            told = [f"{event.what} {event.whose} {event.state}" for event in reading.events]
            print(f"{one.text}  {'; '.join(wrong)}  {told}\n    {answer.text[:90]!r}")
    for group, count in of.items():
        print(f"  {group:8} {met[group]}/{count}")
    print(f"met {met.total()}/{of.total()} = {met.total() / of.total():.3f}, hurting {hurt}")


if __name__ == "__main__":
    main()
