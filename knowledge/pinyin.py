"""Sounds: the toneless pinyin of words, and words written with other characters of the same sound (升日 for 生日)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

SHORTEST, LONGEST = 2, 5
HAN = ("\u4e00", "\u9fff")


@lru_cache(maxsize=8192)
def sound(character: str) -> str:
    """The commonest toneless reading of one character; the character itself where it has none."""
    return lazy_pinyin(character, style=Style.NORMAL)[0]


def spell(word: str) -> str:
    return "".join(sound(character) for character in word)


class Homophones:
    """Mends words of the lexicon that were typed with other characters of the same sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = {
            word for word in words if SHORTEST <= len(word) <= LONGEST and all(HAN[0] <= c <= HAN[1] for c in word)
        }
        self.by_sound: dict[tuple[str, ...], str] = {}
        for word in sorted(self.words):
            self.by_sound.setdefault(tuple(map(sound, word)), word)

    def mend(self, text: str, notes: list[str]) -> str:
        """`text` with such words mended, the longest first; known words are never touched."""
        sounds = [sound(character) if HAN[0] <= character <= HAN[1] else "" for character in text]
        for size in range(LONGEST, SHORTEST - 1, -1):
            for start in range(len(text) - size + 1):
                word = self.by_sound.get(tuple(sounds[start : start + size]))
                if word and self._differs(text[start : start + size], word):
                    notes.append(f"{text[start : start + size]}→{word}")
                    text = text[:start] + word + text[start + size :]
        return text

    def _differs(self, written: str, word: str) -> bool:
        """One character at least must be right: two wrong ones are another word (维稳 is not 慰问)."""
        return written not in self.words and any(a == b for a, b in zip(written, word, strict=True))
