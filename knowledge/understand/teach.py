"""Trains the classifier on the lexicon's phrasings and keeps it as `lexicon/model.json`, fingerprinted."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from knowledge.document import Notice
from knowledge.lexicon.load import FOLDER, Lexicon
from knowledge.lexicon.model import Phrasing
from knowledge.understand import despair
from knowledge.understand.evidence import Gatherer
from knowledge.understand.features import VERSION
from knowledge.understand.linear import Example, Model, train

MODEL, DARK = FOLDER / "model.json", FOLDER / "despair.json"
OUT = "out"


def label(phrasing: Phrasing) -> str:
    return OUT if phrasing.lookalike else phrasing.label


def examples(lexicon: Lexicon, notice: Notice) -> list[Example]:
    """Every phrasing as the classifier sees it."""
    gather = Gatherer(lexicon, notice)
    return [(gather.features(one.text), label(one)) for one in lexicon.phrasings]


def dark_examples(lexicon: Lexicon, notice: Notice) -> list[despair.Example]:
    """Every phrasing as the classifier of despair sees it."""
    gather = Gatherer(lexicon, notice)
    return [(gather.dark_features(one.text), one.label == despair.NAME) for one in lexicon.phrasings]


def fingerprint(folder: Path = FOLDER) -> str:
    """Changes when anything changes that the model was trained on."""
    digest = hashlib.blake2b(f"features {VERSION}".encode(), digest_size=12)
    for path in sorted(
        path for path in [*folder.rglob("*.txt"), *folder.rglob("*.toml")] if _taught_from(path, folder)
    ):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _taught_from(path: Path, folder: Path) -> bool:
    """The words for reading reports and the tone of answers are lexicon too, but nothing is learned from them."""
    top = path.relative_to(folder).parts[0]
    return not top.startswith(
        ("reports", "tone", "followups", "several", "scheduled", "sorrows", "blunt", "kinds", "rounds")
    )


def teach(lexicon: Lexicon, notice: Notice, path: Path = MODEL, dark: Path = DARK) -> Model:
    """Trains and saves both classifiers; returns that of topics."""
    model = train(examples(lexicon, notice), fingerprint())
    model.save(path)
    despair.train(dark_examples(lexicon, notice), fingerprint()).save(dark)
    return model


@lru_cache(maxsize=2)
def taught(path: Path = MODEL) -> Model:
    return Model.load(path)
