"""MIT stays possible: whatever is locked for use is free for that, or stands on the page with what follows."""

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
FREE = re.compile(
    r"MIT|BSD|Apache|Python Software Foundation|PSF-2\.0|ISCL|ISC|Zlib|CC0|0BSD|Unlicense|HPND|AND|OR|License|Software|"
    r"-?\d[\w.]*|Clause|CMU|Approved|OSI|[\s,().:-]+"
)


def licence_of(about: PackageMetadata) -> str:
    """What a distribution states of itself: the expression, else the classifiers, else the free text's first line."""
    classified = [one for one in about.get_all("Classifier") or [] if one.startswith("License :: ")]
    told = "".join(about.get_all("License-Expression") or []) or ", ".join(
        one.rpartition(" :: ")[2] for one in classified
    )
    return told or "".join(about.get_all("License") or []).strip().partition("\n")[0]


def locked(name: str) -> set[str]:
    """What the lock installs on this system; what is for others alone states its licence where it is installed."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    wanted = map(Requirement, re.findall(r"^[\w.-]+==[^\\\n]+", text, re.MULTILINE))
    return {one.name for one in wanted if one.marker is None or one.marker.evaluate()}


@pytest.mark.parametrize("name", sorted(locked("tour") | locked("postgres") | locked("ocr") | locked("documents")))
def test_it_is_free_or_explained(name: str) -> None:
    licence = licence_of(metadata(name))
    explained = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert licence, f"{name} states no licence"
    assert not FREE.sub("", licence) or f"| {name} |" in explained, f"{name}: {licence}"


def test_our_own_is_stated_where_it_is_looked_for() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert '\nlicense = "MIT"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
