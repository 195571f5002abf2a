"""What was paid and who signed for it: the one whom it was for, or another in his place (代签) with his relation."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from bot.core.errors import BadInput
from bot.core.messages import JsonObject
from bot.core.money import parse_yuan, sum_beside, yuan
from bot.reports.texts import refusals, signing

NAME_LIMIT, RELATION_LIMIT = 20, 40
_PARTS = re.compile(r"[\s,，、;；:：()（）]+")
_NAME = re.compile(rf"[\u3400-\u9fffA-Za-z·•]{{2,{NAME_LIMIT}}}")

WHO_SIGNED = signing.WHO_SIGNED


@dataclass(frozen=True)
class Signature:
    """Empty: the one concerned has signed. Else who signed for him, and as what or why."""

    name: str = ""
    relation: str = ""

    def __str__(self) -> str:
        return signing.for_him(self.name, self.relation) if self.name else signing.SELF

    def as_json(self) -> JsonObject:
        return {"name": self.name, "relation": self.relation}

    @classmethod
    def read(cls, kept: JsonObject) -> "Signature":
        return cls(str(kept["name"]), str(kept["relation"]))


@dataclass(frozen=True)
class Payment:
    """`amount` in yuan."""

    amount: Decimal
    signature: Signature

    def __str__(self) -> str:
        return f"实付 {yuan(self.amount)}，{self.signature}"


@dataclass(frozen=True)
class Said:
    """What a treasurer typed of a payment. `other`: somebody else signed; `who`: as what he said of him; `beside`: what
    else stands beside the amount."""

    amount: Decimal
    other: bool = False
    who: str = ""
    beside: str = ""


def read_said(text: str, most: Decimal) -> Said:
    """“600”, “六百 代签”, “600 代签 李明，配偶”, “李明（配偶）代签 600 元”. Raises BadInput, with an example that keeps
    within `most`."""
    other = "代签" in text
    rest = text.replace(signing.OTHER, " ").replace("代签", " ").replace(signing.SELF, " ").strip(" ，、,。")
    said, beside = sum_beside(rest)
    amount = parse_yuan(said or rest, most)
    return Said(amount, other, beside) if other else Said(amount, beside=beside)


def read_signature(text: str, relations: Collection[str] = ()) -> Signature:
    """“李明，配偶”, “李明 同事（本人在外地）”; by `relations` (what people are called) also “配偶李明”.

    Raises BadInput where the name or the relation is missing.
    """
    parts = _signed_parts(text, relations)
    if len(parts) < 2 or not _NAME.fullmatch(parts[0]):
        raise BadInput(WHO_SIGNED)
    relation = "，".join(parts[1:])
    if len(relation) > RELATION_LIMIT:
        raise BadInput(refusals.relation_too_long(RELATION_LIMIT))
    return Signature(parts[0], relation)


def name_alone(text: str, relations: Collection[str]) -> str:
    """The name of whoever signed, where the words say nothing else; else nothing."""
    parts = _signed_parts(text, relations)
    return parts[0] if len(parts) == 1 and parts[0] not in relations and _NAME.fullmatch(parts[0]) else ""


def _signed_parts(text: str, relations: Collection[str]) -> list[str]:
    """The name first, where it can be told from the relation."""
    parts = [part for part in _PARTS.split(text.replace("代签", " ").strip("。 ")) if part]
    if len(parts) == 1:
        known = (word for word in relations if len(word) > 1 and parts[0].startswith(word))
        first = max(known, key=len, default="")
        parts = [first, parts[0][len(first) :]] if first and _NAME.fullmatch(parts[0][len(first) :]) else parts
    if len(parts) > 1 and parts[0] in relations and parts[1] not in relations and _NAME.fullmatch(parts[1]):
        parts[:2] = parts[1::-1]
    return parts
