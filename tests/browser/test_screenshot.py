"""README's picture shows the product as it is."""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.picture import PICTURE, WORDS, load, save, take
from tests.browser.product import ROOT
from tests.browser.window import DESKTOP, Device

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]


async def test_the_picture_is_true(device: Device, tmp_path: Path) -> None:
    """When this fails because the page has changed: `python -m tests.browser.picture`, look at it, commit it."""
    shot = await take(device, tmp_path)
    size, words = load(PICTURE)
    assert size == shot.size == DESKTOP
    assert words.splitlines() == shot.info[WORDS].splitlines()


async def test_the_readme_shows_it() -> None:
    assert str(PICTURE.relative_to(ROOT)) in (ROOT / "README.md").read_text(encoding="utf-8")


async def test_a_picture_keeps_its_words(tmp_path: Path) -> None:
    shot = Image.new("RGB", (4, 3))
    shot.info[WORDS] = "温暖\n··:··"
    save(shot, tmp_path / "some.png")
    assert load(tmp_path / "some.png") == ((4, 3), "温暖\n··:··")
