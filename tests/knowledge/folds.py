"""k-fold figures: each persona's phrasings are answered with a model that never saw that persona."""

from __future__ import annotations

import sys
from collections import Counter

from knowledge import Answer
from knowledge.answer.compose import Composer
from knowledge.lexicon.load import load
from knowledge.lexicon.model import Phrasing
from knowledge.shelf import NOTICES, Shelf
from knowledge.understand import despair
from knowledge.understand.decide import Reader
from knowledge.understand.evidence import Gatherer
from knowledge.understand.followup import Listener
from knowledge.understand.linear import train
from knowledge.understand.nearest import Nearest, Neighbours
from knowledge.understand.teach import label
from tests.knowledge.measure import OUT, TODAY, Case, right

FOLDS = 5


def folds(count: int = FOLDS) -> tuple[Counter[str], Counter[str], list[tuple[Case, Answer]]]:
    """Right and all by group over `count` folds by persona, and what went wrong."""
    lexicon = load()
    notice = Shelf(NOTICES, lexicon).notices[-1]
    gather = Gatherer(lexicon, notice)
    dark_seen = [gather.dark_features(one.text) for one in lexicon.phrasings]
    seen = [gather.features(one.text) for one in lexicon.phrasings]
    personas = sorted({one.persona for one in lexicon.phrasings})
    composer = Composer(notice, lexicon, Neighbours(lexicon, notice), "热线")
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[tuple[Case, Answer]] = []
    for fold in range(count):
        held = set(personas[fold::count])
        known = [
            (features, label(one))
            for one, features in zip(lexicon.phrasings, seen, strict=True)
            if one.persona not in held
        ]
        nearest = Nearest([one for one in lexicon.phrasings if one.persona not in held])
        dark = despair.train(
            [
                (features, one.label == despair.NAME)
                for one, features in zip(lexicon.phrasings, dark_seen, strict=True)
                if one.persona not in held
            ]
        )
        listener = Listener(Reader(lexicon, notice, train(known), nearest, dark))
        for one in lexicon.phrasings:
            if one.persona in held:
                case = _case(one)
                answer = composer.compose(listener.read(one.text, (), TODAY))
                group = (
                    OUT if one.lookalike else one.label if one.label in {"chitchat", "care", "overview"} else "topic"
                )
                total[group] += 1
                hits[group] += right(case, answer)
                if not right(case, answer):
                    wrong.append((case, answer))
    return hits, total, wrong


def _case(one: Phrasing) -> Case:
    return Case(one.text, frozenset({OUT if one.lookalike else one.label}), one.facet)


def main() -> None:
    """`python -m tests.knowledge.folds [--wrong]`"""
    hits, total, wrong = folds()
    if "--wrong" in sys.argv:
        for case, answer in wrong:
            print(f"{'+'.join(case.want):20} {case.text}  got {answer.intent} {answer.topics}")
    for group, count in sorted(total.items()):
        print(f"  {group:12} {hits[group]}/{count} = {hits[group] / count:.3f}")
    print(f"right {sum(hits.values())}/{sum(total.values())} = {sum(hits.values()) / sum(total.values()):.3f}")


if __name__ == "__main__":
    main()
