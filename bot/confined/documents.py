"""The child's part in reading a union's document: bytes in, the document as JSON out."""

from __future__ import annotations

from typing import Any

from bot.core.errors import BadInput


def read(content: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """The document in `content`, checked against those in `options["known"]`; both as `wire` writes them.

    Raises BadInput with the sentence for whoever sent it.
    """
    from knowledge.documents.extracting import extract
    from knowledge.documents.refusal import DocumentRefusedError
    from knowledge.documents.review import review
    from knowledge.documents.wire import dump, load

    try:
        return dump(review(extract(content), [load(one) for one in options.get("known", ())]))
    except DocumentRefusedError as refusal:
        raise BadInput(str(refusal)) from refusal
