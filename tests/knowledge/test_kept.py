"""What is kept between runs: the same as when it is made, and made again whenever it cannot be."""

from pathlib import Path

import pytest

from knowledge.errors import LexiconError
from knowledge.kept import MOST, kept
from knowledge.lexicon.load import read_toml


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "wennuan"


class Maker:
    """Counts how often it was asked."""

    def __init__(self, given: object = None) -> None:
        self.given, self.asked = given if given is not None else {"年": [1, 2**400, True, 0.5]}, 0

    def __call__(self) -> object:
        self.asked += 1
        return self.given


def test_it_is_made_once_for_the_same_sources() -> None:
    make = Maker()
    assert [kept("a", ["x", "y"], make) for _ in range(3)] == [make.given] * 3
    assert make.asked == 1
    for name, sources in (("a", ["x", "z"]), ("a", ["xy"]), ("a", ["y", "x"]), ("b", ["x", "y"])):
        kept(name, sources, make)
    assert make.asked == 5


def test_what_is_given_is_nobody_elses() -> None:
    first = kept("a", ["x"], lambda: {"a": 1})
    kept("a", ["x"], lambda: {"a": 1}).pop("a")
    assert kept("a", ["x"], lambda: {"a": 1}) == first == {"a": 1}


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_a_damaged_file_is_made_again(cache: Path, content: bytes) -> None:
    make = Maker()
    kept("a", ["x"], make)
    (file,) = cache.iterdir()
    file.write_bytes(content)
    assert kept("a", ["x"], make) == make.given
    assert make.asked == 2
    assert kept("a", ["x"], make) == make.given
    assert make.asked == 2


def test_without_a_place_it_is_made_each_time(cache: Path) -> None:
    make = Maker({frozenset({1}): "no JSON"})
    assert kept("a", ["x"], make) is kept("a", ["x"], make)
    assert make.asked == 2
    assert not list(cache.glob("a-*"))


def test_the_oldest_go(cache: Path) -> None:
    for number in range(MOST + 3):
        kept("a", [str(number)], Maker(number))
    kept("b", ["x"], Maker())
    assert len(list(cache.glob("a-*"))) == MOST
    assert len(list(cache.glob("b-*"))) == 1


def test_a_file_of_the_lexicon_is_read_anew_once_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text('a = "一"', encoding="utf-8")
    read_toml(file)["a"] = "三"
    assert read_toml(file) == {"a": "一"}
    file.write_text('a = "二"', encoding="utf-8")
    assert read_toml(file) == {"a": "二"}
    file.write_text("a = ", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"some\.toml 读不了"):
        read_toml(file)
