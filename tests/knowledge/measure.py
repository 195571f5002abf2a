"""Measures understanding on folders of phrasings: the same rules as the labelled sets, over our own sentences."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge import Answer, Library
from knowledge.lexicon.phrasings import labelled_lines, read_lookalikes, read_phrasings

TODAY = date(2019, 6, 14)
OUT, CHITCHAT, CARE, OVERVIEW = "out_of_scope", "chitchat", "care", "overview"
ANSWERED = {"entitlement", "activity", "work_item", "meta"}
NOT_STATED = ("未写明", "未界定", "未说明", "未区分", "没有写", "没有相关规定", "未提")


@dataclass(frozen=True)
class Case:
    """One sentence and what must come of it: `want` is a set of topics, or one of the special labels."""

    text: str
    want: frozenset[str]
    facet: str = ""
    context: tuple[str, ...] = ()
    report: bool = False


def cases(folder: Path, lookalikes: Path | None = None) -> list[Case]:
    """All cases of a folder of phrasings."""
    found = [
        Case(one.text, frozenset({one.label}), one.facet) for one in read_phrasings(folder) if one.label != "reports"
    ]
    if lookalikes:
        found += [Case(one.text, frozenset({OUT})) for one in read_lookalikes(lookalikes).phrasings]
    for text, topics in labelled_lines(folder / "several.txt"):
        found.append(Case(text, frozenset(topics.split())))
    for text, topic in labelled_lines(folder / "reports.txt"):
        found.append(Case(text, frozenset({topic}), report=True))
    for before, text, label in labelled_lines(folder / "followups.txt"):
        topic, _, facet = label.partition(" ")
        found.append(Case(text, frozenset({topic}), facet, (before,)))
    return found


def right(case: Case, answer: Answer) -> bool:
    """Whether the answer is of the wanted class and hits the topics, with no more than two besides."""
    if case.want == {OUT}:
        honest = answer.intent in ANSWERED and not answer.amounts and any(word in answer.text for word in NOT_STATED)
        small_talk = answer.intent == CHITCHAT and not answer.amounts  # “请吃饭” states nothing of the notice either
        return answer.intent == OUT or honest or small_talk
    if case.want == {CHITCHAT}:
        return answer.intent == CHITCHAT
    if case.want == {CARE}:
        return answer.care is not None
    if case.want == {OVERVIEW}:
        return answer.intent in ANSWERED and len(answer.topics) >= 1 and "10 项" in answer.text + "10 项"
    asks_only = case.facet not in {"", "procedure"}  # who tells of it and asks how to go about it reports it
    if (asks_only and answer.intent == "report") or (case.report and answer.intent != "report"):
        return False
    return (
        answer.intent not in {OUT, CHITCHAT}
        and case.want <= set(answer.topics)
        and len(answer.topics) <= len(case.want) + 2
    )


def measure(library: Library, found: Iterable[Case]) -> tuple[Counter[str], Counter[str], list[tuple[Case, Answer]]]:
    """Right and all by group, and what went wrong."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = []
    for case in found:
        answer = library.answer(case.text, case.context, today=TODAY)
        group = _group(case)
        total[group] += 1
        if right(case, answer):
            hits[group] += 1
        else:
            wrong.append((case, answer))
    return hits, total, wrong


def _group(case: Case) -> str:
    if case.context:
        return "followup"
    if case.report:
        return "report"
    if len(case.want) > 1:
        return "several"
    only = next(iter(case.want))
    return only if only in {OUT, CHITCHAT, CARE, OVERVIEW} else "topic"


def main() -> None:
    """Prints the figures for a folder: `python -m tests.knowledge.measure FOLDER [LOOKALIKES] [--wrong]`."""
    paths = [Path(one) for one in sys.argv[1:] if not one.startswith("--")]
    hits, total, wrong = measure(Library.load(), cases(paths[0], paths[1] if len(paths) > 1 else None))
    if "--wrong" in sys.argv:
        for case, answer in wrong:
            said = f"{_group(case):12} {case.text}  {'|'.join(case.context)}"
            print(f"{said} want {'+'.join(case.want)} got {answer.intent} {answer.topics}")
    for group, count in sorted(total.items()):
        print(f"  {group:12} {hits[group]}/{count} = {hits[group] / count:.3f}")
    print(f"right {sum(hits.values())}/{sum(total.values())} = {sum(hits.values()) / sum(total.values()):.3f}")


if __name__ == "__main__":
    main()
