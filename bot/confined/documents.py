"""The child's part in reading a union's document: a file in, the document, or pages of it, as JSON out."""

from __future__ import annotations

from base64 import b64encode
from typing import IO, Any

from bot.core.errors import BadInput


def read(file: IO[bytes], options: dict[str, Any]) -> dict[str, Any]:
    """The document in `file`, checked against those that come with the program and those in `options["published"]`
    (each with the clauses whose amounts are nothing given); documents as `wire` writes them.

    Raises BadInput with the sentence for whoever sent it.
    """
    from bot.confined.limits import report
    from knowledge.documents.extracting import extract
    from knowledge.documents.grants import without
    from knowledge.documents.refusal import DocumentRefusedError
    from knowledge.documents.review import review
    from knowledge.documents.shipped import shipped
    from knowledge.documents.wire import dump, load

    published = [without(load(one["document"]), one["denied"]) for one in options["published"]]
    try:
        return dump(review(extract(file.read(), report), [*shipped(), *published]))
    except DocumentRefusedError as refusal:
        raise BadInput(str(refusal)) from refusal


def print_pages(file: IO[bytes], options: dict[str, Any]) -> str:
    """The file as something that has pages, in base64. Raises BadInput with the reason where there is no way to it."""
    from knowledge.documents.files import drawing
    from knowledge.documents.refusal import DocumentRefusedError

    try:
        return b64encode(drawing.printed(file.read())).decode()
    except DocumentRefusedError as refusal:
        raise BadInput(str(refusal)) from refusal


def draw(file: IO[bytes], options: dict[str, Any]) -> dict[str, Any]:
    """A page of it, with what is `sought` marked: as `drawing.Sought` and `drawing.Drawn` name their parts."""
    from knowledge.documents.files import drawing
    from knowledge.documents.model import Spot
    from knowledge.documents.refusal import DocumentRefusedError

    all_sought = [drawing.Sought(**{**one, "spot": Spot(**one["spot"])}) for one in options["sought"]]
    try:
        drawn = drawing.draw(file.read(), all_sought)
    except DocumentRefusedError as refusal:
        raise BadInput(str(refusal)) from refusal
    picture = b64encode(drawn.picture).decode()
    return {"picture": picture, "page": drawn.page, "pages": drawn.pages, "marked": drawn.marked}
