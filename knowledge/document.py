"""The notice as typed, frozen pieces. Every piece that can be quoted knows its citation, such as 四（二）."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge.documents.often import Often
from knowledge.patterns import Late

Form = Literal["慰问金", "慰问品"]
WHOLE_TEXT = "全文"
COUNTED_BY = Late(r"[0-9]+元[/／每][人户家对]|每[人户家对](?=[^，。；]*[0-9]元)")


@dataclass(frozen=True, slots=True)
class Source:
    """The document that something stands in. The year is said under every answer, because caps change by year."""

    number: str
    year: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which document: `clause` as it is cited (四（二）), `spoken` as it is said (第四部分（二）). `by`: where
    another document has given it these words."""

    source: Source
    clause: str
    spoken: str
    by: Place | None = None

    @property
    def cited(self) -> str:
        return f"{self.clause}（按{self.by.source.number}修改）" if self.by else self.clause

    @property
    def said(self) -> str:
        """With the document that has changed it: 第三条（按江机工〔2024〕9号修改）."""
        return f"{self.spoken}（按{self.by.source.number}修改）" if self.by else self.spoken


def cited(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, and behind it where another document has changed it."""
    return tuple(dict.fromkeys(one for place in places for one in (place, place.by) if one))


def sourced(places: Iterable[Place]) -> str:
    """The line under every answer: each document once, by number and year, with all the places in it."""
    by_source: dict[Source, dict[str, None]] = {}
    for place in places:
        by_source.setdefault(place.source, {})[place.said] = None
    said = (f"{source.number}（{source.year}年）{'、'.join(spoken)}" for source, spoken in by_source.items())
    return f"依据：{'；'.join(said)}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment that the notice names. `present` is false where its text is not in the file (附件2)."""

    number: int
    title: str
    present: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item （一） of a part, its broken lines mended; without a part, an article (第三条). `heading`: of a
    read document, the heading or the chapter that it stands under. Of a row of a table what its columns say: the
    `events` and the `sides` (facets) that it is about."""

    part: str
    ordinal: str
    text: str
    line: int
    source: Source
    by: Place | None = None
    heading: str = ""
    events: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()

    @property
    def citation(self) -> str:
        return f"{self.part}（{self.ordinal}）" if self.part else self.ordinal

    @property
    def spoken(self) -> str:
        return f"第{self.part}部分（{self.ordinal}）" if self.part else self.ordinal

    @property
    def place(self) -> Place:
        return Place(self.source, self.citation, self.spoken, self.by)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts 一…七, such as 四、实施温暖工程，努力建设职工之家."""

    ordinal: str
    title: str
    items: tuple[Item, ...]

    @property
    def project(self) -> str:
        """The 工程 that the title names (固基工程), or the title itself."""
        head = self.title.split("，")[0]
        return head.removeprefix("推进").removeprefix("实施") if "工程" in head else self.title


@dataclass(frozen=True, slots=True)
class KindClause:
    """One of the visits (访) and congratulations (贺). `ceiling` is in yuan; None where the notice gives no figure.

    `plain`: it is written as 要访 or 要贺 with one ceiling, else only quoted; `ranged`: it gives several figures, and
    `ceiling` is the highest; `spans`: the lowest and highest of each, where any has a lowest. `often`: how many times
    in a year, or ever, it may be given to somebody; `total`: how much in a year. Where several documents are in force:
    `cap` is the clause from above whose lower ceiling counts, `besides` are those of the same level that say otherwise.
    """

    key: str
    title: str
    visit: bool
    form: str | None
    ceiling: int | None
    clause: str
    place: Place
    plain: bool = True
    ranged: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    often: tuple[Often, ...] = ()
    total: int | None = None
    cap: KindClause | None = None
    besides: tuple[KindClause, ...] = ()
    own: bool = False  # no topic is for it: its key is the document's own, and it is only listed and quoted

    @property
    def citation(self) -> str:
        return self.place.clause

    @property
    def deed(self) -> str:
        return "访" if self.visit else "贺"

    @property
    def counted_by(self) -> str:
        """Whom the amount is for, as the clause writes it beside the figure (元/人, 每户, 每对); "" where not."""
        match = COUNTED_BY.search(self.clause)
        return match[0] if match else ""

    @property
    def occasion(self) -> str:
        """The clause up to its brackets, which hold what is given."""
        return re.split("[（(]", self.clause, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Notice:
    """A whole notice. `signed` is the date under the text, `printed` the 印发 date in the colophon; `loose` are
    articles that stand in no part, and what other documents in force say beside it."""

    number: str
    year: int
    issuer: str
    signed_by: str
    addressed_to: str
    title: str
    signed: date
    printed: date
    copied_to: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    requirements: str
    parts: tuple[Part, ...]
    kinds: tuple[KindClause, ...]
    file: str = ""
    loose: tuple[Item, ...] = ()
    listed: tuple[KindClause, ...] = ()  # as a document that was read lists them, with those that no topic is for

    @property
    def every(self) -> tuple[KindClause, ...]:
        """The kinds in the document's order, with those that no topic is for."""
        known = {kind.key: kind for kind in self.kinds}
        ordered = {one.key: known.get(one.key, one) for one in self.listed if one.own or one.key in known}
        return tuple((ordered | known).values())

    @property
    def items(self) -> tuple[Item, ...]:
        return (*(item for part in self.parts for item in part.items), *self.loose)

    @property
    def visits(self) -> tuple[KindClause, ...]:
        return tuple(kind for kind in self.kinds if kind.visit)

    @property
    def congratulations(self) -> tuple[KindClause, ...]:
        return tuple(kind for kind in self.kinds if not kind.visit)

    def same_text(self, other: Notice) -> bool:
        """Whether the other, from another file, is this document again."""
        return replace(self, file="") == replace(other, file="")

    def kind(self, key: str) -> KindClause | None:
        return next((kind for kind in self.kinds if kind.key == key), None)

    def item(self, citation: str) -> Item | None:
        return next((item for item in self.items if item.citation == citation), None)

    @property
    def source(self) -> Source:
        return Source(self.number, self.year)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every document that it is put together from."""
        return tuple(dict.fromkeys((self.source, *(one.source for one in self.loose))))

    @property
    def whole(self) -> Place:
        return Place(self.source, WHOLE_TEXT, WHOLE_TEXT)
