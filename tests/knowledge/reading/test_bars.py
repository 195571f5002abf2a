"""Bars are chosen of messages whose writers the table has not seen, and are kept with the table."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.lexicon.load import load as lexicon
from knowledge.reading.bars import BY_HAND, MEANINGS, Bars, moved
from knowledge.reading.choosing import Criterion, Held, Tally, chosen
from knowledge.reading.criteria import STAGES
from knowledge.reading.crossfit import Gathered, bars_of
from knowledge.reading.evidence import Gatherer
from knowledge.reading.rows import Row
from knowledge.reading.stored import load, save
from knowledge.reading.teach import is_current, kept_bars, taught

DAY = date(2026, 11, 29)


def tally(*judged: tuple[float, bool], times: int = 10) -> Tally:
    found = Tally()
    found.add(judged * times)
    return found


def test_a_bar_lies_where_as_much_is_right_as_its_share_says() -> None:
    """Above 1 nine of ten are right, between -1 and 1 three of ten, below none."""
    judged = [(1.5, True)] * 9 + [(1.5, False)] + [(0.5, True)] * 3 + [(0.5, False)] * 7 + [(-1.5, False)] * 10
    found = tally(*judged)
    assert 0.4 < found.best(0.5) < 1.5
    assert -1.5 <= found.best(0.2) < 0.5
    assert found.above(1.0) == (90, 10)
    assert found.above(-9.0) == (120, 180)


def test_the_middle_of_what_is_as_good_is_chosen() -> None:
    assert tally((2.0, True), (-2.0, False)).best(0.5) == pytest.approx(0.0, abs=0.1)


def test_a_score_on_the_bar_is_not_above_it() -> None:
    assert tally((0.5, True), times=1).above(0.5) == (0, 0)
    assert tally((0.51, True), times=1).above(0.5) == (1, 0)


def test_of_too_few_messages_no_bar_is_chosen() -> None:
    held = _held("谢谢", ("thank",))
    few = Criterion("act", 0.5, lambda _: [(0.3, True), (0.1, False)])
    assert chosen([[few]], [held] * 10, BY_HAND) == BY_HAND
    assert chosen([[few]], [held] * 40, BY_HAND).act == pytest.approx(0.2, abs=0.1)


def test_a_stage_is_judged_by_the_bars_that_were_chosen_before_it() -> None:
    seen: list[float] = []

    def judged(held: Held) -> list[tuple[float, bool]]:
        seen.append(held.scores.bars.act)
        return []

    first = Criterion("act", 0.5, lambda _: [(3.0, True), (1.0, False)])
    bars = chosen([[first], [Criterion("side", 0.5, judged)]], [_held("谢谢", ("thank",))] * 40, BY_HAND)
    assert set(seen) == {bars.act} != {BY_HAND.act}


def _held(text: str, acts: tuple[str, ...]) -> Held:
    gather = Gatherer(lexicon())
    found = gather(text, DAY)
    return Held.of(Row(text, "x", acts=acts, asks=()), found, taught().scores(found.seen), gather.sides_shown)


def test_every_bar_is_named_once_and_says_what_it_means() -> None:
    names = [one.bar for stage in STAGES for one in stage]
    assert len(names) == len(set(names))
    assert {one.name for one in fields(Bars)} >= set(names)
    assert all(MEANINGS.values())


def test_the_same_messages_give_the_same_bars() -> None:
    rows = [
        Row("谢谢你们来看我", "a", acts=("thank",), asks=()),
        Row("住院能领多少", "b", acts=("ask",), asks=(("hospitalization", "amount"),)),
    ]
    gather = Gathered(lexicon(), None, {})
    parts = [(frozenset({"a"}), taught()), (frozenset({"b"}), taught())]
    assert bars_of(gather, rows * 20, parts) == bars_of(gather, rows * 20, parts)


def test_bars_are_kept_with_their_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, bars = tmp_path / "reading.bin", replace(BY_HAND, act=0.7)
    save(replace(taught(), bars=bars), path)
    assert load(path).bars == kept_bars(path) == bars
    assert load(path).scores(["谢"]).bars == bars
    monkeypatch.setattr("knowledge.reading.stored.asdict", lambda bars: {**asdict(bars), "gone": 1.0})
    save(taught(), path)
    with pytest.raises(ValueError, match="another version"):
        load(path)
    assert not is_current(path)
    assert kept_bars(path) == kept_bars(tmp_path / "none.bin") == BY_HAND


def test_what_has_moved_is_told() -> None:
    assert moved(BY_HAND, replace(BY_HAND, act=2.0, side=BY_HAND.side + 0.1), 0.2) == [("act", BY_HAND.act, 2.0)]
    assert moved(BY_HAND, BY_HAND, 0.0) == []


def test_the_kept_bars_were_chosen() -> None:
    kept = asdict(taught().bars)
    of_labels = {one.bar for stage in STAGES for one in stage}
    assert all(kept[name] == value for name, value in asdict(BY_HAND).items() if name not in of_labels)
